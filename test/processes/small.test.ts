/** What models of any province may use, shown on a small flow of none (docs/developers.md). */
import { caseFileView } from '../../src/cases/case-file';
import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config';
import type { Job } from '../../src/engine';
import { CaseFile } from '../../src/entities';
import { asMarkdown } from '../../src/wording/as-markdown';
import { noteLines, type TaskPlace } from '../../src/wording/notes';
import { workers } from '../../src/workers';
import { runJob } from '../../src/workers/run';
import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  unique,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { as, runtime, waitFor } from '../harness/client';
import { completeTask, openTaskOf } from '../harness/engine-tasks';
import { newCreditCode } from '../harness/enterprise';
import { instanceOf } from '../harness/instances';
import { deployModels } from '../harness/models';
import { SMALL } from '../harness/small';
import { CIXI, GROUP, JIA, YI, YIWU } from '../harness/subcontract';

type Deps = Awaited<ReturnType<typeof compose>>;
let deps: Deps;
let definition = '';

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  await deployModels(...SMALL);
  deps = await compose(loadConfig({ ...runtime.env, LOG_LEVEL: 'silent' }));
  const { processes } = await deps.releases.current();
  definition = Object.entries(processes).find(([, id]) => id === 'small-outer')?.[0] ?? '';
});
afterAll(async () => {
  await deployModels();
  await leaveStack();
  await deps?.close();
});

const LEADER = { leaderName: '陈乙三', leaderId: '33010619850615002X' };

const fields = (projectNo: string, changes: object = {}) => {
  return { projectNo, stage: 'CONTRACT', contract: { amount: 120, ...LEADER }, ...changes };
};

async function trySubmit(data: object, who = YI) {
  return (await as(who)).post('/api/cases/small-outer', { data });
}

async function submitted(data: object, who = YI): Promise<string> {
  const response = await trySubmit(data, who);
  if (response.status !== 201) throw new Error(`submit: ${response.status} ${response.text}`);
  await waitTask(response.body.id, 'VERIFY');
  return response.body.id;
}

/** Runs a job of a type on a case: twice at once and once more later; all answer the same. */
async function done(type: string, variables: Record<string, unknown>) {
  const worker = workers.find((w) => w.type === type);
  if (!worker) throw new Error(`no worker ${type}`);
  const job: Job = {
    key: unique('job-'),
    type,
    elementId: 'Task_SetPending',
    elementInstanceKey: '1',
    processId: 'small-outer',
    processInstanceKey: await instanceOf(variables.caseId),
    processDefinitionKey: definition,
    retries: 3,
    variables,
  };
  const answers = await Promise.all([1, 2].map(() => runJob(deps, worker, job)));
  answers.push(await runJob(deps, worker, job));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  return answers[0];
}

const complete = (variables: object) => ({ kind: 'complete', variables });

const entries = (key: string) =>
  sql<{
    version: number;
    status: string;
    marks: string[];
    data: object;
    secrets: Record<string, string>;
  }>(
    `select version, status, marks, data, secrets, case_id, amended_by from library_entry
     where natural_key = $1 order by version`,
    [key],
  );

describe('fields in groups and lists', () => {
  test('what they refer to is known to the checks, each where it stands', async () => {
    const [right, wrong] = [newCreditCode(), '913302820000000001'];
    const wrongId = { ...LEADER, leaderId: '330106198506150021' };
    const units = (...codes: string[]) => codes.map((uscc) => ({ name: '某单位', uscc }));
    const data = fields(unique('P'), { participants: units(right, wrong), contract: wrongId });
    expect(codes(await trySubmit(data))).toEqual(['T-USCC', 'T-ID']);
    const mended = { ...data, participants: units(right), contract: LEADER };
    expect((await trySubmit(mended)).status).toBe(201);
  });

  test('[GR-10] personal data is sealed and masked there, too', async () => {
    const id = await submitted(fields(unique('P')));
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id });
    expect(file.data.contract).toEqual({
      amount: 120,
      leaderName: '陈**',
      leaderId: '330***********002X',
    });
    const opened = Object.entries(file.secrets).map(([k, sealed]) => [
      k,
      deps.vault.decrypt(sealed),
    ]);
    expect(Object.fromEntries(opened)).toEqual({
      'contract.leaderName': LEADER.leaderName,
      'contract.leaderId': LEADER.leaderId,
    });
  });
});

