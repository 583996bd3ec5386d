import { clockAt, doAct, leaveStack, waitStatus } from '../../harness/cases';
import { entered, entryRefusals } from '../../harness/entry';
import { imported } from '../../harness/history';
import { SUPPLEMENT } from '../../harness/permit-project';
import { titled } from '../../harness/person';
import { APPROVE, CIXI, CONFIRM, givenPermit, JIA, submitted, YI } from '../../harness/subcontract';
import {
  DRAW,
  drawing,
  employed,
  leading,
  lockedBy,
  UNLOCK,
  unlocked,
  unlocking,
} from '../../harness/transfer';

const NOW = '2026-09-28 09:00';
const refusedUnlock = async (person: string) => entryRefusals(UNLOCK, await unlocking(person, NOW));

describe('an enterprise unlocks people of its directory', () => {
  beforeAll(() => clockAt(NOW));
  afterAll(leaveStack);

  test('[ZJ-02][E-02-01][E-02-02] unlocked by the own enterprise, with its lock', async () => {
    const { person } = await employed(NOW);
    const by = (lockConfirmationNo: string, who = JIA, whom = person) =>
      entryRefusals(UNLOCK, { who, data: { person: whom, lockConfirmationNo } });
    expect(await by('')).toEqual(['E-02-01']);
    expect(await by('L-00000000000000000000000000000000')).toEqual(['E-02-01']);
    expect(await by(await lockedBy(YI, NOW))).toEqual(['E-02-01']);
    expect(await by(await lockedBy(JIA, '2026-09-27 23:59'))).toEqual(['E-02-01']);
    expect(await by(await lockedBy(YI, NOW), YI)).toEqual(['E-02-02']);
    expect(await by(await lockedBy(JIA, NOW), JIA, 'P-00000000000000000000')).toEqual(['E-02-02']);
    const lock = await lockedBy(JIA, NOW);
    const data = { person, lockConfirmationNo: lock };
    await entered(UNLOCK, { who: JIA, data }, 'UNLOCKED');
    const other = await employed(NOW);
    expect(await by(lock, JIA, other.person)).toEqual(['E-02-01']);
  });

  describe('[DT-14][E-02-03] a registered constructor with a project in progress', () => {
    test('[ZJ-02][OP-26][DD-14] of a permit: until the completion is approved, or it is handed over', async () => {
      const one = await employed(NOW);
      const permitNo = await leading(one, { issueDate: '2026-06-01' });
      expect(await refusedUnlock(one.person)).toEqual(['E-02-03']);
      const added = { who: JIA, data: { permitNo, ...SUPPLEMENT } };
      const project = await entered('zj-permit-project', added, 'UNDER_REVIEW');
      await doAct(project, CIXI, 'REVIEW', APPROVE);
      await waitStatus(project, 'ENTERED');
      expect(await refusedUnlock(one.person)).toEqual(['E-02-03']);
      const report = { report: 'HANDOVER', handoverDate: '2026-09-21' };
      const handed = { who: JIA, data: { permitNo, ...report } };
      const over = await entered('zj-completion', handed, 'UNDER_REVIEW');
      expect(await refusedUnlock(one.person)).toEqual(['E-02-03']);
      await doAct(over, CIXI, 'REVIEW', APPROVE);
      await waitStatus(over, 'HANDED_OVER');
      await unlocked(one.person, NOW);
    });

    test('[ZJ-02][DD-14] of a subcontract, and drawn in', async () => {
      await givenPermit();
      const one = await employed(NOW, { who: YI });
      const leader = { projectLeaderName: '李一', projectLeaderIdNumber: one.card.idNumber };
      const record = await submitted(leader);
      await doAct(record, JIA, 'CONFIRM', CONFIRM);
      await doAct(record, CIXI, 'REVIEW', APPROVE);
      await waitStatus(record, 'ENTERED');
      const given = await unlocking(one.person, NOW, YI);
      expect(await entryRefusals(UNLOCK, given)).toEqual(['E-02-03']);
      const free = await employed(NOW);
      await unlocked(free.person, NOW);
      await leading(free);
      expect(await entryRefusals(DRAW, await drawing(free, NOW))).toEqual(['E-02-03']);
    });

    test('[ZJ-02][DD-02] of a project that was imported', async () => {
      const one = await employed(NOW);
      const { idNumber } = one.card;
      await imported({ projectLeaderName: '李一', projectLeaderIdNumber: idNumber });
      expect(await refusedUnlock(one.person)).toEqual(['E-02-03']);
    });

    test('[ZJ-02] nobody else is kept by a project', async () => {
      const one = await employed(NOW, { handIn: titled });
      await leading(one);
      await unlocked(one.person, NOW);
    });
  });
});
