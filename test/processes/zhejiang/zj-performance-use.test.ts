import { clockAt, codes, leaveStack, waitStatus } from '../../harness/cases';
import { publicityOf } from '../../harness/complaint';
import { creditCode } from '../../harness/person';
import { FILED, published, standing, technicalLead, use } from '../../harness/personal-performance';
import { waitTimer } from '../../harness/timers';
import { unlocked } from '../../harness/transfer';

const refusedUse = async (...of: Parameters<typeof use>) => codes(await use(...of));

/** A table of somebody of 甲 whose ten working days are over. */
async function usable() {
  await clockAt(FILED);
  const person = await technicalLead();
  const id = await published(person);
  await waitTimer(id, 'Event_PublicityOver');
  await clockAt('2026-05-19 00:00');
  await waitStatus(id, 'USABLE');
  return { id, person };
}

describe('personal performance is used', () => {
  beforeAll(() => clockAt(FILED));
  afterAll(leaveStack);

  test('[ZJ-03][DT-17][AE-66][AE-70][E-03-07][E-03-08][4.8] by whom, for what; a qualification application discloses it', async () => {
    const { id } = await usable();
    expect(await refusedUse(id, 'OTHER')).toEqual(['E-03-08']);
    expect(await refusedUse(id, 'LOWEST_GRADE', creditCode('乙'))).toEqual(['E-03-07']);
    // AE-70: a change of the technical lead does not disclose it
    const change = await use(id, 'TECHNICAL_LEAD_CHANGE');
    expect(change.status).toBe(201);
    await waitStatus(change.body.id, 'USED');
    expect((await publicityOf(id))?.state).toBe('DONE');

    const used = await use(id);
    expect(used.status).toBe(201);
    await waitStatus(used.body.id, 'USED');
    expect(await standing(id)).toMatchObject({ status: 'DISCLOSED' });
    expect(await publicityOf(id)).toMatchObject({ state: 'OPEN', ends: null });
  });

  test('[ZJ-03][AE-71][E-03-07][4.8] the person leaves 甲: the table is not usable any more', async () => {
    const { id, person } = await usable();
    await unlocked(person, '2026-05-19 09:00');
    expect(await standing(id)).toMatchObject({ status: 'SUSPENDED' });
    expect(await refusedUse(id)).toEqual(['E-03-07']);
  });
});
