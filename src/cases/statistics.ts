import { In } from 'typeorm';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import type { Day } from '../domain/working-days';
import { CaseFile } from '../entities';
import { refuse } from '../errors';
import {
  COMMON_STATISTICS,
  COMMON_STATISTICS_RATES,
  type COUNTABLE,
  type MEASURED,
  type Told,
} from '../facts/catalog';
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

/** A measure or rate, and what people call it. */
export interface Named {
  code: string;
  label: string;
}

/** A rate: the sum of some measures, of the sum of others (decision `common-statistics-rates`). */
export interface Rate extends Named {
  part: Named[];
  whole: Named[];
}

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
  /** percent by rate, rounded down; null where there is nothing of which it could be a part */
  rates: Record<string, number | null>;
}

/** The figures of an authority and of those directly below it, as far as this caller may see them. */
export async function statistics(
  deps: Pick<Deps, 'db' | 'releases'>,
  caller: Caller,
  asked: Asked,
): Promise<{ measures: Named[]; rates: Rate[]; rows: StatisticsRow[] }> {
  const release = await deps.releases.current();
  const reach = await reachOf(deps, caller);
  const listed = listedOf(reach, asked.under);
  const within = withinOf(reach, asked.below);
  const ids = new Set(listed.flatMap(({ id }) => within(id)));
  const counted = await countFacts(deps.db, [...ids], asked);
  const measures = await measuresOf(release, counted);
  const columns = labelsOf(release.models.labels, 'measures');
  const { rates, timed } = await ratesOf(release, columns);
  const rows = listed.map((authority): StatisticsRow => {
    const own = new Set(within(authority.id));
    const counts = Object.fromEntries(columns.map(({ code }) => [code, 0]));
    const took = new Map<number, number>();
    for (const one of counted.filter((it) => own.has(it.authority))) {
      const counted = measures(one);
      for (const measure of counted) counts[measure] = (counts[measure] ?? 0) + one.n;
      if (one.days !== null && counted.some((measure) => timed.has(measure)))
        took.set(one.days, (took.get(one.days) ?? 0) + one.n);
    }
    const sum = (of: Named[]) => of.reduce((n, { code }) => n + (counts[code] ?? 0), 0);
    return {
      authority: authority.id,
      authorityName: authority.name,
      hasBelow: reach.some(({ parent }) => parent === authority.id),
      counts,
      medianDays: medianOf(took),
      rates: Object.fromEntries(
        rates.map(({ code, part, whole }) => [code, percent(sum(part), sum(whole))]),
      ),
    };
  });
  return { measures: columns, rates, rows };
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

/** A row of the decision `common-statistics-rates`. */
interface RateRow {
  rate: string;
  place: 'PART' | 'WHOLE' | 'DAYS';
}

/** The rates, and the measures of which the days count that they took. */
async function ratesOf(
  release: ReleaseView,
  measures: Named[],
): Promise<{ rates: Rate[]; timed: Set<string> }> {
  const said = await Promise.all(
    measures.map(async (measure) => {
      const facts = { measure: measure.code } satisfies Told<typeof MEASURED>;
      const { output } = await release.evaluate(COMMON_STATISTICS_RATES, facts);
      return ((output as RateRow[] | null) ?? []).map((row) => ({ ...row, measure }));
    }),
  );
  const rows = said.flat();
  const of = (rate: string, place: RateRow['place']) =>
    rows.filter((row) => row.rate === rate && row.place === place).map(({ measure }) => measure);
  const rates = labelsOf(release.models.labels, 'rates')
    .map((rate) => ({ ...rate, part: of(rate.code, 'PART'), whole: of(rate.code, 'WHOLE') }))
    .filter(({ whole }) => whole.length > 0);
  const timed = rows.filter(({ place }) => place === 'DAYS').map(({ measure }) => measure.code);
  return { rates, timed: new Set(timed) };
}

const keyOf = ({ source, process, name, outcome, late, standing }: Countable) =>
  [source, process, name, outcome, late, standing].join('|');

function distinct(counted: Countable[]): Countable[] {
  return [...new Map(counted.map((one) => [keyOf(one), one])).values()];
}

const percent = (part: number, whole: number) =>
  whole === 0 ? null : Math.floor((1000 * part) / whole) / 10;
