import { availableParallelism, loadavg } from 'node:os';
import { localEnvironment } from '../src/tools/local-environment';
import { createTokens, setting } from '../stand-in/tokens';

/**
 * `npm run bench:guard`: what the guard costs a call of Tasklist's page. Asks Tasklist directly (with the
 * guard's own token) and at the portal (as a reviewer), turn by turn, beside a running stack that has an
 * open task for the reviewer, as a fresh `npm start` leaves one.
 */
const WHO = 'cixi.wang';
const WARM_UP = 40;
const CALLS = Number(process.env.ZJF_BENCH_CALLS ?? 400);

interface Question {
  name: string;
  path: string;
  body?: object;
}

interface Door {
  base: string;
  token: () => Promise<string>;
}

async function main(): Promise<void> {
  localEnvironment();
  const env = process.env;
  const people = createTokens(env);
  const doors: Record<'guarded' | 'direct', Door> = {
    guarded: { base: setting(env, 'PUBLIC_URL'), token: () => people.of(WHO) },
    direct: { base: setting(env, 'TASKLIST_URL'), token: guardToken() },
  };
  const [task] = (await ask(doors.guarded, searched)) as { id: string }[];
  if (!task) throw new Error(`${WHO} has no open task in Tasklist`);
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${availableParallelism()} cores, load average before: ${load}; ${CALLS} calls each\n`,
  );
  console.log('ms a call, p50 / p95          direct          guarded');
  for (const question of questions(task.id)) {
    const times: Record<string, number[]> = { direct: [], guarded: [] };
    for (let call = -WARM_UP; call < CALLS; call += 1)
      for (const [name, door] of Object.entries(doors)) {
        const begun = performance.now();
        await ask(door, question);
        if (call >= 0) times[name]?.push(performance.now() - begun);
      }
    const columns = ['direct', 'guarded'].map((name) => figures(times[name] ?? []));
    console.log(question.name.padEnd(26), ...columns.map((text) => text.padStart(15)));
  }
}

const searched: Question = {
  name: 'list of open tasks',
  path: '/v1/tasks/search',
  body: { state: 'CREATED', pageSize: 50 },
};

const questions = (key: string): Question[] => [
  searched,
  { name: 'one task', path: `/v1/tasks/${key}` },
  {
    name: 'what its form shows',
    path: `/v1/tasks/${key}/variables/search`,
    body: { variableNames: [] },
  },
];

async function ask({ base, token }: Door, { path, body }: Question): Promise<unknown> {
  const answer = await fetch(base + path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${base}${path} answers ${answer.status}`);
  return answer.json();
}

/** The token that the guard itself asks Tasklist with. */
function guardToken(): () => Promise<string> {
  const { env } = process;
  const realm = `${setting(env, 'KEYCLOAK_URL')}/realms/${setting(env, 'KEYCLOAK_REALM')}`;
  let token: Promise<string> | undefined;
  const logIn = async () => {
    const answer = await fetch(`${realm}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: setting(env, 'KEYCLOAK_GUARD_CLIENT_ID'),
        client_secret: setting(env, 'KEYCLOAK_GUARD_CLIENT_SECRET'),
      }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  return () => {
    token ??= logIn();
    return token;
  };
}

function figures(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
  return `${at(0.5)} / ${at(0.95)}`;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
