import { In } from 'typeorm';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import type { Day } from '../domain/working-days';
import { CaseFile } from '../entities';
import { refuse } from '../errors';
import { COMMON_STATISTICS, type COUNTABLE, type Told } from '../facts/catalog';
import type { ReleaseView } from '../records/releases';
import {
  type Countable,
  type Counted,
  countedAuthorities,
  countFacts,
  factCursors,
  listFacts,
} from '../records/statistics';
import { label, labelsOf } from '../wording/labels';
import { visibleCases } from './visibility';

/** Roles that see the figures: reviewers those of their organisations and of all below, auditors all. */
export const STATISTICS_ROLES: readonly string[] = ['reviewer', 'auditor'];

/** What is asked for. */
export interface Asked {
  /** first and last day */
  from: Day;
  to: Day;
  /** the authority that is listed, with those directly below it; unset: the uppermost of the caller */
  under?: string | undefined;
  /** each with all that are below it */
  below: boolean;
}

/** Measures that the rates are made of (decision `common-statistics`). */
const RATED = { received: 'received', completed: 'completed', inTime: 'inTime', late: 'late' };
const OVERDUE = 'backlogOverdue';

/** The figures of an authority. */
export interface StatisticsRow {
  authority: string;
  authorityName: string;
  /** others are listed under it */
  hasBelow: boolean;
  /** by measure, as `common-statistics` says what counts as which */
  counts: Record<string, number>;
  /** of what was decided; null where nothing was */
  medianDays: number | null;
  /** decided in time, of all decided and of what waits although its time is over; rounded down */
  timeliness: number | null;
  /** of what was received, what is done by now; rounded down */
  completeness: number | null;
}

/** The figures of an authority and of those directly below it, as far as this caller may see them. */
export async function statistics(
  deps: Pick<Deps, 'db' | 'releases'>,
  caller: Caller,
  asked: Asked,
): Promise<{ measures: { code: string; label: string }[]; rows: StatisticsRow[] }> {
  const release = await deps.releases.current();
  const reach = await reachOf(deps, caller);
  const listed = listedOf(reach, asked.under);
  const within = withinOf(reach, asked.below);
  const ids = new Set(listed.flatMap(({ id }) => within(id)));
  const counted = await countFacts(deps.db, [...ids], asked);
  const measures = await measuresOf(release, counted);
  const columns = labelsOf(release.models.labels, 'measures');
  const rows = listed.map((authority): StatisticsRow => {
    const own = new Set(within(authority.id));
    const counts = Object.fromEntries(columns.map(({ code }) => [code, 0]));
    const took = new Map<number, number>();
    for (const one of counted.filter((it) => own.has(it.authority))) {
      const counted = measures(one);
      for (const measure of counted) counts[measure] = (counts[measure] ?? 0) + one.n;
      const isDecided = counted.includes(RATED.inTime) || counted.includes(RATED.late);
      if (isDecided && one.days !== null) took.set(one.days, (took.get(one.days) ?? 0) + one.n);
    }
    const of = (measure: string) => counts[measure] ?? 0;
    return {
      authority: authority.id,
      authorityName: authority.name,
      hasBelow: reach.some(({ parent }) => parent === authority.id),
      counts,
      medianDays: medianOf(took),
      timeliness: percent(of(RATED.inTime), of(RATED.inTime) + of(RATED.late) + of(OVERDUE)),
      completeness: percent(of(RATED.completed), of(RATED.received)),
    };
  });
  return { measures: columns, rows };
}

/** A line of what a number counts. */
export interface StatisticsLine {
  number: string;
  processName: string;
  /** null where the caller sees of the case no more than that it counts */
  caseId: string | null;
  title: string | null;
  authorityName: string;
  /** when it was received, done, issued or flagged */
  day: Day;
  /** the act and its outcome, the document, the flag, the status */
  what: string;
}

/**
 * What a number counts, the newest first. Whoever sees the number sees each line; what a case is about
 * only who may see the case.
 * @throws E-00-22 for an authority out of reach, or what is no measure
 */