describe('cases about the same thing', () => {
  test('an open one is seen by whoever comes next, whoever handed it in', async () => {
    const no = unique('P');
    const first = await submitted(fields(no));
    expect(codes(await trySubmit(fields(no), JIA))).toEqual(['T-OPEN']);
    // another stage is another thing; a part names the whole as its parent
    expect((await trySubmit(fields(no, { stage: 'ACCEPT' }), JIA)).status).toBe(201);
    const part = fields(unique('P'), { specialist: true, parentNo: no });
    expect(codes(await trySubmit(part, JIA))).toEqual(['T-OPEN']);
    await doAct(first, CIXI, 'VERIFY', { outcome: 'STORED', verdict: 'TRUE' });
    await waitStatus(first, 'STORED');
    expect((await trySubmit(fields(no), JIA)).status).toBe(201);
  });

  test('of two at the same moment one is taken', async () => {
    const no = unique('P');
    const answers = await Promise.all([YI, JIA, YI, JIA].map((who) => trySubmit(fields(no), who)));
    expect(answers.map((a) => a.status).sort()).toEqual([201, 422, 422, 422]);
  });

  test('a field the form hides says nothing about it', async () => {
    const [no, other] = [unique('P'), unique('P')];
    await submitted(fields(other));
    const response = await trySubmit(fields(no, { parentNo: other }));
    expect(response.status).toBe(201);
    const [row] = await sql('select subject from case_file where id = $1', [response.body.id]);
    expect(row).toEqual({ subject: no });
  });

  test('an act sees them as they are then', async () => {
    const no = unique('P');
    const id = await submitted(fields(no));
    const other = await submitted(fields(no, { stage: 'ACCEPT' }));
    await sql(`update case_file set marks = '{HOLD}' where id = $1`, [other]);
    const given = { outcome: 'STORED', verdict: 'TRUE' };
    expect(codes(await act(id, CIXI, 'VERIFY', given))).toEqual(['T-HOLD']);
    await sql(`update case_file set marks = '{}' where id = $1`, [other]);
    await doAct(id, CIXI, 'VERIFY', given);
    await waitStatus(id, 'STORED');
  });
});

