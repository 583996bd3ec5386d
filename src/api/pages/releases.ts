import { z } from 'zod';
import { RELEASE_ROLES, releaseDetails, releaseList } from '../../cases/releases';
import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { renderRelease, renderReleases } from '../../web';
import { definePage, frame, offset } from './page';
import { releaseRow, releaseView } from './release-view';

const PAGE_SIZE = 20;

/** Every release of the rules, newest first. */
export function releasesPage(deps: Deps): Route {
  return definePage({
    path: '/releases',
    summary: '规则版本',
    permission: RELEASE_ROLES,
    query: z.object({ offset }),
    async show({ query: { offset: from }, caller }) {
      const { total, items } = await releaseList(deps, { limit: PAGE_SIZE, offset: from });
      const href = (to: number) => `/releases?offset=${to}`;
      return renderReleases({
        ...(await frame(deps, caller)),
        ...{ total, rows: items.map(releaseRow) },
        previousHref: from > 0 ? href(Math.max(0, from - PAGE_SIZE)) : undefined,
        nextHref: from + PAGE_SIZE < total ? href(from + PAGE_SIZE) : undefined,
      });
    },
  });
}

/** One release: what it changed, what was tried before, what it judges. */
export function releasePage(deps: Deps): Route {
  return definePage({
    path: '/releases/{number}',
    summary: '规则版本：改动、试算和案件',
    permission: RELEASE_ROLES,
    params: z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) }),
    async show({ params, caller }) {
      const details = await releaseDetails(deps, params.number, caller);
      return renderRelease({
        ...(await frame(deps, caller)),
        ...(await releaseView(deps, details)),
      });
    },
  });
}
