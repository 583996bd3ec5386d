import { type EntityManager, In } from 'typeorm';
import { cursorsOf } from '../domain/cursor';
import { type Caller, ownOrganisations } from '../domain/identity';
import { CaseFile } from '../entities';
import { refuse, StrangerError } from '../errors';
import { seeingAs } from '../records/directory';
import { instantText } from '../records/paging';
import { patterns } from '../records/search';

/**
 * Who may see a case, for lists and details alike (DT-18): the organisation that handed it in, every
 * organisation that takes part, the next higher authority of one that does (GR-05), auditors. A post
 * sees what the organisation sees that it is a post of, and whoever has an open task of it sees the
 * case; an administrator of cases also what waits for an office below the own one. A case is the
 * organisation's, not the person's who handed it in: whoever has left sees it no more; somebody who
 * belonged to none keeps the own ones.
 * $1 organisations whose cases the person sees; $2 process instances of further cases that show an open
 * task; $3 auditor
 */
const VISIBLE = '($3 or c.concerns && $1 or c.process_instance_key = any($2))';

/** Who handed a case in: the organisation, or what stands for a person who belongs to none. */
const APPLICANT = `coalesce(c.applicant_organisation, 'person-' || c.applicant_user)`;

/** The realm role of who reassigns tasks and ends cases. */
export const CASE_ADMINISTRATOR = 'case-admin';

/**
 * The parameters of `VISIBLE`. They are looked up first: the database plans by what they are, and looks
 * into lists that it knows before it begins as into an index.
 * @param only the case that it is about, where it is about one: then no other's tasks are looked through
 */
async function viewer(
  db: EntityManager,
  caller: Caller,
  only: string | null = null,
): Promise<[string[], string[], boolean]> {
  const [found]: { seen: string[]; held: string[] }[] = await db.query(
    `with seeing as (select unnest(${seeingAs('$2')}) as id),
       below as (select id from organisation where parent_id in (select id from seeing)),
       seen as (select array(select id from seeing where id is not null
         union select id from below union select unnest($1::text[])) as all),
       offered as (select $2 || array(select id from below where $3) as all)
     select (select "all" from seen) as seen, array(
       select t.root_key from engine_task t join case_file c on c.process_instance_key = t.root_key
       where t.state = 'CREATED' and t.candidate_groups && (select "all" from offered)
         and not c.concerns && (select "all" from seen) and ($4::uuid is null or c.id = $4)) as held`,
    [
      ...[ownOrganisations(caller), caller.organisations],
      ...[caller.roles.includes(CASE_ADMINISTRATOR), only],
    ],
  );
  return [found?.seen ?? [], found?.held ?? [], caller.roles.includes('auditor')];
}

/**
 * A case this caller may see.
 * @throws E-00-22 otherwise, so that nobody learns what exists; noted where there is such a case
 */
export async function visibleCase(
  db: EntityManager,
  id: string,
  caller: Caller,
): Promise<CaseFile> {
  const [found]: { visible: boolean }[] = await db.query(
    `select ${VISIBLE} as visible from case_file c where c.id = $4`,
    [...(await viewer(db, caller, id)), id],
  );
  if (!found) throw refuse('E-00-22');
  if (!found.visible) throw new StrangerError(`case:${id}`, id);
  return db.findOneByOrFail(CaseFile, { id });
}

/** Where the list of cases goes on. */
export const caseCursors = cursorsOf('cases', 'instant', 'text');

/** What a case is found by, also one that came into the record past us. */
const SEARCH = `coalesce(c.search, upper(normalize(c.title || ' ' || c.number, NFKC)))`;

/** What a case is about by its number or another key: $11. */
const ABOUT = `(c.subject = $11 or c.refers_to @> array[$11] or c.refers_to && array(
  select o.number from case_file o where o.subject = $11 or o.refers_to @> array[$11]))`;

/** Cases this caller may see, newest first, and where the list goes on (`caseCursors`). */
export async function visibleCases(
  db: EntityManager,
  caller: Caller,
  page: {
    limit: number;
    /** read by `caseCursors` */
    after?: string[] | undefined;
    status?: string | undefined;
    process?: string | undefined;
    /** words, all of which its title, number or keys have, or what is published of it, taken literally */
    text?: string | undefined;
    /** only what the caller or the caller's organisation is to correct */
    toCorrect?: boolean | undefined;
    /** judged by this release */
    release?: number | undefined;
    /** only these numbers */
    numbers?: string[] | undefined;
    /** only cases about the thing with this key, or that refer to it, or to one of these cases */
    about?: string | undefined;
    /** only cases in which this organisation takes part */
    concerning?: string | undefined;
  },
): Promise<{ total: number; files: CaseFile[]; next: string | null }> {
  const where = `${VISIBLE} and ($4::text is null or c.status = $4)
    and ($5::text[] is null or ${SEARCH} like all ($5) or exists (
           select 1 from publicity p
           where p.case_id = c.id and p.state <> 'WITHDRAWN' and p.search like all ($5)))
    and ($6::text is null or c.process_id = $6)
    and (not $7 or c.awaits_correction and c.closed_at is null
         and ${APPLICANT} = any($8))
    and ($9::int is null or c.release_id = $9) and ($10::text[] is null or c.number = any($10))
    and ($11::text is null or ${ABOUT})
    and ($12::text is null or c.concerns @> array[$12])`;
  const parameters = [
    ...(await viewer(db, caller)),
    page.status ?? null,
    page.text ? patterns(page.text) : null,
    page.process ?? null,
    page.toCorrect ?? false,
    ownOrganisations(caller),
    page.release ?? null,
    page.numbers ?? null,
    page.about ?? null,
    page.concerning ?? null,
  ];
  const [at = null, number = null] = page.after ?? [];
  const counted: Promise<{ n: number }[]> = db.query(
    `select count(*)::int as n from case_file c where ${where}`,
    parameters,
  );
  const listed: Promise<{ id: string; at: string; number: string }[]> = db.query(
    `select c.id, ${instantText('c.created_at')} as at, c.number from case_file c where ${where}
       and ($13::timestamptz is null or (c.created_at, c.number) < ($13, $14))
     order by c.created_at desc, c.number desc limit $15`,
    [...parameters, at, number, page.limit + 1],
  );
  const [[count], rows] = await Promise.all([counted, listed]);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  const files = await db.findBy(CaseFile, { id: In(shown.map(({ id }) => id)) });
  const place = new Map(shown.map(({ id }, i) => [id, i]));
  return {
    total: count?.n ?? 0,
    files: files.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)),
    next: last ? caseCursors.write([last.at, last.number]) : null,
  };
}

/** How many cases wait for the caller or the caller's organisation to correct them. */
export async function countToCorrect(db: EntityManager, caller: Caller): Promise<number> {
  const [count]: { n: number }[] = await db.query(
    `select count(*)::int as n from case_file c
     where c.awaits_correction and c.closed_at is null and ${APPLICANT} = any($1)`,
    [ownOrganisations(caller)],
  );
  return count?.n ?? 0;
}

/** Cases under way that this caller may see, the oldest first, at most so many. */
export async function visibleOpenCases(
  db: EntityManager,
  caller: Caller,
  limit: number,
): Promise<CaseFile[]> {
  const ids: { id: string }[] = await db.query(
    `select c.id from case_file c where ${VISIBLE} and c.closed_at is null
       and c.process_instance_key is not null order by c.created_at, c.number limit $4`,
    [...(await viewer(db, caller)), limit],
  );
  return db.findBy(CaseFile, { id: In(ids.map(({ id }) => id)) });
}
