/** Every job type: delivered several times, also at once, it takes effect once (GR-12, check 7). */
import { randomUUID } from 'node:crypto';
import { actsOf, clockAt, doAct, leaveStack, waitStatus, waitTask } from '../harness/cases';
import { newCreditCode } from '../harness/enterprise';
import { type JobBench, jobBench } from '../harness/jobs';
import { registrant } from '../harness/people';
import { CONFIRM, givenPermit, JIA, submitted } from '../harness/subcontract';

let bench: JobBench;
let applicant = '';

beforeAll(async () => {
  // limits are counted in a year whose working days are known, whenever this runs
  await clockAt('2026-09-28 09:00');
  applicant = await registrant();
  bench = await jobBench();
});
afterAll(async () => {
  await leaveStack();
  await bench?.deps.close();
});

/** A case that stands in the record only: these tests are about one job, not about a process. */
function storedCase(): Promise<string> {
  return bench.storedCase({
    parties: { authority: 'county-330282', generalContractor: 'county-330109' },
    data: { gcPermitNo: '-', name: 'job' },
    applicant_user: applicant,
  });
}

const stored = (query: string, parameters: unknown[]) => bench.deps.db.query(query, parameters);

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
  [
    'case.set-status',
    { status: 'CONFIRMED', message: 'SUBCONTRACT_CONFIRMED', recipients: ['county-330282'] },
    'select 1 from notice where case_id = $1',
  ],
  ['task.prepare', { taskGroup: 'county-330282' }, 'select 1 from notice where case_id = $1'],
  [
    'notify',
    { message: 'CASE_ENTERED', recipients: ['county-330282'] },
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
    const one = bench.job(type, { caseId, ...variables });
    const atOnce = await Promise.all([1, 2, 3].map(() => bench.deliver(one)));
    const later = [await bench.deliver(one), await bench.deliver({ ...one, retries: 2 })];
    for (const answer of [...atOnce, ...later]) expect(answer).toEqual(atOnce[0]);
    expect(atOnce[0]).toMatchObject({ kind: 'complete' });
    expect(await stored(count, [caseId])).toHaveLength(1);
  },
);

test('[GR-12] case.read tells of another case what a process has to know', async () => {
  const read = await bench.storedCase({ subject: 'P-1', parties: { authority: 'county-330282' } });
  const one = bench.job('case.read', { caseId: await storedCase(), read });
  const answers = await Promise.all([1, 2].map(() => bench.deliver(one)));
  for (const answer of answers)
    expect(answer).toMatchObject({
      kind: 'complete',
      variables: {
        process: 'zj-subcontract',
        status: 'SUBMITTED',
        subject: 'P-1',
        parties: { authority: 'county-330282' },
      },
    });
});

test('[GR-12] document.set-status repeated keeps the first reply', async () => {
  const caseId = await storedCase();
  await bench.deliver(bench.job('document.issue', { caseId, ...issue }));
  const set = (text: string) => ({ caseId, kind: 'URGING_NOTICE', status: 'REPLIED', text });
  const one = bench.job('document.set-status', set('一'));
  await bench.deliver(one);
  await bench.deliver({ ...one, variables: set('二') });
  const rows = await stored('select reply from issued_document where case_id = $1', [caseId]);
  expect(rows).toEqual([{ reply: '一' }]);
});

test('[GR-01] the feed names the row that matched, what it was told and its annotation', async () => {
  await givenPermit();
  const id = await submitted({ specialty: 'DECORATION' });
  await waitTask(id, 'CONFIRM');
  const hits = await stored(
    `select element_id, inputs, outputs, annotation from rule_hit
     where case_id = $1 and decision_id = 'zj-deadlines'`,
    [id],
  );
  expect(hits).toHaveLength(1);
  expect(hits[0].annotation).toMatch(/S0/);
  const values = (told: { value: string }[]) => told.map(({ value }) => JSON.parse(value));
  expect(values(hits[0].inputs)).toContain('GC_CONFIRM_3');
  expect(values(hits[0].outputs)).toEqual(expect.arrayContaining([3, 'WD']));
});

