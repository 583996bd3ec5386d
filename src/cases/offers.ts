import type { Deps } from '../deps';
import { actingOrganisation, type Caller } from '../domain/identity';
import { isEngineAway } from '../errors';
import { submissionFacts } from '../facts/submission';
import { otherWay } from '../models/other-way';
import type { ProcessModel } from '../models/read';
import { entriesToOffer } from '../records/offered';
import type { ReleaseView } from '../records/releases';

/** What of a process the caller's organisation can enter now. */
export interface Offer {
  process: ProcessModel;
  /** false: not now, `says` tells why */
  open: boolean;
  /** in words, Chinese, one for each row that the decision has of it; `none`: no entry fits it now */
  says: { text: string; none: boolean }[];
  /** what it can be entered for, each with the address of its form filled in; the newest */
  entries: { title: string; key: string; href: string }[];
  /** there are more of them */
  more: boolean;
}

/** A row of what a decision says to an offer (process property `offers`). */
interface Row {
  open: boolean;
  zh: string;
  /** kind of the library entries that it can be entered for; null: for anything */
  kind?: string | null;
  statuses?: string[] | null;
  /** as what the organisation takes part in the case that wrote such an entry */
  parties?: string[] | null;
  /** what stands in such an entry */
  where?: Record<string, unknown> | null;
  /** not for what was entered once, and is open or stands in a library */
  once?: boolean | null;
  /** the form and what is filled in, as `useInstead`; `{key}` of the entry, `{number}` of its case */
  way?: string | null;
}

/** How many entries are shown of each row. */
const ENTRIES_SHOWN = 5;

/**
 * What somebody can enter now in processes that they may submit to, by the decisions that each process
 * names. A process that names none is open without a word; so is each while the engine is away, for
 * whoever lists them needs it for nothing else.
 */
export async function offersOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  release: ReleaseView,
  caller: Caller,
  processes: ProcessModel[],
): Promise<Offer[]> {
  return Promise.all(
    processes.map((process) =>
      offerOf(deps, release, caller, process).catch((error) => {
        if (!isEngineAway(error)) throw error;
        return { process, open: true, says: [], entries: [], more: false };
      }),
    ),
  );
}

async function offerOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  release: ReleaseView,
  caller: Caller,
  process: ProcessModel,
): Promise<Offer> {
  const rows = await rowsOf(deps, release, caller, process);
  const open = rows.filter((row) => row.open);
  const owner = actingOrganisation(caller);
  const found = await Promise.all(
    open.map((row) => (row.kind && owner ? entriesOfRow(deps, release, owner, process, row) : [])),
  );
  return {
    process,
    open: rows.length === 0 || open.length > 0,
    says: (open.length > 0 ? open : rows).map(({ zh: text, kind }, i) => {
      return { text, none: open.length > 0 && Boolean(kind) && found[i]?.length === 0 };
    }),
    entries: found.flatMap((entries) => entries.slice(0, ENTRIES_SHOWN)),
    more: found.some((entries) => entries.length > ENTRIES_SHOWN),
  };
}

async function rowsOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  release: ReleaseView,
  caller: Caller,
  { id, flow, offers }: ProcessModel,
): Promise<Row[]> {
  const last = offers.at(-1);
  if (!last) return [];
  const nothing = { masked: {}, refs: {}, attachmentKinds: [] };
  const history = { round: 1, duplicates: 0, case: null, related: [] };
  const asked = { id, flow, facts: offers };
  const { rules } = await submissionFacts(deps, release, asked, nothing, caller, history);
  return [(rules as Record<string, unknown>)[last] ?? []].flat() as Row[];
}

async function entriesOfRow(
  { db }: Pick<Deps, 'db'>,
  { models }: ReleaseView,
  owner: string,
  process: ProcessModel,
  { kind, statuses, parties, where, once, way }: Row,
): Promise<Offer['entries']> {
  const found = await entriesToOffer(db.manager, {
    ...{ owner, kind: kind ?? '', statuses: statuses ?? [], parties: parties ?? [] },
    ...{ where: where ?? {}, process: process.id, once: once === true, limit: ENTRIES_SHOWN + 1 },
  });
  return found.map(({ key, number, title }) => {
    const { href } = otherWay(models, way ?? process.id, { key, number });
    return { title, key, href };
  });
}
