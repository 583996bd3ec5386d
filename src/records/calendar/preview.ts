import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type CalendarChange, type LeftReason, withChanges } from '../../domain/calendar-changes';
import { type Computed, deadlineOf } from '../../domain/deadlines';
import { canonicalJson } from '../../domain/hash-chain';
import {
  type Calendar,
  CalendarYearMissing,
  createCalendar,
  toShanghaiIso,
} from '../../domain/working-days';
import type { Feed, Standing, StandingInstance } from '../../engine';
import { Deadline } from '../../entities';
import { type DeadlineUses, deadlineUses } from '../../models/deadline-uses';
import type { Releases, ReleaseView } from '../releases';
import { recordedDays } from './days';
import { type Placed, placeOf } from './place';

/** What publishing days would do. Date-times are ISO 8601 in +08:00. */
export interface CalendarPreview {
  days: PreviewedDay[];
  /** open deadlines that move */
  moves: PreviewedDeadline[];
  /** open deadlines that would have another end, and are left as they are */
  unsafe: (PreviewedDeadline & { reason: LeftReason })[];
  /** open deadlines that stay, because the days change nothing for them */
  unchanged: number;
  /** years of the days that stay unknown, because their 1 January is not among them */
  unknownYears: number[];
  /** over all of the above: what is confirmed is what was shown */
  hash: string;
}

/** A day, and whether it is one of work; null where the calendar does not know the year. */
export interface PreviewedDay extends CalendarChange {
  before: boolean | null;
  after: boolean | null;
}

/** A deadline of an open case. */
export interface PreviewedDeadline {
  deadlineId: string;
  caseId: string;
  caseNumber: string;
  processId: string;
  key: string;
  from: string;
  /** null where it cannot be computed */
  to: string | null;
  remindFrom: string | null;
  remindTo: string | null;
}

/** What preview and moving stand on. */
export interface CalendarParts {
  feed: Feed;
  releases: Releases;
}

interface OpenRow {
  row: Deadline;
  number: string;
  processId: string;
  rootKey: string;
}

/** Shows what publishing days would do, and does nothing. @param now of the one clock */
export async function previewCalendar(
  db: DataSource | EntityManager,
  parts: CalendarParts,
  changes: CalendarChange[],
  now: Date,
): Promise<CalendarPreview> {
  const manager = 'manager' in db ? (db as DataSource).manager : (db as EntityManager);
  const before = await recordedDays(manager);
  const after = withChanges(before, changes);
  const [old, calendar] = [before, after].map((overrides) => createCalendar({ overrides }));
  if (!old || !calendar) throw new Error('no calendar');
  const rows = await openRows(manager);
  const changed = rows.filter(({ row }) => isChanged(calendar, row));
  const found = await judged(parts, { rows, changed, calendar, now });
  const days = changes.map((change) => ({
    ...change,
    before: worksOn(old, change.date),
    after: worksOn(calendar, change.date),
  }));
  const unknownYears = days.filter((day) => day.after === null).map(({ date }) => yearOf(date));
  const preview = {
    ...{ days, ...found, unchanged: rows.length - changed.length },
    unknownYears: [...new Set(unknownYears)],
  };
  const hash = createHash('sha256').update(canonicalJson({ ...preview, calendar: before }));
  return { ...preview, hash: hash.digest('hex') };
}

const yearOf = (date: string) => Number(date.slice(0, 4));

function worksOn(calendar: Calendar, date: string): boolean | null {
  try {
    return calendar.isWorkingDay(date);
  } catch (error) {
    if (error instanceof CalendarYearMissing) return null;
    throw error;
  }
}

/** Deadlines of open cases whose process is under way, oldest first. */
async function openRows(db: EntityManager): Promise<OpenRow[]> {
  const cases: { id: string; number: string; process_id: string; key: string }[] = await db.query(
    `select id, number, process_id, process_instance_key as key from case_file
     where closed_at is null and process_instance_key is not null`,
  );
  const byId = new Map(cases.map((file) => [file.id, file]));
  const rows = await db
    .getRepository(Deadline)
    .createQueryBuilder('d')
    .innerJoin('case_file', 'c', 'c.id = d.case_id and c.closed_at is null')
    .orderBy('d.started_at')
    .addOrderBy('d.id')
    .getMany();
  return rows.flatMap((row) => {
    const file = byId.get(row.caseId);
    if (!file) return [];
    return [{ row, number: file.number, processId: file.process_id, rootKey: file.key }];
  });
}

/** A deadline computed anew; null where the calendar does not know a year that it takes. */
export function computedAnew(calendar: Calendar, row: Deadline): Computed | null {
  const { startedAt, unit, n } = row;
  const plain = { n, remindBefore: null, remindAtHour: null, elapsedFrom: null };
  const asked = row.asked ?? { ...plain, elapsedTo: null, atLeast: 1 };
  try {
    return deadlineOf(calendar, { startedAt, unit, asked });
  } catch (error) {
    if (error instanceof CalendarYearMissing) return null;
    throw error;
  }
}

