import { DataSource } from 'typeorm';
import { createApi } from '../stand-in/api';
import { pushDemoPermit } from '../stand-in/subcontract';
import { createTokens, setting } from '../stand-in/tokens';
import { type CpuTimes, countCpu } from './cpu';
import { observe } from './observer';
import type { Target } from './target';
import { findTaskSource, type TaskSource } from './task-source';
import { observeTasklist } from './tasklist';
import { findFaults } from './validity';
import { type Latencies, PEOPLE, type Play, playCase, STEPS } from './zj07';

/** How long and how hard to measure; times in seconds. */
export interface Windows {
  inFlight: number[];
  /** Cases before anything is measured, eight in flight, so that the programs are compiled. */
  warmUp: number;
  /** Cases that begin together go in step at first: counting waits so long. */
  uncounted: number;
  /** Counted at each level: several rounds. */
  counted: number;
  /** Without any case, once without and once with looking for tasks. */
  rest: number;
  /** Cases with both the portal and Tasklist watched. */
  tasklist: number;
}

/** What one level of load gave. */
export interface Level {
  inFlight: number;
  completed: number;
  casesAMinute: number;
  latencies: Latencies;
  /** CPU-ms a completed case, by part. */
  cpu: CpuTimes;
}

/** All that one measurement of one stack gave. */
export interface Measurement {
  /** Where tasks were seen. */
  source: string;
  /** CPU-ms a second without any case, and what looking for tasks adds to it. */
  rest: CpuTimes;
  looking: CpuTimes;
  levels: Level[];
  /** From an act accepted to the task seen in the portal and in Tasklist, eight cases in flight. */
  tasklist?: { inFlight: number; portal: Latencies; inTasklist: Latencies };
  cases: number;
  faults: string[];
}

interface Bench {
  target: Target;
  db: DataSource;
  as: ReturnType<typeof createApi>;
  source: TaskSource;
  started: string[];
  run: string;
}

const WARM_UP_IN_FLIGHT = 8;
const TASKLIST_IN_FLIGHT = 8;

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Measures a running stack: at rest, at each level of load, and how late Tasklist is. */
export async function measure(target: Target, windows: Windows): Promise<Measurement> {
  const as = createApi(target.env, createTokens(target.env));
  const db = await new DataSource({
    type: 'postgres',
    url: setting(target.env, 'DATABASE_URL'),
    poolSize: 2,
  }).initialize();
  try {
    await as('ops.lv').put('/api/clock', { now: null });
    await pushDemoPermit(target.env, as('audit.he'));
    const source = await findTaskSource(target, as);
    const bench: Bench = { target, db, as, source, started: [], run: String(Date.now()) };
    await level(bench, WARM_UP_IN_FLIGHT, 0, windows.warmUp);
    const { rest, looking } = await atRest(bench, windows.rest);
    const levels: Level[] = [];
    for (const inFlight of windows.inFlight)
      levels.push(await level(bench, inFlight, windows.uncounted, windows.counted));
    return {
      source: source.name,
      ...{ rest, looking, levels },
      ...(windows.tasklist > 0 && { tasklist: await inTasklist(bench, windows.tasklist) }),
      cases: bench.started.length,
      faults: await findFaults(target, db, bench.started),
    };
  } finally {
    await db.destroy();
  }
}

const emptyLatencies = (): Latencies => STEPS.map(() => []);

/** What runs even without a case, and what looking costs while nothing happens. */
async function atRest(
  { target, db, source }: Bench,
  seconds: number,
): Promise<{ rest: CpuTimes; looking: CpuTimes }> {
  if (seconds <= 0) return { rest: {}, looking: {} };
  const idle = countCpu(target.parts);
  await pause(seconds);
  const rest = per(idle(), seconds);
  const observer = observe(db, source, { always: PEOPLE });
  const watched = countCpu(target.parts);
  await pause(seconds);
  const both = per(watched(), seconds);
  await observer.stop();
  const more = Object.entries(both).map(([name, time]) => [name, time - (rest[name] ?? 0)]);
  return { rest, looking: Object.fromEntries(more) };
}

/** CPU times of one of so many. */
function per(times: CpuTimes, many: number): CpuTimes {
  return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / many]));
}

/**
 * Keeps so many cases under way and counts, after `uncounted` seconds, those completed within
 * `counted` seconds and the CPU time used meanwhile; those begun are brought to their end.
 */
async function level(
  bench: Bench,
  inFlight: number,
  uncounted: number,
  counted: number,
): Promise<Level> {
  const observer = observe(bench.db, bench.source);
  const play: Play = {
    ...bench,
    observer,
    portal: emptyLatencies(),
    inTasklist: emptyLatencies(),
  };
  let completed = 0;
  let counting = false;
  let over = false;
  const loop = async () => {
    while (!over) {
      await playCase(play);
      if (counting) completed += 1;
    }
  };
  const window = async () => {
    await pause(uncounted);
    const stop = countCpu(bench.target.parts);
    const begun = performance.now();
    counting = true;
    await pause(counted);
    counting = false;
    over = true;
    return { cpu: stop(), seconds: (performance.now() - begun) / 1000 };
  };
  const [{ cpu, seconds }] = await Promise.all([
    window(),
    ...Array.from({ length: inFlight }, loop),
  ]);
  await observer.stop();
  return {
    inFlight,
    completed,
    casesAMinute: (completed * 60) / seconds,
    latencies: play.portal,
    cpu: completed > 0 ? per(cpu, completed) : {},
  };
}

/** A level of its own, since people's Tasklist costs CPU time that a case does not. */
async function inTasklist(
  bench: Bench,
  seconds: number,
): Promise<NonNullable<Measurement['tasklist']>> {
  const tasklist = await observeTasklist(bench.target.env, PEOPLE);
  const observer = observe(bench.db, bench.source);
  const play: Play = {
    ...bench,
    ...{ observer, tasklist, portal: emptyLatencies(), inTasklist: emptyLatencies() },
  };
  const end = Date.now() + seconds * 1000;
  const loop = async () => {
    while (Date.now() < end) await playCase(play);
  };
  await Promise.all(Array.from({ length: TASKLIST_IN_FLIGHT }, loop));
  await Promise.all([observer.stop(), tasklist.stop()]);
  return { inFlight: TASKLIST_IN_FLIGHT, portal: play.portal, inTasklist: play.inTasklist };
}
