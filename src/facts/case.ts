import type { EntityManager } from 'typeorm';
import { placeName } from '../domain/regions';
import type { CaseFile } from '../entities';
import type { CASE, Told } from './catalog';
import { relatedCases } from './related';
import type { Facts } from './submission';

/** An act that was validly done in a case, in whatever round, and who did it. */
export interface DoneAct {
  act: string;
  outcome: string;
  /** username */
  person: string;
  organisation: string;
  round: number;
}

/** What a case has come to, as decisions about acts see it. */
export async function caseFacts(db: EntityManager, file: CaseFile, now: Date): Promise<Facts> {
  const deadlines: { key: string; due_at: Date }[] = await db.query(
    `select distinct on (key) key, due_at from deadline where case_id = $1 and round = $2
     order by key, started_at desc`,
    [file.id, file.round],
  );
  const done: DoneAct[] = await db.query(
    `select act, outcome, person, organisation, round from decision
     where case_id = $1 and valid order by completed_at, user_task_key`,
    [file.id],
  );
  const ofRound = done.filter(({ round }) => round === file.round);
  return {
    id: file.id,
    number: file.number,
    process: file.processId,
    status: file.status,
    round: file.round,
    marks: file.marks,
    flags: file.flags,
    parties: file.parties,
    places: await placesOf(db, file.parties),
    data: file.data,
    related: await relatedCases(db, file.subject, file.id),
    deadlines: Object.fromEntries(
      deadlines.map((d) => [d.key, { dueAt: d.due_at.toISOString(), over: now >= d.due_at }]),
    ),
    acts: ofRound.map(({ act }) => act),
    outcomes: ofRound.map(({ outcome }) => outcome),
    done,
  } satisfies Told<typeof CASE>;
}

/** Where the parties of a case are, by their roles: own name of the place, as 渝中区; unknown: not there. */
async function placesOf(
  db: EntityManager,
  parties: Record<string, unknown>,
): Promise<Record<string, string>> {
  const rows: { id: string; region: string | null }[] = await db.query(
    'select id, region_code as region from organisation where id = any($1)',
    [Object.values(parties).map(String)],
  );
  const names = new Map(rows.map(({ id, region }) => [id, placeName(region)]));
  return Object.fromEntries(
    Object.entries(parties).flatMap(([role, id]) => {
      const name = names.get(String(id));
      return name ? [[role, name] as const] : [];
    }),
  );
}
