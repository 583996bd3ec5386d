import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import { type Anchor, type AnchorLine, followOn } from '../domain/anchors';
import { type AnchorWriter, newestLine, openAnchors } from './anchor-files';
import { rowsOf } from './rows';

/** Of one line: about a megabyte. */
const HEADS_A_LINE = 10_000;
/** A failed write is tried again after so much of the usual pause. */
const AGAIN_AFTER = 0.1;

/** How the heads are told to a folder again and again. */
export interface Anchoring {
  /** Seconds since the newest line; NaN: there is none. */
  ageSeconds(): number;
  /** Writes a last line and ends. */
  stop(): Promise<void>;
}

/**
 * Writes a line of anchors now, each `everyMs`, and at the end. Processes that share database and
 * folder take turns: whoever finds a line younger than half the pause leaves it at that. What fails is
 * logged and tried again; the next line covers what it would have told.
 */
export function startAnchoring(
  db: DataSource,
  { dir, everyMs, log }: { dir: string; everyMs: number; log: Logger },
): Anchoring {
  let newestAt = Number.NaN;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve(true);

  const attempt = async (youngerThanMs: number): Promise<boolean> => {
    try {
      const { anchor } = await anchorHeads(db, dir, youngerThanMs);
      newestAt = Date.parse(anchor.at);
      return true;
    } catch (error) {
      log.error({ err: error, dir }, 'the heads of the audit chains could not be anchored');
      return false;
    }
  };
  const again = (written: boolean) => {
    timer = setTimeout(next, written ? everyMs : everyMs * AGAIN_AFTER).unref();
  };
  const next = () => {
    running = attempt(everyMs / 2);
    void running.then(again);
  };
  next();

  return {
    ageSeconds: () => (Date.now() - newestAt) / 1000,
    async stop() {
      await running;
      clearTimeout(timer);
      await attempt(0);
    },
  };
}

/**
 * Writes the heads that changed since the newest line, unless that is younger than so many
 * milliseconds; the lock lets one process a database write at a time.
 * @returns the newest line
 */
export function anchorHeads(db: DataSource, dir: string, youngerThanMs = 0): Promise<AnchorLine> {
  return db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit anchors', 0))`);
    const newest = await newestLine(dir);
    const age = Date.now() - Date.parse(newest?.anchor.at ?? '');
    if (newest && age >= 0 && age < youngerThanMs) return newest;
    return appendAnchor(tx, dir, newest, new Date());
  });
}

/** The state of the record that the next lines tell of. */
interface State {
  cluster: string;
  /** earlier transactions have ended */
  xmin: string;
  /** later ones have not begun */
  xmax: string;
  chains: number;
  events: number;
}

const STATE = `
  select (select system_identifier::text from pg_control_system()) as cluster,
    pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
    pg_snapshot_xmax(pg_current_snapshot())::text as xmax,
    count(*)::int as chains, coalesce(sum(seq), 0)::float8 as events from audit_head`;

/** Appends one anchor, of several lines where many heads changed; nothing where that fails. */
export async function appendAnchor(
  tx: EntityManager,
  dir: string,
  newest: AnchorLine | undefined,
  now: Date,
): Promise<AnchorLine> {
  const [state]: State[] = await tx.query(STATE);
  if (!state) throw new Error('the database tells nothing of its state');
  const writer = await openAnchors(dir, now);
  try {
    const line = await appendLines(tx, writer, { state, newest, at: now.toISOString() });
    await writer.close();
    return line;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function appendLines(
  tx: EntityManager,
  writer: AnchorWriter,
  { state, newest, at }: { state: State; newest: AnchorLine | undefined; at: string },
): Promise<AnchorLine> {
  const { cluster, xmin, chains, events } = state;
  const since = sinceWhen(state, newest?.anchor);
  let last = newest;
  let heads: Anchor['heads'] = [];
  const append = async (told: string | null) => {
    const { n, prev } = followOn(last);
    last = await writer.append({ n, at, prev, cluster, since: told, chains, events, heads });
    heads = [];
    return last;
  };
  for await (const rows of headsSince(tx, since, state.xmax)) {
    // a line does not grow beyond what is read at once
    if (heads.length + rows.length > HEADS_A_LINE) await append(since);
    for (const { chain, seq, hash } of rows) heads.push([chain, seq, hash]);
  }
  return append(xmin);
}

/**
 * From which transaction on changes are not told yet; null: all heads have to be, because nothing is
 * told yet, or the database is another one, or an older state of it came back.
 */
function sinceWhen({ cluster, xmax }: State, newest: Anchor | undefined): string | null {
  if (!newest?.since || newest.cluster !== cluster) return null;
  return BigInt(newest.since) > BigInt(xmax) ? null : newest.since;
}

function headsSince(
  tx: EntityManager,
  since: string | null,
  xmax: string,
): AsyncGenerator<{ chain: string; seq: number; hash: string }[]> {
  const changed = `where chain in (select e.chain from audit_event e
    where e.tx >= ${BigInt(since ?? 0)} and e.tx < ${BigInt(xmax)})`;
  return rowsOf(tx, `select chain, seq, hash from audit_head ${since ? changed : ''}`);
}
