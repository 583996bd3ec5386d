import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import type { LeftReason } from '../../domain/calendar-changes';
import { NEVER } from '../../domain/deadlines';
import { lastSecondBefore } from '../../domain/lateness';
import { shortened } from '../../domain/normal-form';
import { toShanghaiIso } from '../../domain/working-days';
import type { Arrivals, Engine } from '../../engine';
import { Deadline, DeadlineMove } from '../../entities';
import { appendAudit, SYSTEM } from '../audit';
import type { Clock } from '../clock';
import { causeOf } from './move-in-record';
import { type Place, type PlacedTimer, placeOf } from './place';
import { type CalendarParts, usesReader } from './preview';

/** What moving stands on. */
export interface MovingParts extends CalendarParts {
  db: DataSource;
  engine: Engine;
  clock: Clock;
  arrivals: Arrivals;
  log: Logger;
}

/** So often the engine may refuse, e.g. because it is just doing something with the instance. */
const TRIES = 8;

/**
 * Lets the engine follow deadlines that were moved in the record. Each is done when the feed says that
 * task and timers stand at the new instants; whatever is killed in between, the next round goes on.
 * @returns whether something was told to the engine or is done
 */
export async function moveWaiting(parts: MovingParts): Promise<boolean> {
  const waiting: { id: string }[] = await parts.db.query(
    `select id from deadline_move where state = 'WAITING' order by id limit 100`,
  );
  let done = 0;
  for (const { id } of waiting)
    if (await parts.db.transaction((tx) => moveOne(parts, tx, id)).catch(untold(parts, id)))
      done += 1;
  return done > 0;
}

/** One that cannot be moved now must not keep the others back. */
function untold({ log }: MovingParts, id: string) {
  return (error: unknown) => {
    log.warn({ err: error, move: id }, 'a deadline could not be moved, trying again');
    return false;
  };
}

async function moveOne(parts: MovingParts, tx: EntityManager, id: string): Promise<boolean> {
  const move = await tx
    .getRepository(DeadlineMove)
    .createQueryBuilder('m')
    .where("m.id = :id and m.state = 'WAITING'", { id })
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getOne();
  if (!move) return false;
  const row = await tx.findOneByOrFail(Deadline, { id: move.deadlineId });
  const [file]: { key: string; release: number }[] = await tx.query(
    'select process_instance_key as key, release_id as release from case_file where id = $1',
    [move.caseId],
  );
  const standing = (await parts.feed.standings([file?.key ?? ''])).get(file?.key ?? '');
  if (!standing) return false;
  const others = await tx.findBy(Deadline, { caseId: move.caseId });
  const moves = await tx.findBy(DeadlineMove, { deadlineId: row.id });
  const known = {
    due: moves.flatMap(({ fromDue, toDue }) => [fromDue, toDue]),
    remind: moves.flatMap(({ fromRemind, toRemind }) => [fromRemind, toRemind]).filter(isDate),
  };
  const placed = await placeOf(row, others, standing, usesReader(parts.releases), known);
  if (placed === 'SOON') return false;
  if (placed === 'OVER') return end(parts, tx, move, 'OVER');
  if ('left' in placed) return end(parts, tx, move, placed.left);
  // the feed does not know yet that the case went on under another release: its diagram is the old one
  if (move.releaseId && !(await isOf(parts, file?.release ?? 0, placed.place))) return false;
  // it fired at the old instant before it could be moved: that has happened
  if (placed.place.hasFired && placed.place.timers.every(({ at }) => at !== 'due'))
    return end(parts, tx, move, 'OVER', row);
  if (stands(placed.place, move)) return end(parts, tx, move, null);
  return tell(parts, tx, move, row, placed.place);
}

async function isOf({ releases }: MovingParts, release: number, { holder }: Place) {
  return holder.definitionKey in (await releases.byId(release)).processes;
}

const isDate = (at: Date | null): at is Date => at !== null;

/** Whether the engine has everything as it is to be. */
function stands({ tasks, timers }: Place, { toDue, toRemind }: DeadlineMove): boolean {
  if (tasks.length + timers.length === 0) return false;
  const due = lastSecondBefore(toDue).getTime();
  return (
    tasks.every(({ dueAt }) => dueAt?.getTime() === due) &&
    timers.every(({ timer, at }) => {
      const target = at === 'due' ? toDue : toRemind;
      return target === null || timer.firesAt.getTime() === target.getTime();
    })
  );
}

