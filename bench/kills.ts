import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/entities/data-source';
import { verifyAllChains } from '../src/records/audit-verify';
import { type Stack, startStack } from '../stack/stack';
import { createApi } from '../stand-in/api';
import { pushDemoPermit } from '../stand-in/subcontract';
import { createTokens, setting, type Tokens } from '../stand-in/tokens';
import { waitFor } from '../stand-in/wait';
import { ALONE, deployAlone, startAlone } from '../test/harness/alone';
import { feedFaults, type Query } from '../test/harness/feed-truth';
import { KILLED, type Kill, playUnderKills, seeded } from '../test/harness/kills';

/**
 * `npm run bench:kills [-- --cases 200 --in-flight 8 --away 120 --seed <number>]`: plays cases of ZJ-07
 * on a stack of its own while broker, app and PostgreSQL are killed (-9) at random points, each at
 * least three times; then PostgreSQL is away for so many seconds while the engine goes on. Checks
 * afterwards that nothing was lost or doubled and that the feed is whole; prints a table. The same seed
 * kills the same parts after the same number of the engine's steps.
 */
const ROUNDS = 3;
/** Of the engine's log: on the average a part is killed every seven cases. */
const APART_AT_MOST = 8000;
const CATCH_UP_MS = 300_000;
const START_EVERY_MS = 1000;
// what a killed application held is offered again soon: as it is, each kill lets its cases stand a minute
process.env.JOB_TIMEOUT_SECONDS ??= '15';

interface Options {
  cases: number;
  inFlight: number;
  awaySeconds: number;
  seed: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '200' },
      'in-flight': { type: 'string', default: '8' },
      away: { type: 'string', default: '120' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
    },
  });
  const options = {
    cases: Number(values.cases),
    inFlight: Number(values['in-flight']),
    awaySeconds: Number(values.away),
    seed: Number(values.seed),
  };
  for (const [name, value] of Object.entries(options))
    if (!Number.isInteger(value) || value < 0) throw new Error(`${name}: a whole number is needed`);
  return options;
}

