import request from 'supertest';
import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { API, as } from '../../harness/client';
import { decidedByStranger } from '../../harness/engine-tasks';
import {
  entered,
  entryRefusals,
  libraryEntry,
  nextRound,
  tryEntry,
  tryRound,
} from '../../harness/entry';
import { CITY, handedIn, noPermit, REFUSE } from '../../harness/representative';
import {
  APPROVE,
  GROUP,
  givenPermit,
  HANGZHOU,
  inParallel,
  JIA,
  PERMIT,
  STANDALONE_PERMIT,
  XIAOSHAN,
  YI,
} from '../../harness/subcontract';

const FLOW = 'zj-nopermit';

/** AE-38 on its days: handed in Mon 2019-12-30; 01-01 is a holiday, Sun 01-19 is worked. */
describe('甲 enters performance that needs no permit', () => {
  let data: Record<'inTime' | 'late' | 'refused' | 'withdrawn', Record<string, unknown>>;
  let id: Record<keyof typeof data, string>;

  beforeAll(async () => {
    await clockAt('2019-12-30 10:00');
    const names = ['inTime', 'late', 'refused', 'withdrawn'] as const;
    data = await inParallel([...names], async () => noPermit());
    id = await inParallel([...names], (name) =>
      entered(FLOW, handedIn(data[name]), 'UNDER_REVIEW'),
    );
    for (const name of names) await waitTask(id[name], 'REVIEW');
  });
  afterAll(leaveStack);

  /** What everyone may read of a case, if anything. */
  async function published(name: keyof typeof id) {
    const [row] = await sql<{ id: string; state: string; ends: Date | null }>(
      'select id, state, ends from publicity where case_id = $1',
      [id[name]],
    );
    return row;
  }
  const entryOf = (name: keyof typeof data) =>
    libraryEntry('representative', `${GROUP.jia}|PETROCHEM|${data[name].contractNo}`);

  test('[ZJ-09][AE-38][DT-03][DT-04][OP-23] 杭州市, where 甲 is registered, has ten working days', async () => {
    const view = await caseView(id.inTime);
    expect(view).toMatchObject({ statusLabel: '待设区市审核', flags: [], marks: [] });
    expect(view.tasks).toMatchObject([{ act: 'REVIEW', groups: [CITY.hangzhou] }]);
    expect(await deadlinesOf(id.inTime)).toEqual({ 'CITY_REVIEW_10#1': '2020-01-15 00:00' });
    expect(await entryOf('inTime')).toBeUndefined();
  });

  test('[ZJ-09][E-09-07][E-00-01][GR-03] a county, another enterprise and 甲 itself cannot review', async () => {
    for (const who of [XIAOSHAN, YI]) {
      const refused = await act(id.inTime, who, 'REVIEW', APPROVE);
      expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
      await decidedByStranger(id.inTime, 'REVIEW', who, APPROVE);
    }
    const own = await act(id.inTime, JIA, 'REVIEW', APPROVE);
    expect([own.status, codes(own)]).toEqual([403, ['E-00-01']]);
    expect(await actsOf(id.inTime)).toEqual([
      `${XIAOSHAN} REVIEW void:E-00-01`,
      `${YI} REVIEW void:E-00-01`,
    ]);
  });

  test('[ZJ-09][GR-07] under review 甲 cannot change it', async () => {
    expect(codes(await tryRound(id.inTime, handedIn(data.inTime)))).toEqual(['E-00-05']);
  });

  test('[ZJ-09][GR-04][OP-07] refused with the reason; corrected, and ten new days', async () => {
    await clockAt('2020-01-02 09:00');
    await doAct(id.refused, HANGZHOU, 'REVIEW', REFUSE);
    const view = await waitStatus(id.refused, 'NOT_APPROVED');
    expect(view).toMatchObject({ statusLabel: '审核未通过', statusReason: REFUSE.opinion });
    await clockAt('2020-01-03 10:00');
    const changed = { ...data.refused, indicators: [{ name: '年产量（万吨）', value: '60' }] };
    await nextRound(id.refused, handedIn(changed), 'UNDER_REVIEW');
    await waitTask(id.refused, 'REVIEW');
    expect((await deadlinesOf(id.refused))['CITY_REVIEW_10#2']).toBe('2020-01-18 00:00');
  });

  test('[ZJ-09] 甲 withdraws what is not decided', async () => {
    await (await as(JIA))
      .post(`/api/cases/${id.withdrawn}/withdrawal`, { reason: '填报有误' })
      .expect(202);
    await waitStatus(id.withdrawn, 'WITHDRAWN');
  });

  test('[ZJ-09][AE-38][OP-19][GR-12] approved Tue 01-14 23:00: in time, in the library, public at once', async () => {
    await clockAt('2020-01-14 23:00');
    await doAct(id.inTime, HANGZHOU, 'REVIEW', APPROVE);
    const view = await waitStatus(id.inTime, 'IN_LIBRARY');
    expect(view).toMatchObject({
      statusLabel: '已入代表工程业绩库',
      marks: ['PUBLICISED'],
      flags: [],
    });
    expect(view.closedAt).not.toBeNull();
    const entry = await entryOf('inTime');
    expect(entry).toMatchObject({
      library: 'representative',
      status: 'IN_LIBRARY',
      marks: ['PUBLICISED'],
      data: { category: 'PETROCHEM', contractNo: data.inTime.contractNo },
    });
    expect(await waitMessage(id.inTime, 'CASE_ENTERED')).toEqual([GROUP.jia]);
  });

  test('[ZJ-09][DT-11][OP-19] everyone may read it, without an end', async () => {
    const row = await published('inTime');
    expect(row).toMatchObject({ state: 'OPEN', ends: null });
    const list = await request(API).get('/public?q=示例石化乙烯裂解装置').expect(200);
    expect(list.text).toContain('长期公示，自');
    const page = await request(API).get(`/public/${row?.id}`).expect(200);
    for (const said of ['长期公示', '石油化工工程', '80', '杭州市城乡建设委员会'])
      expect(page.text).toContain(said);
    expect(page.text).not.toContain(String(data.inTime.contractNo));
    for (const name of ['late', 'refused', 'withdrawn'] as const)
      expect(await published(name)).toBeUndefined();
  });

  test('[ZJ-09][GR-05][CAL-3] not decided by 01-15 00:00:00: flagged, told, still open', async () => {
    await clockAt('2020-01-15 00:00:00');
    await waitMessage(id.late, 'REVIEW_OVERDUE');
    expect(await caseView(id.late)).toMatchObject({
      status: 'UNDER_REVIEW',
      flags: ['REVIEW_OVERDUE'],
    });
    await doAct(id.late, HANGZHOU, 'REVIEW', APPROVE);
    const view = await waitStatus(id.late, 'IN_LIBRARY');
    expect(view).toMatchObject({ flags: ['REVIEW_OVERDUE'], marks: ['PUBLICISED'] });
    await doAct(id.refused, HANGZHOU, 'REVIEW', APPROVE);
    expect((await waitStatus(id.refused, 'IN_LIBRARY')).flags).toEqual([]);
    expect(await entryOf('refused')).toMatchObject({
      data: { indicators: [{ name: '年产量（万吨）', value: '60' }] },
    });
  });

  test('[ZJ-09][E-09-08] the same again: refused while it stands in the library', async () => {
    expect(await entryRefusals(FLOW, handedIn(data.inTime))).toEqual(['E-09-08']);
    // what was withdrawn may come again
    const again = await tryEntry(FLOW, handedIn(data.withdrawn));
    expect([again.status, codes(again)]).toEqual([201, []]);
  });
});