function isChanged(calendar: Calendar, row: Deadline): boolean {
  const anew = computedAnew(calendar, row);
  if (!anew || anew.dueAt.getTime() !== row.dueAt.getTime()) return true;
  return row.asked !== null && anew.remindAt?.getTime() !== row.remindAt?.getTime();
}

async function judged(
  { feed, releases }: CalendarParts,
  of: { rows: OpenRow[]; changed: OpenRow[]; calendar: Calendar; now: Date },
): Promise<Pick<CalendarPreview, 'moves' | 'unsafe'>> {
  const { changed, rows, calendar, now } = of;
  const standings = await feed.standings([...new Set(changed.map(({ rootKey }) => rootKey))]);
  const uses = usesReader(releases);
  const moves: CalendarPreview['moves'] = [];
  const unsafe: CalendarPreview['unsafe'] = [];
  for (const open of changed) {
    const standing = standings.get(open.rootKey);
    if (!standing || isEnded(standing)) continue;
    const others = rows.filter(({ row }) => row.caseId === open.row.caseId).map(({ row }) => row);
    const anew = computedAnew(calendar, open.row);
    const verdict = await verdictOn(open.row, { others, standing, uses, anew, now });
    if (verdict === 'CLOSED') continue;
    const shown = shownOf(open, anew);
    if (verdict === 'MOVES') moves.push(shown);
    else unsafe.push({ ...shown, reason: verdict });
  }
  return { moves, unsafe };
}

/** The engine ended every process of the case, e.g. because an operator cancelled it. */
export function isEnded({ instances }: Standing): boolean {
  return instances.length > 0 && instances.every(({ isOver }) => isOver);
}

/**
 * What becomes of a deadline whose end would be another one. `CLOSED`: it is not open.
 * @param of the deadlines of its case, where that stands, and the new end (null: it cannot be computed)
 */
export async function verdictOn(
  row: Deadline,
  of: {
    others: Deadline[];
    standing: Standing;
    uses: ReturnType<typeof usesReader>;
    anew: Computed | null;
    now: Date;
  },
): Promise<'MOVES' | 'CLOSED' | LeftReason> {
  const { others, standing, uses, anew, now } = of;
  const { dueAt, remindAt } = row;
  const known = { due: [dueAt], remind: remindAt ? [remindAt] : [] };
  return verdictOf(row, await placeOf(row, others, standing, uses, known), anew, now);
}

function verdictOf(
  row: Deadline,
  placed: Placed,
  anew: Computed | null,
  now: Date,
): 'MOVES' | 'CLOSED' | LeftReason {
  if (placed === 'OVER') return 'CLOSED';
  const isOver = row.dueAt <= now;
  if (placed !== 'SOON' && 'left' in placed) return isOver ? 'CLOSED' : placed.left;
  const place = placed === 'SOON' ? null : placed.place;
  const waits = place !== null && place.tasks.length + place.timers.length > 0;
  if (isOver) return waits ? 'OVER' : 'CLOSED';
  if (place?.hasFired && !waits) return 'CLOSED';
  if (!anew) return 'YEAR_MISSING';
  return anew.dueAt <= now ? 'PAST' : 'MOVES';
}

function shownOf({ row, number, processId }: OpenRow, anew: Computed | null): PreviewedDeadline {
  const iso = (at: Date | null | undefined) => (at ? toShanghaiIso(at) : null);
  return {
    ...{ deadlineId: row.id, caseId: row.caseId, caseNumber: number, processId, key: row.key },
    ...{ from: toShanghaiIso(row.dueAt), to: iso(anew?.dueAt) },
    ...{ remindFrom: iso(row.remindAt), remindTo: iso(anew?.remindAt) },
  };
}

const known = new WeakMap<ReleaseView, Map<string, Promise<DeadlineUses>>>();

/** Reads what the diagram of an instance, as it was deployed, does with deadlines; each once. */
export function usesReader(releases: Releases) {
  return async ({ processId, definitionKey }: StandingInstance): Promise<DeadlineUses> => {
    const release = await releases.byDefinition(definitionKey);
    const read = known.get(release) ?? new Map<string, Promise<DeadlineUses>>();
    known.set(release, read);
    const before = read.get(processId) ?? readUses(release, processId);
    read.set(processId, before);
    return before;
  };
}

async function readUses(release: ReleaseView, processId: string): Promise<DeadlineUses> {
  const file = release.models.processes[processId]?.file;
  const xml = release.resources.find(({ name }) => name === file)?.content;
  const uses = xml ? (await deadlineUses(xml))[processId] : undefined;
  if (!uses) throw new Error(`release ${release.id} has no process ${processId}`);
  return uses;
}

export type { Standing };
