import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whom cases and entries are about: by path of the field, the numbers of the people whose ID numbers
 * were entered. Null: of before, and filled in by the setup (src/records/people.ts). What names a
 * person is found by an index over the numbers alone.
 */
export class People1795385000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table case_file add column people jsonb;
      alter table library_entry
        add column people jsonb,
        add column person_numbers jsonb
          generated always as (jsonb_path_query_array(people, '$.*')) stored;
      create index library_entry_people on library_entry
        using gin (person_numbers jsonb_path_ops) where valid_to is null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table library_entry drop column person_numbers, drop column people;
      alter table case_file drop column people;
    `);
  }
}
