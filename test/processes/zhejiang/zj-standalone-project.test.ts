import {
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  entered,
  entryRefusals,
  libraryEntry,
  tryEntry,
  tryRound,
  withdrawn,
} from '../../harness/entry';
import { pushedLike, SUPPLEMENT } from '../../harness/permit-project';
import { APPROVE, JIA, PERMIT, YI, YIWU } from '../../harness/subcontract';

const FLOW = 'zj-standalone-project';
/** A standalone permit of 乙, issued by 义乌市. */
const STANDALONE = '330782202607150101';

/** As ZJ-04, without the general contractor's; its own codes mirror those of ZJ-04. */
describe('乙 supplements a standalone specialist project', () => {
  let permitNo: string;

  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    permitNo = await pushedLike(STANDALONE);
  });
  afterAll(leaveStack);

  const refusals = (who: string, data: object) => entryRefusals(FLOW, { who, data });

  test('[ZJ-08][E-08-01][E-08-02][E-08-06] whose permit, and what for', async () => {
    expect(await refusals(YI, { permitNo: '330782202609229999' })).toEqual(['E-08-01']);
    expect(await refusals(JIA, { permitNo })).toEqual(['E-08-02']);
    const general = await pushedLike(PERMIT);
    const refused = await tryEntry(FLOW, { who: JIA, data: { permitNo: general } });
    expect(codes(refused)).toEqual(['E-08-06']);
    expect(refused.body.errors[0].instead).toMatchObject({ flow: 'zj-permit-project' });
  });

  test('[ZJ-08] 乙 withdraws what it has downloaded; the permit may be downloaded again', async () => {
    await withdrawn(await entered(FLOW, { who: YI, data: { permitNo } }, 'DOWNLOADED'), YI);
  });

  test('[ZJ-08][E-08-03][E-08-04][E-08-05][DT-03][DT-04] downloaded, supplemented, reviewed by 义乌市, which issued the permit', async () => {
    const id = await entered(FLOW, { who: YI, data: { permitNo } }, 'DOWNLOADED');
    expect(await refusals(YI, { permitNo })).toEqual(['E-08-05']);
    const nothing = await tryRound(id, { who: YI, data: { permitNo } });
    expect(codes(nothing).sort()).toEqual(['E-08-03', 'E-08-04']);
    const response = await tryRound(id, { who: YI, data: { permitNo, ...SUPPLEMENT } });
    expect(response.status).toBe(200);
    expect((await waitTask(id, 'REVIEW')).groups).toEqual(['county-330782']);
    expect(await deadlinesOf(id)).toEqual({
      'ENT_SUPPLEMENT_5#1': '2026-10-01 00:00',
      'LOCAL_REVIEW_5#2': '2026-10-01 00:00',
    });
    await doAct(id, YIWU, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
    expect(await libraryEntry('project', permitNo)).toMatchObject({
      ...{ library: 'projects', status: 'ENTERED', marks: ['IN_PROGRESS'] },
      data: { contractMode: 'STANDALONE', specialty: 'DECORATION' },
    });
  });
});
