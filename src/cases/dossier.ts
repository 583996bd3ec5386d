import type { Deps } from '../deps';
import { isOver } from '../domain/disclosure';
import {
  actingOrganisation,
  type Caller,
  creditCodeOf,
  enterpriseGroup,
  personOrganisation,
} from '../domain/identity';
import { codeForm } from '../domain/normal-form';
import type { CaseFile } from '../entities';
import { refuse } from '../errors';
import { startFormOf } from '../models/start-form';
import { appendAudit } from '../records/audit';
import { findOrganisation } from '../records/directory';
import { type EntryVersion, type EntryWithVersions, entriesOf } from '../records/entries';
import type { ReleaseView } from '../records/releases';
import type { DossierEntry } from '../web';
import { entryStatusLabel, label, labelled } from '../wording/labels';
import { labelledData } from '../wording/summary';
import { type Counts, countsOf } from './counts';
import { type Use, usesOf } from './uses';
import { visibleCases } from './visibility';

/** What a file (档案) is about. */
export interface Subject {
  kind: 'project' | 'enterprise' | 'person';
  /** number of a project or a person, credit code of an enterprise, in its normal form */
  key: string;
}

/** A part of a file: some of its cases, the newest, and what these wrote into libraries. */
export interface Dossier extends Subject {
  title: string;
  /** how many cases there are */
  total: number;
  cases: CaseFile[];
  entries: DossierEntry[];
  /** what it can be used for today, as far as decisions say so */
  uses: Use[];
  /** where it goes on (`caseCursors`) */
  next: string | null;
}

const CASES_AT_ONCE = 50;

/**
 * The file of a project, an enterprise or a person, as far as the caller may see its cases: entries with all of
 * their versions, and of each whether it counts, and why.
 * @throws E-00-22 where the caller may see no case of it
 */
export async function dossier(
  deps: Pick<Deps, 'db' | 'releases' | 'clock' | 'vault'>,
  caller: Caller,
  { kind, key: asked }: Subject,
  after?: string[],
): Promise<Dossier> {
  const db = deps.db.manager;
  const key = codeForm(asked);
  const organisation = enterpriseGroup(key);
  const which = kind === 'enterprise' ? { concerning: organisation } : { about: key };
  const { files, total, next } = await visibleCases(db, caller, {
    ...{ limit: CASES_AT_ONCE, after },
    ...which,
  });
  if (total === 0) throw refuse('E-00-22');
  const release = await deps.releases.current();
  const now = await deps.clock.now();
  const entries = await entriesOf(
    db,
    files.map(({ id }) => id),
  );
  const visible = new Set(files.map(({ id }) => id));
  const byId = new Map(files.map((file) => [file.id, file]));
  const enterprise = kind === 'enterprise' ? await findOrganisation(db, organisation) : null;
  return {
    ...{ kind, key, total, next, cases: files },
    uses: kind === 'person' ? await usesOf(deps, release, caller, key) : [],
    title: enterprise?.name ?? files.at(-1)?.title ?? key,
    entries: await Promise.all(
      entries.map(async (entry) => {
        const counts = await countsOf(release, { ...entry, over: isOver(entry, now) });
        return worded(deps, release, byId.get(entry.caseId), visible, entry, counts);
      }),
    ),
  };
}

/** Notes that somebody looked at the file of a person: each look is an event of the audit trail. */
export async function notePersonViewed(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { username: user, name, ...caller }: Caller,
  person: string,
  requestId: string,
): Promise<void> {
  const organisation = actingOrganisation({ username: user, name, ...caller });
  await db.transaction(async (tx) =>
    appendAudit(tx, {
      ...{ caseId: null, at: await clock.now(), action: 'person.viewed' },
      actor: { user, name, organisation: organisation ?? personOrganisation(user) },
      ...{ entity: `person:${person}`, detail: {}, requestId },
    }),
  );
}

async function worded(
  { releases }: Pick<Deps, 'releases'>,
  { models: { labels } }: ReleaseView,
  writer: CaseFile | undefined,
  visible: Set<string>,
  entry: EntryWithVersions,
  counts: Counts,
): Promise<DossierEntry> {
  const process = writer?.processId;
  const { models } = writer ? await releases.byId(writer.releaseId) : { models: null };
  const form = models && writer && startFormOf(models, writer.processId);
  const data = form ? labelledData(labels, form, entry.data) : [];
  return {
    library: label(labels, 'libraries', entry.library),
    kind: label(labels, 'kinds', entry.kind, process),
    key: entry.key,
    shownAs: numbersIn(entry.key),
    status: { code: entry.status, label: entryStatusLabel(labels, entry.status, process) },
    marks: entry.marks.map((mark) => labelled(labels, 'marks', mark, process)),
    counts: counts.drawable,
    why: counts.reason,
    data: data.filter(({ value, table }) => value !== '' || (table && table.rows.length > 0)),
    versions: entry.versions.map(({ caseId, caseNumber, ...version }: EntryVersion) => {
      const mayLook = caseId !== null && visible.has(caseId);
      return {
        ...{ version: version.version, from: version.from, until: version.until },
        status: {
          code: version.status,
          label: entryStatusLabel(labels, version.status, process),
        },
        marks: version.marks.map((mark) => labelled(labels, 'marks', mark, process)),
        // the number of a case says who else is at work
        case: mayLook ? { number: caseNumber ?? '', href: `/cases/${caseId}` } : undefined,
      };
    }),
  };
}

/** Of a key of several parts, those that are no organisation. */
function numbersIn(key: string): string {
  return key
    .split('|')
    .filter((part) => part && !creditCodeOf(part))
    .join(' ');
}
