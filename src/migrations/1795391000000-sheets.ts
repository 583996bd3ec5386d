import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which cases were handed in together in one spreadsheet, and in which row each stood. */
export class Sheets1795391000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table sheet_case (
        sheet_id uuid not null,
        row int not null,
        case_id uuid not null unique references case_file (id),
        primary key (sheet_id, row)
      )
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table sheet_case');
  }
}
