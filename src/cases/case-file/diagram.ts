import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../../entities';
import type { ReleaseView } from '../../records/releases';
import type { DiagramView } from '../../web';
import type { OpenTask } from '../open-tasks';

/** Where a case stands on the diagram of its own process, and what it passed. */
export async function diagramOf(
  db: EntityManager,
  file: CaseFile,
  release: ReleaseView,
  open: OpenTask[],
): Promise<DiagramView> {
  const steps = await stepCounts(db, file);
  return {
    href: `/models/${release.id}/${file.processId}.bpmn`,
    active: open.map((t) => t.task.shownAs),
    visited: Object.keys(steps),
    stepCounts: steps,
  };
}

/** How often each element of the case's own process was reached. */
async function stepCounts(db: EntityManager, file: CaseFile): Promise<Record<string, number>> {
  const rows: { element_id: string; n: number }[] = await db.query(
    `select element_id, count(*)::int as n from case_step where case_id = $1 and process_id = $2
     group by element_id`,
    [file.id, file.processId],
  );
  return Object.fromEntries(rows.map((r) => [r.element_id, r.n]));
}
