import { draftTitle } from '../../cases/drafts';
import { ownDrafts } from '../../cases/own-drafts';
import { visibleCases } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { type Caller, personOrganisation } from '../../domain/identity';
import type { ReleaseView } from '../../records/releases';
import { type HomeView, renderHome } from '../../web';
import type { Route } from '../http';
import { caseRows } from './case-rows';
import { definePage, frame } from './page';

/** How many of each the page shows. */
const CASES_SHOWN = 10;
const DRAFTS_SHOWN = 20;
const MESSAGES_SHOWN = 10;

/** The first page: what one can start, own drafts, newest cases and messages. */
export function homePage(deps: Deps): Route {
  return definePage({
    path: '/',
    summary: '首页',
    permission: 'person',
    async show({ caller }) {
      const release = await deps.releases.current();
      const newest = { limit: CASES_SHOWN, offset: 0 };
      const { files } = await visibleCases(deps.db.manager, caller, newest);
      return renderHome({
        ...(await frame(deps, caller)),
        processes: startableProcesses(release, caller),
        drafts: await draftRows(deps, release, caller),
        cases: await caseRows(deps, files),
        messages: await messages(deps, caller),
        casesHref: '/cases',
        now: await deps.clock.now(),
      });
    },
  });
}

function startableProcesses({ models }: ReleaseView, caller: Caller): HomeView['processes'] {
  return Object.values(models.processes)
    .filter(({ startForm }) => startForm)
    .filter(
      ({ submitters }) =>
        submitters.includes('any') || submitters.some((role) => caller.roles.includes(role)),
    )
    .map(({ id, name, flow }) => {
      return { href: `/submit/${id}`, name, flow: flow ?? '', areaLabel: '' };
    });
}

async function draftRows(
  deps: Deps,
  release: ReleaseView,
  caller: Caller,
): Promise<HomeView['drafts']> {
  const drafts = await ownDrafts(deps.db.manager, caller, DRAFTS_SHOWN);
  return drafts.map((draft) => {
    return {
      href: `/submit/${draft.processId}?draft=${draft.id}`,
      action: `/api/drafts/${draft.id}`,
      title: draftTitle(release, draft),
      processName: release.models.processes[draft.processId]?.name ?? draft.processId,
      updatedAt: draft.updatedAt,
    };
  });
}

async function messages({ db }: Deps, caller: Caller): Promise<HomeView['messages']> {
  const rows: { at: Date; subject: string; case_id: string | null; read_at: Date | null }[] =
    await db.query(
      `select at, subject, case_id, read_at from notice where recipient = any($1)
       order by at desc limit ${MESSAGES_SHOWN}`,
      [[...caller.organisations, personOrganisation(caller.username)]],
    );
  return rows.map((m) => {
    return {
      at: m.at,
      text: m.subject,
      href: m.case_id ? `/cases/${m.case_id}` : undefined,
      read: m.read_at !== null,
    };
  });
}
