import { z } from 'zod';
import { COVERAGE_ROLES, reviewCoverage } from '../../cases/review-coverage';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import { shanghaiDay } from '../../domain/working-days';
import type { Route } from '../../route';
import { renderReviewCoverage } from '../../web';
import { definePage, frame } from './page';

/** Are these figures for this person? */
export const maySeeCoverage = ({ roles }: Caller) =>
  COVERAGE_ROLES.some((role) => roles.includes(role));

/** A day that is left out or is none: the page has its own. */
const day = z.iso.date().optional().catch(undefined);

/** How much of what was handed in was reviewed; this month until today, where no days are asked for. */
export function reviewCoveragePage(deps: Deps): Route {
  return definePage({
    path: '/reports/review-coverage',
    summary: '审查覆盖率',
    permission: COVERAGE_ROLES,
    query: z.object({ from: day, to: day }),
    async show({ query, caller }) {
      const today = shanghaiDay(await deps.clock.now());
      const days = { from: query.from ?? `${today.slice(0, 8)}01`, to: query.to ?? today };
      const { rows, total } = await reviewCoverage(deps, caller, days);
      return renderReviewCoverage({
        ...(await frame(deps, caller)),
        ...days,
        rows,
        total: { processName: '合计', organisationName: '', ...total },
      });
    },
  });
}