describe('entries of a library', () => {
  const write = { library: 'PROJECT', kind: 'small-stage', status: 'D' };

  test('[GR-12] a part of a case is written under a key of its own, and found by its beginning', async () => {
    const no = unique('P');
    const id = await submitted(fields(no));
    const key = `${no}|CONTRACT`;
    const part = { ...write, caseId: id, key, part: 'contract', marks: ['M'] };
    await done('library.write', { ...part, fields: { note: 'x' } });
    // a number that begins alike is another project
    await done('library.write', { ...part, key: `${no}1|ACCEPT` });
    const [entry, ...more] = await entries(key);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      version: 1,
      marks: ['M'],
      data: { amount: 120, leaderName: '陈**', leaderId: '330***********002X', note: 'x' },
    });
    expect(Object.keys(entry?.secrets ?? {}).sort()).toEqual(['leaderId', 'leaderName']);
    expect(codes(await trySubmit(fields(no), JIA))).toEqual(['T-OPEN', 'T-STORED']);
    expect((await trySubmit(fields(no, { stage: 'ACCEPT' }), JIA)).status).toBe(201);
  });

  test('a part the case does not have is an incident', async () => {
    const id = await submitted(fields(unique('P')));
    const answer = await done('library.write', { ...write, caseId: id, part: 'tender' });
    expect(answer).toMatchObject({ kind: 'fail', message: 'the case has no tender' });
  });

  test('[GR-12] is amended by another case, as a new version, once', async () => {
    const no = unique('P');
    const owner = await submitted(fields(no));
    const key = `${no}|CONTRACT`;
    await done('library.write', { ...write, caseId: owner, key, part: 'contract' });
    const other = await submitted(fields(no, { stage: 'ERRATUM' }));
    const items = [
      { field: 'amount', value: '130.5' },
      { field: 'place.name', correctedValue: '慈溪' },
      { field: 'amount', value: '1', key: `${no}|ACCEPT` },
      { field: 'leaderId', value: '330106198506150450' },
    ];
    await sql(
      `update case_file set data = data || jsonb_build_object('items', $2::jsonb) where id = $1`,
      [other, JSON.stringify(items)],
    );
    const amend = { caseId: other, kind: 'small-stage', key };
    const first = { ...amend, status: 'B', addMarks: ['USED'], correctionsFrom: 'items' };
    expect(await done('library.amend', first)).toEqual(complete({ version: 2 }));
    expect(await done('library.amend', first)).toEqual(complete({ version: 2 }));
    const [one, two, ...more] = await entries(key);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ status: 'D', data: { amount: 120 } });
    expect(two).toMatchObject({
      status: 'B',
      marks: ['USED'],
      data: { amount: 130.5, place: { name: '慈溪' }, leaderId: '330***********0450' },
      case_id: owner,
      amended_by: other,
    });
    expect(deps.vault.decrypt(two?.secrets.leaderId ?? '')).toBe('330106198506150450');
    expect(await done('library.amend', { ...amend, removeMarks: ['USED'] })).toEqual(
      complete({ version: 3 }),
    );
    // the case that wrote it came earlier than the one that changed it
    await done('library.write', { ...write, caseId: owner, key, part: 'contract' });
    expect(await entries(key)).toHaveLength(3);
    const told = await sql<{ action: string; detail: object }>(
      `select action, detail from audit_event where chain = $1 and action like 'library.%' order by seq`,
      [`case:${other}`],
    );
    expect(told.map((e) => e.action)).toEqual([
      'library.amended',
      'library.unchanged',
      'library.amended',
    ]);
    expect(JSON.stringify(told)).not.toContain('330106198506150450');
  });

  test('an entry that is not there cannot be amended', async () => {
    const id = await submitted(fields(unique('P')));
    const answer = await done('library.amend', { caseId: id, kind: 'small-stage', key: 'none' });
    expect(answer).toMatchObject({ kind: 'fail', message: 'no current entry small-stage none' });
  });

  test('case.check judges by what is there now', async () => {
    const no = unique('P');
    const id = await submitted(fields(no));
    const check = { caseId: id, decision: 'small-checks' };
    expect(await done('case.check', check)).toEqual(complete({ refusals: [] }));
    await done('library.write', { ...write, caseId: id, key: no, kind: 'small-project' });
    const used = { caseId: id, kind: 'small-project', key: no, addMarks: ['USED'] };
    await done('library.amend', used);
    expect(await done('case.check', check)).toEqual(complete({ refusals: ['T-USED'] }));
  });
});

