import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A publicity need not end. */
export class PublicityWithoutEnd1795382000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table publicity alter column ends drop not null');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      update publicity set ends = '9999-12-31T00:00:00+08:00' where ends is null;
      alter table publicity alter column ends set not null;
    `);
  }
}
