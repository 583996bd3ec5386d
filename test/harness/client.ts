import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import request, { type Test } from 'supertest';
import { samples } from '../../seed';
import { type Arrivals, listen } from '../../src/engine/arrivals';
import { brokerManagement, wakeEngine } from '../../stand-in/engine-clock';
import { createTokens, engineHeaders } from '../../stand-in/tokens';
import { every, waitFor as waitUntil } from '../../stand-in/wait';

/** Where the stack of this run is; written by test/harness/run.ts. */
export interface Runtime {
  urls: Record<string, string>;
  /** settings of app and tools */
  env: Record<string, string>;
  stateDir: string;
  controlUrl: string;
}

const file = process.env.ZJF_TEST_RUNTIME;
if (!file)
  throw new Error('these tests need the stack: run them with `npm test -- --only <suite>`');
export const runtime = JSON.parse(readFileSync(file, 'utf8')) as Runtime;

/** A setting of the stack under test. */
export function setting(name: string): string {
  const value = runtime.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const API = setting('PUBLIC_URL');
const tokens = createTokens(runtime.env);

/** A real access token of a demo person, or of a system (`permit-system-one`). */
export const token = (who: string): Promise<string> => tokens.of(who);

/** Forgets tokens, e.g. after rights were changed. */
export const forgetTokens = (): void => tokens.forget();

/** Requests to the API as somebody. */
export async function as(who: string): Promise<{
  get(path: string): Test;
  post(path: string, body?: object): Test;
  put(path: string, body: object): Test;
  delete(path: string): Test;
}> {
  const bearer = `Bearer ${await token(who)}`;
  const agent = request(API);
  return {
    get: (path) => agent.get(path).set('Authorization', bearer),
    post: (path, body = {}) => agent.post(path).set('Authorization', bearer).send(body),
    put: (path, body) => agent.put(path).set('Authorization', bearer).send(body),
    delete: (path) => agent.delete(path).set('Authorization', bearer),
  };
}

/** Uploads one of the sample files and gives its id. */
export async function upload(
  who: string,
  sample: keyof typeof samples = 'subcontract',
): Promise<string> {
  const response = await request(API)
    .post('/api/attachments')
    .set('Authorization', `Bearer ${await token(who)}`)
    .attach('file', samples[sample].path, samples[sample].name);
  if (response.status !== 201) throw new Error(`upload: ${response.status} ${response.text}`);
  return response.body.id;
}

/** The engine's own REST interface, past everything of ours; gives the status code. */
export async function engine(path: string, body: object = {}, method = 'POST') {
  const response = await fetch(`${setting('ZEEBE_REST_ADDRESS')}/v2/${path}`, {
    method,
    headers: await engineHeaders(runtime.env, tokens),
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

/** Kills, stops, starts, restarts, freezes, hangs (as by itself) or thaws a part of the stack. */
export async function part(
  name: 'app' | 'nationalPlatform' | 'broker' | 'tasklist' | 'postgres' | 'keycloak' | 'opensearch',
  action: 'kill9' | 'stop' | 'start' | 'restart' | 'freeze' | 'hang' | 'thaw',
): Promise<number | null> {
  const response = await fetch(`${runtime.controlUrl}/${name}/${action}`, { method: 'POST' });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { pid: number | null }).pid;
}

const BACK = { kill9: 'start', stop: 'start', freeze: 'thaw' } as const;

/** Does something while a part is away, and has it back whatever came of it. */
export async function whileAway<T>(
  name: Parameters<typeof part>[0],
  away: keyof typeof BACK,
  work: () => Promise<T>,
): Promise<T> {
  // an engine that asks who is calling goes on letting us in
  await engineHeaders(runtime.env, tokens);
  await part(name, away);
  try {
    return await work();
  } finally {
    await part(name, BACK[away]);
  }
}

/** The process a part runs in now: another one, where it died and was started again. */
export function pidOf(name: string): number | undefined {
  const running = JSON.parse(readFileSync(join(runtime.stateDir, 'runtime.json'), 'utf8')) as {
    parts: Record<string, { pid?: number }>;
  };
  return running.parts[name]?.pid;
}

const WAKE_AFTER_MS = 15_000;
/** Looked for at the latest after that, should the database's word have been missed. */
const LOOK_EVERY_MS = 250;

let arrivals: Arrivals | undefined;

let clockStands = false;

/** Told whenever a test has set the engine's clock: whether it stands still now. */
export function noteClock(stands: boolean): void {
  clockStands = stands;
}

/** Until the engine or a message told the record something, at the latest after a while. */
function news(): Promise<void> {
  arrivals ??= listen(
    setting('DATABASE_URL'),
    ['engine_feed', 'outbox'],
    pino({ level: 'silent' }),
  );
  const { next } = arrivals;
  return Promise.race([next('engine_feed', LOOK_EVERY_MS), next('outbox', LOOK_EVERY_MS)]);
}

/** Ends the connection on which waits hear of news. */
export async function endNews(): Promise<void> {
  await arrivals?.close();
  arrivals = undefined;
}

/**
 * Looks until something is there, each time that there is news in the record: a wait ends within
 * milliseconds after its fact. One that has lasted longer looks less often, so that many at once do
 * not keep the machine from what they wait for.
 *
 * Camunda's check of due dates may miss a timer that is set while it runs (camunda/camunda#16884),
 * until another is due; where a test's clock stands still that is never. So the engine is woken then
 * when a wait grows long, and only then: while it is woken it refuses whatever it is told, and a job
 * whose answer was refused is tried again much later.
 */
export function waitFor<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  timeoutMs?: number,
): Promise<T> {
  let wakeAt = Date.now() + WAKE_AFTER_MS;
  return waitUntil(
    what,
    async () => {
      if (clockStands && Date.now() > wakeAt) {
        wakeAt = Date.now() + WAKE_AFTER_MS;
        // a test may have it down
        await wakeEngine(brokerManagement(runtime.stateDir) ?? '').catch(() => undefined);
      }
      return look();
    },
    timeoutMs,
    (lastedMs) => Promise.all([news(), every(Math.min(lastedMs / 10, LOOK_EVERY_MS))]),
  );
}

/** Waits until the API finds database, engine and rules again, by itself. */
export async function waitReady(): Promise<void> {
  await waitFor('the API to be ready', async () => (await fetch(`${API}/health/ready`)).ok);
}
