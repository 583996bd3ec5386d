import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which organisations a case concerns, and what it refers to, each as a list with an index: who sees
 * what, and what belongs to one project or enterprise, is found at once among 100,000 cases.
 */
export class FoundByOrganisation1795384000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function case_concerns(applicant text, person text, parties jsonb) returns text[]
      language sql immutable parallel safe as $$
        select array(select coalesce(applicant, 'person-' || person)
          union select value from jsonb_each_text(parties) where value is not null)
      $$;
      alter table case_file
        add column concerns text[] not null
          generated always as (case_concerns(applicant_organisation, applicant_user, parties)) stored,
        add column refers_to text[] not null default '{}';
      create index case_file_concerns on case_file using gin (concerns);
      create index case_file_refers_to on case_file using gin (refers_to);
      create index case_file_to_correct on case_file (applicant_organisation)
        where awaits_correction and closed_at is null;
      -- the order of the lists
      create index case_file_newest on case_file (created_at desc, number desc);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index case_file_newest, case_file_to_correct;
      alter table case_file drop column concerns, drop column refers_to;
      drop function case_concerns(text, text, jsonb);
    `);
  }
}