async function main(): Promise<void> {
  const options = readOptions();
  const portBase = Number(process.env.ZJF_BENCH_PORT_BASE ?? 28600);
  const stateDir = mkdtempSync(join(tmpdir(), 'zjf-bench-kills-'));
  let faults = ['nothing was checked'];
  try {
    const stack = await startStack({ stateDir, portBase, log: console.error });
    const db = await createDataSource(stack.env.DATABASE_URL ?? '', 12).initialize();
    try {
      faults = await measure(stack, db, options);
    } finally {
      await db.destroy().catch(() => undefined);
      await stack.stop();
    }
  } finally {
    if (faults.length === 0) rmSync(stateDir, { recursive: true, force: true });
    else console.log(`State and logs are kept: ${stateDir}`);
  }
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** @returns what is wrong afterwards */
async function measure(stack: Stack, db: DataSource, options: Options): Promise<string[]> {
  const { cases, inFlight, seed } = options;
  const query: Query = (text, values) => db.query(text, values);
  const tokens = createTokens(stack.env);
  const as = createApi(stack.env, tokens);
  await pushDemoPermit(stack.env, as('audit.he'));
  console.log(`${availableParallelism()} cores, seed ${seed}`);
  const begun = Date.now();
  const { ids, kills } = await playUnderKills(
    {
      ...{ as, query, log: console.error },
      control: {
        kill9: (part) => stack.parts[part].kill9(),
        start: (part) => stack.parts[part].start(),
      },
    },
    {
      ...{ run: `KILLS-${seed}`, cases, inFlight },
      ...{ rounds: ROUNDS, apartAtMost: APART_AT_MOST, random: seeded(seed) },
    },
  );
  const seconds = (Date.now() - begun) / 1000;
  const away = await postgresAway(stack, query, tokens, options.awaySeconds);
  const checks = await check(stack, db, ids, `KILLS-${seed}`);
  report(options, kills, seconds, away, checks);
  return Object.values(checks).flat();
}

interface Away {
  started: number;
  caughtUpMs: number;
}

/** Has the engine start instances while there is no PostgreSQL, and waits until the feed has them. */
async function postgresAway(
  stack: Stack,
  query: Query,
  tokens: Tokens,
  seconds: number,
): Promise<Away> {
  await deployAlone(stack.env);
  await stack.parts.postgres.kill9();
  const end = Date.now() + seconds * 1000;
  const started: string[] = [];
  while (Date.now() < end) {
    started.push(await startAlone(stack.env, tokens));
    await sleep(START_EVERY_MS);
  }
  await stack.parts.postgres.start();
  const back = Date.now();
  await waitFor(
    'the feed to catch up',
    async () => {
      const [row] = await query<{ n: number }>(
        `select count(*)::int as n from engine_task where process_id = $1 and state = 'CREATED'`,
        [ALONE],
      );
      return row?.n === started.length;
    },
    CATCH_UP_MS,
  );
  return { started: started.length, caughtUpMs: Date.now() - back };
}

type Checks = Record<string, string[]>;

async function check(stack: Stack, db: DataSource, ids: string[], run: string): Promise<Checks> {
  const query: Query = (text, values) => db.query(text, values);
  const unlike = async (what: string) =>
    (
      await query<{ id: string }>(
        `select c.id from case_file c where c.data->>'contractNo' like $1 and not (${what})`,
        [`${run}-%`],
      )
    ).map(({ id }) => id);
  const [stored] = await query<{ n: number }>(
    `select count(*)::int as n from case_file where data->>'contractNo' like $1`,
    [`${run}-%`],
  );
  const sources = { query, openSearch: setting(stack.env, 'OPENSEARCH_URL') };
  let feed: string[] = [];
  await waitFor(
    'the index of the engine to have everything',
    async () => {
      feed = await feedFaults(sources, ids);
      return feed.length === 0;
    },
    CATCH_UP_MS,
  ).catch(() => undefined);
  const chains = await verifyAllChains(db);
  return {
    'every submission is one case': stored?.n === ids.length ? [] : [`${stored?.n} stored`],
    'every case ended once': await unlike(
      `c.status = 'ENTERED' and c.closed_at is not null and 1 = (select count(*)
       from engine_instance i where i.key = c.process_instance_key and i.ended_at is not null)`,
    ),
    'every act recorded once': await unlike(
      `(select array_agg(d.act || d.valid order by d.completed_at) from decision d
        where d.case_id = c.id) = array['CONFIRMtrue', 'REVIEWtrue']`,
    ),
    'every entry in the library once': await unlike(
      '(select count(*) from library_entry e where e.case_id = c.id) = 1',
    ),
    'audit chains hold': chains.filter(({ ok }) => !ok).map(({ chain }) => chain),
    'feed is complete, in order, each event once': feed,
  };
}

function report(
  { cases, seed, awaySeconds }: Options,
  kills: Kill[],
  seconds: number,
  away: Away,
  checks: Checks,
): void {
  const row = (name: string, value: string | number) => console.log(`| ${name} | ${value} |`);
  console.log(`\n| ${cases} cases of ZJ-07, seed ${seed} | |\n|---|---:|`);
  for (const part of KILLED) {
    const own = kills.filter((kill) => kill.part === part);
    const mean = own.reduce((sum, { awayMs }) => sum + awayMs, 0) / own.length / 1000;
    row(`${part} killed`, `${own.length} times, ready again after ${mean.toFixed(1)} s`);
  }
  row('all cases ended after', `${seconds.toFixed(0)} s`);
  row(
    `PostgreSQL away for ${awaySeconds} s`,
    `engine started ${away.started}, feed caught up ${(away.caughtUpMs / 1000).toFixed(1)} s after`,
  );
  for (const [name, wrong] of Object.entries(checks))
    row(name, wrong.length === 0 ? 'yes' : `NO: ${wrong.length}`);
  for (const line of Object.values(checks).flat().slice(0, 20)) console.log(`- ${line}`);
}

main().catch((error: Error) => {
  console.error(error.stack);
  process.exit(1);
});
