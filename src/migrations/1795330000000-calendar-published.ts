import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The calendar as data that an administrator publishes (ADR 26): what a deadline was computed from, so
 * that it can be computed anew, each publication with what was shown before it, and each deadline that
 * has to follow in the engine.
 */
export class CalendarPublished1795330000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- asked: the rule and the interruption it was computed from; given: what the diagram was handed;
      -- null in rows of before, which cannot be moved
      alter table deadline
        add instance_key text, add element_id text, add asked jsonb, add given jsonb;

      create table calendar_publication (
        id uuid primary key, at timestamptz not null, person text not null, organisation text not null,
        why text not null, preview_hash text not null, preview jsonb not null);
      create trigger calendar_publication_append_only before update or delete on calendar_publication
        for each row execute function refuse_change();

      create table deadline_move (
        id uuid primary key, publication_id uuid not null references calendar_publication,
        deadline_id uuid not null references deadline, case_id uuid not null references case_file,
        from_due timestamptz not null, to_due timestamptz not null,
        from_remind timestamptz, to_remind timestamptz,
        state text not null check (state in ('WAITING', 'MOVED', 'LEFT')),
        reason text, attempts int not null default 0, last_error text, done_at timestamptz);
      create index on deadline_move (publication_id);
      create index on deadline_move (deadline_id) where state = 'WAITING';`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table deadline_move;
      drop table calendar_publication;
      alter table deadline
        drop instance_key, drop element_id, drop asked, drop given;`);
  }
}
