import {
  act,
  clockAt,
  codes,
  doAct,
  leaveStack,
  messagesOf,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  CONFIRMED,
  HISTORY,
  NINGBO,
  old,
  PROVINCE,
  RETURNED,
  recordOf,
} from '../../harness/credit';
import { entered, entryRefusals, nextRound, withdrawn } from '../../harness/entry';
import { CIXI, GROUP, inParallel, JIA } from '../../harness/subcontract';

const CONFIRM = 'CONFIRM_CREDIT';
const TO_PROVINCE = { reportTo: 'PROVINCE' };
const refusedFor = (changes: object, who?: string) => entryRefusals(HISTORY, old(changes, who));

/** Along the calendar: what was entered until 2019-12-30 24:00 is confirmed after it. */
describe('authorities supplement credit of the last three years', () => {
  let id: Record<'county' | 'city' | 'withdrawn', string>;
  const county = old({ disclosedUntil: '2021-12-31' });

  beforeAll(async () => {
    await clockAt('2019-12-30 23:30');
    id = await inParallel(['county', 'city', 'withdrawn'], (name) =>
      name === 'city'
        ? entered(HISTORY, old({ ...TO_PROVINCE, creditClass: 'GOOD' }, NINGBO), 'PROV_CONFIRM')
        : entered(HISTORY, name === 'county' ? county : old(), 'CITY_CONFIRM'),
    );
  });
  afterAll(leaveStack);

  test('[ZJ-15][AE-85][DT-10][DT-12][E-15-02][E-15-03][E-15-04][E-15-05][E-15-06][E-15-07] what is not taken', async () => {
    expect(await refusedFor({ eventDate: '2016-12-29' })).toEqual(['E-15-02']);
    expect(await refusedFor({ eventDate: '2016-12-30', ...TO_PROVINCE })).toEqual(['E-15-04']);
    expect(await refusedFor({}, JIA)).toEqual(['E-15-03']);
    expect(await refusedFor({}, PROVINCE)).toEqual(['E-15-06']);
    expect(await refusedFor({ disclosedUntil: '2019-12-30' })).toEqual(['E-15-07']);
    expect(await entryRefusals(HISTORY, county)).toEqual(['E-15-05']);
    const unknown = { creditClass: 'GOOD', uscc: '91330282MA2GM00X1X' };
    expect(await refusedFor(unknown)).toEqual(expect.arrayContaining(['E-12-04']));
  });

  test('[ZJ-15][DT-13][E-15-01][OP-35] nothing new from 12-31 on', async () => {
    await clockAt('2019-12-31 00:00');
    expect(await refusedFor({})).toEqual(['E-15-01']);
  });

  test('[ZJ-15][DT-12][DT-13][4.9][OP-35] 慈溪市, 宁波市, the province; returned one level below', async () => {
    expect((await waitTask(id.county, CONFIRM)).groups).toEqual([GROUP.ningbo]);
    expect(codes(await act(id.county, PROVINCE, CONFIRM, CONFIRMED))).toEqual(['E-00-01']);
    await doAct(id.county, NINGBO, CONFIRM, RETURNED);
    expect((await waitStatus(id.county, 'RETURNED')).statusLabel).toBe('已退回');
    await nextRound(
      id.county,
      { ...county, data: { ...county.data, facts: '已更正' } },
      'CITY_CONFIRM',
    );
    expect(await messagesOf(id.county)).toMatchObject({ CREDIT_RETURNED: [GROUP.cixi] });
    await doAct(id.county, NINGBO, CONFIRM, CONFIRMED);
    await waitStatus(id.county, 'PROV_CONFIRM');
    await doAct(id.county, PROVINCE, CONFIRM, RETURNED);
    await waitStatus(id.county, 'RETURNED');
    expect((await waitTask(id.county, CONFIRM)).groups).toEqual([GROUP.ningbo]);
    await doAct(id.county, NINGBO, CONFIRM, CONFIRMED);
    await waitStatus(id.county, 'PROV_CONFIRM');
    await doAct(id.county, PROVINCE, CONFIRM, CONFIRMED);
    expect((await waitStatus(id.county, 'IN_CREDIT_LIBRARY')).statusLabel).toBe('已入信用库');
    const { entry, page } = await recordOf(id.county);
    expect(entry).toMatchObject({
      ...{ library: 'credit', status: 'PUBLISHED' },
      data: { class: 'BAD', facts: '已更正', authority: 'province-330000' },
    });
    expect(page.text).toContain('未按图施工（虚构）');
  });

  test('[ZJ-15][DT-12][4.9] a city’s own item: the province returns it to the city, or it is withdrawn', async () => {
    await doAct(id.city, PROVINCE, CONFIRM, RETURNED);
    await waitStatus(id.city, 'RETURNED');
    const corrected = old(
      { ...TO_PROVINCE, creditClass: 'GOOD', title: '通报表扬（虚构）' },
      NINGBO,
    );
    await nextRound(id.city, corrected, 'PROV_CONFIRM');
    await doAct(id.city, PROVINCE, CONFIRM, CONFIRMED);
    await waitStatus(id.city, 'IN_CREDIT_LIBRARY');
    await withdrawn(id.withdrawn, CIXI);
  });
});
