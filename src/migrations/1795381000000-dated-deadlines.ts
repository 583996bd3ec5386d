import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A deadline may be a fixed day (unit `DATE`), which counts no days. */
export class DatedDeadlines1795381000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table deadline alter n drop not null');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      update deadline set n = 1 where n is null;
      alter table deadline alter n set not null;`);
  }
}
