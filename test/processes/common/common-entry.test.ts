import { clockAt, doAct, leaveStack, waitMessage, waitStatus, waitTask } from '../../harness/cases';
import { entered, libraryEntry, nextRound } from '../../harness/entry';
import { pushedLike, SUPPLEMENT } from '../../harness/permit-project';
import { APPROVE, CIXI, GROUP, JIA, PERMIT } from '../../harness/subcontract';

const FLOW = 'zj-permit-project';

/** The shared step common-entry, as ZJ-04 calls it. */
describe('common-entry', () => {
  afterAll(leaveStack);

  test('[GR-04][GR-12] refused twice, each time with a reason, then entered: one entry, of the last round', async () => {
    await clockAt('2026-06-15 10:00');
    const permitNo = await pushedLike(PERMIT, { issueDate: '2026-06-01' });
    const data = (contractAmount: number) => {
      return { who: JIA, data: { permitNo, ...SUPPLEMENT, contractAmount } };
    };
    const id = await entered(FLOW, data(1), 'UNDER_REVIEW');
    for (const round of [1, 2]) {
      const opinion = `第${round}轮：合同价与合同登记不一致。`;
      await doAct(id, CIXI, 'REVIEW', { outcome: 'NOT_APPROVED', opinion });
      const refused = await waitStatus(id, 'NOT_APPROVED');
      expect([refused.round, refused.statusReason]).toEqual([round, opinion]);
      expect(await libraryEntry('project', permitNo)).toBeUndefined();
      await nextRound(id, data(round + 1), 'UNDER_REVIEW');
    }
    expect(await waitMessage(id, 'CASE_NOT_APPROVED')).toEqual([GROUP.jia, GROUP.jia]);
    await waitTask(id, 'REVIEW');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
    expect(await libraryEntry('project', permitNo)).toMatchObject({
      ...{ status: 'ENTERED', version: 1, data: { contractAmount: 3 } },
    });
  });
});
