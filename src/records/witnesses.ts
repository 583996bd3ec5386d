import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Vault } from '../domain/crypto';
import type { Feed } from '../engine';
import { ActWitness } from '../entities';

/** The variable that takes the witness's id through the engine; no field of a form may be called so. */
export const WITNESS = 'actWitness';

/** A completion as one of our doors saw it. */
export interface Seen {
  /** key of the task */
  task: string;
  /** username, from our own session or token */
  person: string;
  /** what the form held; kept sealed until the act is on record, so that it need not go to the engine */
  given: Record<string, unknown>;
  at: Date;
  requestId: string;
}

/**
 * Notes that a person, whom our own session or token names, is about to complete a task that they hold.
 * @returns the variables that have to go to the engine with the completion
 */
export async function bearWitness(
  db: EntityManager,
  vault: Vault,
  { task, person, given, at, requestId }: Seen,
): Promise<Record<string, string>> {
  const id = randomUUID();
  const sealed = vault.encrypt(JSON.stringify(given));
  await db.transaction(async (tx) => {
    await tx.insert(ActWitness, { id, userTaskKey: task, person, at, requestId });
    await tx.query('insert into act_given (id, sealed, at) values ($1, $2, $3)', [id, sealed, at]);
  });
  return { [WITNESS]: id };
}

/** What a door of ours knows of a completion. */
export interface Witness {
  id: string;
  person: string;
  /** null where the record has it no more, or never had */
  given: Record<string, unknown> | null;
  requestId: string;
}

/**
 * Who completed a task and with what, by what the engine was given with it.
 * @returns null where the completion came through none of our doors
 */
export async function witnessed(
  db: EntityManager,
  vault: Vault,
  task: string,
  variables: Record<string, unknown>,
): Promise<Witness | null> {
  const [row]: (Omit<Witness, 'given'> & { sealed: string | null })[] = await db.query(
    `select w.id, person, request_id as "requestId", sealed from act_witness w left join act_given g on g.id = w.id
     where user_task_key = $1 and w.id::text = $2`,
    [task, String(variables[WITNESS])],
  );
  if (!row) return null;
  const { sealed, ...witness } = row;
  return { ...witness, given: sealed === null ? null : JSON.parse(vault.decrypt(sealed)) };
}

/** Forgets what the form held: it is on record, masked, or nobody will record it. */
export async function forgetGiven(db: EntityManager, id: string): Promise<void> {
  await db.query('delete from act_given where id = $1', [id]);
}

/**
 * Forgets what forms held whose acts the engine never took. What waits for its record stays, however
 * long that takes: without it the act would be recorded as another one.
 */
export async function tidyGiven(
  db: EntityManager,
  feed: Pick<Feed, 'tasks'>,
  before: Date,
): Promise<void> {
  const old: { id: string; task: string; recorded: boolean }[] = await db.query(
    `select g.id, w.user_task_key as task,
       exists (select 1 from decision d where d.user_task_key = w.user_task_key) as recorded
     from act_given g join act_witness w on w.id = g.id where g.at < $1`,
    [before],
  );
  const tasks = await feed.tasks(old.map(({ task }) => task));
  const completed = new Set(tasks.filter((t) => t.state === 'COMPLETED').map((t) => t.key));
  const over = old.filter(({ task, recorded }) => recorded || !completed.has(task));
  await db.query('delete from act_given where id = any($1)', [over.map(({ id }) => id)]);
}

/** What a task was completed with, without the witness's id, which is no field of its form. */
export function withoutWitness(given: Record<string, unknown>): Record<string, unknown> {
  const { [WITNESS]: _, ...rest } = given;
  return rest;
}
