/** Every job type: delivered several times, also at once, it takes effect once (GR-12, check 7). */
import { randomUUID } from 'node:crypto';
import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config';
import type { Job } from '../../src/engine';
import { workers } from '../../src/workers';
import { runJob } from '../../src/workers/run';
import {
  actsOf,
  cancelOpenCases,
  clockAt,
  doAct,
  endSql,
  unique,
  waitStatus,
} from '../harness/cases';
import { runtime } from '../harness/client';
import { newCreditCode } from '../harness/enterprise';
import { registrant } from '../harness/people';
import { CONFIRM, givenPermit, JIA, submitted } from '../harness/subcontract';

type Deps = Awaited<ReturnType<typeof compose>>;
let deps: Deps;
let definitionOf: (processId: string) => string;
let applicant = '';

beforeAll(async () => {
  // limits are counted in a year whose working days are known, whenever this runs
  await clockAt('2026-09-28 09:00');
  applicant = await registrant();
  deps = await compose(loadConfig({ ...runtime.env, LOG_LEVEL: 'silent' }));
  const release = await deps.releases.current();
  definitionOf = (id) =>
    Object.entries(release.processes).find(([, process]) => process === id)?.[0] ?? '';
});
afterAll(async () => {
  await cancelOpenCases();
  await clockAt(null);
  await endSql();
  await deps?.close();
});

/** A case that stands in the record only: these tests are about one job, not about a process. */
async function storedCase(): Promise<string> {
  const id = randomUUID();
  const release = await deps.releases.current();
  await deps.db.query(
    `insert into case_file (id, number, process_id, flow, release_id, title, status, parties, data,
       natural_key, applicant_organisation, applicant_user, created_at)
     values ($1, $2, 'zj-subcontract', 'ZJ-07', $3, 'job', 'SUBMITTED', $4, $5, $6, 'x', $7, now())`,
    [
      id,
      unique('JOB-'),
      release.id,
      { authority: 'county-330282', generalContractor: 'county-330109' },
      { gcPermitNo: '-', name: 'job' },
      id,
      applicant,
    ],
  );
  return id;
}

function job(type: string, variables: Record<string, unknown>, more: Partial<Job> = {}): Job {
  return {
    key: unique('job-'),
    type,
    elementId: 'Task_ConfirmByGeneralContractor',
    elementInstanceKey: '1',
    processId: 'zj-subcontract',
    processInstanceKey: unique(''),
    processDefinitionKey: definitionOf('zj-subcontract'),
    retries: 3,
    variables,
    ...more,
  };
}

const worker = (type: string) => {
  const found = workers.find((w) => w.type === type);
  if (!found) throw new Error(`no worker ${type}`);
  return found;
};

const issue = {
  kind: 'URGING_NOTICE',
  decision: 'zj-urging-notice',
  issuer: 'county-330282',
  status: 'ISSUED',
};

/** Type, its variables beside caseId, and how to count its effect on the case. */
const table: [string, Record<string, unknown>, string][] = [
  [
    'case.set-status',
    { status: 'WAIT_GC' },
    `select 1 from audit_event where chain = 'case:' || $1`,
  ],
  [
    'authority.resolve',
    { party: 'authority', level: 'COUNTY', regionCode: '330282' },
    `select 1 from audit_event where chain = 'case:' || $1`,
  ],
  [
    'deadline.compute',
    { key: 'GC_CONFIRM_3', n: 3, unit: 'WD' },
    'select 1 from deadline where case_id = $1',
  ],
  ['task.prepare', { taskGroup: 'county-330282' }, 'select 1 from notice where case_id = $1'],
  [
    'notify',
    { message: 'TASK_OFFERED', recipients: ['county-330282'] },
    'select 1 from notice where case_id = $1',
  ],
  ['document.issue', issue, 'select 1 from issued_document where case_id = $1'],
  [
    'library.write',
    { library: 'PROJECT', kind: 'job-test', status: 'ENTERED' },
    'select 1 from library_entry where case_id = $1',
  ],
  [
    'case.check',
    { decision: 'zj-subcontract-checks' },
    `select 1 from rule_hit where case_id = $1 having count(*) = count(distinct rule_id)`,
  ],
  [
    'organisation.provision',
    { creditCode: newCreditCode(), roles: ['enterprise'] },
    `select 1 from audit_event where chain = 'case:' || $1`,
  ],
];

