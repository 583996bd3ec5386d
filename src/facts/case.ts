import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../entities';
import { relatedCases } from './related';
import type { Facts } from './submission';

/** What a case has come to, as decisions about acts see it. */
export async function caseFacts(db: EntityManager, file: CaseFile, now: Date): Promise<Facts> {
  const deadlines: { key: string; due_at: Date }[] = await db.query(
    `select distinct on (key) key, due_at from deadline where case_id = $1 and round = $2
     order by key, started_at desc`,
    [file.id, file.round],
  );
  const decisions: { act: string; outcome: string }[] = await db.query(
    'select act, outcome from decision where case_id = $1 and round = $2 and valid order by completed_at',
    [file.id, file.round],
  );
  return {
    id: file.id,
    number: file.number,
    process: file.processId,
    status: file.status,
    round: file.round,
    marks: file.marks,
    flags: file.flags,
    parties: file.parties,
    data: file.data,
    related: await relatedCases(db, file.subject, file.id),
    deadlines: Object.fromEntries(
      deadlines.map((d) => [d.key, { dueAt: d.due_at.toISOString(), over: now >= d.due_at }]),
    ),
    acts: decisions.map((d) => d.act),
    outcomes: decisions.map((d) => d.outcome),
  };
}
