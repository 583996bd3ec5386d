import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `engine_feed_take_events` does with an instance, a timer or an awaited message that was moved. */
const BRANCHES: [before: string, added: string][] = [
  [
    `elsif intent = 'ELEMENT_ACTIVATING' then`,
    `elsif intent = 'ELEMENT_MIGRATED' then
          update engine_instance set process_id = v->>'bpmnProcessId',
            definition_key = v->>'processDefinitionKey' where key = k;
        `,
  ],
  [
    `else
          update engine_timer set ended_at`,
    `elsif intent = 'MIGRATED' then
          update engine_timer set element_id = v->>'targetElementId' where key = k;
        `,
  ],
  [
    `elsif intent = 'DELETED' or`,
    `elsif intent = 'MIGRATED' then
          update engine_subscription set element_id = v->>'elementId' where key = k;
        `,
  ],
];

/**
 * The feed tells when an instance goes on under another definition (`npm run migrate`, ADR 26). The
 * function that takes it is the one on record with three branches more, so that what other steps changed
 * of it stays.
 */
export class FeedMovedInstances1795330000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await change(db, (text, [before, added]) => once(text, before, `${added}${before}`));
  }

  async down(db: QueryRunner): Promise<void> {
    await change(db, (text, [before, added]) => once(text, `${added}${before}`, before));
  }
}

async function change(
  db: QueryRunner,
  by: (text: string, branch: (typeof BRANCHES)[number]) => string,
): Promise<void> {
  const [{ text }] = await db.query(
    `select pg_get_functiondef('engine_feed_take_events(int, bigint, jsonb)'::regprocedure) as text`,
  );
  await db.query(BRANCHES.reduce(by, text as string));
}

function once(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2)
    throw new Error(`engine_feed_take_events has not once: ${from}`);
  return text.replace(from, () => to);
}
