import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What cases are found by, and by which form of the search; `setup` fills in what there is already. */
export class Search1795375000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table case_file add column search text;
      alter table publicity add column search_form int not null default 1;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table publicity drop column search_form;
      alter table case_file drop column search;
    `);
  }
}
