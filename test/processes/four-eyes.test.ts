/** Four eyes as one row: who did one act of a case may not do another (同一人不得办理). */
import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { as, waitFor } from '../harness/client';
import { completeInEngine, taskKey } from '../harness/engine-tasks';
import { type Change, deployModels } from '../harness/models';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  correct,
  givenPermit,
  JIA,
  NOTICE,
  submitted,
} from '../harness/subcontract';

/** A colleague of 慈溪市's reviewer. */
const COLLEAGUE = 'cixi.chen';
const CODE = 'E-07-20';

const input = (id: string, value = '') =>
  `<inputEntry id="${id}"><text>${value}</text></inputEntry>`;
const output = (id: string, value: string) =>
  `<outputEntry id="${id}"><text>${value}</text></outputEntry>`;
const answer = (id: string) =>
  [
    output(`${id}_code`, `"${CODE}"`),
    output(`${id}_zh`, '"下发督促单的人员不得审核同一案件，请由同事办理"'),
    output(`${id}_en`, '"Who issued the urging notice may not review the case"'),
    output(`${id}_forbidden`, 'true'),
  ].join('\n        ');

/** One row of the flow's table: above 10 million (1,000 万元). */
const aboveTenMillion: Change = {
  file: 'dmn/zhejiang/zj-subcontract-acts.dmn',
  from: '<rule id="A01">',
  to: `<rule id="FOUR_EYES">
        <description>合同金额超过1000万元的，下发督促单和审核不得为同一人</description>
        ${input('FE_act', '"REVIEW"')}
        ${['gc', 'authority', 'over', 'issued', 'replied', 'confirmed', 'marked'].map((name) => input(`FE_${name}`)).join('\n        ')}
        ${input('FE_did', 'list contains(?, "ISSUE_NOTICE")')}
        ${input('FE_contractAmount', '&gt; 1000')}
        ${answer('FE')}
      </rule>
      <rule id="A01">`,
};

/** One row of the table of every flow, over two acts. */
const everyFlow: Change = {
  file: 'dmn/common/common-acts.dmn',
  from: '<rule id="G01">',
  to: `<rule id="FOUR_EYES">
        <description>各流程：下发督促单、确认的人员不得审核</description>
        ${input('FE_act', '"REVIEW"')}
        ${['own', 'open', 'entitled', 'party'].map((name) => input(`FE_${name}`)).join('\n        ')}
        ${input('FE_did', 'list contains(?, "ISSUE_NOTICE") or list contains(?, "CONFIRM")')}
        ${answer('FE')}
      </rule>
      <rule id="G01">`,
};

const security = (id: string) =>
  sql<{ code: string }>('select code from security_event where case_id = $1', [id]);

/** Urged by 慈溪市's reviewer and confirmed: the review waits. */
async function urged(contractAmount: number): Promise<string> {
  await clockAt('2026-09-28 09:00');
  const id = await submitted({ contractAmount });
  await waitTask(id, 'CONFIRM');
  await clockAt('2026-10-09 00:00');
  await doAct(id, CIXI, 'ISSUE_NOTICE', NOTICE);
  await doAct(id, JIA, 'REPLY', { replyText: '已收到，正在核实。' });
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
  await waitStatus(id, 'UNDER_REVIEW');
  await waitTask(id, 'REVIEW');
  return id;
}

describe('four eyes', () => {
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await givenPermit();
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  test('[ZJ-07] above 10 million whoever issued the notice does not review, at any door', async () => {
    await deployModels(aboveTenMillion);
    const id = await urged(1000.5);
    const refused = await act(id, CIXI, 'REVIEW', APPROVE);
    expect([refused.status, codes(refused)]).toEqual([403, [CODE]]);
    // the portal's inbox has a door of its own
    const key = await taskKey(id, 'REVIEW');
    const inbox = await (await as(CIXI)).post(`/api/tasks/${key}/completion`, APPROVE);
    expect([inbox.status, codes(inbox)]).toEqual([403, [CODE]]);
    // past the doors, as by Tasklist: void, and offered again
    const done = await completeInEngine(id, 'REVIEW', CIXI, APPROVE);
    await waitFor('REVIEW offered again', async () => (await taskKey(id, 'REVIEW')) !== done);
    expect(await actsOf(id)).toContain(`${CIXI} REVIEW void:${CODE}`);
    // a colleague is no intruder, and neither is who has the task
    expect(await security(id)).toEqual([]);
    await doAct(id, COLLEAGUE, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
  });

  test('[ZJ-07] up to 10 million one person does both', async () => {
    const id = await urged(1000);
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
  });

  test('[ZJ-07] a row of common-acts: the same act again, in another round, is not another', async () => {
    await clockAt('2026-09-28 09:00');
    await deployModels(everyFlow);
    const id = await submitted();
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitTask(id, 'REVIEW');
    await doAct(id, CIXI, 'REVIEW', { outcome: 'NOT_APPROVED', opinion: '请补正' });
    await waitStatus(id, 'NOT_APPROVED');
    await correct(id);
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitTask(id, 'REVIEW');
    // reviewed before, by the same person: no other act
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
  });

  test('[ZJ-07] a row of common-acts over named acts holds in every flow', async () => {
    const second = await urged(10);
    expect(codes(await act(second, CIXI, 'REVIEW', APPROVE))).toEqual([CODE]);
    expect((await caseView(second)).tasks.map((task) => task.act)).toEqual(['REVIEW']);
    await doAct(second, COLLEAGUE, 'REVIEW', APPROVE);
    await waitStatus(second, 'ENTERED');
  });
});
