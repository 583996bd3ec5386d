import type { Api } from '../../stand-in/api';
import { submitWork } from '../../stand-in/subcontract';
import { waitFor } from '../../stand-in/wait';
import type { Query } from './feed-truth';

/** Parts that are killed while cases are under way. */
export const KILLED = ['broker', 'app', 'postgres'] as const;
export type Killed = (typeof KILLED)[number];

/** A part killed at some point of the work. */
export interface Kill {
  part: Killed;
  /** position of the engine's log that the record had just before */
  position: number;
  /** milliseconds from the kill until the part was ready again */
  awayMs: number;
}

/** How parts are killed and started; starting ends when the part is ready. */
export interface Control {
  kill9(part: Killed): Promise<unknown>;
  start(part: Killed): Promise<unknown>;
}

/** A part comes back within minutes on a slow machine. */
const PATIENCE_MS = 900_000;
/** Positions of the engine's log between two kills at least; a case of ZJ-07 has some six hundred. */
const APART_AT_LEAST = 100;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ACTS: Record<string, { who: string; outcome: string }> = {
  CONFIRM: { who: 'jia.zhao', outcome: 'CONFIRMED' },
  REVIEW: { who: 'cixi.wang', outcome: 'APPROVED' },
};

/**
 * Brings a case of ZJ-07 to its end whatever is killed meanwhile: looks where it is, does what is due,
 * and looks again where there was no answer.
 * @returns its id
 */
export function playThrough(
  { as, query }: { as: (who: string) => Api; query: Query },
  contractNo: string,
  givenUp = () => false,
): Promise<string> {
  const look = async () => {
    if (givenUp()) return 'given up';
    const [file] = await query<{ id: string; closed: boolean; ended: boolean }>(
      `select c.id, closed_at is not null as closed, i.ended_at is not null as ended
       from case_file c left join engine_instance i on i.key = c.process_instance_key
       where data->>'contractNo' = $1`,
      [contractNo],
    );
    if (!file) {
      await submitWork(as('yi.qian'), { specialty: 'FIRE', projectName: '断点测试', contractNo });
      return null;
    }
    if (file.closed) return file.ended && file.id;
    const view = await as('audit.he').get<{ tasks: { act: string }[] }>(`/api/cases/${file.id}`);
    for (const task of view.tasks) {
      const act = ACTS[task.act];
      if (!act) throw new Error(`nobody does ${task.act}`);
      await as(act.who).post(`/api/cases/${file.id}/acts/${task.act}`, { outcome: act.outcome });
    }
    return null;
  };
  return waitFor(`case ${contractNo} to end`, look, PATIENCE_MS);
}

/**
 * Brings so many cases to their end, a few at a time, while parts are killed: after a random number of
 * the engine's steps one of them, again and again, each at least `rounds` times.
 * @returns ids of the cases, and what was killed when
 */
export async function playUnderKills(
  means: { as: (who: string) => Api; query: Query; control: Control; log?: (line: string) => void },
  what: {
    run: string;
    cases: number;
    inFlight: number;
    rounds: number;
    /** positions of the engine's log between two kills at most */
    apartAtMost: number;
    random: () => number;
  },
): Promise<{ ids: string[]; kills: Kill[] }> {
  const numbers = Array.from({ length: what.cases }, (_, n) => `${what.run}-${n}`);
  const ids: string[] = [];
  let playing = true;
  let broken = false;
  const loop = async () => {
    for (let next = numbers.shift(); next && !broken; next = numbers.shift())
      ids.push(await playThrough(means, next, () => broken));
  };
  const played = Promise.all(Array.from({ length: what.inFlight }, loop)).finally(() => {
    playing = false;
  });
  const kills: Kill[] = [];
  const killing = (async () => {
    for (let round = 0; playing || round < what.rounds; round += 1)
      for (const part of shuffled(KILLED, what.random)) {
        const apart = APART_AT_LEAST + what.random() * (what.apartAtMost - APART_AT_LEAST);
        const position = await progress(means.query, apart, () => playing);
        if (!playing && round >= what.rounds) return;
        const begun = Date.now();
        await means.control.kill9(part);
        await means.control.start(part);
        const kill = { part, position, awayMs: Date.now() - begun };
        kills.push(kill);
        means.log?.(`${ids.length} of ${what.cases} ended; ${part} killed at ${position}`);
      }
  })().catch((error) => {
    // what is not there any more plays no case: so do not wait for one
    broken = true;
    throw error;
  });
  await Promise.all([played, killing]);
  return { ids, kills };
}

/** Waits until the engine has gone on so far, or there is nothing more to do. */
async function progress(query: Query, apart: number, playing: () => boolean): Promise<number> {
  let from: number | undefined;
  const { position } = await waitFor(
    'the engine to go on',
    async () => {
      const [row] = await query<{ position: string }>(
        'select max(position) as position from engine_feed',
      );
      const position = Number(row?.position);
      from ??= position;
      return (!playing() || position >= from + apart) && { position };
    },
    PATIENCE_MS,
  );
  return position;
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
