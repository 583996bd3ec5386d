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
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { decidedByStranger } from '../../harness/engine-tasks';
import { entered, entryRefusals, libraryEntry, nextRound, tryEntry } from '../../harness/entry';
import { handedIn, ofSector, REFUSE } from '../../harness/representative';
import { APPROVE, GROUP, givenPermit, HANGZHOU, JIA, PERMIT } from '../../harness/subcontract';

const FLOW = 'zj-sector';
const TRANSPORT = 'transport.xu';
const WATER = 'water.chu';

describe('甲 enters performance that a sector bureau decides on', () => {
  const data = ofSector();
  let id = '';

  beforeAll(async () => {
    await clockAt('2026-09-30 10:00');
    await givenPermit();
    id = await entered(FLOW, handedIn(data), 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
  });
  afterAll(leaveStack);

  test('[ZJ-11][AE-50][DT-24][OP-14] 公路: the transport bureau, without a due date', async () => {
    const view = await caseView(id);
    expect(view).toMatchObject({ statusLabel: '待专业厅（局）审核', flags: [], marks: [] });
    expect(view.tasks).toMatchObject([{ act: 'REVIEW', groups: ['sector-330000-transport'] }]);
    expect(await deadlinesOf(id)).toEqual({});
  });

  test('[ZJ-11][AE-50][E-11-04][E-00-01] a construction authority and another bureau cannot review', async () => {
    for (const who of [HANGZHOU, WATER]) {
      const refused = await act(id, who, 'REVIEW', APPROVE);
      expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
      await decidedByStranger(id, 'REVIEW', who, APPROVE);
    }
    expect(await actsOf(id)).toEqual([
      `${HANGZHOU} REVIEW void:E-00-01`,
      `${WATER} REVIEW void:E-00-01`,
    ]);
  });

  const INDICATORS = {
    WATERWAY: { berthTonnage: 5000, quayLength: 320 },
    WATERCONS: { worksGrade: 'II', capacity: '总库容 1.2 亿立方米' },
    TELECOM: { lineLength: 80, stations: 24 },
    POWER: { voltage: 220, power: '线路 46 公里' },
  };
  test.each([
    ['WATERWAY', 'sector-330000-transport'],
    ['WATERCONS', 'sector-330000-waterconservancy'],
    ['TELECOM', 'sector-330000-telecom'],
    ['POWER', 'sector-330000-power'],
  ] as const)('[ZJ-11][AE-50][DT-24] %s out of the province: %s', async (sector, bureau) => {
    const {
      roadGrade: _,
      roadLength: __,
      ...rest
    } = ofSector({
      sector,
      inProvince: 'NO',
      projectPlace: '320102',
      ...INDICATORS[sector],
    });
    const other = await entered(FLOW, handedIn(rest), 'UNDER_REVIEW');
    expect((await waitTask(other, 'REVIEW')).groups).toEqual([bureau]);
  });

  test('[ZJ-11][GR-04] not approved: corrected, to the same bureau again', async () => {
    await doAct(id, TRANSPORT, 'REVIEW', REFUSE);
    await waitStatus(id, 'NOT_APPROVED');
    await nextRound(id, handedIn({ ...data, roadLength: 13 }), 'UNDER_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual(['sector-330000-transport']);
  });

  test('[ZJ-11][GR-12] approved: in the library of representative performance, not publicised', async () => {
    await doAct(id, TRANSPORT, 'REVIEW', APPROVE);
    const view = await waitStatus(id, 'IN_LIBRARY');
    expect(view).toMatchObject({ statusLabel: '已入代表工程业绩库', marks: [] });
    const key = `${GROUP.jia}|HIGHWAY|${data.contractNo}`;
    expect(await libraryEntry('representative', key)).toMatchObject({
      library: 'representative',
      status: 'IN_LIBRARY',
      marks: [],
      data: { roadLength: 13, roadGrade: 'MOTORWAY' },
    });
    expect(await sql('select 1 from publicity where case_id = $1', [id])).toEqual([]);
    expect(await entryRefusals(FLOW, handedIn(data))).toEqual(['E-11-06']);
  });

  test('[ZJ-11] 甲 withdraws what is not decided', async () => {
    const other = await entered(FLOW, handedIn(ofSector()), 'UNDER_REVIEW');
    await waitTask(other, 'REVIEW');
    await (await as(JIA))
      .post(`/api/cases/${other}/withdrawal`, { reason: '填报有误' })
      .expect(202);
    await waitStatus(other, 'WITHDRAWN');
  });

  test.each([
    [
      '[E-11-01] no sector',
      ofSector({ sector: undefined, roadGrade: undefined, roadLength: undefined }),
      ['E-11-01'],
    ],
    ['[E-11-02] an indicator of the bureau', ofSector({ roadLength: undefined }), ['E-11-02']],
    [
      '[E-11-02] those of another bureau do not do',
      ofSector({ sector: 'POWER' }),
      ['E-11-02', 'E-11-02'],
    ],
    [
      '[E-11-05] a sector without a bureau',
      ofSector({ sector: 'SECTOR_OTHER', roadGrade: undefined, roadLength: undefined }),
      ['E-11-05'],
    ],
    ['[E-11-07] no such place', ofSector({ projectPlace: '999999' }), ['E-11-07']],
  ])('[ZJ-11]%s', async (_, given, expected) => {
    expect(await entryRefusals(FLOW, handedIn(given))).toEqual(expected);
  });

  test('[ZJ-11][E-11-03] no materials', async () => {
    expect(await entryRefusals(FLOW, handedIn(ofSector(), { papers: [] }))).toEqual(['E-11-03']);
  });

  test('[ZJ-11][DT-02][OP-49] the door leads here, whatever permit there is', async () => {
    const answer = await (await as(JIA)).post('/api/doors/zj-project-door', {
      data: { sector: 'HIGHWAY', inProvince: 'YES', permitNo: PERMIT },
    });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { process: FLOW, step: 'ZJ-11', href: '/submit/zj-sector?sector=HIGHWAY&inProvince=YES' },
    ]);
    const none = await tryEntry(FLOW, handedIn({}));
    expect(codes(none)).toContain('E-11-01');
  });
});
