import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A number or code in its normal form, as far as it occurs in keys: width, case, dashes, blanks. */
const CODE_FORM = `
  create function pg_temp.code_form(text) returns text language sql immutable as $$
    select regexp_replace(
      translate(upper(normalize($1, NFKC)), '\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-------'),
      '[\\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g')
  $$;
  create function pg_temp.key_form(key text, applicant text) returns text language sql immutable as $$
    select string_agg(
      case when part = applicant then part else pg_temp.code_form(part) end, '|' order by place)
    from unnest(string_to_array(key, '|')) with ordinality as parts (part, place)
  $$;`;

/**
 * What cases and entries are recognised by, in its normal form: six writings of one contract were six
 * keys. An organisation in a key is no text that somebody typed. An entry whose key is taken by then
 * keeps its own.
 */
export class NormalKeys1795372000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CODE_FORM);
    await db.query(`
      update case_file set natural_key = pg_temp.key_form(natural_key, applicant_organisation),
        subject = pg_temp.code_form(subject)
      where natural_key is distinct from pg_temp.key_form(natural_key, applicant_organisation)
         or subject is distinct from pg_temp.code_form(subject)`);
    await db.query(`
      with folded as (
        select e.id, e.kind, e.valid_to is null as is_current,
          pg_temp.key_form(e.natural_key, c.applicant_organisation) as key
        from library_entry e left join case_file c on c.id = e.case_id
      ), first as (
        select id, key, kind, is_current, row_number() over (partition by kind, key, is_current order by id) as nth
        from folded
      )
      update library_entry e set natural_key = f.key from first f
      where f.id = e.id and f.key <> e.natural_key and (not f.is_current or f.nth = 1 and not exists (
        select 1 from library_entry o where o.kind = e.kind and o.natural_key = f.key
          and o.valid_to is null))`);
  }

  /** How a key was typed is in the data of its case. */
  async down(): Promise<void> {}
}