describe('an act is judged by what is given', () => {
  test('[GR-03] in a called process as in its own: every code, and nothing happens', async () => {
    const id = await submitted(fields(unique('P')));
    const refused = await act(id, CIXI, 'VERIFY', { outcome: 'RETURNED', opinion: '  ' });
    expect([refused.status, codes(refused)]).toEqual([409, ['T-OPINION', 'T-VERDICT']]);
    expect(await actsOf(id)).toEqual([]);
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.cixi]);
    const view = await caseFileView(deps, await deps.db.manager.findOneByOrFail(CaseFile, { id }), {
      username: CIXI,
      name: CIXI,
      organisations: [GROUP.cixi],
      roles: [],
    });
    expect(view.diagram.active).toEqual(['Call_Verify']);
    // a telephone number is nothing a decision gets to see
    const given = { outcome: 'STORED', verdict: 'TRUE', phone: '13800000000' };
    await doAct(id, CIXI, 'VERIFY', given);
    await waitStatus(id, 'STORED');
    expect(await actsOf(id)).toEqual([`${CIXI} VERIFY`]);
  });

  test('[GR-03] past the door it is void, told to whoever may act, and no security event', async () => {
    const id = await submitted(fields(unique('P')));
    await pastTheDoor(id, CIXI, { outcome: 'RETURNED' });
    expect(await actsOf(id)).toEqual([`${CIXI} VERIFY void:T-OPINION,T-VERDICT`]);
    const events = () => sql('select person, code from security_event where case_id = $1', [id]);
    expect(await events()).toEqual([]);
    const key = await openTaskOf(id, ['Task_Verify']);
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id });
    const [task] = await sql<TaskPlace>(
      `select element_id as "elementId", instance_key as "processInstanceKey" from engine_task
       where key = $1`,
      [key],
    );
    expect(await noteLines(deps.db.manager, {}, file, task as TaskPlace)).toBe(
      `⚠ 上次办理无效：${asMarkdown('T-OPINION；T-VERDICT')}（${asMarkdown('T-OPINION,T-VERDICT')}）`,
    );
    await pastTheDoor(id, YIWU, { outcome: 'STORED', verdict: 'TRUE' });
    expect(await events()).toEqual([{ person: YIWU, code: 'E-00-01' }]);
    expect(await openTaskOf(id, ['Task_Verify'])).not.toBe(key);
    await doAct(id, CIXI, 'VERIFY', { outcome: 'STORED', verdict: 'TRUE' });
    expect((await waitStatus(id, 'STORED')).closedAt).not.toBeNull();
    expect((await caseView(id)).tasks).toEqual([]);
  });

  /** Completes the task through the engine; then it is there again. */
  async function pastTheDoor(id: string, assignee: string, variables: object): Promise<void> {
    const key = await openTaskOf(id, ['Task_Verify']);
    await completeTask(key, assignee, variables);
    await waitFor('the task again', async () => (await openTaskOf(id, ['Task_Verify'])) !== key);
  }
});

describe('documents and deadlines', () => {
  test('document.issue takes its number from what the issuer gave', async () => {
    const id = await submitted(fields(unique('P')));
    const number = `渝某建文〔2024〕${unique('')}号`;
    const letter = {
      ...{ caseId: id, kind: 'SMALL_LETTER', decision: 'small-letter', status: 'ISSUED' },
      issuer: GROUP.cixi,
    };
    expect(await done('document.issue', { ...letter, fields: { number } })).toMatchObject(
      complete({ documentNumber: number }),
    );
  });

  test('[AC-16][OP-12] publicity goes on for the days that are left, one at least', async () => {
    const id = await submitted(fields(unique('P')));
    const period = { caseId: id, key: 'SMALL_PUBLICITY', n: 10, unit: 'WD' };
    expect(
      await done('deadline.compute', { ...period, from: '2024-04-30T10:00:00+08:00' }),
    ).toEqual(complete({ dueAt: '2024-05-17T00:00:00+08:00', remindAt: null, days: 10 }));
    const resumed = {
      ...period,
      elapsedFrom: '2024-04-30T10:00:00+08:00',
      elapsedTo: '2024-05-09T16:30:00+08:00',
      from: '2024-05-13T09:00:00+08:00',
    };
    expect(await done('deadline.compute', resumed)).toEqual(
      complete({ dueAt: '2024-05-22T00:00:00+08:00', remindAt: null, days: 6 }),
    );
    const lastDay = { ...resumed, elapsedTo: '2024-05-16T23:59:59+08:00' };
    expect(await done('deadline.compute', lastDay)).toEqual(
      complete({ dueAt: '2024-05-15T00:00:00+08:00', remindAt: null, days: 1 }),
    );
  });
});
