import { Agent, request } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import { Client } from 'pg';
import { createVault } from '../src/domain/crypto';
import { localEnvironment } from '../src/tools/local-environment';
import { createTokens, setting } from '../stand-in/tokens';

/**
 * `npm run bench:gates`: how many questions of other systems the running local stack answers a second.
 * Puts invented enterprises, people, projects and performances into its libraries, asks over HTTP, so many
 * at once, and takes them out again. What is measured is the whole answer: token, rights, form, libraries,
 * decision, audit event, signature.
 */
const ENTERPRISES = Number(process.env.ZJF_BENCH_ENTERPRISES ?? 10_000);
const AT_ONCE = [1, 16, 64];
const MEASURE_MS = Number(process.env.ZJF_BENCH_MS ?? 8_000);
/** No entry of the stack has such a key. */
const PREFIX = 'BENCHGATE';
const PEOPLE_OF_EACH = 3;

const codeOf = (n: number) => `${PREFIX}${String(n).padStart(18 - PREFIX.length, '0')}`;
const projectOf = (n: number) => `${PREFIX}-P-${n}`;
const caseOf = (n: number) => `${PREFIX}-C-${n}`;
const some = () => 1 + Math.floor(Math.random() * ENTERPRISES);

interface Question {
  name: string;
  gate: string;
  who: string;
  data(people: (n: number) => { person: string }[]): object;
  /** all that is ever asked, where that is little: asked once before it is measured */
  before?(people: (n: number) => { person: string }[]): object[];
}

const upgradeOf = (n: number, people: { person: string }[]) => ({
  ...{ enterprise: codeOf(n), qualType: 'CONSTRUCTION', action: 'UPGRADE', grade: 'HIGHER' },
  applicationDate: '2026-03-02',
  persons: people,
  performances: [{ performance: caseOf(n) }],
});

/** A hundred enterprises that are asked about again and again: what was asked before needs no engine. */
const FEW = Math.min(100, ENTERPRISES);
const few = () => 1 + Math.floor(Math.random() * FEW);

const QUESTIONS: Question[] = [
  {
    name: 'look-up: an enterprise',
    ...{ gate: 'zj-gate-bidding', who: 'bidding-supervision' },
    data: () => ({ enterprises: [{ enterprise: codeOf(some()) }] }),
  },
  {
    name: 'look-up: an enterprise, a project and three people',
    ...{ gate: 'zj-gate-bidding', who: 'bidding-supervision' },
    data(people) {
      const n = some();
      return {
        enterprises: [{ enterprise: codeOf(n) }],
        projects: [{ permitNo: projectOf(n) }],
        persons: people(n),
      };
    },
  },
  {
    name: 'qualification, asked before',
    ...{ gate: 'zj-gate-qualification', who: 'qualification-system' },
    data(people) {
      const n = few();
      return upgradeOf(n, people(n));
    },
    before: (people) => Array.from({ length: FEW }, (_, i) => upgradeOf(i + 1, people(i + 1))),
  },
];

/** Each question is another: the engine is asked every time. */
const UNKNOWN: Question = {
  name: 'qualification, never asked',
  ...{ gate: 'zj-gate-qualification', who: 'qualification-system' },
  data(people) {
    const n = some();
    return { ...upgradeOf(n, people(n)), performances: [{ performance: `X-${Math.random()}` }] };
  },
};