test.each(table)(
  '[GR-12] %s delivered five times takes effect once',
  async (type, variables, count) => {
    const caseId = await storedCase();
    const one = job(type, { caseId, ...variables });
    const atOnce = await Promise.all([1, 2, 3].map(() => runJob(deps, worker(type), one)));
    const later = [
      await runJob(deps, worker(type), one),
      await runJob(deps, worker(type), { ...one, retries: 2 }),
    ];
    for (const answer of [...atOnce, ...later]) expect(answer).toEqual(atOnce[0]);
    expect(atOnce[0]).toMatchObject({ kind: 'complete' });
    expect(await deps.db.query(count, [caseId])).toHaveLength(1);
  },
);

test('[GR-12] document.set-status repeated keeps the first reply', async () => {
  const caseId = await storedCase();
  await runJob(deps, worker('document.issue'), job('document.issue', { caseId, ...issue }));
  const set = (text: string) => ({ caseId, kind: 'URGING_NOTICE', status: 'REPLIED', text });
  const one = job('document.set-status', set('一'));
  await runJob(deps, worker('document.set-status'), one);
  await runJob(deps, worker('document.set-status'), { ...one, variables: set('二') });
  const rows = await deps.db.query('select reply from issued_document where case_id = $1', [
    caseId,
  ]);
  expect(rows).toEqual([{ reply: '一' }]);
});

test('[GR-01] decision.explain names the row that matched and its annotation', async () => {
  const caseId = await storedCase();
  const process = (await deps.releases.current()).models.processes['zj-deadline'];
  const rule = process?.decisions[0];
  const explain = job(
    'decision.explain',
    { caseId, key: 'GC_CONFIRM_3', item: 'DECORATION' },
    {
      processId: 'zj-deadline',
      processDefinitionKey: definitionOf('zj-deadline'),
      elementId: rule?.id ?? '',
    },
  );
  await Promise.all([1, 2].map(() => runJob(deps, worker('decision.explain'), explain)));
  const hits = await deps.db.query(
    'select decision_id, annotation from rule_hit where case_id = $1',
    [caseId],
  );
  expect(hits).toHaveLength(1);
  expect(hits[0].decision_id).toBe('zj-deadlines');
  expect(hits[0].annotation).toMatch(/S0/);
});

test('[GR-12][GR-01] decision.record delivered again answers the same and records once', async () => {
  await givenPermit();
  const id = await submitted();
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
  await waitStatus(id, 'UNDER_REVIEW');
  const [step] = await deps.db.query(
    `select job_key, process_instance_key from case_step join case_file on id = case_id
     where case_id = $1 and element_id = 'Task_RecordConfirmation'`,
    [id],
  );
  const again = job(
    'decision.record',
    { caseId: id, task: 'Task_ConfirmByGeneralContractor', ...CONFIRM },
    { key: step.job_key, processInstanceKey: step.process_instance_key },
  );
  const answers = await Promise.all(
    [1, 2, 3].map(() => runJob(deps, worker('decision.record'), again)),
  );
  for (const answer of answers)
    expect(answer).toEqual({
      kind: 'complete',
      variables: { decisionValid: true, decisionLate: false },
    });
  expect(await actsOf(id)).toEqual([`${JIA} CONFIRM`]);
  const recorded = await deps.db.query(
    `select 1 from audit_event where chain = $1 and action = 'decision.recorded'`,
    [`case:${id}`],
  );
  expect(recorded).toHaveLength(1);
});

test('input that does not fit the contract becomes an incident at once, without retries', async () => {
  const answer = await runJob(
    deps,
    worker('case.set-status'),
    job('case.set-status', { status: '' }),
  );
  expect(answer).toMatchObject({ kind: 'fail', retries: 0 });
});

test('[AE-95] a deadline in a year the calendar does not know is refused, not guessed', async () => {
  const caseId = await storedCase();
  const answer = await runJob(
    deps,
    worker('deadline.compute'),
    job('deadline.compute', {
      caseId,
      key: 'GC_CONFIRM_3',
      n: 3,
      unit: 'WD',
      from: '2031-09-30T10:00:00+08:00',
    }),
  );
  expect(answer).toMatchObject({
    kind: 'fail',
    retries: 0,
    message: expect.stringContaining('2031'),
  });
  expect(await deps.db.query('select 1 from deadline where case_id = $1', [caseId])).toHaveLength(
    0,
  );
});

test('technical failures back off longer each time and end as an incident', async () => {
  const broken = job('authority.resolve', {
    caseId: await storedCase(),
    party: 'authority',
    level: 'COUNTY',
    regionCode: '999999',
  });
  const waits: number[] = [];
  for (const retries of [5, 4, 3, 2, 1]) {
    const answer = await runJob(deps, worker('authority.resolve'), { ...broken, retries });
    expect(answer).toMatchObject({ kind: 'fail', retries: retries - 1 });
    if (answer.kind === 'fail') waits.push(answer.backOffMs);
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(new Set(waits).size).toBe(5);
});
