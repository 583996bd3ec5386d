/** An analyst routes and sets limits by what a case is about: a row of DT-03 or DT-04, nothing else. */
import { alteringModels } from '../harness/altered-models';
import { caseView, clockAt, deadlinesOf, doAct, sql, waitStatus, waitTask } from '../harness/cases';
import { enteredBuilding, accept as taken } from '../harness/chongqing';
import { type Change, deployModels } from '../harness/models';
import { CONFIRM, correct, GROUP, givenPermit, JIA, submitted } from '../harness/subcontract';
import { cellOf, rowAbove } from '../harness/table-rows';

/** A municipal works' permit, issued by 杭州市. */
const MUNICIPAL_PERMIT = '330100202608100102';

/** 乙 is registered in 东阳市, 金华市. */
const JINHUA = 'city-330700';

const AUTHORITY = 'dmn/zhejiang/zj-authority.dmn';
const ROUTING = 'zj-review-routing';
const AMOUNT = '合同金额（万元）';
const WORKS = '总包工程类别';

/** DT-03: of ZJ-07 what is in one column `above` goes to the district city, and what is `upTo` stays. */
const toTheCity = async (column: string, upTo: string, above: string): Promise<Change[]> => [
  await cellOf(AUTHORITY, ROUTING, 'R07', column, upTo),
  await rowAbove(AUTHORITY, ROUTING, 'R08', {
    id: 'R07_LARGE',
    annotation: '由设区市审核',
    cells: {
      环节: '"ZJ-07"',
      [column]: above,
      '依据（DT-01）': '"REG_CITY"',
      '期限（DT-04）': '"NONE"',
      入库: '"projects"',
      会签: 'null',
    },
  }),
];

/** Above 50 million (5,000 万元) the district city decides; the row for all others says up to. */
const aboveFiftyMillion = () => toTheCity(AMOUNT, '<= 5000', '> 5000');

/** By works category: the city reviews what belongs to a municipal works' permit. */
const municipal = () => toTheCity(WORKS, 'not("MUNICIPAL")', '"MUNICIPAL"');

/** DT-04: five working days for the same amounts. */
const longerAbove = () =>
  rowAbove('dmn/zhejiang/zj-deadlines.dmn', 'zj-deadlines', 'GC_CONFIRM_3', {
    id: 'GC_CONFIRM_3_LARGE',
    annotation: '合同金额超过5000万元的5个工作日',
    cells: {
      期限: '"GC_CONFIRM_3"',
      [AMOUNT]: '> 5000',
      数量: '5',
      '单位（WD 工作日、CD 日）': '"WD"',
      '截止日（含）': 'null',
      起算: '"SUBMITTED"',
      到期后果: '"ISSUE_NOTICE"',
      '提前提醒（工作日）': '1',
    },
  });

/** The same column asks something else: who handed in, how far the case is, what the permit says. */
const byOtherFacts: Change = {
  file: AUTHORITY,
  from: '<text>data.contractAmount</text>',
  to: `<text>if applicant.enterprise.found and case.round = 1 and refs.gcPermitNo.found
    and data.contractAmount &gt; 5000 then 5001 else 0</text>`,
};

/** D-CQ-10: eight working days to verify above 1,000 万元. */
const chongqing = () =>
  rowAbove('dmn/chongqing/cq-deadlines.dmn', 'cq-deadlines', 'CQ_VERIFY', {
    id: 'CQ_VERIFY_LARGE',
    annotation: '合同金额超过1000万元的8个工作日',
    cells: {
      期限: '"CQ_VERIFY"',
      [AMOUNT]: '> 1000',
      数量: '8',
      '单位（WD 工作日、CD 日）': '"WD"',
      '日期（含）': 'null',
      起算: '"TASK_CREATED"',
      到期后果: '"REMIND_AND_FLAG"',
      '提前提醒（工作日）': '1',
      '起算回退（日）': 'null',
    },
  });
