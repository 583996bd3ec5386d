import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A release may wait for its day: kept, and not yet in the engine. One at a time, so that the newest
 * one is always the one that comes next; or it was withdrawn before its day.
 */
export class ReleaseInForce1795320000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table release
        -- since when the engine has it and cases are judged by it; null: it waits, or was withdrawn
        add deployed_at timestamptz,
        add withdrawn_at timestamptz,
        add check (deployed_at is null or withdrawn_at is null);
      update release set deployed_at = created_at;
      create unique index release_waiting on release ((true))
        where deployed_at is null and withdrawn_at is null;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index release_waiting;
      alter table release drop deployed_at, drop withdrawn_at;`);
  }
}
