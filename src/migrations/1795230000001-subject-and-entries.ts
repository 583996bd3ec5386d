import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What several cases are about; entries found by the beginning of their key, and amended. */
export class SubjectAndEntries1795230000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table case_file add column subject text;
      create index on case_file (subject, created_at desc) where subject is not null;

      -- an entry changed by a case that did not write it; case_id stays with the one that did
      alter table library_entry add column amended_by uuid references case_file;
      create index library_entry_key_prefix on library_entry (kind, natural_key text_pattern_ops)
        where valid_to is null;
      create index on library_entry (amended_by) where amended_by is not null;

      -- what the person is told when the task is offered again
      alter table decision add column refusal_text text;
      -- null: from before; tasks of called processes are found by it
      alter table case_step add column process_instance_key text;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table case_step drop column process_instance_key;
      alter table decision drop column refusal_text;
      drop index library_entry_key_prefix;
      alter table library_entry drop column amended_by;
      alter table case_file drop column subject;`);
  }
}
