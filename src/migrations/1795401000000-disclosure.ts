import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From when until when an entry, and what is published, is to be seen; and of which entry a publicity is:
 * an entry has one public page, whichever case wrote it last, beside what its case publishes.
 */
export class Disclosure1795401000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table library_entry add column starts timestamptz, add column until timestamptz;
      alter table publicity add column until timestamptz, add column record text;
      drop index publicity_current;
      create unique index publicity_current on publicity (case_id)
        where state <> 'WITHDRAWN' and record is null;
      create unique index publicity_of_record on publicity (record) where state <> 'WITHDRAWN';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index publicity_of_record;
      update publicity set state = 'WITHDRAWN' where record is not null;
      drop index publicity_current;
      create unique index publicity_current on publicity (case_id) where state <> 'WITHDRAWN';
      alter table publicity drop column until, drop column record;
      alter table library_entry drop column starts, drop column until;
    `);
  }
}
