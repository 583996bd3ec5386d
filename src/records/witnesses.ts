import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { ActWitness } from '../entities';

/** The variable that takes the witness's id through the engine; no field of a form may be called so. */
export const WITNESS = 'actWitness';

/**
 * Notes that a person, whom our own session or token names, is about to complete a task that they hold.
 * @returns the variables that have to go to the engine with what the form held
 */
export async function bearWitness(
  db: EntityManager,
  seen: { task: string; person: string; at: Date; requestId: string },
): Promise<Record<string, string>> {
  const id = randomUUID();
  const { task, person, at, requestId } = seen;
  await db.insert(ActWitness, { id, userTaskKey: task, person, at, requestId });
  return { [WITNESS]: id };
}

/**
 * Who completed a task, by what the engine was given with it.
 * @returns the username; null where the completion came through none of our doors
 */
export async function witnessed(
  db: EntityManager,
  task: string,
  given: Record<string, unknown>,
): Promise<string | null> {
  const rows: { person: string }[] = await db.query(
    'select person from act_witness where user_task_key = $1 and id::text = $2',
    [task, String(given[WITNESS])],
  );
  return rows[0]?.person ?? null;
}

/** What a task was completed with, without the witness's id, which is no field of its form. */
export function withoutWitness(given: Record<string, unknown>): Record<string, unknown> {
  const { [WITNESS]: _, ...rest } = given;
  return rest;
}
