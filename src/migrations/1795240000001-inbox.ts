import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the portal's inbox needs: the data of the form of each open task, and which area's flows
 * concern whom. A row of `task_form` is written by `task.prepare` and goes, by the trigger, when the
 * engine says that its task ended, however that came about: it may hold more than the record keeps.
 */
export class Inbox1795240000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table task_form (
        element_instance_key text primary key, case_id uuid not null references case_file,
        data jsonb not null);
      create index on task_form (case_id);

      create function task_form_drop() returns trigger language plpgsql as $$
      begin
        delete from task_form where element_instance_key = new.element_instance_key;
        return null;
      end $$;
      create trigger task_form_of_ended_task after update of state on engine_task
        for each row when (new.state <> 'CREATED') execute function task_form_drop();

      -- an area of the models (a folder below bpmn/) concerns the regions whose codes begin so
      create table jurisdiction (
        area text not null, region_prefix text not null, primary key (area, region_prefix));`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table jurisdiction;
      drop trigger task_form_of_ended_task on engine_task;
      drop function task_form_drop;
      drop table task_form;`);
  }
}
