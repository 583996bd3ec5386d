import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sums of what statistics count, by year and by quarter: a page over years reads some thousand rows and not
 * each case. A change of `statistic_fact` only adds rows to `statistic_change`, so nobody waits for a
 * counter; `statistic_fold` adds them to `statistic_sum` and takes them out of there in one transaction.
 * At each moment both together are what `statistic_fact` is.
 */
export class StatisticSums1795406000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SUMS);
    await db.query(REBUILD);
    await db.query(`
      insert into statistic_change select ${KEY}, count(*) from statistic_fact group by ${KEY};
      select statistic_fold();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger statistic_sums_of_new on statistic_fact;
      drop trigger statistic_sums_of_gone on statistic_fact;
      drop trigger statistic_sums_of_changed on statistic_fact;
      drop function statistic_summed(), statistic_fold();
      drop table statistic_sum, statistic_change;
      create or replace function statistic_rebuild() returns bigint language plpgsql as $$
      declare made bigint;
      begin
        truncate statistic_fact;
        insert into statistic_fact select * from statistic_source;
        get diagnostics made = row_count;
        return made;
      end $$;
    `);
  }
}

const KIND = 'source, process_id, name, outcome, late, standing, days';
const KEY = `authority, day, ${KIND}`;
const COLUMNS = `source text not null, process_id text not null,
    name text not null, outcome text not null, late boolean not null, standing boolean not null, days int`;

const SUMS = `
  -- what is not yet in the sums: rows are only added, but for those that are folded
  create table statistic_change (authority text not null, day date not null, ${COLUMNS}, n bigint not null);

  create table statistic_sum (span text not null, authority text not null, begins date not null, ${COLUMNS},
    n bigint not null, unique nulls not distinct (span, authority, begins, ${KIND}) include (n));
  create index statistic_sum_standing on statistic_sum (authority, begins)
    where standing and span = 'year';

  create function statistic_summed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if tg_op = 'INSERT' then
      insert into statistic_change select ${KEY}, count(*) from made group by ${KEY};
    elsif tg_op = 'DELETE' then
      insert into statistic_change select ${KEY}, -count(*) from gone group by ${KEY};
    else
      insert into statistic_change
        select ${KEY}, sum(n) from (
          select ${KEY}, 1 as n from made union all select ${KEY}, -1 from gone) one
        group by ${KEY} having sum(n) <> 0;
    end if;
    return null;
  end $$;
  revoke all on function statistic_summed() from public;
  create trigger statistic_sums_of_new after insert on statistic_fact
    referencing new table as made for each statement execute function statistic_summed();
  create trigger statistic_sums_of_gone after delete on statistic_fact
    referencing old table as gone for each statement execute function statistic_summed();
  create trigger statistic_sums_of_changed after update on statistic_fact
    referencing old table as gone new table as made
    for each statement execute function statistic_summed();

  -- changes no figure; one at a time, and only what is committed
  create function statistic_fold() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform pg_advisory_xact_lock(hashtext('statistic_fold'));
    with gone as (delete from statistic_change returning *)
    insert into statistic_sum as s
      select span, authority, date_trunc(span, day::timestamp)::date, ${KIND}, sum(n)
      from gone, unnest(array['year', 'quarter']) span group by 1, 2, 3, ${KIND} having sum(n) <> 0
    on conflict (span, authority, begins, ${KIND}) do update set n = s.n + excluded.n;
    delete from statistic_sum where n = 0;
  end $$;
  revoke all on function statistic_fold() from public;
`;

const REBUILD = `
  create or replace function statistic_rebuild() returns bigint language plpgsql as $$
  declare made bigint;
  begin
    -- before the tables, as statistic_fold does, so that neither waits for the other
    perform pg_advisory_xact_lock(hashtext('statistic_fold'));
    truncate statistic_fact, statistic_sum, statistic_change;
    insert into statistic_fact select * from statistic_source;
    get diagnostics made = row_count;
    perform statistic_fold();
    return made;
  end $$;
`;
