import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Appends several audit events with one question to the database. They are inserted one by one, because
 * the head of a chain moves after each (ADR 18); what is checked and refused is as for any other insert.
 */
export class AuditTogether1795403000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function append_audit_events(events jsonb) returns void language plpgsql as $$
      declare
        event jsonb;
      begin
        for event in select value from jsonb_array_elements(events) with ordinality order by ordinality loop
          insert into audit_event
            (id, chain, at, actor, actor_name, organisation, action, entity, detail, request_id)
          values ((event ->> 'id')::uuid, event ->> 'chain', (event ->> 'at')::timestamptz,
            event ->> 'actor', event ->> 'actorName', event ->> 'organisation', event ->> 'action',
            event ->> 'entity', event -> 'detail', event ->> 'requestId');
        end loop;
      end $$;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function append_audit_events(jsonb)');
  }
}
