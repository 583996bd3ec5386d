import type { DataSource, EntityManager } from 'typeorm';
import { cursorsOf } from '../domain/cursor';
import { countableDays, type Days, piecesOf } from '../domain/spans';
import type { Day } from '../domain/working-days';
import { seeingAs } from './directory';

/** An authority in the figures. */
export interface Counted {
  id: string;
  name: string;
  level: string;
  /** the authority under which it is listed; null for the uppermost one there is */
  parent: string | null;
}

/**
 * Authorities whose figures somebody may see, uppermost first: the own ones (those of a post: its office's)
 * and all below; of an auditor all there are. Posts are none of their own.
 */
export function countedAuthorities(
  db: EntityManager,
  organisations: readonly string[],
  all: boolean,
): Promise<Counted[]> {
  return db.query(
    `with recursive reach as (
       select o.id, 0 as depth from organisation o
       where o.id = any${seeingAs('$1')} or $2 and o.parent_id is null
       union select o.id, r.depth + 1 from organisation o join reach r on o.parent_id = r.id)
     select o.id, o.name, o.level, o.parent_id as parent
     from organisation o join reach r on r.id = o.id
     where o.kind = 'AUTHORITY' and o.post_of is null
     group by o.id, o.name, o.level, o.parent_id order by max(r.depth), o.region_code, o.id`,
    [organisations, all],
  );
}

/** What is counted of a case, an act, a document or a flag, as far as rules tell it apart. */
export interface Countable {
  /** CASE, ACT, DOCUMENT or FLAG */
  source: string;
  process: string;
  /** OPEN or CLOSED, the act, the kind of document, the flag */
  name: string;
  /** of an act; of a closed case its status */
  outcome: string;
  late: boolean;
  /** counted as what stands at present, whenever it began, and not as what came in the period */
  standing: boolean;
}

const AS_COUNTABLE = 'f.source, f.process_id as process, f.name, f.outcome, f.late';

/**
 * How many there are of each, by authority, and of acts by the days that they took: whole years and quarters
 * from their sums and what is not yet in them, the ends of the period from the rows themselves. One
 * statement, so that all three are of the same moment.
 */
export function countFacts(
  db: DataSource,
  ids: string[],
  asked: Days,
): Promise<(Countable & { authority: string; days: number | null; n: number })[]> {
  const kinds = 'f.authority, f.source, f.process_id, f.name, f.outcome, f.late';
  const { from, to } = countableDays(asked);
  const pieces = piecesOf({ from, to });
  const columns = (['span', 'from', 'to', 'sign'] as const).map((column) =>
    pieces.map((piece) => piece[column]),
  );
  return db.transaction(async (tx) => {
    // compiling the question costs more than answering it, and so does sorting on disk instead of hashing
    await tx.query("set local jit = off; set local work_mem = '64MB'");
    return tx.query(
      `with piece as materialized (
         select * from unnest($4::text[], $5::date[], $6::date[], $7::int[]) p (span, begins, ends, sign))
       select f.authority, ${AS_COUNTABLE}, false as standing, f.days, sum(f.n)::int as n from (
         select ${kinds}, f.days, p.sign as n from piece p
           join statistic_fact f on p.span is null and f.day between p.begins and p.ends
         where f.authority = any($1)
         union all
         select ${kinds}, f.days, p.sign * f.n from piece p
           join statistic_sum f on f.span = p.span and f.begins between p.begins and p.ends
         where f.authority = any($1)
         union all
         select ${kinds}, f.days, p.sign * f.n from piece p
           join statistic_change f on p.span is not null and f.day between p.begins and p.ends
         where f.authority = any($1)) f
       group by ${kinds}, f.days having sum(f.n) <> 0
       union all
       select f.authority, ${AS_COUNTABLE}, true, null, sum(f.n)::int from (
         select ${kinds}, f.n from statistic_sum f
         where f.standing and f.span = 'year' and f.begins < $3 and f.authority = any($1)
         union all
         select ${kinds}, f.n from statistic_change f
         where f.standing and f.day < $3 and f.authority = any($1)
         union all
         select ${kinds}, 1 from statistic_fact f
         where f.standing and f.day >= $3 and f.day <= $2 and f.authority = any($1)) f
       group by ${kinds} having sum(f.n) <> 0`,
      [ids, to, `${to.slice(0, 4)}-01-01`, ...columns],
    );
  });
}

