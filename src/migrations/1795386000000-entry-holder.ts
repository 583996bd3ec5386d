import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose an entry is: at first of the enterprise that the case which wrote it is about, else of who handed
 * that in, until a case gives it to another.
 */
export class EntryHolder1795386000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table library_entry add column holder text;
      update library_entry e set holder = coalesce(c.parties->>'enterprise', c.applicant_organisation)
        from case_file c where c.id = e.case_id;
      create index library_entry_holder on library_entry (holder, library, kind, natural_key)
        where valid_to is null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table library_entry drop column holder');
  }
}
