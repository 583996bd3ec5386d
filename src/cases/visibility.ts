import type { EntityManager } from 'typeorm';
import type { Caller } from '../domain/identity';
import { CaseFile } from '../entities';
import { refuse } from '../errors';
import { seeingAs } from '../records/directory';

/**
 * Who may see a case, for lists and details alike (DT-18): who handed it in, every organisation
 * that takes part, the next higher authority of one that does (GR-05), auditors. A post sees what
 * the organisation sees that it is a post of.
 * $1 username, $2 organisations, $3 auditor
 */
const SEEING = seeingAs('$2');
const VISIBLE = `($3 or c.applicant_user = $1 or c.applicant_organisation = any($2)
  or exists (select 1 from jsonb_each_text(c.parties) p left join organisation o on o.id = p.value
             where p.value = any${SEEING} or o.parent_id = any${SEEING}))`;

const viewer = (caller: Caller) => [
  caller.username,
  caller.organisations,
  caller.roles.includes('auditor'),
];

/** A case this caller may see. @throws E-00-22 otherwise, so that nobody learns what exists */
export async function visibleCase(
  db: EntityManager,
  id: string,
  caller: Caller,
): Promise<CaseFile> {
  const rows: unknown[] = await db.query(
    `select 1 from case_file c where c.id = $4 and ${VISIBLE}`,
    [...viewer(caller), id],
  );
  if (rows.length === 0) throw refuse('E-00-22');
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
    text?: string | undefined;
    /** only what the caller or the caller's organisation is to correct */
    toCorrect?: boolean | undefined;
  },
): Promise<{ total: number; files: CaseFile[] }> {
  const where = `${VISIBLE} and ($4::text is null or c.status = $4)
    and ($5::text is null or c.title ilike '%' || $5 || '%' or c.number ilike '%' || $5 || '%')
    and ($6::text is null or c.process_id = $6)
    and (not $7 or c.awaits_correction and c.closed_at is null
         and (c.applicant_user = $1 or c.applicant_organisation = any($2)))`;
  const parameters = [
    ...viewer(caller),
    page.status ?? null,
    page.text ?? null,
    page.process ?? null,
    page.toCorrect ?? false,
  ];
  const [count]: { n: number }[] = await db.query(
    `select count(*)::int as n from case_file c where ${where}`,
    parameters,
  );
  const ids: { id: string }[] = await db.query(
    `select c.id from case_file c where ${where} order by c.created_at desc, c.number desc limit $8 offset $9`,
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
