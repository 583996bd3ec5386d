import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that ended, and how often a security event happened. */
export class Rights1795250300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table ended_session (id text primary key, until timestamptz not null);
      create index on ended_session (until);

      alter table security_event add column times int not null default 1;
      -- an event stays as it is, except that it is counted again
      drop trigger security_event_append_only on security_event;
      create trigger security_event_append_only before delete on security_event
        for each row execute function refuse_change();
      create trigger security_event_only_counts before update on security_event for each row
        when (new.times <> old.times + 1
              or to_jsonb(new) - 'times' is distinct from to_jsonb(old) - 'times')
        execute function refuse_change();
      create index on security_event (at desc, id);
      create index on security_event (person, at desc);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index security_event_at_id_idx;
      drop index security_event_person_at_idx;
      drop trigger security_event_only_counts on security_event;
      drop trigger security_event_append_only on security_event;
      create trigger security_event_append_only before update or delete on security_event
        for each row execute function refuse_change();
      alter table security_event drop column times;
      drop table ended_session;
    `);
  }
}