/** Tells the engine; the feed says later whether it is so. */
async function tell(
  parts: MovingParts,
  tx: EntityManager,
  move: DeadlineMove,
  row: Deadline,
  place: Place,
): Promise<boolean> {
  const given = { ...row.given, ...instantsOf(row, move, place) };
  await tx.update(Deadline, { id: row.id }, { given: given as never });
  for (const variable of place.variables)
    await parts.engine.setVariables(variable.scopeKey, {
      [variable.name]: handedOver(variable, given),
    });
  for (const { key } of place.tasks)
    await parts.engine.setDueDate(key, toShanghaiIso(lastSecondBefore(move.toDue)));
  // nothing waits for it yet: what comes next reads the variable
  if (place.tasks.length + place.timers.length === 0) return end(parts, tx, move, null);
  const refused = await setTimers(parts.engine, place, toMove(place, move));
  if (refused === undefined) return true;
  const attempts = move.attempts + 1;
  await tx.update(DeadlineMove, { id: move.id }, { attempts, lastError: shortened(refused, 500) });
  if (attempts >= TRIES) return end(parts, tx, move, 'REFUSED', row);
  return false;
}

/** The timers that do not stand where they are to stand. */
function toMove({ timers }: Place, { toDue, toRemind }: DeadlineMove): PlacedTimer[] {
  return timers.filter(({ timer, at }) => {
    const target = at === 'due' ? toDue : toRemind;
    return target !== null && timer.firesAt.getTime() !== target.getTime();
  });
}

/** The instants of the variable `deadline` as they are now. A reminder that went out stays so. */
function instantsOf(row: Deadline, { toDue, toRemind, fromRemind }: DeadlineMove, place: Place) {
  const stays = toRemind?.getTime() === fromRemind?.getTime();
  const remindTimer = toRemind && !stays ? toShanghaiIso(toRemind) : row.given?.remindTimer;
  return {
    ...{ dueAt: toShanghaiIso(toDue), dueTimer: toShanghaiIso(toDue), days: row.n },
    dueDate: toShanghaiIso(lastSecondBefore(toDue)),
    remindAt: toRemind && toShanghaiIso(toRemind),
    remindTimer: place.isReminded || !toRemind ? NEVER : remindTimer,
  };
}

function handedOver(
  { whole, at }: Place['variables'][number],
  given: { dueTimer?: string; remindTimer?: string },
): unknown {
  if (whole) return given;
  return at === 'remind' ? given.remindTimer : given.dueTimer;
}

/** @returns the engine's words where it refuses */
async function setTimers(
  engine: Engine,
  { holder, nodes }: Place,
  timers: PlacedTimer[],
): Promise<string | undefined> {
  const inPlace = timers.filter(({ use }) => use.on !== 'EVENT').map(({ use }) => use.elementId);
  if (inPlace.length > 0) {
    const kept = nodes.filter((node) => !inPlace.includes(node)).map((node) => [node, node]);
    const { definitionKey } = holder;
    const elements = Object.fromEntries(kept);
    const answer = await engine.migrate(holder.key, { definitionKey, elements });
    if (!answer.moved) return answer.why;
  }
  for (const { use, elementInstanceKey } of timers.filter(({ use }) => use.on === 'EVENT')) {
    if (!elementInstanceKey) return `the feed does not know ${use.elementId}`;
    const element = { elementId: use.elementId, elementInstanceKey };
    const answer = await engine.enterAgain(holder.key, element);
    if (!answer.moved) return answer.why;
  }
  return undefined;
}

/** Ends a move. @param back the deadline, where its record has to go back to the old end */
async function end(
  { clock }: MovingParts,
  tx: EntityManager,
  move: DeadlineMove,
  reason: LeftReason | null,
  back?: Deadline,
): Promise<boolean> {
  const now = await clock.now();
  await tx.update(
    DeadlineMove,
    { id: move.id },
    { state: reason ? 'LEFT' : 'MOVED', reason, doneAt: now },
  );
  if (!back) return true;
  const { fromDue, fromRemind, caseId } = move;
  await tx.update(Deadline, { id: back.id }, { dueAt: fromDue, remindAt: fromRemind });
  await appendAudit(tx, {
    ...{ caseId, at: now, actor: SYSTEM, action: 'deadline.kept', entity: `case:${caseId}` },
    detail: {
      ...{ key: back.key, reason, ...causeOf(move) },
      ...{ from: toShanghaiIso(move.toDue), to: toShanghaiIso(fromDue) },
    },
    requestId: `deadline-move-${move.id}`,
  });
  return true;
}

const IDLE_MS = 2000;
const TROUBLE_MS = 2000;

/** Moves for ever, as soon as there is something; `stop` ends it after the round under way. */
export function startMoving(parts: MovingParts): { stop(): Promise<void> } {
  let running = true;
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const loop = (async () => {
    while (running) {
      try {
        const heard = parts.arrivals.next('outbox', IDLE_MS);
        const told = await moveWaiting(parts);
        // what was told is looked at again as soon as the feed had time to bring it
        if (told) await parts.arrivals.next('engine_feed', IDLE_MS);
        else await heard;
      } catch (error) {
        parts.log.warn({ err: error }, 'deadlines could not be moved, trying again');
        await sleep(TROUBLE_MS);
      }
    }
  })();
  return {
    async stop() {
      running = false;
      await loop;
    },
  };
}
