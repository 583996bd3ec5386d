import { availableParallelism, loadavg } from 'node:os';
import { Client } from 'pg';
import { localEnvironment } from '../src/tools/local-environment';
import { createTokens, setting } from '../stand-in/tokens';

/**
 * `npm run bench:lists`: how quick the pages of people who are logged in are with 100,000 cases. Puts
 * invented cases, tasks and entries into the database of the running local stack, asks the pages through
 * HTTP as an enterprise, a reviewer, the province above and an auditor, and takes it all out again.
 */
const CASES = Number(process.env.ZJF_BENCH_CASES ?? 100_000);
const AT_ONCE = [1, 4];
const CALLS = 30;
/** No case of the stack has such a number. */
const PREFIX = 'BENCH-';

/** An enterprise with a hundredth of the cases, a county's reviewer with a twentieth, who sees all. */
const PEOPLE = [
  ['yi.qian', 'enterprise'],
  ['cixi.wang', 'reviewer, county'],
  ['ningbo.wu', 'reviewer, city above'],
  ['audit.he', 'auditor'],
] as const;

const PAGES: [name: string, path: string][] = [
  ['home', '/'],
  ['inbox', '/tasks'],
  ['cases', '/cases'],
  ['cases, one status', '/cases?status=UNDER_REVIEW'],
  ['cases, one process', '/cases?process=zj-subcontract'],
  ['cases, a word', '/cases?q=%E7%A4%BA%E4%BE%8B%E8%B7%AF%E4%B8%83'],
  ['cases, a number', `/cases?q=${PREFIX}000777`],
];
/** A project of the enterprise. */
const PROJECT = `/projects/${PREFIX}${'700'.padStart(12, '0')}`;

async function main(): Promise<void> {
  localEnvironment();
  const env = process.env;
  const db = new Client({ connectionString: setting(env, 'DATABASE_OWNER_URL') });
  await db.connect();
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${availableParallelism()} cores, load average before: ${load}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void remove(db).finally(() => process.exit(1)));
  try {
    await remove(db);
    const begun = Date.now();
    await db.query(CASES_SQL, [CASES, await enterpriseOf(env, 'yi.qian')]);
    await db.query(TASKS_SQL);
    await db.query(ENTRIES_SQL);
    await db.query('vacuum analyze case_file, engine_task, library_entry');
    console.log(`${CASES} cases in ${((Date.now() - begun) / 1000).toFixed(0)} s\n`);
    await measure(env);
  } finally {
    await remove(db);
    await db.end();
  }
}

async function measure(env: NodeJS.ProcessEnv): Promise<void> {
  const tokens = createTokens(env);
  const base = setting(env, 'PUBLIC_URL');
  console.log(`| page | ${AT_ONCE.map((n) => `${n} at once: p50 / p95 / p99`).join(' | ')} |`);
  console.log(`|---|${AT_ONCE.map(() => '---|').join('')}`);
  const code = (await enterpriseOf(env, 'yi.qian')).replace('enterprise-', '');
  const files: typeof PAGES = [
    ['project file', PROJECT],
    ['enterprise file', `/enterprises/${code}`],
  ];
  for (const [who, name] of PEOPLE)
    for (const [page, path] of [...PAGES, ...(name === 'enterprise' ? files : [])]) {
      const cells: string[] = [];
      for (const atOnce of AT_ONCE)
        cells.push(await timed(base + path, () => tokens.of(who), atOnce));
      console.log(`| ${name}: ${page} | ${cells.join(' | ')} |`);
    }
  console.log('\nmilliseconds, whole pages through HTTP');
}

async function enterpriseOf(env: NodeJS.ProcessEnv, who: string): Promise<string> {
  const headers = { Authorization: `Bearer ${await createTokens(env).of(who)}` };
  const answer = await fetch(`${setting(env, 'PUBLIC_URL')}/api/me`, { headers });
  const { organisations } = (await answer.json()) as { organisations: string[] };
  const [own] = organisations;
  if (!own) throw new Error(`${who} belongs to no organisation`);
  return own;
}

/** Asks again and again, so many at once; the first answers only warm up. */
async function timed(
  address: string,
  token: () => Promise<string>,
  atOnce: number,
): Promise<string> {
  for (let n = 0; n < 3; n += 1) await get(address, await token());
  const times: number[] = [];
  const loop = async () => {
    for (let call = 0; call < CALLS; call += 1) {
      const bearer = await token();
      const asked = performance.now();
      await get(address, bearer);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(0);
  return `${at(0.5)} / ${at(0.95)} / ${at(0.99)}`;
}

async function get(address: string, bearer: string): Promise<void> {
  const response = await fetch(address, { headers: { Authorization: `Bearer ${bearer}` } });
  await response.text();
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
}

async function remove(db: Client): Promise<void> {
  const ours = `(select id from case_file where number like '${PREFIX}%')`;
  await db.query(`delete from library_entry where case_id in ${ours}`);
  await db.query(`delete from engine_task where root_key like '${PREFIX}%'`);
  await db.query(`delete from case_file where number like '${PREFIX}%'`);
}

/**
 * The n-th case: of 900 enterprises and, each twentieth, of 乙; of 40 counties and, each twentieth, of
 * 慈溪市, which has 宁波市 above it; one in ten is open.
 */
const CASES_SQL = `
  insert into case_file (id, number, process_id, flow, release_id, process_instance_key, title, status,
    parties, data, subject, search, applicant_organisation, applicant_user, created_at, closed_at)
  select gen_random_uuid(), number, process, flow, (select max(id) from release), number, title,
    case when open then 'UNDER_REVIEW' else 'ENTERED' end,
    jsonb_build_object('applicant', applicant, 'generalContractor', 'enterprise-bench-' || n % 311,
      'authority', authority),
    jsonb_build_object('permitNo', permit, 'projectName', title), permit,
    upper(title || ' ' || number || ' ' || permit), applicant, 'bench', at,
    case when not open then at + interval '5 days' end
  from generate_series(1, $1::int) n, lateral (select
    '${PREFIX}' || lpad(n::text, 6, '0') as number, n % 10 = 0 as open,
    (array['zj-subcontract','zj-permit-project','zj-representative','zj-nopermit'])[1 + n % 4] as process,
    (array['ZJ-07','ZJ-04','ZJ-06','ZJ-09'])[1 + n % 4] as flow,
    '示例路' || (array['一','二','三','四','五','六','七','八'])[1 + n % 8] || n % 977 || '号工程（虚构）' as title,
    '${PREFIX}' || lpad((n % 40000)::text, 12, '0') as permit,
    case when n % 100 = 0 then $2
      else 'enterprise-bench-' || n % 900 end as applicant,
    case when n % 20 < 1 then 'county-330282' else 'bench-county-' || n % 40 end as authority,
    now() - n * interval '5 minutes' as at) one`;

const TASKS_SQL = `
  insert into engine_task (key, element_instance_key, instance_key, root_key, process_id, definition_key,
    element_id, shown_as, candidate_groups, created_at, due_at, state)
  select number, number, number, number, process_id, '1', 'Task_Review', 'Task_Review',
    array[parties->>'authority'], created_at, created_at + interval '7 days', 'CREATED'
  from case_file where number like '${PREFIX}%' and closed_at is null`;

const ENTRIES_SQL = `
  insert into library_entry (id, library, kind, natural_key, version, status, data, case_id, valid_from)
  select gen_random_uuid(), 'projects', case when process_id = 'zj-subcontract'
      then 'subcontract-performance' else 'project' end,
    number, 1, 'ENTERED', data, id, closed_at
  from case_file where number like '${PREFIX}%' and closed_at is not null`;

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