describe('what is refused', () => {
  beforeAll(async () => {
    await clockAt('2026-09-30 10:00');
    await givenPermit();
    await givenPermit(STANDALONE_PERMIT);
  });
  afterAll(leaveStack);

  const standalone = (changes: object) =>
    noPermit({ mode: 'STANDALONE', category: 'ENVIRONMENT', outsideBM: 'YES', ...changes });

  test.each([
    ['[E-09-01] building works', noPermit({ category: 'OTHER' }), 'E-09-01'],
    ['[E-09-01] a specialty that is not listed', standalone({ category: 'OTHER' }), 'E-09-01'],
    ['[E-09-02][AE-41] inside municipal works', standalone({ outsideBM: 'NO' }), 'E-09-02'],
    [
      '[E-09-03][AE-40] 机电 with a pushed permit',
      noPermit({ category: 'MEP', permitNo: PERMIT }),
      'E-09-03',
    ],
    ['[E-09-03] 环保 with one', standalone({ permitNo: STANDALONE_PERMIT }), 'E-09-03'],
    ['[E-09-04] no indicators', noPermit({ indicators: [] }), 'E-09-04'],
    ['[E-09-06] a specialty as general contracting', noPermit({ category: 'LIGHTING' }), 'E-09-06'],
    ['[E-09-06] 铁路 as a specialty', standalone({ category: 'RAILWAY' }), 'E-09-06'],
    ['[E-09-10] no such place', noPermit({ projectPlace: '339999' }), 'E-09-10'],
    [
      '[E-10-06][OP-22] a standalone specialty out of the province',
      standalone({ projectPlace: '320102' }),
      'E-10-06',
    ],
  ])('[ZJ-09]%s', async (_, data, code) => {
    expect(await entryRefusals(FLOW, handedIn(data))).toEqual([code]);
  });

  test('[ZJ-09][E-09-05] no materials', async () => {
    expect(await entryRefusals(FLOW, handedIn(noPermit(), { papers: [] }))).toEqual(['E-09-05']);
  });

  test('[ZJ-09][E-09-03][DT-02] with the way that fits', async () => {
    const answer = await tryEntry(FLOW, handedIn(standalone({ permitNo: STANDALONE_PERMIT })));
    expect(answer.body.errors[0].instead).toMatchObject({
      flow: 'zj-standalone-project',
      href: `/submit/zj-standalone-project?permitNo=${STANDALONE_PERMIT}`,
    });
  });

  test('[ZJ-09][AE-41] 环保 outside building and municipal works: taken; 乙 goes to 金华市', async () => {
    const id = await entered(FLOW, handedIn(standalone({}), { who: YI }), 'UNDER_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual([CITY.jinhua]);
    expect(await deadlinesOf(id)).toEqual({ 'CITY_REVIEW_10#1': '2026-10-21 00:00' });
  });
});
