import { actsOf, clockAt, doAct, leaveStack, waitStatus, waitTask } from '../../harness/cases';
import { award, CONFIRMED, GOOD } from '../../harness/credit';
import { decidedByStranger } from '../../harness/engine-tasks';
import { entered } from '../../harness/entry';
import { APPROVE, CIXI, HANGZHOU } from '../../harness/subcontract';

describe('zj-credit-confirm: the next level confirms', () => {
  beforeAll(() => clockAt('2026-09-22 10:00'));
  afterAll(leaveStack);

  test('[ZJ-12][OP-31][GR-03] a place without a county: 杭州市 does both steps, and nobody else', async () => {
    const id = await entered(GOOD, award({ projectPlace: '330100' }), 'COUNTY_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual(['city-330100']);
    await doAct(id, HANGZHOU, 'REVIEW', APPROVE);
    await waitStatus(id, 'CITY_CONFIRM');
    await decidedByStranger(id, 'CONFIRM_CREDIT', CIXI, CONFIRMED);
    await doAct(id, HANGZHOU, 'CONFIRM_CREDIT', CONFIRMED);
    await waitStatus(id, 'PUBLISHED');
    expect(await actsOf(id)).toEqual([
      ...[`${HANGZHOU} REVIEW`, `${CIXI} CONFIRM_CREDIT void:E-00-01`],
      `${HANGZHOU} CONFIRM_CREDIT`,
    ]);
  });
});
