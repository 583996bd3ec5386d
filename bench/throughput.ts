import { availableParallelism, loadavg } from 'node:os';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../src/config';
import { createEngine, type Engine } from '../src/engine';
import { createDataSource } from '../src/entities/data-source';
import { verifyAllChains } from '../src/records/audit-verify';
import { localEnvironment } from '../src/tools/local-environment';
import { createApi } from '../stand-in/api';
import { pushDemoPermit, submitWork } from '../stand-in/subcontract';
import { createTokens } from '../stand-in/tokens';
import { watch } from './watch';

/**
 * `npm run bench`: how many ZJ-07 cases a minute this machine completes with the whole stack on it.
 * A closed loop: so many cases are in flight at any time, each handed in, confirmed by the general
 * contractor and reviewed through the API as soon as its next task can be seen.
 */
const IN_FLIGHT = [1, 8, 32];
const WARM_UP_MS = 10_000;
/** Cases that begin together go in step at first; counting waits, and lasts for several rounds. */
const UNCOUNTED_MS = 20_000;
const COUNTED_MS = 80_000;

const STEPS = ['submit → confirm', 'confirm → review', 'review → library'] as const;

/** What one level of load gave. */
interface Level {
  inFlight: number;
  casesAMinute: number;
  /** milliseconds from an act accepted to the next task seen, by step */
  latencies: number[][];
}

interface Bench {
  db: DataSource;
  engine: Engine;
  as: ReturnType<typeof createApi>;
  run: string;
}

async function main(): Promise<void> {
  localEnvironment();
  const config = loadConfig();
  const as = createApi(process.env, createTokens(process.env));
  const db = await createDataSource(config.DATABASE_URL, 4).initialize();
  const bench: Bench = { db, as, engine: createEngine(config), run: String(Date.now()) };
  await as('ops.lv').put('/api/clock', { now: null });
  await pushDemoPermit(process.env, as('audit.he'));
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${availableParallelism()} cores, load average before: ${load}\n`);

  const started: string[] = [];
  await level(bench, 8, started, { from: 0, for: WARM_UP_MS });
  console.log(`| cases in flight | cases a minute | ${STEPS.join(' | ')} |`);
  console.log('|---|---|---|---|---|');
  for (const inFlight of IN_FLIGHT)
    console.log(
      row(await level(bench, inFlight, started, { from: UNCOUNTED_MS, for: COUNTED_MS })),
    );
  console.log('\nmilliseconds from an act accepted to the next task seen: p50 / p95 / p99');
  const faults = await check(db, started);
  console.log(
    faults.length === 0
      ? `valid: ${started.length} cases started, all completed once, audit chains hold`
      : faults.join('\n'),
  );
  await bench.engine.close(2000);
  await db.destroy();
  process.exit(faults.length === 0 ? 0 : 1);
}

/**
 * Keeps `inFlight` cases under way and counts those completed in a stretch of time (milliseconds);
 * those begun are brought to their end.
 */
async function level(
  bench: Bench,
  inFlight: number,
  started: string[],
  counted: { from: number; for: number },
): Promise<Level> {
  const latencies: number[][] = STEPS.map(() => []);
  const watcher = watch(bench.db, bench.engine);
  const begin = Date.now() + counted.from;
  const end = begin + counted.for;
  let completed = 0;
  const loop = async () => {
    while (Date.now() < end) {
      await playCase(bench, watcher, started, latencies);
      const now = Date.now();
      if (now >= begin && now < end) completed += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, loop));
  await watcher.stop();
  return { inFlight, casesAMinute: (completed * 60_000) / counted.for, latencies };
}

async function playCase(
  { as, run }: Bench,
  watcher: ReturnType<typeof watch>,
  started: string[],
  latencies: number[][],
): Promise<void> {
  const work = {
    specialty: 'FIRE',
    projectName: `性能测试 ${run}`,
    contractNo: `${run}-${started.length}`,
  };
  started.push('');
  const slot = started.length - 1;
  const { id } = await submitWork(as('yi.qian'), work);
  started[slot] = id;
  let accepted = Date.now();
  const seen = async (step: number, what: string) => {
    latencies[step]?.push((await watcher.until(id, what)) - accepted);
  };
  await seen(0, 'Task_ConfirmByGeneralContractor');
  await as('jia.zhao').post(`/api/cases/${id}/acts/CONFIRM`, { outcome: 'CONFIRMED' });
  accepted = Date.now();
  await seen(1, 'Task_ReviewPerformance');
  await as('cixi.wang').post(`/api/cases/${id}/acts/REVIEW`, { outcome: 'APPROVED' });
  accepted = Date.now();
  await seen(2, 'ENTERED');
}

function row({ inFlight, casesAMinute, latencies }: Level): string {
  const cells = latencies.map((all) => {
    const sorted = [...all].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
    return [0.5, 0.95, 0.99].map((share) => at(share)).join(' / ');
  });
  return `| ${inFlight} | ${casesAMinute.toFixed(0)} | ${cells.join(' | ')} |`;
}

/** The figures count only if nothing was lost, doubled or damaged on the way. */
async function check(db: DataSource, cases: string[]): Promise<string[]> {
  const wrong: { id: string }[] = await db.query(
    `select c.id from case_file c where c.id = any($1::uuid[]) and not (
       c.status = 'ENTERED' and c.closed_at is not null
       and (select array_agg(d.act || d.valid order by d.completed_at) from decision d
            where d.case_id = c.id) = array['CONFIRMtrue', 'REVIEWtrue']
       and (select count(*) from library_entry e where e.case_id = c.id) = 1)`,
    [cases],
  );
  const [stored]: { n: number }[] = await db.query(
    'select count(*)::int as n from case_file where id = any($1::uuid[])',
    [cases],
  );
  const broken = (await verifyAllChains(db)).filter((chain) => !chain.ok);
  return [
    ...(stored?.n === cases.length
      ? []
      : [`INVALID: ${stored?.n} of ${cases.length} cases stored`]),
    ...wrong.map(({ id }) => `INVALID: case ${id} is not entered exactly once`),
    ...broken.map(({ chain }) => `INVALID: audit chain ${chain} is broken`),
  ];
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
