import type { DataSource } from 'typeorm';
import { toShanghaiIso } from '../../domain/working-days';
import type { Engine } from '../../engine';
import { type Actor, appendAudit } from '../audit';
import { moveInRecord } from '../calendar/move-in-record';
import { lockCase } from '../case-lock';
import { type CaseMove, type CaseParts, previewMoves, type Wanted } from './preview';

/** Who moves cases, and why. */
export interface Mover {
  actor: Actor;
  why: string;
  now: Date;
  requestId: string;
}

/** What became of a case. */
export interface MovedCase {
  caseNumber: string;
  moved: boolean;
  /** the engine's words where it refused, or that something changed since the preview */
  why: string | null;
}

/**
 * Moves one case to another release: every process instance of it, its release in the record, its
 * deadlines where these are computed anew, and the audit event, or nothing. Judged once more first: what
 * waits may be another by now. Killed in between it
 * is safe to repeat: an instance that was moved already is moved onto itself.
 * @param shown the preview that was confirmed
 */
export function moveCase(
  { db, engine, ...parts }: CaseParts & { db: DataSource; engine: Engine },
  shown: CaseMove,
  wanted: Wanted,
  mover: Mover,
): Promise<MovedCase> {
  const { caseId, caseNumber, from, to } = shown;
  return db.transaction(async (tx) => {
    await lockCase(tx, caseId);
    const [current] = await previewMoves(tx, parts, { ...wanted, numbers: [caseNumber] });
    if (current?.verdict !== 'MOVES')
      return { caseNumber, moved: false, why: 'it is not as it was shown any more' };
    const why = await moveInstances(engine, current);
    if (why) return { caseNumber, moved: false, why };
    await tx.query('update case_file set release_id = $2 where id = $1', [caseId, to]);
    const moving = current.deadlines.flatMap(({ row, to: end }) => (end ? [{ row, end }] : []));
    for (const { row, end } of moving)
      await moveInRecord(tx, row, { ...end, cause: { releaseId: to } }, mover);
    await appendAudit(tx, {
      ...{ caseId, at: mover.now, actor: mover.actor, action: 'case.moved' },
      ...{ entity: `case:${caseId}`, requestId: mover.requestId },
      detail: {
        ...{ from, to, why: mover.why, at: toShanghaiIso(mover.now), map: wanted.map },
        instances: current.instances.map(({ key, processId }) => ({ key, processId })),
        facts: current.facts.map(({ zh }) => zh),
        deadlines: wanted.recomputes ? 'RECOMPUTED' : 'KEPT',
      },
    });
    return { caseNumber, moved: true, why: null };
  });
}

/** @returns the engine's words where it refused one: then those before it are moved back */
async function moveInstances(engine: Engine, { instances }: CaseMove): Promise<string | null> {
  const done: CaseMove['instances'] = [];
  for (const instance of instances) {
    const { key, to, elements } = instance;
    const answer = await engine.migrate(key, { definitionKey: to, elements });
    if (answer.moved) {
      done.push(instance);
      continue;
    }
    for (const { key, from, back } of done.reverse())
      await engine.migrate(key, { definitionKey: from, elements: back });
    return answer.why;
  }
  return null;
}
