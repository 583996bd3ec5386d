import { type EntityManager, In } from 'typeorm';
import { type Caller, ownOrganisations } from '../domain/identity';
import { CaseFile } from '../entities';
import { refuse, StrangerError } from '../errors';
import { seeingAs } from '../records/directory';

/**
 * Who may see a case, for lists and details alike (DT-18): the organisation that handed it in, every
 * organisation that takes part, the next higher authority of one that does (GR-05), auditors. A post
 * sees what the organisation sees that it is a post of, and whoever has an open task of it sees the
 * case; an administrator of cases also what waits for an office below the own one. A case is the
 * organisation's, not the person's who handed it in: whoever has left sees it no more; somebody who
 * belonged to none keeps the own ones.
 * $1 the person's own organisations, with that which stands for the person; $2 organisations; $3 auditor;
 * $4 administrator of cases
 */
const SEEING = seeingAs('$2');
const APPLICANT = `coalesce(c.applicant_organisation, 'person-' || c.applicant_user) = any($1)`;
const VISIBLE = `($3 or ${APPLICANT}
  or exists (select 1 from jsonb_each_text(c.parties) p left join organisation o on o.id = p.value
             where p.value = any${SEEING} or o.parent_id = any${SEEING})
  or exists (select 1 from engine_task t where t.root_key = c.process_instance_key
             and t.state = 'CREATED' and t.candidate_groups && $2)
  or $4 and exists (select 1 from engine_task t join organisation o on o.id = any(t.candidate_groups)
             where t.root_key = c.process_instance_key and t.state = 'CREATED'
             and o.parent_id = any${SEEING}))`;

/** The realm role of who reassigns tasks and ends cases. */
export const CASE_ADMINISTRATOR = 'case-admin';

const viewer = (caller: Caller) => [
  ownOrganisations(caller),
  caller.organisations,
  caller.roles.includes('auditor'),
  caller.roles.includes(CASE_ADMINISTRATOR),
];

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
    `select ${VISIBLE} as visible from case_file c where c.id = $5`,
    [...viewer(caller), id],
  );
  if (!found) throw refuse('E-00-22');
  if (!found.visible) throw new StrangerError(`case:${id}`, id);
  return db.findOneByOrFail(CaseFile, { id });
}

/** Cases this caller may see, newest first. */
export async function visibleCases(
  db: EntityManager,
  caller: Caller,
  page: {
    limit: number;
    offset: number;
    status?: string | undefined;
    process?: string | undefined;
    /** part of title or number, taken literally */
    text?: string | undefined;
    /** only what the caller or the caller's organisation is to correct */
    toCorrect?: boolean | undefined;
    /** judged by this release */
    release?: number | undefined;
    /** only these numbers */
    numbers?: string[] | undefined;
  },
): Promise<{ total: number; files: CaseFile[] }> {
  const where = `${VISIBLE} and ($5::text is null or c.status = $5)
    and ($6::text is null or c.title ilike '%' || $6 || '%' or c.number ilike '%' || $6 || '%')
    and ($7::text is null or c.process_id = $7)
    and (not $8 or c.awaits_correction and c.closed_at is null
         and ${APPLICANT})
    and ($9::int is null or c.release_id = $9) and ($10::text[] is null or c.number = any($10))`;
  const parameters = [
    ...viewer(caller),
    page.status ?? null,
    page.text ? literally(page.text) : null,
    page.process ?? null,
    page.toCorrect ?? false,
    page.release ?? null,
    page.numbers ?? null,
  ];
  const [count]: { n: number }[] = await db.query(
    `select count(*)::int as n from case_file c where ${where}`,
    parameters,
  );
  const ids: { id: string }[] = await db.query(
    `select c.id from case_file c where ${where} order by c.created_at desc, c.number desc limit $11 offset $12`,
    [...parameters, page.limit, page.offset],
  );
  const files = await db
    .getRepository(CaseFile)
    .createQueryBuilder('c')
    .whereInIds(ids.map((r) => r.id))
    .orderBy('c.createdAt', 'DESC')
    .addOrderBy('c.number', 'DESC')
    .getMany();
  return { total: count?.n ?? 0, files: ids.length > 0 ? files : [] };
}

/** Cases under way that this caller may see, the oldest first, at most so many. */
export async function visibleOpenCases(
  db: EntityManager,
  caller: Caller,
  limit: number,
): Promise<CaseFile[]> {
  const ids: { id: string }[] = await db.query(
    `select c.id from case_file c where ${VISIBLE} and c.closed_at is null
       and c.process_instance_key is not null order by c.created_at, c.number limit $5`,
    [...viewer(caller), limit],
  );
  return db.findBy(CaseFile, { id: In(ids.map(({ id }) => id)) });
}

/** Text as `like` takes it for itself: its wildcards are characters like others. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
