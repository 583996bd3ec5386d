import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What statistics count, a narrow row each: a case that an authority received, an act of an authority, a
 * document it issued, a flag that a case got. `statistic_source` says what counts of the record; triggers
 * keep `statistic_fact` equal to it, in the transaction of the change and case by case, so that nobody
 * waits for a counter; `statistic_rebuild` makes all rows anew.
 */
export class Statistics1795404000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FLAGGED);
    await db.query(SOURCE);
    await db.query(KEPT);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger statistic_of_case on case_file;
      drop trigger statistic_of_new_case on case_file;
      drop trigger statistic_of_gone_case on case_file;
      drop trigger statistic_of_decision on decision;
      drop trigger statistic_of_document on issued_document;
      drop function statistic_changed(), statistic_refresh(uuid), statistic_rebuild();
      drop table statistic_fact;
      drop view statistic_source;
      drop function statistic_authority(jsonb);
      alter table case_file drop column flagged;
    `);
  }
}

const FLAGGED = `
  -- when a case first got each of its flags, also those it has no more; of older cases the audit trail knows
  alter table case_file add column flagged jsonb not null default '{}';
  update case_file c set flagged = (
    select jsonb_object_agg(flag, to_char(coalesce((
        select min(a.at) from audit_event a
        where a.chain = 'case:' || c.id and a.action = 'case.status' and a.detail->'after'->'flags' ? flag),
      c.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from unnest(c.flags) flag)
  where c.flags <> '{}';
`;

const SOURCE = `
  -- whose a case is: the authority that reviews it; before there is one, the authority that takes part
  create function statistic_authority(parties jsonb) returns text language sql stable as $$
    select coalesce(o.post_of, o.id, parties->>'authority') from (select) one left join lateral (
      select id, post_of from organisation where id = coalesce(parties->>'authority', (
        select min(p.value) from jsonb_each_text(parties) p join organisation a on a.id = p.value
        where a.kind = 'AUTHORITY'))) o on true $$;

  create view statistic_source as
    select 'CASE' as source, c.id::text as ref,
      coalesce(o.post_of, c.parties->>'authority') as authority,
      (c.created_at at time zone 'Asia/Shanghai')::date as day, c.process_id,
      case when c.closed_at is null then 'OPEN' else 'CLOSED' end as name,
      case when c.closed_at is null then '' else c.status end as outcome,
      false as late, c.closed_at is null as standing, null::int as days, c.id as case_id
    from case_file c left join organisation o on o.id = c.parties->>'authority'
    where c.parties ? 'authority'
    union all
    select 'FLAG', c.id || ' ' || f.flag, statistic_authority(c.parties),
      (f.at::timestamptz at time zone 'Asia/Shanghai')::date, c.process_id, f.flag, '',
      false, c.closed_at is null and f.flag = any(c.flags), null, c.id
    from case_file c, jsonb_each_text(c.flagged) f (flag, at)
    where c.flagged <> '{}' and statistic_authority(c.parties) is not null
    union all
    select 'ACT', d.user_task_key, coalesce(o.post_of, o.id),
      (d.completed_at at time zone 'Asia/Shanghai')::date, c.process_id, d.act, d.outcome,
      d.late, false, (d.completed_at at time zone 'Asia/Shanghai')::date
        - (c.created_at at time zone 'Asia/Shanghai')::date, c.id
    from decision d join case_file c on c.id = d.case_id join organisation o on o.id = d.organisation
    where d.valid and (o.kind = 'AUTHORITY' or o.post_of is not null)
    union all
    select 'DOCUMENT', i.id::text, coalesce(o.post_of, i.issuer),
      (i.issued_at at time zone 'Asia/Shanghai')::date, c.process_id, i.kind, '',
      false, false, null, c.id
    from issued_document i join case_file c on c.id = i.case_id
      left join organisation o on o.id = i.issuer;
`;

const KEPT = `
  create table statistic_fact (
    source text not null, ref text not null, authority text not null, day date not null,
    process_id text not null, name text not null, outcome text not null, late boolean not null,
    standing boolean not null, days int, case_id uuid not null, primary key (source, ref));
  create index statistic_fact_case on statistic_fact (case_id);
  create index statistic_fact_counted on statistic_fact (authority, day)
    include (source, process_id, name, outcome, late, standing, days);
  create index statistic_fact_standing on statistic_fact (authority, day)
    include (source, process_id, name, outcome, late) where standing;

  -- makes the rows of one case what they are by the record
  create function statistic_refresh(changed uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from statistic_fact f where f.case_id = changed and not exists (
      select from statistic_source s
      where s.case_id = changed and s.source = f.source and s.ref = f.ref);
    insert into statistic_fact as f select * from statistic_source where case_id = changed
    on conflict (source, ref) do update set authority = excluded.authority, day = excluded.day,
      process_id = excluded.process_id, name = excluded.name, outcome = excluded.outcome,
      late = excluded.late, standing = excluded.standing, days = excluded.days,
      case_id = excluded.case_id
    where (f.*) is distinct from (excluded.*);
  end $$;
  revoke all on function statistic_refresh(uuid) from public;

  -- makes all rows anew; whoever changes a case waits until it is done
  create function statistic_rebuild() returns bigint language plpgsql as $$
  declare made bigint;
  begin
    truncate statistic_fact;
    insert into statistic_fact select * from statistic_source;
    get diagnostics made = row_count;
    return made;
  end $$;
  revoke all on function statistic_rebuild() from public;

  create function statistic_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if tg_table_name = 'case_file' then
      perform statistic_refresh(coalesce(new.id, old.id));
    else
      perform statistic_refresh(coalesce(new.case_id, old.case_id));
    end if;
    return null;
  end $$;
  revoke all on function statistic_changed() from public;
  create trigger statistic_of_new_case after insert on case_file
    for each row execute function statistic_changed();
  create trigger statistic_of_gone_case after delete on case_file
    for each row execute function statistic_changed();
  create trigger statistic_of_case after update on case_file for each row
    when ((old.parties, old.flagged, old.flags, old.closed_at, old.process_id, old.created_at,
           case when old.closed_at is not null then old.status end)
      is distinct from (new.parties, new.flagged, new.flags, new.closed_at, new.process_id, new.created_at,
           case when new.closed_at is not null then new.status end))
    execute function statistic_changed();
  create trigger statistic_of_decision after insert or update or delete on decision
    for each row execute function statistic_changed();
  create trigger statistic_of_document after insert or delete on issued_document
    for each row execute function statistic_changed();

  select statistic_rebuild();
`;
