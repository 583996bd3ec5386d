import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that ended, and how often a security event happened. */
export class Rights1795250300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table ended_session (id text primary key, until timestamptz not null);
      create index on ended_session (until);

      alter table security_event add column times int not null default 1;
      create index on security_event (at desc, id);
      create index on security_event (person, at desc);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index security_event_at_id_idx;
      drop index security_event_person_at_idx;
      alter table security_event drop column times;
      drop table ended_session;
    `);
  }
}
