import { z } from 'zod';
import { STATISTICS_ROLES, statistics, statisticsLines } from '../../cases/statistics';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import { addCalendarDays, type Day, shanghaiDay } from '../../domain/working-days';
import { factCursors } from '../../records/statistics';
import type { Route } from '../../route';
import { renderStatistics, renderStatisticsCases } from '../../web';
import { labelsOf } from '../../wording/labels';
import { after } from '../after';
import { definePage, frame } from './page';

const PAGE_SIZE = 50;

/** Are these figures for this person? */
export const maySeeStatistics = ({ roles }: Caller) =>
  STATISTICS_ROLES.some((role) => roles.includes(role));

/** A day that is left out or is none: the page has its own. */
const day = z.iso.date().optional().catch(undefined);
const days = {
  ...{ from: day, to: day },
  below: z
    .string()
    .optional()
    .transform((text) => text === '1'),
};

/** ZJ-31: how authorities do; this month until today, where no days are asked for. */
export function statisticsPage(deps: Deps): Route {
  return definePage({
    path: '/reports/statistics',
    summary: '主管部门考核统计',
    permission: STATISTICS_ROLES,
    query: z.object({ ...days, under: z.string().min(1).max(60).optional().catch(undefined) }),
    async show({ query, caller }) {
      const today = shanghaiDay(await deps.clock.now());
      const asked = { ...query, ...within(query, today) };
      const { measures, rates, rows } = await statistics(deps, caller, asked);
      const href = (path: string, more: Record<string, string | undefined>) =>
        address(path, { ...asOf(asked), ...more });
      const under = asked.under;
      return renderStatistics({
        ...(await frame(deps, caller)),
        ...{ from: asked.from, to: asked.to, below: asked.below, under, measures, rates },
        periods: periodsUntil(today).map(({ label, ...period }) => {
          return { label, href: href('/reports/statistics', { ...period, under }) };
        }),
        csvHref: href('/api/reports/statistics.csv', { under }),
        topHref: under && href('/reports/statistics', {}),
        rows: rows.map(({ authority, counts, hasBelow, rates: percents, ...row }) => {
          const isListed = authority === under || !rows.some((other) => other.hasBelow);
          return {
            ...row,
            percents: rates.map(({ code }) => percents[code] ?? null),
            belowHref:
              hasBelow && !isListed ? href('/reports/statistics', { under: authority }) : undefined,
            counts: measures.map(({ code }) => {
              const n = counts[code] ?? 0;
              const list = href('/reports/statistics/cases', { measure: code, authority });
              return { code, n, href: n > 0 ? list : undefined };
            }),
          };
        }),
      });
    },
  });
}

/** What a number of the statistics counts. */
export function statisticsCasesPage(deps: Deps): Route {
  return definePage({
    path: '/reports/statistics/cases',
    summary: '考核统计中一个数字所计的各件',
    permission: STATISTICS_ROLES,
    query: z.object({
      ...days,
      measure: z.string().max(40),
      authority: z.string().max(60),
      after: after(factCursors).catch(undefined),
    }),
    async show({ query, caller }) {
      const today = shanghaiDay(await deps.clock.now());
      const asked = { ...query, ...within(query, today) };
      const page = { limit: PAGE_SIZE, after: query.after };
      const { lines, next } = await statisticsLines(deps, caller, asked, page);
      const { labels } = (await deps.releases.current()).models;
      const { measure, authority } = asked;
      const here = (path: string, more: Record<string, string | undefined> = {}) =>
        address(path, { ...asOf(asked), measure, authority, ...more });
      const path = '/reports/statistics/cases';
      return renderStatisticsCases({
        ...(await frame(deps, caller)),
        ...{ from: asked.from, to: asked.to, lines },
        measure: labelsOf(labels, 'measures').find(({ code }) => code === measure)?.label ?? '',
        backHref: address('/reports/statistics', asOf(asked)),
        csvHref: here('/api/reports/statistics/cases.csv'),
        firstHref: query.after ? here(path) : undefined,
        nextHref: next ? here(path, { after: next }) : undefined,
      });
    },
  });
}

interface Period {
  from: Day;
  to: Day;
}

const within = ({ from, to }: { from?: Day | undefined; to?: Day | undefined }, today: Day) => {
  return { from: from ?? `${today.slice(0, 8)}01`, to: to ?? today };
};

const asOf = ({ from, to, below }: Period & { below: boolean }) => {
  return { from, to, below: below ? '1' : undefined };
};

function address(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((one): one is [string, string] => !!one[1]);
  return `${path}?${new URLSearchParams(given)}`;
}

/** The month, quarter and year that are, and those before them. */
function periodsUntil(today: Day): (Period & { label: string })[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const quarter = month - ((month - 1) % 3);
  return [
    { label: '本月', ...months(year, month, 1) },
    { label: '上月', ...months(year, month - 1, 1) },
    { label: '本季度', ...months(year, quarter, 3) },
    { label: '上季度', ...months(year, quarter - 3, 3) },
    { label: '本年', ...months(year, 1, 12) },
    { label: '上年', ...months(year - 1, 1, 12) },
  ];
}

/** So many whole months from one on; a month before January is of the year before. */
function months(year: number, month: number, n: number): Period {
  const first = (add: number): Day => {
    const count = year * 12 + month - 1 + add;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
  };
  return { from: first(0), to: addCalendarDays(first(n), -1) };
}
