import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who completed a task at one of our doors, noted before the engine hears of it: what the engine says of
 * an assignee proves nothing. And what the guard of Tasklist asks: whose tasks a form belongs to.
 */
export class Witnesses1795250400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table act_witness (
        id uuid primary key, user_task_key text not null, person text not null,
        at timestamptz not null, request_id text not null);
      create index on act_witness (user_task_key);
      create trigger act_witness_append_only before update or delete on act_witness
        for each row execute function refuse_change();
      -- what the form held, sealed, until the act is on record
      create table act_given (
        id uuid primary key, sealed text not null, at timestamptz not null);
      create index on engine_task (definition_key, element_id);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table act_given, act_witness;
      drop index engine_task_definition_key_element_id_idx;`);
  }
}
