import {
  caseView,
  clockAt,
  deadlinesOf,
  doAct,
  leaveStack,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { waitFor } from '../../harness/client';
import { publicityOf } from '../../harness/complaint';
import { DOUBTFUL, FALSE, refusedAct, registered, TRUE } from '../../harness/enterprise';
import { registrant } from '../../harness/people';
import { CIXI, GROUP } from '../../harness/subcontract';

/** The shared step common-verification, as ZJ-23 calls it; ZJ-23 has its own tests of who and what. */
describe('common-verification', () => {
  beforeAll(() => clockAt('2026-09-28 09:00'));
  afterAll(leaveStack);

  test('[ZJ-17][ZJ-23][DD-08] the form takes only the results that the table offers at this step', async () => {
    const id = await registered(await registrant());
    expect(await waitTask(id, 'VERIFY')).toMatchObject({ name: '核实', groups: [GROUP.cixi] });
    const given = { outcome: 'NOT_APPROVED', opinion: '缺少材料。' };
    expect(await refusedAct(id, CIXI, 'VERIFY', given)).toEqual([422, ['E-00-10']]);

    await doAct(id, CIXI, 'VERIFY', DOUBTFUL);
    await waitStatus(id, 'DOUBTFUL');
    await waitTask(id, 'RECHECK');
    for (const outcome of ['DOUBTFUL', 'NOT_APPROVED'])
      expect(await refusedAct(id, CIXI, 'RECHECK', { ...DOUBTFUL, outcome })).toEqual([
        422,
        ['E-00-10'],
      ]);
    expect(await refusedAct(id, CIXI, 'RECHECK', { outcome: 'FALSE', opinion: '不符。' })).toEqual([
      409,
      ['E-17-03'],
    ]);
    await doAct(id, CIXI, 'RECHECK', TRUE);
    await waitStatus(id, 'ENTERED');
  });

  test('[ZJ-17][DT-19] a false result goes back to the flow that called it', async () => {
    const id = await registered(await registrant());
    await doAct(id, CIXI, 'VERIFY', FALSE);
    expect(await waitStatus(id, 'FALSE')).toMatchObject({ awaitsCorrection: true });
    expect(await deadlinesOf(id)).toEqual({});
    expect(await publicityOf(id)).toMatchObject({ state: 'OPEN', ends: null });
    // an enterprise that is not in the library cannot be warned: no lead (ZJ-18)
    await waitFor('no task', async () => (await caseView(id)).tasks.length === 0);
  });
});
