import {
  act,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import {
  award,
  CONFIRMED,
  GOOD,
  NINGBO,
  NOT_APPROVED,
  PROVINCE,
  RETURNED,
  recordOf,
} from '../../harness/credit';
import { decidedByStranger } from '../../harness/engine-tasks';
import { entered, entryRefusals, nextRound, withdrawn } from '../../harness/entry';
import { APPROVE, BING, CIXI, GROUP, HANGZHOU, YI, YIWU } from '../../harness/subcontract';

const OUTSIDE = { occurredInProvince: 'NO', subjectIsZhejiang: 'YES', projectRelated: 'NO' };
const refusedFor = (changes: object) => entryRefusals(GOOD, award(changes));

describe('good credit that enterprises hand in', () => {
  beforeAll(() => clockAt('2026-09-22 10:00'));
  afterAll(leaveStack);

  test('[ZJ-12][AE-76][E-12-01][E-12-02][E-12-03][E-12-04][E-12-05][E-12-09][DD-04] what is not taken', async () => {
    const township = { giverLevel: 'TOWNSHIP', gainedInConstruction: 'NO' };
    expect(await refusedFor(township)).toEqual(['E-12-01', 'E-12-02']);
    expect(await refusedFor({ giverKind: 'OTHER' })).toEqual(['E-12-01']);
    expect(await refusedFor({ projectPlace: '' })).toEqual(['E-12-03']);
    expect(await refusedFor({ projectPlace: '310101' })).toEqual(['E-12-03']);
    const nobody = { subjectType: 'PERSON', person: 'P-00000000000000000000' };
    expect(await refusedFor(nobody)).toEqual(['E-12-04']);
    expect(await refusedFor({ ...OUTSIDE, subjectIsZhejiang: 'NO' })).toEqual(['E-12-05']);
    const { papers: _, ...bare } = award();
    expect(await entryRefusals(GOOD, bare)).toEqual(['E-12-09']);
    expect(await entryRefusals(GOOD, { ...award(), who: CIXI, papers: [] })).toEqual(['E-00-21']);
  });

  test('[ZJ-12][AE-73][DT-08][4.9][E-12-06][E-12-08][GR-04] 慈溪市 records, 宁波市 publishes, either may refuse', async () => {
    const given = award();
    const id = await entered(GOOD, given, 'COUNTY_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual([GROUP.cixi]);
    expect((await caseView(id)).statusLabel).toBe('待县级审核');
    expect(codes(await act(id, NINGBO, 'CONFIRM_CREDIT', CONFIRMED))).toEqual(['E-12-06']);
    await decidedByStranger(id, 'REVIEW', YIWU, APPROVE);
    expect(await entryRefusals(GOOD, given)).toEqual(['E-12-08']);
    await doAct(id, CIXI, 'REVIEW', NOT_APPROVED);
    await waitStatus(id, 'NOT_APPROVED');
    await nextRound(id, given, 'COUNTY_REVIEW');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'CITY_CONFIRM');
    expect((await waitTask(id, 'CONFIRM_CREDIT')).groups).toEqual([GROUP.ningbo]);
    await doAct(id, NINGBO, 'CONFIRM_CREDIT', RETURNED);
    const again = await waitStatus(id, 'COUNTY_REVIEW');
    expect(again.statusReason).toContain('文号与原件不一致');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'CITY_CONFIRM');
    await doAct(id, NINGBO, 'CONFIRM_CREDIT', CONFIRMED);
    expect(await waitStatus(id, 'PUBLISHED')).toMatchObject({ statusLabel: '已发布', tasks: [] });
    const { entry, page } = await recordOf(id);
    expect(entry).toMatchObject({
      ...{ library: 'credit', status: 'PUBLISHED' },
      data: { class: 'GOOD', awardLevel: 'COUNTY', authority: GROUP.ningbo },
    });
    expect(page.text).toContain('优质工程奖（虚构）');
    expect(await entryRefusals(GOOD, given)).toEqual(['E-12-08']);
  });

  test('[ZJ-12][AE-74][E-12-07][4.9] a provincial award: the province alone', async () => {
    const id = await entered(
      GOOD,
      award({ awardLevel: 'PROVINCE', giverLevel: 'PROVINCE' }),
      'PROV_REVIEW',
    );
    await waitTask(id, 'REVIEW');
    await decidedByStranger(id, 'REVIEW', HANGZHOU, APPROVE);
    await doAct(id, PROVINCE, 'REVIEW', APPROVE);
    await waitStatus(id, 'PUBLISHED');
    expect((await recordOf(id)).entry?.data).toMatchObject({ authority: 'province-330000' });
  });

  test('[ZJ-12][DT-08][4.9] gained outside the province: the place of registration; or withdrawn', async () => {
    const given = { ...award({ ...OUTSIDE, awardLevel: 'CITY' }), who: BING };
    const id = await entered(GOOD, given, 'REG_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual(['city-330100']);
    await withdrawn(id, BING);
    expect((await (await as(YI)).get(`/api/cases/${id}`)).status).toBe(404);
  });
});
