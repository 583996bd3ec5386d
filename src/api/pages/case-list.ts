import { z } from 'zod';
import { caseCursors, visibleCases } from '../../cases/visibility';
import type { Deps } from '../../deps';
import type { Labels } from '../../models/read';
import type { Route } from '../../route';
import { renderCaseList } from '../../web';
import { labelled } from '../../wording/labels';
import { after } from '../after';
import { caseRows } from './case-rows';
import { definePage, frame } from './page';
import { maySeeCoverage } from './review-coverage';
import { maySeeStatistics } from './statistics';
import { maySeeStuck } from './stuck-tasks';

const PAGE_SIZE = 20;

/** A filter that is left empty or makes no sense is none. */
const filter = z.string().min(1).optional().catch(undefined);

/** The address of the list: whatever makes no sense in it is taken as left out. */
export const listQuery = z.object({
  q: filter,
  status: filter,
  process: filter,
  /** what one's own organisation is to correct */
  correct: filter,
  after: after(caseCursors).catch(undefined),
});

/** The list of the cases that one may see, with its filters. */
export function caseListPage(deps: Deps): Route {
  return definePage({
    path: '/cases',
    summary: '案件列表',
    permission: 'person',
    query: listQuery,
    async show({ query, caller }) {
      const { after: from, ...asked } = query;
      const { total, files, next } = await visibleCases(deps.db.manager, caller, {
        limit: PAGE_SIZE,
        after: from,
        toCorrect: asked.correct !== undefined,
        status: asked.status,
        process: asked.process,
        text: asked.q,
      });
      const { models } = await deps.releases.current();
      const href = (to?: string) => {
        const set = Object.entries({ ...asked, after: to });
        const given = set.filter((entry): entry is [string, string] => !!entry[1]);
        return `/cases?${new URLSearchParams(given)}`;
      };
      return renderCaseList({
        ...(await frame(deps, caller)),
        filter: {
          q: asked.q,
          status: asked.status,
          process: asked.process,
          correct: asked.correct !== undefined,
        },
        statuses: await statusesInUse(deps, models.labels),
        processes: Object.values(models.processes)
          .filter((process) => process.startForm)
          .map((process) => ({ code: process.id, label: process.name })),
        rows: await caseRows(deps, files),
        total,
        coverageHref: maySeeCoverage(caller) ? '/reports/review-coverage' : undefined,
        statisticsHref: maySeeStatistics(caller) ? '/reports/statistics' : undefined,
        stuckHref: maySeeStuck(caller) ? '/reports/stuck-tasks' : undefined,
        firstHref: from ? href() : undefined,
        nextHref: next ? href(next) : undefined,
        now: await deps.clock.now(),
      });
    },
  });
}

async function statusesInUse({ db }: Deps, labels: Labels) {
  const rows: { status: string }[] = await db.query(
    'select distinct status from case_file order by status',
  );
  return rows.map(({ status }) => labelled(labels, 'status', status));
}