/** A row of what a number counts. */
export interface Fact extends Countable {
  caseId: string;
  authority: string;
  day: Day;
  ref: string;
}

/** Where such a list goes on. */
export const factCursors = cursorsOf('statistics', 'text', 'text', 'text');

/** A list is mostly full with what came in so many days; looking at all takes longer. */
const NEWEST_DAYS = 31;

/** What a number counts, the newest first, one more than `limit` where it goes on. */
export async function listFacts(
  db: EntityManager,
  ids: string[],
  asked: Days,
  kinds: Countable[],
  page: { limit: number; after?: string[] | undefined },
): Promise<Fact[]> {
  const days = countableDays(asked);
  const newest = await factsOf(db, ids, days, kinds, page, NEWEST_DAYS);
  return newest.length > page.limit ? newest : factsOf(db, ids, days, kinds, page, null);
}

function factsOf(
  db: EntityManager,
  ids: string[],
  { from, to }: Days,
  kinds: Countable[],
  page: { limit: number; after?: string[] | undefined },
  newest: number | null,
): Promise<Fact[]> {
  const [day = null, source = null, ref = null] = page.after ?? [];
  return db.query(
    `select f.case_id as "caseId", f.authority, f.day::text as day, f.ref, ${AS_COUNTABLE},
       k.standing
     from statistic_fact f join unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[],
       $9::boolean[]) k (source, process, name, outcome, late, standing)
       on (f.source, f.process_id, f.name, f.outcome, f.late)
         = (k.source, k.process, k.name, k.outcome, k.late)
     where f.authority = any($1) and f.day <= least($3::date, $10::date)
       and ($14::int is null or f.day >= least($3::date, $10::date) - $14::int)
       and (k.standing and f.standing or not k.standing and f.day >= $2)
       and ($10::text is null or (f.day, f.source, f.ref) < ($10::date, $11, $12))
     order by f.day desc, f.source desc, f.ref desc limit $13`,
    [ids, from, to, ...asLists(kinds), day, source, ref, page.limit + 1, newest],
  );
}

function asLists(kinds: Countable[]): unknown[][] {
  return (['source', 'process', 'name', 'outcome', 'late', 'standing'] as const).map((column) =>
    kinds.map((kind) => kind[column]),
  );
}

/** How many rows and sums are not what the record says, that is too many, missing or another. */
export async function wrongFacts(db: DataSource | EntityManager): Promise<number> {
  const kinds = 'authority, source, process_id, name, outcome, late, standing, days';
  const [row]: { n: number }[] = await db.query(
    `select (select count(*) from (
         (select * from statistic_fact except select * from statistic_source)
         union all (select * from statistic_source except select * from statistic_fact)) wrong)::int
       + (select count(*) from (
         select span, begins, ${kinds} from (
           select span, begins, ${kinds}, n from statistic_sum
           union all
           select span, date_trunc(span, day::timestamp)::date, ${kinds}, n from (
             select day, ${kinds}, n from statistic_change
             union all
             select day, ${kinds}, -count(*) from statistic_fact group by day, ${kinds}) one,
           unnest(array['year', 'quarter']) span) one
         group by span, begins, ${kinds} having sum(n) <> 0) wrong)::int as n`,
  );
  return row?.n ?? 0;
}

/** Adds what changed to the sums; they stay right without it, but slower by and by. */
export async function foldSums(db: DataSource): Promise<void> {
  await db.query('select statistic_fold()');
}

/** Makes all rows and their sums anew from the record, as the owner of the tables. @returns how many */
export async function rebuildFacts(owner: DataSource): Promise<number> {
  const [row]: { made: string }[] = await owner.query('select statistic_rebuild() as made');
  await owner.query('vacuum analyze statistic_fact, statistic_sum, statistic_change');
  return Number(row?.made ?? 0);
}
