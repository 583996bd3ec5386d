import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { type Day, shanghaiInstant } from '../domain/working-days';

/** The lock of PostgreSQL that a change of rules holds alone, and a case that begins with others. */
const TURN = "hashtextextended('release', 0)";
const ASK_AGAIN_MS = 100;
/** A deployment takes seconds, half a minute on a busy machine; one that takes longer waits for a part that is away. */
const WAIT_AT_MOST_MS = 60_000;

/** The release that waits for its day. */
export interface Waiting {
  id: number;
  day: Day;
}

/** Which release cases are judged by, and which one comes next. */
export interface Standing {
  /** null before the first deployment */
  inForce: number | null;
  waiting: Waiting | null;
}

/** Which release is in force, as the engine has it, and which one waits for its day. */
export async function standingReleases(db: DataSource | EntityManager): Promise<Standing> {
  const rows: { id: number; waits: boolean; day: Day | null }[] = await db.query(
    `select id, deployed_at is null as waits, in_force_from::text as day
     from release where withdrawn_at is null order by id desc limit 2`,
  );
  const [newest, before] = rows;
  if (!newest?.waits || !newest.day) return { inForce: newest?.id ?? null, waiting: null };
  return { inForce: before?.id ?? null, waiting: { id: newest.id, day: newest.day } };
}

/** Has the first instant (Asia/Shanghai) of its day come? */
export function isDue({ day }: Waiting, at: Date): boolean {
  return at >= shanghaiInstant(day);
}

/**
 * Does something while no other rules are deployed and no case begins: what was judged by the rules of
 * before is stored, what comes afterwards is judged by those of after.
 */
export function inReleaseTurn<T>(
  db: DataSource,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${TURN})`);
    return work(tx);
  });
}

/**
 * May a case that was judged by this release begin? The rules then stay as they are until the
 * transaction ends, so that the engine begins it under the very release it was judged by, also at
 * midnight.
 * @param at when the case is handed in
 * @returns false where the rules have changed, change now, or should have: it must be judged anew
 */
export async function mayBeginUnder(tx: EntityManager, release: number, at: Date) {
  if (!(await turnIsFree(tx))) return false;
  const { inForce, waiting } = await standingReleases(tx);
  return inForce === release && !(waiting && isDue(waiting, at));
}

/** Waits until no rules are being deployed, without holding a connection. @returns false: too long */
export async function releasesSettled(db: DataSource): Promise<boolean> {
  for (const until = Date.now() + WAIT_AT_MOST_MS; Date.now() < until; await pause(ASK_AGAIN_MS))
    if (await turnIsFree(db)) return true;
  return false;
}

/** Holds deployments off until the transaction ends, unless one is under way or waits to begin. */
async function turnIsFree(db: DataSource | EntityManager): Promise<boolean> {
  const [row]: { free: boolean }[] = await db.query(
    `select pg_try_advisory_xact_lock_shared(${TURN}) as free`,
  );
  return row?.free === true;
}
