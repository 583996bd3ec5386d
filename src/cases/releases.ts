import type { Deps } from '../deps';
import { cursorsOf } from '../domain/cursor';
import type { Caller } from '../domain/identity';
import type { ModelChange, Plan } from '../domain/plan';
import { type CaseFile, Release } from '../entities';
import { refuse } from '../errors';
import { diffModels } from '../models/diff';
import { organisationNames } from '../records/directory';
import { visibleCases } from './visibility';

/** Who sees the releases of the rules: those who write them, who run the platform, who audit. */
export const RELEASE_ROLES: readonly string[] = ['analyst', 'sys-admin', 'auditor'];

/** `CURRENT` judges new cases, `WAITING` waits for its day, `WITHDRAWN` never came to judge any. */
export type ReleaseState = 'CURRENT' | 'WAITING' | 'WITHDRAWN' | 'PAST';

/** A release, as a list of them shows it. */
export interface ReleaseSummary {
  id: number;
  state: ReleaseState;
  createdAt: Date;
  deployedAt: Date | null;
  deployedBy: string | null;
  reason: string | null;
  /** day in Asia/Shanghai */
  inForceFrom: string | null;
  /** changes of its plan; null where it was deployed without one */
  changes: number | null;
  /** past cases that would have come out otherwise, by its plan */
  outcomes: number | null;
  /** cases that it judges, and those of them under way */
  cases: number;
  open: number;
}

/** A release with what it changed, what was foreseen, and what it judges. */
export interface ReleaseDetails extends ReleaseSummary {
  /** the one before; null for the first */
  previous: number | null;
  difference: ModelChange[];
  plan: Plan | null;
  /** cases under it, by process and status */
  groups: CaseGroup[];
  /** the newest of those that the caller may see */
  newest: CaseFile[];
  /** ids of the cases that the plan names as examples, as far as the caller may see them */
  examples: Map<string, string>;
  /** names of the authorities that the plan speaks of */
  authorities: Map<string, string>;
}

/** Cases of one process and status under a release. */
export interface CaseGroup {
  processId: string;
  status: string;
  count: number;
}

/** How many cases a page of a release shows. */
const NEWEST = 10;

const SUMMARY = `
  select r.id, r.created_at as "createdAt", r.deployed_at as "deployedAt",
    r.deployed_by as "deployedBy", r.reason, r.in_force_from::text as "inForceFrom",
    r.withdrawn_at as "withdrawnAt", jsonb_array_length(r.plan -> 'changes') as changes,
    (select sum((g ->> 'count')::int)::int
     from jsonb_array_elements(r.plan -> 'replay' -> 'groups') g) as outcomes,
    r.plan is not null as "isPlanned",
    (select count(*)::int from case_file c where c.release_id = r.id) as cases,
    (select count(*)::int from case_file c
     where c.release_id = r.id and c.closed_at is null) as open
  from release r`;

type Row = Omit<ReleaseSummary, 'state'> & { withdrawnAt: Date | null; isPlanned: boolean };

/** Where the list of releases goes on. */
export const releaseCursors = cursorsOf('releases', 'number');

/** The releases of the rules, newest first. */
export async function releaseList(
  deps: Pick<Deps, 'db' | 'releases'>,
  page: { limit: number; after?: string[] | undefined },
): Promise<{ total: number; items: ReleaseSummary[]; next: string | null }> {
  const [rows, total, current] = await Promise.all([
    deps.db.query(`${SUMMARY} where $2::int is null or r.id < $2 order by r.id desc limit $1`, [
      page.limit + 1,
      page.after?.[0] ?? null,
    ]),
    deps.db.getRepository(Release).count(),
    deps.releases.current(),
  ]);
  const shown: Row[] = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    total,
    items: shown.map((row) => summary(row, current.id)),
    next: last ? releaseCursors.write([last.id]) : null,
  };
}

function summary(row: Row, current: number): ReleaseSummary {
  const { withdrawnAt, isPlanned, outcomes, ...rest } = row;
  const state = stateOf(row, current);
  return { ...rest, state, outcomes: isPlanned ? (outcomes ?? 0) : null };
}

function stateOf({ id, withdrawnAt, deployedAt }: Row, current: number): ReleaseState {
  if (withdrawnAt) return 'WITHDRAWN';
  if (id === current) return 'CURRENT';
  return deployedAt ? 'PAST' : 'WAITING';
}

/**
 * One release in full.
 * @throws E-00-22 where there is none of this number
 */
export async function releaseDetails(
  deps: Pick<Deps, 'db' | 'releases'>,
  id: number,
  caller: Caller,
): Promise<ReleaseDetails> {
  const db = deps.db.manager;
  const [row]: Row[] = await db.query(`${SUMMARY} where r.id = $1`, [id]);
  if (!row) throw refuse('E-00-22');
  const [current, release, groups, { files }, previous] = await Promise.all([
    deps.releases.current(),
    db.findOneOrFail(Release, { where: { id }, select: { id: true, plan: true } }),
    db.query(
      `select process_id as "processId", status, count(*)::int as count from case_file
       where release_id = $1 group by 1, 2 order by 3 desc, 1, 2`,
      [id],
    ),
    visibleCases(db, caller, { limit: NEWEST, release: id }),
    previousOf(deps, id),
  ]);
  const { plan } = release;
  return {
    ...summary(row, current.id),
    ...{ previous, plan, groups, newest: files },
    difference: plan?.changes ?? (await changesSince(deps, previous, id)),
    examples: await visibleExamples(deps, caller, plan),
    authorities: await organisationNames(
      deps.db,
      plan?.replay.groups.map(({ authority }) => authority) ?? [],
    ),
  };
}

async function previousOf({ db }: Pick<Deps, 'db'>, id: number): Promise<number | null> {
  const [row]: { id: number | null }[] = await db.query(
    'select max(id) as id from release where id < $1 and withdrawn_at is null',
    [id],
  );
  return row?.id ?? null;
}

/** A stored release never changes, and so neither does what lies between two of them. */
const between = new Map<string, Promise<ModelChange[]>>();
const BETWEEN_AT_MOST = 50;

function changesSince(
  { db }: Pick<Deps, 'db'>,
  from: number | null,
  to: number,
): Promise<ModelChange[]> {
  if (from === null) return Promise.resolve([]);
  const key = `${from} ${to}`;
  const found =
    between.get(key) ??
    Promise.all([from, to].map((id) => db.getRepository(Release).findOneByOrFail({ id }))).then(
      ([before, after]) => diffModels(before?.resources ?? [], after?.resources ?? []),
    );
  if (between.size >= BETWEEN_AT_MOST) between.clear();
  between.set(key, found);
  found.catch(() => between.delete(key));
  return found;
}

async function visibleExamples(
  { db }: Pick<Deps, 'db'>,
  caller: Caller,
  plan: Plan | null,
): Promise<Map<string, string>> {
  const numbers = plan?.replay.groups.flatMap(({ examples }) =>
    examples.map(({ caseNumber }) => caseNumber),
  );
  if (!numbers || numbers.length === 0) return new Map();
  const page = { limit: numbers.length, numbers };
  const { files } = await visibleCases(db.manager, caller, page);
  return new Map(files.map(({ number, id }) => [number, id]));
}
