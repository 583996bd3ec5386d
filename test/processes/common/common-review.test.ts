import { alteringModels } from '../../harness/altered-models';
import { clockAt, doAct, leaveStack, waitStatus, waitTask } from '../../harness/cases';
import { entered } from '../../harness/entry';
import { deployModels } from '../../harness/models';
import { AGREE, askingFor, JINHUA, OFFICE, waitOpinions } from '../../harness/opinions';
import { pushedLike, SUPPLEMENT } from '../../harness/permit-project';
import { APPROVE, YI, YIWU } from '../../harness/subcontract';

/** The shared step common-review, as ZJ-08 calls it where DT-03 asks for an opinion. */
describe('common-review', () => {
  alteringModels();
  afterAll(leaveStack);

  test('[DT-03] the district city’s opinion before the review, whose days count from the handing-in', async () => {
    await deployModels(...(await askingFor({ 'ZJ-08-CITY': 'REG_CITY' }, 'R03')));
    await clockAt('2026-09-22 10:00');
    const permitNo = await pushedLike('330782202607150101');
    const data = { permitNo, ...SUPPLEMENT };
    const id = await entered('zj-standalone-project', { who: YI, data }, 'UNDER_OPINION');
    expect((await waitTask(id, 'GIVE_OPINION')).groups).toEqual([OFFICE.jinhua]);
    expect(await waitOpinions(id, 1)).toHaveLength(1);
    await doAct(id, JINHUA, 'GIVE_OPINION', AGREE);
    await waitStatus(id, 'UNDER_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual(['county-330782']);
    await doAct(id, YIWU, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
  });
});
