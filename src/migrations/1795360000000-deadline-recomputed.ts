import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A deadline may also be moved because its case goes on under another release whose rules give another
 * period (`npm run migrate -- --deadlines recompute`): a move names the publication or the release.
 */
export class DeadlineRecomputed1795360000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table deadline_move
        alter column publication_id drop not null,
        add release_id int references release,
        add constraint deadline_move_cause check (num_nonnulls(publication_id, release_id) = 1);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      delete from deadline_move where publication_id is null;
      alter table deadline_move
        drop constraint deadline_move_cause,
        drop column release_id,
        alter column publication_id set not null;`);
  }
}
