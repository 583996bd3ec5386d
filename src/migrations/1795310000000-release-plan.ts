import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A release says who deployed it, why, from which day on, and by which plan. */
export class ReleasePlan1795310000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table release
        add deployed_by text,
        add reason text,
        -- a day in Asia/Shanghai; null: from its deployment on
        add in_force_from date,
        add plan jsonb;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table release drop deployed_by, drop reason, drop in_force_from, drop plan;`);
  }
}