/** A record whose confirmation waits, and who is to review it. */
async function routed(
  contractAmount: number,
  changes: object = {},
): Promise<{ id: string; authority: unknown }> {
  const id = await submitted({ contractAmount, ...changes });
  await waitTask(id, 'CONFIRM');
  return { id, authority: (await caseView(id)).parties.authority };
}

/** The engine's key of a job; jobs that tests invent have none. */
const KEY = "case when job_key ~ '^[0-9]+$' then job_key::numeric end";

/** What the listener has told the engine since a job, but for nothing. */
async function toldSince(jobKey: string): Promise<Record<string, unknown>[]> {
  const rows = await sql<{ result: Record<string, unknown> }>(
    `select result from job_effect where type = 'case.facts' and result <> '{}'
     and ${KEY} > $1::numeric`,
    [jobKey],
  );
  return rows.map(({ result }) => result);
}

describe('facts of routing and limits', () => {
  alteringModels();

  test('[ZJ-07][DT-03][DT-04] above 50 million: the district city, and five days; up to it: as before', async () => {
    await deployModels(...(await aboveFiftyMillion()), await longerAbove());
    const [upTo, above] = [await routed(5000), await routed(5000.0001)];
    expect(upTo.authority).toBe(GROUP.cixi);
    expect(above.authority).toBe(JINHUA);
    // 10-01 to 10-07 is holiday, Sat 10-10 is worked
    expect(await deadlinesOf(upTo.id)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-09 00:00' });
    expect(await deadlinesOf(above.id)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-11 00:00' });
    await doAct(above.id, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(above.id, 'UNDER_REVIEW');
    expect((await waitTask(above.id, 'REVIEW')).groups).toEqual([JINHUA]);
    const why = await sql<{ rule_id: string }>(
      "select rule_id from rule_hit where case_id = $1 and rule_id like '%LARGE'",
      [above.id],
    );
    expect(new Set(why.map((row) => row.rule_id))).toEqual(
      new Set(['R07_LARGE', 'GC_CONFIRM_3_LARGE']),
    );
  });

  test('[ZJ-07][DT-03] a correction is routed by its own amount', async () => {
    const { id } = await routed(6000);
    await doAct(id, JIA, 'CONFIRM', { outcome: 'RETURNED', opinion: '金额有误' });
    await waitStatus(id, 'RETURNED');
    await correct(id, { contractAmount: 400 });
    await waitTask(id, 'CONFIRM');
    expect((await caseView(id)).parties.authority).toBe(GROUP.cixi);
  });

  test('[ZJ-07] the engine is told what the table reads, and nothing else of the case', async () => {
    const [last] = await sql<{ key: string }>(`select max(${KEY})::text as key from job_effect`);
    await routed(7000);
    const told = await toldSince(last?.key ?? '0');
    const permit = { gcPermitNo: { data: { worksCategory: 'BUILDING' } } };
    const both = { data: { contractAmount: 7000 }, refs: permit };
    expect(told).toEqual([both, both]);
  });

  test('[ZJ-07][DT-03] one catalogue: applicant, case, refs and data are there as everywhere', async () => {
    await deployModels(...(await aboveFiftyMillion()), byOtherFacts);
    expect((await routed(8000)).authority).toBe(JINHUA);
    expect((await routed(4000)).authority).toBe(GROUP.cixi);
  });

  test('[ZJ-07][DT-03] by the works category of the permit, beside the specialty', async () => {
    await givenPermit(MUNICIPAL_PERMIT);
    await deployModels(...(await municipal()));
    expect((await routed(100)).authority).toBe(GROUP.cixi);
    expect((await routed(100, { gcPermitNo: MUNICIPAL_PERMIT })).authority).toBe(JINHUA);
  });

  test('[CQ-02][D-CQ-10] Chongqing: the amount of the contract sets the limit of the verification', async () => {
    await clockAt('2024-05-06 10:00');
    await deployModels(await chongqing());
    const { id } = await enteredBuilding();
    await taken(id);
    await waitTask(id, 'VERIFY');
    // Sat 05-11 is worked
    expect(await deadlinesOf(id)).toMatchObject({ 'CQ_VERIFY#1': '2024-05-16 00:00' });
  });
});
