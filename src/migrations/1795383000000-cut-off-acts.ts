import type { MigrationInterface, QueryRunner } from 'typeorm';

const ELEMENT = `if v->>'bpmnElementType' <> 'PROCESS' then`;
const CUT_OFF = `if v->>'bpmnElementType' = 'USER_TASK' and intent = 'ELEMENT_TERMINATED' then
          update engine_task set cut_off_at = now() where element_instance_key = k and state = 'COMPLETED';
        els`;

const WHERE = `process_id = v->>'bpmnProcessId', definition_key = v->>'processDefinitionKey',
            element_id = v->>'elementId'
          where key = k;`;
const WHERE_MOVED = `process_id = case intent when 'MIGRATED' then v->>'bpmnProcessId' else process_id end,
            definition_key = case intent when 'MIGRATED' then v->>'processDefinitionKey' else definition_key end,
            element_id = case intent when 'MIGRATED' then v->>'elementId' else element_id end
          where key = k;`;

/**
 * The feed tells when the element of a completed task was ended before the job that records the act was
 * done: then nobody else records it. The time is the database's own, not the engine's. And where a task
 * stands is what its move told: what the engine says of it later names the diagram of before.
 */
export class CutOffActs1795383000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table engine_task add cut_off_at timestamptz;
      create index on engine_task (cut_off_at) where cut_off_at is not null;`);
    await change(db, ELEMENT, CUT_OFF + ELEMENT);
    await change(db, WHERE, WHERE_MOVED);
  }

  async down(db: QueryRunner): Promise<void> {
    await change(db, CUT_OFF + ELEMENT, ELEMENT);
    await change(db, WHERE_MOVED, WHERE);
    await db.query('alter table engine_task drop cut_off_at');
  }
}

/** The function on record with one place of it changed, so that what other steps changed of it stays. */
async function change(db: QueryRunner, from: string, to: string): Promise<void> {
  const [{ text }] = await db.query(
    `select pg_get_functiondef('engine_feed_take_events(int, bigint, jsonb)'::regprocedure) as text`,
  );
  if (text.split(from).length !== 2)
    throw new Error(`engine_feed_take_events has not once: ${from}`);
  await db.query(text.replace(from, () => to));
}
