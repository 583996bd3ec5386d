import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as fc from 'fast-check';
import type { Settings } from '../stand-in/tokens';
import { quantile, rounded, table } from './figures';
import { KNOWN, requests } from './fuzz-requests';
import { type Client, createClient, type Outgoing } from './fuzz-send';
import { localTarget } from './target';

/**
 * `npm run fuzz`: random and hostile requests to every route of docs/openapi.json, as several people at
 * once, against the running local stack. Fails on any 5xx but 503, on an answer that shows something of
 * the inside, and where the engine does not process afterwards. Meanwhile another person's check is
 * timed, and compared with what it takes when all is quiet.
 */
const USAGE = 'npm run fuzz -- [--requests 10000] [--rate 25] [--seed n] [--quiet 200]';
/** They have between them every role; most of it is done by those who submit and act. */
const PEOPLE = ['yi.qian', 'ding.su', 'jia.zhao', 'cixi.wang', 'ops.lv', 'platform-national'];
/** Whose check is timed; sends nothing else. */
const OTHER = 'bing.sun';
const CHECK = '/api/cases/zj-subcontract/check';
/** Requests under way at a time, of each of the people. */
const EACH = 2;
/** Pause between two checks of the other person, milliseconds. */
const PAUSE_MS = 50;
/** Checks before any is counted. */
const WARM_UP = 20;
/** Findings that are shown in full. */
const SHOWN = 20;
/** What an answer to people never shows. */
const INSIDE = /node_modules|\bat [\w.<>]+ \(|\.ts:\d+|QueryFailedError|select .* from /i;
/** Something that must not be. */
interface Finding {
  who: string;
  request: Outgoing;
  what: string;
}

/** What is wrong with an answer; undefined where nothing is. */
function wrongWith(status: number, text: string): string | undefined {
  if (status >= 500 && status !== 503) return `${status}: ${text.slice(0, 300)}`;
  if (status >= 400 && INSIDE.test(text)) return `shows its inside: ${text.slice(0, 300)}`;
  return undefined;
}

/** What came of all requests. */
interface Outcome {
  found: Finding[];
  /** how many answers had which status */
  statuses: Map<number, number>;
}

/** What the thread that sends is told. */
interface Task {
  env: Settings;
  count: number;
  seed: number;
  /** requests a second; as many as there are answers where that is less */
  rate: number;
}

/** Drawn at a time: all at once would not fit into memory. */
const DRAWN_AT_ONCE = 200;

async function fuzz({ env, count, seed, rate }: Task): Promise<Outcome> {
  const client = createClient(env);
  const { fields, cases } = await known(client);
  const drawn = requests(cases, fields);
  const outcome: Outcome = { found: [], statuses: new Map() };
  let left: Outgoing[] = [];
  let sent = 0;
  const begun = Date.now();
  const next = (): Outgoing | undefined => {
    if (sent === count) return undefined;
    if (left.length === 0) left = fc.sample(drawn, { numRuns: DRAWN_AT_ONCE, seed: seed + sent });
    sent += 1;
    return left.pop();
  };
  const one = async (who: string) => {
    for (let request = next(); request; request = next()) {
      // each begins at its time, or as soon as somebody is free
      await sleep(begun + (1000 * sent) / rate - Date.now());
      const { status, text } = await client
        .send(who, request)
        .catch((error: Error) => ({ status: 599, text: error.message }));
      outcome.statuses.set(status, (outcome.statuses.get(status) ?? 0) + 1);
      const what = wrongWith(status, text);
      if (what) outcome.found.push({ who, request, what });
    }
  };
  await Promise.all(PEOPLE.flatMap((who) => Array.from({ length: EACH }, () => one(who))));
  return outcome;
}

/** In a thread of its own: what it takes to draw and to send is not to be timed with the other's check. */
function fuzzBeside(workerData: Task): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData, execArgv: ['--require', 'tsx/cjs'] });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