async function main(): Promise<void> {
  localEnvironment();
  const env = process.env;
  const db = new Client({ connectionString: setting(env, 'DATABASE_OWNER_URL') });
  await db.connect();
  console.log(`${availableParallelism()} cores, load average before: ${loadavg()[0]?.toFixed(1)}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void remove(db).finally(() => process.exit(1)));
  try {
    await remove(db);
    const vault = createVault({
      encryptionKey: Buffer.from(setting(env, 'PII_ENCRYPTION_KEY'), 'base64'),
      lookupKey: Buffer.from(setting(env, 'PII_LOOKUP_KEY'), 'base64'),
    });
    const numbers = Array.from({ length: ENTERPRISES * PEOPLE_OF_EACH }, (_, i) =>
      vault.personNumber(`${PREFIX}${i}`),
    );
    await db.query(CASES_SQL, [ENTERPRISES]);
    await db.query(ENTRIES_SQL, [ENTERPRISES, numbers]);
    await db.query('vacuum analyze library_entry, case_file');
    const people = (n: number) =>
      numbers.slice((n - 1) * PEOPLE_OF_EACH, n * PEOPLE_OF_EACH).map((person) => ({ person }));
    console.log(`${ENTERPRISES} enterprises, ${numbers.length} people\n`);
    await measure(env, people);
  } finally {
    await remove(db);
    await db.end();
  }
}

async function measure(env: NodeJS.ProcessEnv, people: (n: number) => { person: string }[]) {
  const tokens = createTokens(env);
  const base = new URL(setting(env, 'PUBLIC_URL'));
  console.log(
    `| question | ${AT_ONCE.map((n) => `${n} at once: a second, p50 / p99`).join(' | ')} |`,
  );
  console.log(`|---|${AT_ONCE.map(() => '---|').join('')}`);
  for (const question of [...QUESTIONS, UNKNOWN]) {
    const cells: string[] = [];
    for (const atOnce of AT_ONCE) {
      const bearer = await tokens.of(question.who);
      cells.push(await timed(base, question, bearer, people, atOnce));
    }
    console.log(`| ${question.name} | ${cells.join(' | ')} |`);
  }
  console.log('\nmilliseconds, whole answers through HTTP');
}

/** Asks again and again, so many at once; the answers of the first second only warm up. */
async function timed(
  base: URL,
  { gate, data, before }: Question,
  bearer: string,
  people: (n: number) => { person: string }[],
  atOnce: number,
): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const path = `/api/gates/${gate}`;
  const ask = () => post(base, agent, path, bearer, { data: data(people) });
  for (const one of before?.(people) ?? []) await post(base, agent, path, bearer, { data: one });
  const times: number[] = [];
  let measuring = false;
  let over = false;
  const loop = async () => {
    while (!over) {
      const asked = performance.now();
      await ask();
      if (measuring) times.push(performance.now() - asked);
    }
  };
  const loops = Array.from({ length: atOnce }, loop);
  await new Promise((done) => setTimeout(done, 1000));
  const begun = performance.now();
  measuring = true;
  await new Promise((done) => setTimeout(done, MEASURE_MS));
  measuring = false;
  const seconds = (performance.now() - begun) / 1000;
  over = true;
  await Promise.all(loops);
  agent.destroy();
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(1);
  return `${(times.length / seconds).toFixed(0)}, ${at(0.5)} / ${at(0.99)}`;
}

function post(base: URL, agent: Agent, path: string, bearer: string, body: object): Promise<void> {
  const content = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ agent, host: base.hostname, port: base.port, path, method: 'POST' },
        headers: {
          ...{ authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
          'content-length': Buffer.byteLength(content),
        },
      },
      (answer) => {
        answer.on('error', reject);
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve()
            : reject(new Error(`${path}: ${answer.statusCode}`)),
        );
        answer.resume();
      },
    );
    sent.on('error', reject);
    sent.end(content);
  });
}

async function remove(db: Client): Promise<void> {
  await db.query(
    `delete from library_entry where case_id in (select id from case_file where number like '${PREFIX}-%')`,
  );
  await db.query(`delete from case_file where number like '${PREFIX}-%'`);
}

/** A case for each enterprise, which wrote all of its entries. */
const CASES_SQL = `
  insert into case_file (id, number, process_id, flow, release_id, title, status, data, parties,
    applicant_organisation, applicant_user, created_at, closed_at)
  select gen_random_uuid(), '${PREFIX}-C-' || n, 'zj-verification', 'ZJ-17', (select max(id) from release),
    'x', 'ENTERED', '{}', '{}', 'bench', 'bench', now(), now()
  from generate_series(1, $1::int) n`;

const ENTRIES_SQL = `
  insert into library_entry (id, library, kind, natural_key, version, status, data, case_id, valid_from)
  select gen_random_uuid(), 'base', one.kind, one.key, 1, one.status, one.data, c.id, now()
  from generate_series(1, $1::int) n
  join case_file c on c.number = '${PREFIX}-C-' || n,
  lateral (select '${PREFIX}' || lpad(n::text, ${18 - PREFIX.length}, '0') as code) own,
  lateral (
    select 'enterprise' as kind, code as key, 'ENTERED' as status,
      jsonb_build_object('name', '示例建设（虚构）', 'qualifications', '二级', 'regPlace', '330109') as data
    union all select 'project', '${PREFIX}-P-' || n, 'ENTERED',
      jsonb_build_object('projectName', '示例家园（虚构）', 'ownerName', '示例置业（虚构）')
    union all select 'representative', 'x|${PREFIX}-P-' || n || '|', 'IN_LIBRARY',
      jsonb_build_object('enterpriseUscc', code, 'projectName', '示例家园（虚构）')
    union all select 'person', person, 'LOCKED',
      jsonb_build_object('employer', code, 'employerName', '示例建设（虚构）', 'name', '关**')
      from unnest(($2::text[])[3 * n - 2 : 3 * n]) person
    union all select 'qualification', person || '|TITLE|Z', 'ENTERED',
      jsonb_build_object('employer', code, 'person', person, 'category', 'TITLE')
      from unnest(($2::text[])[3 * n - 2 : 3 * n]) person
  ) one`;

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
