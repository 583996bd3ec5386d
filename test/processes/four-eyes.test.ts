/** Four eyes as one row: who did one act of a case may not do another (同一人不得办理). */
import { alteringModels } from '../harness/altered-models';
import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  sql,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { as, waitFor } from '../harness/client';
import { completeInEngine, taskKey } from '../harness/engine-tasks';
import { deployModels } from '../harness/models';
import { APPROVE, CIXI, CONFIRM, correct, JIA, NOTICE, submitted } from '../harness/subcontract';
import { rowAbove } from '../harness/table-rows';

/** A colleague of 慈溪市's reviewer. */
const COLLEAGUE = 'cixi.chen';
const CODE = 'E-07-20';

const ANSWER = {
  代码: `"${CODE}"`,
  提示: '"下发督促单的人员不得审核同一案件，请由同事办理"',
  '提示（英文）': '"Who issued the urging notice may not review the case"',
  '无权（403）': 'true',
};

/** One row of the flow's table: above 10 million (1,000 万元). */
const aboveTenMillion = () =>
  rowAbove('dmn/zhejiang/zj-subcontract-acts.dmn', 'zj-subcontract-acts', 'A01', {
    id: 'FOUR_EYES',
    annotation: '合同金额超过1000万元的，下发督促单和审核不得为同一人',
    cells: {
      办理事项: '"REVIEW"',
      本人在本案办过的其他事项: 'list contains(?, "ISSUE_NOTICE")',
      '合同金额（万元）': '> 1000',
      ...ANSWER,
    },
  });

/** One row of the table of every flow, over two acts. */
const everyFlow = () =>
  rowAbove('dmn/common/common-acts.dmn', 'common-acts', 'G01', {
    id: 'FOUR_EYES',
    annotation: '各流程：下发督促单、确认的人员不得审核',
    cells: {
      办理事项: '"REVIEW"',
      本人在本案办过的其他事项: 'list contains(?, "ISSUE_NOTICE") or list contains(?, "CONFIRM")',
      ...ANSWER,
    },
  });

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
  alteringModels();

  test('[ZJ-07] above 10 million whoever issued the notice does not review, at any door', async () => {
    await deployModels(await aboveTenMillion());
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
    await deployModels(await everyFlow());
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
