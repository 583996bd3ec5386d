/** Forms with lists, from the submission to the verdicts, and withdrawal, on a flow of no province. */
import {
  act,
  actsOf,
  attach,
  clockAt,
  codes,
  doVerdicts,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { as, waitFor } from '../harness/client';
import { deployModels } from '../harness/models';
import { SAMPLE } from '../harness/sample';
import { BING, CIXI, YI } from '../harness/subcontract';
import { textsIn } from '../harness/texts';
import { placesOf, textsInIndex } from '../harness/traces';
import { sampleData } from '../unit/forms/sample';

const SECRETS = { leader: '端木金丝雀', idNumber: '330782187707070013', phone: '13877006611' };

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  await deployModels(...SAMPLE);
});
afterAll(async () => {
  await deployModels();
  await leaveStack();
});

async function trySubmit(changes: object = {}) {
  const data = sampleData(changes);
  return (await as(YI)).post('/api/cases/sample-lists', {
    data,
    attachments: await attach(YI, ['OTHER']),
  });
}

async function submitted(changes: object = {}): Promise<string> {
  const response = await trySubmit(changes);
  if (response.status !== 201) throw new Error(`submit: ${response.status} ${response.text}`);
  await waitTask(response.body.id, 'VERIFY');
  return response.body.id;
}

describe('a submission with lists', () => {
  let id = '';
  beforeAll(async () => {
    const { leader, idNumber, phone } = SECRETS;
    id = await submitted({
      participants: [{ role: 'CONSTRUCTION', leader, idNumber, share: 60 }],
      reason: '其余自筹',
      tender: { winner: '示例建设公司', contact: leader, experts: [{ phone }, {}] },
      reviewer: '被隐藏的审查机构',
    });
  });

  test('[D7] is refused with what the form does not know, in a row as beside it', async () => {
    const participants = [{ role: 'CONSTRUCTION', leader: '甲', share: 60, other: 'x' }];
    const answer = await trySubmit({ participants, another: 'y' });
    const fields = answer.body.errors.map(({ field }: { field: string }) => field);
    expect(answer.status).toBe(422);
    expect(fields).toEqual(expect.arrayContaining(['another', 'participants.0.other']));
  });

  test('is stored without what the form hides, personal data masked', async () => {
    const { data } = (await (await as(YI)).get(`/api/cases/${id}`).expect(200)).body;
    expect(data).toEqual({
      name: '示例项目',
      stages: ['TENDER'],
      participants: [
        { role: 'CONSTRUCTION', leader: '端**', idNumber: '330***********0013', share: 60 },
      ],
      tender: {
        winner: '示例建设公司',
        contact: '端**',
        date: null,
        experts: [{ phone: '138****6611' }, { phone: '' }],
      },
      shares: 60,
      whole: false,
      reason: '其余自筹',
    });
  });

  test('holds its personal data in clear nowhere, and shows it to whoever decides', async () => {
    expect(await placesOf(Object.values(SECRETS))).toEqual([]);
    expect(await textsInIndex('zeebe-record_*', Object.values(SECRETS))).toEqual([]);
    const { body } = await (await as(CIXI)).get(`/api/cases/${id}/personal-data`).expect(200);
    expect(body).toEqual({
      'participants.0.leader': SECRETS.leader,
      'participants.0.idNumber': SECRETS.idNumber,
      'tender.contact': SECRETS.leader,
      'tender.experts.0.phone': SECRETS.phone,
    });
  });

  test('is refused by row, by the form and by the rules', async () => {
    const answer = await trySubmit({ participants: [{ role: 'SUPERVISION', share: 95 }] });
    const said = answer.body.errors.map((e: { code: string; field?: string; zh: string }) =>
      [e.code, e.field, e.zh].join(' '),
    );
    expect(said).toEqual([
      'T-SHARE  T-SHARE',
      'E-00-10 participants.0.leader 表单填写有误：参建单位第1项 负责人：必填。',
      'E-00-10 reason 表单填写有误：未满百分之百的原因：必填。',
    ]);
  });
});

describe('a task with one row a stage', () => {
  const both = { stages: ['TENDER', 'DRAWING'], reviewer: '示例审图公司' };

  test('is done by API, with the rows in the order they are offered', async () => {
    const id = await submitted(both);
    const refused = await act(id, CIXI, 'VERIFY', {
      verdicts: [{ verdict: 'TRUE' }, { verdict: 'FALSE' }],
    });
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ code: 'E-00-10', field: 'verdicts.1.reason' }),
    ]);
    await doVerdicts(id, CIXI, 'VERIFY', ['TRUE', ['FALSE', '与备案不一致']]);
    await waitStatus(id, 'FALSE');
    const [event] = await sql<{ detail: { fields: object } }>(
      `select detail from audit_event where chain = 'case:' || $1 and action = 'decision.recorded'`,
      [id],
    );
    expect(event?.detail.fields).toEqual({
      verdicts: [
        { stage: 'TENDER', verdict: 'TRUE', reason: null },
        { stage: 'DRAWING', verdict: 'FALSE', reason: '与备案不一致' },
      ],
    });
  });
});

describe('withdrawal by the applicant', () => {
  const withdraw = async (id: string, who: string, body: object = { reason: '填报有误' }) =>
    (await as(who)).post(`/api/cases/${id}/withdrawal`, body);
  const answer = (response: { status: number; body: { errors?: { code: string }[] } }) => [
    response.status,
    ...codes(response),
  ];

  test('is told to the process, recorded and in the audit', async () => {
    const id = await submitted();
    expect(answer(await withdraw(id, CIXI))).toEqual([403, 'E-00-21']);
    expect(answer(await withdraw(id, BING))).toEqual([404, 'E-00-22']);
    expect(answer(await withdraw(id, 'audit.he'))).toEqual([403, 'E-00-21']);
    // what the acts decision asks for
    expect(answer(await withdraw(id, YI, {}))).toEqual([409, 'T-REASON']);

    const both = await Promise.all([withdraw(id, YI), withdraw(id, YI)]);
    expect(both.map(answer).sort()).toEqual([[202], [409, 'E-00-03']]);
    const done = await waitStatus(id, 'WITHDRAWN');
    expect(done.closedAt).not.toBeNull();
    expect(await actsOf(id)).toEqual([`${YI} WITHDRAW`]);
    const events = await sql<{ detail: object }>(
      `select detail from audit_event where chain = 'case:' || $1 and action = 'case.withdrawn'`,
      [id],
    );
    expect(events).toEqual([
      { detail: expect.objectContaining({ outcome: 'WITHDRAWN', opinion: '填报有误' }) },
    ]);
    await waitFor('no task to be open', async () => {
      const { tasks } = (await (await as('audit.he')).get(`/api/cases/${id}`)).body;
      return tasks.length === 0;
    });
    expect(answer(await withdraw(id, YI))).toEqual([409, 'E-00-03']);
  });

  test('is not offered, nor taken, once the case has ended', async () => {
    const id = await submitted();
    await doVerdicts(id, CIXI, 'VERIFY', ['TRUE']);
    await waitStatus(id, 'ENTERED');
    expect(answer(await withdraw(id, YI))).toEqual([409, 'E-00-03']);
    const page = (await (await as(YI)).get(`/cases/${id}`)).text;
    expect(textsIn(page, ['id="withdraw"', '参建单位（共 2 项）'])).toEqual([
      '参建单位（共 2 项）',
    ]);
  });
});
