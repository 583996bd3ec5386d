import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a case stands where it stands: what is missing, or what the reviewer who sent it back said. */
export class StatusReason1795350000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table case_file add column status_reason text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table case_file drop column status_reason');
  }
}
