import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type CaseFile, Judgement, type JudgementKind, type Said } from '../entities';

/** A judgement as whoever asked the decisions knows it. */
export interface Judged {
  kind: JudgementKind;
  at: Date;
  /** null where there is no case: a new submission was refused */
  caseId: string | null;
  round: number;
  processId: string;
  flow: string;
  /** whose decisions were asked */
  releaseId: number;
  refused: boolean;
  asked: string[];
  /** personal data masked */
  facts: Record<string, unknown>;
  said: Said[];
}

/**
 * Keeps what decisions were told and said, in the transaction in which it takes effect; a refusal has
 * none.
 */
export async function keepJudgement(db: EntityManager, judged: Judged): Promise<void> {
  await db.insert(Judgement, { id: randomUUID(), ...judged } as never);
}

/** Keeps by what an act on a case was judged, done or refused. */
export async function keepAct(
  db: EntityManager,
  { id: caseId, round, processId, flow, releaseId }: CaseFile,
  at: Date,
  { refusals, heard }: { refusals: unknown[]; heard: Pick<Judged, 'asked' | 'facts' | 'said'> },
): Promise<void> {
  const of = { at, caseId, round, processId, flow, releaseId };
  await keepJudgement(db, { kind: 'ACT', ...of, refused: refusals.length > 0, ...heard });
}

/**
 * Forgets facts that were judged too long ago.
 * @param before of those with which a case went on, and of rule tasks
 * @param refusedBefore of refused submissions and acts
 */
export async function tidyJudgements(
  db: DataSource,
  { before, refusedBefore }: { before: Date; refusedBefore: Date },
): Promise<void> {
  await db.query(
    'delete from judgement where at < case when refused then $2::timestamptz else $1::timestamptz end',
    [before, refusedBefore],
  );
  await db.query('delete from engine_evaluation where at < $1', [before]);
}