test('[GR-12][GR-01] decision.record delivered again answers the same and records once', async () => {
  await givenPermit();
  const id = await submitted();
  const before = (
    await stored(`select job_key from job_effect where type = 'decision.record'`, [])
  ).map(({ job_key }: { job_key: string }) => job_key);
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
  await waitStatus(id, 'UNDER_REVIEW');
  const [task] = await stored(
    `select t.element_instance_key, t.instance_key, d.valid, d.late, e.job_key
     from engine_task t join decision d on d.user_task_key = t.key
     join job_effect e on e.type = 'decision.record' and not (e.job_key = any($2))
     where d.case_id = $1`,
    [id, before],
  );
  expect(task).toMatchObject({ valid: true, late: false });
  const again = bench.job(
    'decision.record',
    { caseId: id },
    {
      key: task.job_key,
      elementInstanceKey: task.element_instance_key,
      processInstanceKey: task.instance_key,
    },
  );
  const answers = await Promise.all([1, 2, 3].map(() => bench.deliver(again)));
  for (const answer of answers)
    expect(answer).toEqual({
      kind: 'complete',
      variables: {
        gcDecision: {
          valid: true,
          late: false,
          outcome: 'CONFIRMED',
          completedAt: '2026-09-28T09:00:00+08:00',
        },
      },
    });
  expect(await actsOf(id)).toEqual([`${JIA} CONFIRM`]);
  const recorded = await stored(
    `select 1 from audit_event where chain = $1 and action = 'decision.recorded'`,
    [`case:${id}`],
  );
  expect(recorded).toHaveLength(1);
});

test('input that does not fit the contract becomes an incident at once, without retries', async () => {
  const answer = await bench.deliver(bench.job('case.set-status', { status: '' }));
  expect(answer).toMatchObject({ kind: 'fail', retries: 0 });
});

test('an authority that the directory does not know is an incident at once, without retries', async () => {
  const answer = await bench.deliver(
    bench.job('authority.resolve', {
      caseId: await storedCase(),
      party: 'authority',
      level: 'COUNTY',
      regionCode: '999999',
    }),
  );
  expect(answer).toMatchObject({
    kind: 'fail',
    retries: 0,
    message: expect.stringContaining('999999'),
  });
});

test('[AE-95] a deadline in a year the calendar does not know is refused, not guessed', async () => {
  const caseId = await storedCase();
  const answer = await bench.deliver(
    bench.job('deadline.compute', {
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
  expect(await stored('select 1 from deadline where case_id = $1', [caseId])).toHaveLength(0);
});

test('[R1] a table of deadlines without a row for the key is an incident, not a case that waits for ever', async () => {
  const caseId = await storedCase();
  const answer = await bench.deliver(
    bench.job('deadline.compute', { caseId, key: 'GC_CONFIRM_4', rule: null }),
  );
  expect(answer).toMatchObject({
    kind: 'fail',
    retries: 0,
    message: expect.stringMatching(/E-00-82 .*GC_CONFIRM_4/),
  });
  expect(await stored('select 1 from deadline where case_id = $1', [caseId])).toHaveLength(0);
});

test('technical failures back off longer each time and end as an incident', async () => {
  // no such case in the record
  const broken = bench.job('deadline.compute', {
    caseId: randomUUID(),
    key: 'GC_CONFIRM_3',
    n: 3,
    unit: 'WD',
    from: '2026-09-30T10:00:00+08:00',
  });
  const waits: number[] = [];
  for (const retries of [5, 4, 3, 2, 1]) {
    const answer = await bench.deliver({ ...broken, retries });
    expect(answer).toMatchObject({ kind: 'fail', retries: retries - 1 });
    if (answer.kind === 'fail') waits.push(answer.backOffMs);
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(new Set(waits).size).toBe(5);
});
