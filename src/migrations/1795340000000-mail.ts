import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * E-mails on their way (ADR 28). One row says that a message goes to an organisation by e-mail
 * (`person` null); when its time comes it becomes a row for each of its people, and each of those is
 * sent once. No address is kept: it is asked of Keycloak when the e-mail leaves.
 */
export class Mail1795340000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table mail (
        id uuid primary key default gen_random_uuid(),
        notice_id uuid not null references notice, recipient text not null, person text,
        subject text not null, body text not null,
        created_at timestamptz not null default now(), next_at timestamptz not null default now(),
        attempts int not null default 0, sent_at timestamptz, given_up_at timestamptz,
        last_error text);
      create unique index on mail (notice_id, coalesce(person, ''));
      create index on mail (next_at) where sent_at is null and given_up_at is null;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table mail');
  }
}
