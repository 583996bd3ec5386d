import type { EntityManager } from 'typeorm';
import type { Deps } from '../../deps';
import type { CalledInstance, ElementCount, Wait } from '../../engine';
import type { CaseFile } from '../../entities';
import type { ElementModel } from '../../models/read';
import type { ReleaseView } from '../../records/releases';
import type { CalledDiagram, DiagramView, WaitingItem } from '../../web';
import type { OpenTask } from '../open-tasks';

/** A token that waits on one of these stands there; a boundary or start event waits beside one. */
const STANDS_AT = ['ReceiveTask', 'IntermediateCatchEvent'];

/**
 * Where a case stands on the diagram of its own process and of those that it called, what it passed, and
 * what it waits for.
 */
export async function diagramOf(
  { feed }: Pick<Deps, 'feed'>,
  db: EntityManager,
  file: CaseFile,
  release: ReleaseView,
  open: OpenTask[],
): Promise<DiagramView> {
  const root = file.processInstanceKey ?? '';
  const [passed, called, steps, waits] = await Promise.all([
    stepCounts(db, file),
    feed.called(root),
    feed.steps(root),
    feed.waits(root),
  ]);
  const known: Known = { release, open, called, steps, waits };
  return {
    href: hrefOf(release, file.processId),
    active: [...new Set([...open.map((t) => t.task.shownAs), ...standing(known, root)])],
    visited: Object.keys(passed),
    stepCounts: passed,
    called: called.map((instance) => calledDiagram(known, instance, file)),
    waiting: waits.map((wait) => waitingItem(release, wait, file)),
  };
}

interface Known {
  release: ReleaseView;
  open: OpenTask[];
  called: CalledInstance[];
  steps: ElementCount[];
  waits: Wait[];
}

const hrefOf = (release: ReleaseView, process: string) => `/models/${release.id}/${process}.bpmn`;

function elementOf(release: ReleaseView, process: string, id: string): ElementModel | undefined {
  return release.models.processes[process]?.elements.find((element) => element.id === id);
}

/** Where an instance stands besides its tasks: at what it called and at what it waits for. */
function standing({ release, called, waits }: Known, instance: string): string[] {
  const calls = called.filter((one) => one.parentKey === instance && one.endedAt === null);
  const catches = waits.filter(({ instanceKey, processId, elementId }) => {
    const type = elementOf(release, processId, elementId)?.type ?? '';
    return instanceKey === instance && STANDS_AT.includes(type);
  });
  return [...calls.flatMap((one) => one.calledBy ?? []), ...catches.map((one) => one.elementId)];
}

function calledDiagram(known: Known, instance: CalledInstance, file: CaseFile): CalledDiagram {
  const { release, open, called, steps } = known;
  const { key, processId, parentKey, calledBy, startedAt, endedAt } = instance;
  const tasks = open.filter(({ task }) => task.processInstanceKey === key);
  const passed = steps.filter((step) => step.instanceKey === key);
  const parent = called.find((one) => one.key === parentKey)?.processId ?? file.processId;
  return {
    ...{ key, calledBy, startedAt, endedAt },
    // the case's own diagram is the first, and has no key here
    parentKey: parentKey === file.processInstanceKey ? null : parentKey,
    name: release.models.processes[processId]?.name ?? processId,
    href: hrefOf(release, processId),
    calledByName: elementOf(release, parent, calledBy ?? '')?.name ?? '',
    active: [...new Set([...tasks.map(({ task }) => task.elementId), ...standing(known, key)])],
    visited: passed.map((step) => step.elementId),
    stepCounts: Object.fromEntries(passed.map((step) => [step.elementId, step.times])),
  };
}

function waitingItem(release: ReleaseView, wait: Wait, file: CaseFile): WaitingItem {
  const { processId, elementId, until } = wait;
  const own = processId === file.processId;
  return {
    name: elementOf(release, processId, elementId)?.name || elementId,
    processName: own ? undefined : (release.models.processes[processId]?.name ?? processId),
    until: until ?? undefined,
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
