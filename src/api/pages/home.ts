import { draftTitle } from '../../cases/drafts';
import { inbox } from '../../cases/inbox';
import { type Message, messagesOf } from '../../cases/messages';
import { ownDrafts } from '../../cases/own-drafts';
import { visibleCases } from '../../cases/visibility';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import type { ProcessModel } from '../../models/read';
import { areasOf } from '../../records/jurisdictions';
import type { ReleaseView } from '../../records/releases';
import type { Route } from '../../route';
import { type CountItem, type HomeView, type MessageRow, renderHome } from '../../web';
import { label } from '../../wording/labels';
import { caseRows } from './case-rows';
import { definePage, frame } from './page';

/** How many of each the page shows. */
const CASES_SHOWN = 10;
const DRAFTS_SHOWN = 20;
const MESSAGES_SHOWN = 20;

/** The first page: what one can start, own drafts, newest cases, and messages, unread ones first. */
export function homePage(deps: Deps): Route {
  return definePage({
    path: '/',
    summary: '首页',
    permission: 'person',
    async show({ caller }) {
      const db = deps.db.manager;
      const release = await deps.releases.current();
      const newest = { limit: CASES_SHOWN, offset: 0 };
      const [{ files }, concernsArea, { messages, unread }] = await Promise.all([
        visibleCases(db, caller, newest),
        areasOf(db, caller.organisations),
        messagesOf(db, caller, MESSAGES_SHOWN),
      ]);
      return renderHome({
        ...(await frame(deps, caller)),
        counts: await counts(deps, caller, unread),
        processes: startableProcesses(release, caller, concernsArea),
        drafts: await draftRows(deps, release, caller),
        cases: await caseRows(deps, files),
        messages: messages.map(messageRow),
        unread,
        casesHref: '/cases',
        now: await deps.clock.now(),
      });
    },
  });
}

/** What waits for the person, as numbers that lead there. */
async function counts(deps: Deps, caller: Caller, unread: number): Promise<CountItem[]> {
  const none = { limit: 0, offset: 0 };
  const [tasks, corrections] = await Promise.all([
    inbox(deps, caller, { filter: 'all', ...none }),
    visibleCases(deps.db.manager, caller, { ...none, toCorrect: true }),
  ]);
  const { all, late } = tasks.counts;
  return [
    { label: '待办', count: all, href: '/tasks', tone: 'active' },
    { label: '逾期', count: late, href: '/tasks?filter=late', tone: 'bad' },
    { label: '待我单位补正', count: corrections.total, href: '/cases?correct=1', tone: 'warn' },
    { label: '未读消息', count: unread, href: '#messages', tone: 'active' },
  ];
}

/** What the person may start, of the areas that concern the own organisations. */
function startableProcesses(
  { models }: ReleaseView,
  caller: Caller,
  concernsArea: (area: string) => boolean,
): HomeView['processes'] {
  const own = Object.values(models.processes)
    .filter(({ startForm }) => startForm)
    .filter(
      ({ submitters }) =>
        submitters.includes('any') || submitters.some((role) => caller.roles.includes(role)),
    )
    .filter((process) => concernsArea(areaOf(process)));
  // one area needs no heading
  const several = new Set(own.map(areaOf)).size > 1;
  return own.map((process) => {
    const { id, name, flow = '' } = process;
    const areaLabel = several ? label(models.labels, 'areas', areaOf(process)) : '';
    return { href: `/submit/${id}`, name, flow, areaLabel };
  });
}

/** The folder of a process below `bpmn/`. */
function areaOf({ file }: ProcessModel): string {
  return file.split('/').at(-2) ?? '';
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

function messageRow({ id, at, subject, readAt, caseId, number, title }: Message): MessageRow {
  return {
    at,
    text: subject,
    about: caseId && number ? { href: `/cases/${caseId}`, number, title: title ?? '' } : undefined,
    readAction: readAt ? undefined : `/api/messages/${id}/read`,
  };
}
