import { availableParallelism, loadavg } from 'node:os';
import { Client } from 'pg';
import { localEnvironment } from '../src/tools/local-environment';
import { createTokens, setting } from '../stand-in/tokens';

/**
 * `npm run bench:statistics`: how quick the statistics for authorities are with 1,000,000 cases of ten
 * years. Puts invented cases and decisions into the database of the running local stack, makes the rows
 * that are counted, asks the pages through HTTP as a county, a city, the province and an auditor, and
 * takes it all out again.
 */
const CASES = Number(process.env.ZJF_BENCH_CASES ?? 1_000_000);
const CALLS = Number(process.env.ZJF_BENCH_CALLS ?? 15);
/** No case of the stack has such a number. */
const PREFIX = 'BENCH-';

const PEOPLE = [
  ['cixi.wang', 'county', 'county-330282'],
  ['ningbo.wu', 'city', 'city-330200'],
  ['province.lin', 'province', 'province-330000'],
  ['audit.he', 'auditor', 'province-330000'],
] as const;

const YEAR = 'from=2025-01-01&to=2025-12-31';
const pages = (authority: string): [name: string, path: string][] => [
  ['month', '/reports/statistics?from=2025-06-01&to=2025-06-30'],
  ['year', `/reports/statistics?${YEAR}`],
  ['year, with all below', `/reports/statistics?${YEAR}&below=1`],
  ['uneven months, with all below', '/reports/statistics?from=2024-05-17&to=2025-11-14&below=1'],
  ['ten years, with all below', '/reports/statistics?from=2016-01-01&to=2025-12-31&below=1'],
  [
    'cases of a number, year, with all below',
    `/reports/statistics/cases?${YEAR}&below=1&measure=inTime&authority=${authority}`,
  ],
];

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
    await timedQuery(db, `${CASES} cases`, CASES_SQL, [CASES]);
    await timedQuery(db, 'their decisions', DECISIONS_SQL);
    await timedQuery(db, 'the rows that are counted', 'select statistic_rebuild()');
    await timedQuery(
      db,
      'vacuum',
      'vacuum analyze statistic_fact, statistic_sum, statistic_change, case_file, decision',
    );
    await measure(env);
  } finally {
    await remove(db);
    await db.end();
  }
}

async function timedQuery(db: Client, what: string, text: string, values: unknown[] = []) {
  const begun = Date.now();
  await db.query(TRIGGERS('disable'));
  try {
    await db.query(text, values);
  } finally {
    await db.query(TRIGGERS('enable'));
  }
  console.log(`${what}: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}

/** What keeps the rows case by case would take an hour for what is put in at once. */
const TRIGGERS = (how: 'enable' | 'disable') => `
  alter table case_file ${how} trigger statistic_of_new_case, ${how} trigger statistic_of_gone_case;
  alter table decision ${how} trigger statistic_of_decision`;

async function measure(env: NodeJS.ProcessEnv): Promise<void> {
  const tokens = createTokens(env);
  const base = setting(env, 'PUBLIC_URL');
  console.log('\n| page | p50 / p95 |\n|---|---|');
  for (const [who, name, authority] of PEOPLE)
    for (const [page, path] of pages(authority)) {
      const headers = { Authorization: `Bearer ${await tokens.of(who)}` };
      const times: number[] = [];
      for (let call = 0; call <= CALLS; call += 1) {
        const asked = performance.now();
        const response = await fetch(base + path, { headers });
        await response.text();
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        // the first only warms up
        if (call > 0) times.push(performance.now() - asked);
      }
      times.sort((a, b) => a - b);
      const at = (share: number) => times[Math.ceil(share * times.length) - 1]?.toFixed(0);
      console.log(`| ${name}: ${page} | ${at(0.5)} / ${at(0.95)} |`);
    }
  console.log(`\nmilliseconds, whole pages through HTTP; load ${loadavg()[0]?.toFixed(1)}`);
}

async function remove(db: Client): Promise<void> {
  await db.query(TRIGGERS('disable'));
  try {
    await db.query(`delete from decision where user_task_key like '${PREFIX}%'`);
    await db.query(`delete from case_file where number like '${PREFIX}%'`);
  } finally {
    await db.query(TRIGGERS('enable'));
  }
  await db.query('select statistic_rebuild()');
}

/** The n-th case: of the authorities of 浙江 by turns; one in twenty is open, one in a hundred flagged. */
const CASES_SQL = `
  insert into case_file (id, number, process_id, flow, release_id, process_instance_key, title, status,
    flags, flagged, parties, data, search, applicant_organisation, applicant_user, created_at, closed_at)
  select gen_random_uuid(), number, process, 'BENCH', (select max(id) from release), number, number,
    case when open then 'UNDER_REVIEW' else 'ENTERED' end,
    case when n % 100 = 0 then array['REVIEW_OVERDUE'] else '{}' end,
    case when n % 100 = 0 then jsonb_build_object('REVIEW_OVERDUE', at + interval '7 days') else '{}' end,
    jsonb_build_object('authority', authorities.ids[1 + n % cardinality(authorities.ids)]), '{}', number,
    'enterprise-bench-' || n % 900, 'bench', at,
    case when not open then at + (n % 9) * interval '1 day' end
  from generate_series(1, $1::int) n, lateral (select
    '${PREFIX}' || lpad(n::text, 7, '0') as number, n % 20 = 0 as open,
    (array['zj-subcontract','zj-permit-project','zj-representative','zj-nopermit'])[1 + n % 4] as process,
    '2016-01-01'::timestamptz + (n * 10.0 / $1) * interval '1 year' as at) one,
    (select array_agg(id order by id) as ids from organisation where kind = 'AUTHORITY'
     and id like any (array['county-33%', 'city-33%'])) authorities`;

const DECISIONS_SQL = `
  insert into decision (user_task_key, case_id, round, element_id, act, outcome, person, person_name,
    organisation, completed_at, late, valid)
  select number, id, 1, 'Task_Review', 'REVIEW',
    case when hashtext(number) % 10 = 0 then 'RETURNED' else 'APPROVED' end, 'bench', '',
    parties->>'authority', closed_at, hashtext(number) % 12 = 0, true
  from case_file where number like '${PREFIX}%' and closed_at is not null`;

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
