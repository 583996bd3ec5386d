import {
  caseView,
  clockAt,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { entered, entryRefusals, libraryEntry, nextRound, withdrawn } from '../../harness/entry';
import { enteredLike, pushedLike } from '../../harness/permit-project';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  GROUP,
  givenPermit,
  HANGZHOU,
  JIA,
  PERMIT,
  submitted,
  YI,
  YIWU,
} from '../../harness/subcontract';

const FLOW = 'zj-representative';
const STANDALONE = '330782202607150101';
const SCANS = ['RELATED_SCAN'];
const GC = { collection: 'GC' };
const REFUSE = { outcome: 'NOT_APPROVED', opinion: '扫描件不清晰。' };

/** Entered records become representative performance: 杭州市 for 甲 (萧山区), 金华市 for 乙 (东阳市). */
describe('representative performance', () => {
  let general: string;
  let standalone: string;
  /** number of the case of a subcontract record of 乙 */
  let record: string;
  let unentered: string;

  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    await givenPermit();
    general = await enteredLike(PERMIT, { flow: 'zj-permit-project', who: JIA, reviewer: CIXI });
    standalone = await enteredLike(STANDALONE, {
      ...{ flow: 'zj-standalone-project', who: YI, reviewer: YIWU },
    });
    const ids = [await submitted(), await submitted()];
    const [first = '', second = ''] = ids;
    await doAct(first, JIA, 'CONFIRM', CONFIRM);
    await doAct(first, CIXI, 'REVIEW', APPROVE);
    record = (await waitStatus(first, 'ENTERED')).number;
    unentered = (await caseView(second)).number;
  });
  afterAll(leaveStack);

  const refusals = (who: string, data: object, papers = SCANS) =>
    entryRefusals(FLOW, { who, data, papers });

  test('[ZJ-06][AE-19][E-06-01][E-06-02][E-06-04] only what is entered, and the own', async () => {
    const pushedOnly = await pushedLike(PERMIT);
    expect(await refusals(JIA, { ...GC, permitNo: pushedOnly })).toEqual(['E-06-01']);
    const option = { collection: 'SPECIALIST', standalone: 'NO' };
    expect(await refusals(YI, { ...option, recordNo: unentered })).toEqual(['E-06-01']);
    expect(await refusals(YI, { ...GC, permitNo: general })).toEqual(['E-06-02']);
    expect(await refusals(JIA, { ...option, recordNo: record })).toEqual(['E-06-02']);
    expect(await refusals(JIA, { ...GC, permitNo: '330282202609229999' })).toEqual(['E-06-04']);
  });

  test('[ZJ-06][AE-20][E-06-03] the wrong way in', async () => {
    const by = (standaloneFlag: string, permitNo: string) => {
      return { collection: 'SPECIALIST', standalone: standaloneFlag, permitNo };
    };
    expect(await refusals(YI, by('NO', standalone))).toEqual(['E-06-03']);
    expect(await refusals(YI, { ...GC, permitNo: standalone })).toEqual(['E-06-03']);
    expect(await refusals(JIA, by('YES', general))).toEqual(['E-06-03']);
  });

  test('[ZJ-06][AE-22][E-06-05] a confirmed record without any scan', async () => {
    const data = { collection: 'SPECIALIST', standalone: 'NO', recordNo: record };
    expect(await refusals(YI, data, [])).toEqual(['E-06-05']);
  });

  test('[ZJ-06] withdrawn before 杭州市 has decided', async () => {
    const given = { who: JIA, data: { ...GC, permitNo: general }, papers: SCANS };
    await withdrawn(await entered(FLOW, given, 'UNDER_REVIEW'), JIA);
  });

  test('[ZJ-06][DT-03][E-06-06] A: 杭州市 reviews what lies in 慈溪市, without a limit; refused, corrected, in the library', async () => {
    const given = { who: JIA, data: { ...GC, permitNo: general }, papers: SCANS };
    const id = await entered(FLOW, given, 'UNDER_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual(['city-330100']);
    expect((await caseView(id)).statusLabel).toBe('待设区市审核');
    expect(await deadlinesOf(id)).toEqual({});
    expect(await refusals(JIA, given.data)).toEqual(['E-06-06']);
    await doAct(id, HANGZHOU, 'REVIEW', REFUSE);
    await waitStatus(id, 'NOT_APPROVED');
    await nextRound(id, given, 'UNDER_REVIEW');
    await doAct(id, HANGZHOU, 'REVIEW', APPROVE);
    expect((await waitStatus(id, 'IN_LIBRARY')).statusLabel).toBe('已入代表工程业绩库');
    expect(await libraryEntry('representative', `${GROUP.jia}|${general}|`)).toMatchObject({
      ...{ library: 'representative', status: 'IN_LIBRARY' },
      data: { projectName: '慈溪示例家园一期工程（虚构）', enterpriseUscc: GROUP.jia.slice(11) },
    });
    expect(await refusals(JIA, given.data)).toEqual(['E-06-06']);
  });

  test('[ZJ-06] B: 乙’s confirmed record; C: its standalone project; 金华市 reviews', async () => {
    const data = [
      { collection: 'SPECIALIST', standalone: 'NO', recordNo: record },
      { collection: 'SPECIALIST', standalone: 'YES', permitNo: standalone },
    ];
    for (const one of data) {
      const id = await entered(FLOW, { who: YI, data: one, papers: SCANS }, 'UNDER_REVIEW');
      expect((await waitTask(id, 'REVIEW')).groups).toEqual(['city-330700']);
      await doAct(id, 'jinhua.feng', 'REVIEW', APPROVE);
      await waitStatus(id, 'IN_LIBRARY');
    }
    const entries = await sql<{ name: string }>(
      `select coalesce(data ->> 'recordName', data ->> 'projectName') as name from library_entry
       where kind = 'representative' and valid_to is null and data ->> 'enterpriseUscc' = $1
       and (natural_key like $2 or natural_key like $3) order by name`,
      [GROUP.yi.slice(11), `%|${record}`, `%|${standalone}|`],
    );
    expect(entries).toHaveLength(2);
  });
});
