import { z } from 'zod';
import { RELEASE_ROLES, releaseCursors, releaseDetails, releaseList } from '../../cases/releases';
import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { renderRelease, renderReleases } from '../../web';
import { after } from '../after';
import { definePage, frame } from './page';
import { releaseRow, releaseView } from './release-view';

const PAGE_SIZE = 20;

/** Every release of the rules, newest first. */
export function releasesPage(deps: Deps): Route {
  return definePage({
    path: '/releases',
    summary: '规则版本',
    permission: RELEASE_ROLES,
    query: z.object({ after: after(releaseCursors).catch(undefined) }),
    async show({ query: { after: from }, caller }) {
      const { total, items, next } = await releaseList(deps, { limit: PAGE_SIZE, after: from });
      return renderReleases({
        ...(await frame(deps, caller)),
        ...{ total, rows: items.map(releaseRow) },
        firstHref: from ? '/releases' : undefined,
        nextHref: next ? `/releases?after=${next}` : undefined,
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
