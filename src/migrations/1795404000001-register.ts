import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The current entries of a library by kind and status, newest first: what everybody may look up. */
export class Register1795404000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create index library_entry_register on library_entry (library, kind, status, valid_from desc, id desc)
        where valid_to is null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index library_entry_register');
  }
}