export async function statisticsLines(
  deps: Pick<Deps, 'db' | 'releases'>,
  caller: Caller,
  { measure, authority, ...asked }: Omit<Asked, 'under'> & { measure: string; authority: string },
  page: { limit: number; after?: string[] | undefined },
): Promise<{ lines: StatisticsLine[]; next: string | null }> {
  const release = await deps.releases.current();
  const { manager } = deps.db;
  const reach = await reachOf(deps, caller);
  const own = reach.filter(({ id }) => id === authority);
  const measured = labelsOf(release.models.labels, 'measures').some(({ code }) => code === measure);
  if (own.length === 0 || !measured) throw refuse('E-00-22');
  const ids = withinOf(reach, asked.below)(authority);
  const counted = await countFacts(deps.db, ids, asked);
  const measures = await measuresOf(release, counted);
  const kinds = distinct(counted.filter((one) => measures(one).includes(measure)));
  const found = await listFacts(manager, ids, asked, kinds, page);
  const shown = found.slice(0, page.limit);
  const caseIds = [...new Set(shown.map(({ caseId }) => caseId))];
  const files = await manager.findBy(CaseFile, { id: In(caseIds) });
  const numbers = files.map(({ number }) => number);
  const seen = await visibleCases(manager, caller, { limit: page.limit, numbers });
  const visible = new Set(seen.files.map(({ id }) => id));
  const { models } = release;
  const words = (one: Countable, status: string) => {
    const of = (group: string, code: string) => label(models.labels, group, code, one.process);
    if (one.source === 'ACT') return `${of('acts', one.name)}：${of('outcomes', one.outcome)}`;
    if (one.source === 'DOCUMENT') return of('documents', one.name);
    return one.source === 'FLAG' ? of('flags', one.name) : of('status', status);
  };
  const lines = shown.flatMap((fact): StatisticsLine[] => {
    const file = files.find(({ id }) => id === fact.caseId);
    if (!file) return [];
    const isVisible = visible.has(file.id);
    return [
      {
        number: file.number,
        processName: models.processes[file.processId]?.name ?? file.processId,
        caseId: isVisible ? file.id : null,
        title: isVisible ? file.title : null,
        authorityName: reach.find(({ id }) => id === fact.authority)?.name ?? fact.authority,
        day: fact.day,
        what: words(fact, file.status),
      },
    ];
  });
  const last = found.length > page.limit ? shown.at(-1) : undefined;
  return {
    lines,
    next: last ? factCursors.write([last.day, last.source, last.ref]) : null,
  };
}

function reachOf({ db }: Pick<Deps, 'db'>, caller: Caller): Promise<Counted[]> {
  const { organisations, roles } = caller;
  return countedAuthorities(db.manager, organisations, roles.includes('auditor'));
}

/** @throws E-00-22 for an authority that is out of reach, so that nobody learns which there are */
function listedOf(reach: Counted[], under: string | undefined): Counted[] {
  const ids = new Set(reach.map(({ id }) => id));
  const tops = under
    ? reach.filter(({ id }) => id === under)
    : reach.filter(({ parent }) => !parent || !ids.has(parent));
  if (under && tops.length === 0) throw refuse('E-00-22');
  const below = reach.filter(({ parent }) => tops.some(({ id }) => id === parent));
  return [...tops, ...below];
}

/** @returns an authority, and with `below` all that are below it */
function withinOf(reach: Counted[], below: boolean): (id: string) => string[] {
  const children = new Map<string, string[]>();
  for (const { id, parent } of reach)
    if (parent) children.set(parent, [...(children.get(parent) ?? []), id]);
  const within = (id: string): string[] => [id, ...(children.get(id) ?? []).flatMap(within)];
  return below ? within : (id) => [id];
}

/** The least number of days within which half of all were done. */
function medianOf(took: Map<number, number>): number | null {
  const all = [...took.values()].reduce((sum, n) => sum + n, 0);
  let seen = 0;
  for (const [days, n] of [...took].sort(([a], [b]) => a - b)) {
    seen += n;
    if (2 * seen >= all) return days;
  }
  return null;
}

/** What each kind counts as, by the decision `common-statistics` of a release. */
async function measuresOf(
  release: ReleaseView,
  counted: Countable[],
): Promise<(one: Countable) => string[]> {
  const kinds = new Map(counted.map((one) => [keyOf(one), one]));
  const known = new Map(
    await Promise.all(
      [...kinds].map(async ([key, one]) => [key, await measuresOfOne(release, one)] as const),
    ),
  );
  return (one) => known.get(keyOf(one)) ?? [];
}

async function measuresOfOne(
  release: ReleaseView,
  { source, process, name, outcome, late, standing }: Countable,
): Promise<string[]> {
  const facts = { source, process, name, outcome, late, standing } satisfies Told<typeof COUNTABLE>;
  const { output } = await release.evaluate(COMMON_STATISTICS, facts);
  return (output as string[] | null) ?? [];
}

const keyOf = ({ source, process, name, outcome, late, standing }: Countable) =>
  [source, process, name, outcome, late, standing].join('|');

function distinct(counted: Countable[]): Countable[] {
  return [...new Map(counted.map((one) => [keyOf(one), one])).values()];
}

const percent = (part: number, whole: number) =>
  whole === 0 ? null : Math.floor((1000 * part) / whole) / 10;
