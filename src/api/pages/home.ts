import { maySubmit } from '../../cases/check';
import { draftTitle } from '../../cases/drafts';
import { inbox } from '../../cases/inbox';
import { type Message, messagesOf } from '../../cases/messages';
import { type Offer, offersOf } from '../../cases/offers';
import { ownDrafts } from '../../cases/own-drafts';
import { countToCorrect, visibleCases } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { etagOf } from '../../domain/etag';
import { type Caller, creditCodeOf } from '../../domain/identity';
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
      const [newest, concernsArea, { messages, unread }, drafts, now, framed] = await Promise.all([
        visibleCases(db, caller, { limit: CASES_SHOWN }).then(({ files }) => caseRows(deps, files)),
        areasOf(db, caller.organisations),
        messagesOf(db, caller, MESSAGES_SHOWN),
        draftRows(deps, release, caller),
        deps.clock.now(),
        frame(deps, caller),
      ]);
      const own = startable(release, caller, concernsArea);
      const [offers, waiting] = await Promise.all([
        offersOf(deps, release, caller, own),
        counts(deps, caller, unread),
      ]);
      // what waits to be entered comes first
      const sorted = offers.sort(
        (a, b) => Number(b.entries.length > 0) - Number(a.entries.length > 0),
      );
      const tiles = (open: boolean) =>
        startableProcesses(
          release,
          sorted.filter((offer) => offer.open === open),
        );
      return renderHome({
        ...framed,
        counts: waiting,
        processes: tiles(true),
        closed: tiles(false),
        dossierHref: dossierHref(caller),
        doors: doors(release, own),
        drafts,
        cases: newest,
        messages: messages.map(messageRow),
        unread,
        casesHref: '/cases',
        now,
      });
    },
  });
}

/** The file of the enterprise that somebody belongs to. */
function dossierHref({ organisations }: Caller): string | undefined {
  const code = organisations.map(creditCodeOf).find(Boolean);
  return code ? `/enterprises/${code}` : undefined;
}

/** What waits for the person, as numbers that lead there. */
async function counts(deps: Deps, caller: Caller, unread: number): Promise<CountItem[]> {
  const [tasks, corrections] = await Promise.all([
    inbox(deps, caller, { filter: 'all', limit: 0 }),
    countToCorrect(deps.db.manager, caller),
  ]);
  const { all, late } = tasks.counts;
  return [
    { label: '待办', count: all, href: '/tasks', tone: 'active' },
    { label: '逾期', count: late, href: '/tasks?filter=late', tone: 'bad' },
    { label: '待我单位补正', count: corrections, href: '/cases?correct=1', tone: 'warn' },
    { label: '未读消息', count: unread, href: '#messages', tone: 'active' },
  ];
}

/** What the person may start, of the areas that concern the own organisations. */
function startable(
  { models }: ReleaseView,
  caller: Caller,
  concernsArea: (area: string) => boolean,
): ProcessModel[] {
  return Object.values(models.processes)
    .filter(({ startForm }) => startForm)
    .filter((process) => maySubmit(process, caller))
    .filter((process) => concernsArea(areaOf(process)));
}

/** The doors to them, each once. */
function doors({ models }: ReleaseView, own: ProcessModel[]): HomeView['doors'] {
  return [...new Set(own.flatMap(({ door }) => door ?? []))].map((door) => {
    return { href: `/door/${door}`, title: label(models.labels, 'doors', door) };
  });
}

function startableProcesses({ models }: ReleaseView, offers: Offer[]): HomeView['processes'] {
  // one area needs no heading
  const several = new Set(offers.map(({ process }) => areaOf(process))).size > 1;
  return offers.map(({ process, says, entries, more }) => {
    const { id, name, flow = '' } = process;
    const areaLabel = several ? label(models.labels, 'areas', areaOf(process)) : '';
    return { href: `/submit/${id}`, name, flow, areaLabel, says, entries, more };
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
  const { drafts } = await ownDrafts(deps.db.manager, caller, { limit: DRAFTS_SHOWN });
  return drafts.map((draft) => {
    return {
      href: `/submit/${draft.processId}?draft=${draft.id}`,
      action: `/api/drafts/${draft.id}`,
      etag: etagOf(draft.version),
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
