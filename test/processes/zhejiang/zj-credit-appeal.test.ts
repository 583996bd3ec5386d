/** Objection to what is public of an enterprise's credit, and repair (OP-50). */

import { CITY, PUBLISH, page, penalty, recorded } from '../../harness/bad-credit';
import {
  caseView,
  clockAt,
  doAct,
  leaveStack,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { decidedByStranger } from '../../harness/engine-tasks';
import { entered, entryRefusals, libraryEntry } from '../../harness/entry';
import { GROUP, HANGZHOU, JIA, XIAOSHAN, YI } from '../../harness/subcontract';

const APPEAL = 'zj-credit-appeal';

describe('a penalty of 甲 that is public', () => {
  let id = '';
  beforeAll(async () => {
    await clockAt('2026-02-12 10:00');
    id = await recorded(HANGZHOU, penalty());
    await doAct(id, HANGZHOU, 'RECORD_AND_PUBLISH', PUBLISH);
    await waitStatus(id, 'PUBLISHED');
  });
  afterAll(leaveStack);

  test('[ZJ-26][OP-50][E-26-02][E-26-03][E-26-04] 甲 objects in vain, then asks for repair: no longer public', async () => {
    const { number: recordNo } = await caseView(id);
    const about = (appealKind: string, no = recordNo) => ({
      ...{ who: JIA, data: { recordNo: no, appealKind, grounds: '已缴纳罚款并整改（虚构）' } },
    });
    expect((await (await as(JIA)).get('/').expect(200)).text).toContain(
      '/submit/zj-credit-appeal?recordNo=',
    );
    expect(await entryRefusals(APPEAL, { ...about('OBJECTION'), who: YI })).toEqual(['E-26-02']);
    const objection = await entered(APPEAL, about('OBJECTION'), 'UNDER_REVIEW');
    expect(await entryRefusals(APPEAL, about('REPAIR'))).toEqual(['E-26-04']);
    expect((await waitTask(objection, 'DECIDE_APPEAL')).groups).toEqual([CITY]);
    const dismissed = { outcome: 'DISMISSED', opinion: '处罚决定未被撤销。' };
    await decidedByStranger(objection, 'DECIDE_APPEAL', XIAOSHAN, dismissed);
    await doAct(objection, HANGZHOU, 'DECIDE_APPEAL', dismissed);
    expect(await waitStatus(objection, 'DISMISSED')).toMatchObject({
      ...{ statusLabel: '不成立', statusReason: dismissed.opinion },
    });
    expect(await waitMessage(objection, 'CREDIT_APPEAL_DISMISSED')).toEqual([GROUP.jia]);
    expect((await page(id)).status).toBe(200);

    const repair = await entered(APPEAL, about('REPAIR'), 'UNDER_REVIEW');
    await doAct(repair, HANGZHOU, 'DECIDE_APPEAL', { outcome: 'UPHELD', opinion: '已整改。' });
    await waitStatus(repair, 'UPHELD');
    expect(await waitMessage(repair, 'CREDIT_APPEAL_UPHELD')).toEqual([GROUP.jia]);
    expect(await libraryEntry('credit', recordNo)).toMatchObject({
      status: 'REPAIRED',
      version: 2,
    });
    expect((await page(id)).status).toBe(410);
    expect(await entryRefusals(APPEAL, about('OBJECTION'))).toEqual(['E-26-03']);
  });
});