/** Times the other person's check, one after another, until it is told to stop. */
async function timeChecks(client: Client, goOn: (checks: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (goOn(times.length)) {
    const data = {
      projectName: '示例家园（虚构）',
      contractNo: `HT-${times.length}-${Date.now()}`,
    };
    const body = { content: JSON.stringify({ data, attachments: [] }) };
    const begun = performance.now();
    const { status, text } = await client.send(OTHER, { method: 'POST', path: CHECK, body });
    if (status !== 200)
      throw new Error(`the other person's check: ${status} ${text.slice(0, 300)}`);
    times.push(performance.now() - begun);
    await sleep(PAUSE_MS);
  }
  return times;
}

/** Names of the fields of the start forms, and cases there are. */
async function known(client: Client): Promise<{ fields: string[]; cases: string[] }> {
  const get = async (path: string, who = 'yi.qian') =>
    JSON.parse((await client.send(who, { method: 'GET', path })).text);
  const forms = await Promise.all(
    KNOWN.process?.map((process) => get(`/api/forms/${process}`)) ?? [],
  );
  const fields = JSON.stringify(forms).matchAll(/"(?:key|path)":"([^"]+)"/g);
  const { items = [] } = await get('/api/cases?limit=20');
  return {
    fields: [...new Set([...fields].map(([, name]) => name ?? ''))],
    cases: items.map(({ id }: { id: string }) => id),
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '10000' },
      rate: { type: 'string', default: '25' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      quiet: { type: 'string', default: '200' },
    },
  });
  const [count = 0, rate = 0, seed = 0, quietChecks = 0] = [
    values.requests,
    values.rate,
    values.seed,
    values.quiet,
  ].map(Number);
  if (!(count > 0 && rate > 0 && quietChecks > 0 && Number.isInteger(seed))) throw new Error(USAGE);
  const { env } = localTarget();
  const client = createClient(env);
  console.log(`seed ${seed}: ${count} requests of ${PEOPLE.length} people to ${client.api}`);

  await timeChecks(client, (checks) => checks < WARM_UP);
  const quiet = await timeChecks(client, (checks) => checks < quietChecks);
  let under = true;
  const begun = Date.now();
  const fuzzing = fuzzBeside({ env, count, seed, rate }).finally(() => {
    under = false;
  });
  const [{ found, statuses }, fuzzed] = await Promise.all([
    fuzzing,
    timeChecks(client, () => under),
  ]);
  const seconds = (Date.now() - begun) / 1000;
  console.log(`${rounded(seconds)} s, ${rounded(count / seconds)} requests a second\n`);
  const counts = [...statuses].sort(([a], [b]) => a - b);
  console.log(
    table(
      ['status', 'answers'],
      counts.map(([status, n]) => [String(status), String(n)]),
    ),
  );
  report(quiet, fuzzed);

  for (const { who, request, what } of found.slice(0, SHOWN)) {
    const sent = String(request.body?.content ?? '').slice(0, 300);
    console.error(
      `\n${who}: ${request.method} ${request.path.slice(0, 300)}\n  ${sent}\n  ${what}`,
    );
  }
  const health = await fetch(`${client.api}/health/ready`);
  console.log(`\n${found.length} findings; afterwards ${await health.text()}`);
  process.exitCode = found.length > 0 || !health.ok ? 1 : 0;
}

/** What the other person noticed. */
function report(quiet: number[], fuzzed: number[]): void {
  const rows = [0.5, 0.99].map((share) => {
    const [before, under] = [quantile(quiet, share), quantile(fuzzed, share)];
    return [`p${share * 100}`, rounded(before), rounded(under), rounded(under / before)];
  });
  console.log(`\nanother person's check (${quiet.length} quiet, ${fuzzed.length} under fuzz), ms:`);
  console.log(table(['', 'quiet', 'under fuzz', 'ratio'], rows));
}

if (isMainThread)
  main().catch((error: Error) => {
    console.error(error.stack ?? error.message);
    process.exit(1);
  });
else void fuzz(workerData as Task).then((outcome) => parentPort?.postMessage(outcome));
