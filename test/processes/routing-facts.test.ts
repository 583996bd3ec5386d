/** An analyst routes and sets limits by what a case is about: a row of DT-03 or DT-04, nothing else. */
import {
  caseView,
  clockAt,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { enteredBuilding, accept as taken } from '../harness/chongqing';
import { type Change, deployModels } from '../harness/models';
import { CONFIRM, correct, GROUP, givenPermit, JIA, submitted } from '../harness/subcontract';

/** A municipal works' permit, issued by 杭州市. */
const MUNICIPAL_PERMIT = '330100202608100102';

/** 乙 is registered in 东阳市, 金华市. */
const JINHUA = 'city-330700';

const cell = (id: string, value: string) =>
  `<inputEntry id="${id}">\n          <text>${value}</text>`;
const out = (id: string, value: string) =>
  `<outputEntry id="${id}">\n          <text>${value}</text>\n        </outputEntry>`;

/** DT-03: above 50 million (5,000 万元) the district city decides; the row for all others says up to. */
const aboveFiftyMillion: Change[] = [
  {
    file: 'dmn/zhejiang/zj-authority.dmn',
    from: cell('R07_contractAmount', ''),
    to: cell('R07_contractAmount', '&lt;= 5000'),
  },
  {
    file: 'dmn/zhejiang/zj-authority.dmn',
    from: '<rule id="R08">',
    to: `<rule id="R07_LARGE">
        <description>合同金额超过5000万元的由设区市审核</description>
        ${cell('R07_LARGE_step', '"ZJ-07"')}</inputEntry>
        ${cell('R07_LARGE_contractAmount', '&gt; 5000')}</inputEntry>
        ${cell('R07_LARGE_worksCategory', '')}</inputEntry>
        ${out('R07_LARGE_basis', '"REG_CITY"')}
        ${out('R07_LARGE_deadlineKey', '"NONE"')}
        ${out('R07_LARGE_target', '"projects"')}
      </rule>
      <rule id="R08">`,
  },
];

/** DT-04: five working days for the same amounts. */
const longerAbove: Change = {
  file: 'dmn/zhejiang/zj-deadlines.dmn',
  from: '<rule id="GC_CONFIRM_3">',
  to: `<rule id="GC_CONFIRM_3_LARGE">
        <description>合同金额超过5000万元的5个工作日</description>
        ${cell('GC_CONFIRM_3_LARGE_key', '"GC_CONFIRM_3"')}</inputEntry>
        ${cell('GC_CONFIRM_3_LARGE_item', '')}</inputEntry>
        ${cell('GC_CONFIRM_3_LARGE_contractAmount', '&gt; 5000')}</inputEntry>
        ${cell('GC_CONFIRM_3_LARGE_worksCategory', '')}</inputEntry>
        ${out('GC_CONFIRM_3_LARGE_n', '5')}
        ${out('GC_CONFIRM_3_LARGE_unit', '"WD"')}
        ${out('GC_CONFIRM_3_LARGE_until', 'null')}
        ${out('GC_CONFIRM_3_LARGE_start', '"SUBMITTED"')}
        ${out('GC_CONFIRM_3_LARGE_expiry', '"ISSUE_NOTICE"')}
        ${out('GC_CONFIRM_3_LARGE_remind', '1')}
      </rule>
      <rule id="GC_CONFIRM_3">`,
};

/** The same column asks something else: who handed in, how far the case is, what the permit says. */
const byOtherFacts: Change = {
  file: 'dmn/zhejiang/zj-authority.dmn',
  from: '<text>data.contractAmount</text>',
  to: `<text>if applicant.enterprise.found and case.round = 1 and refs.gcPermitNo.found
    and data.contractAmount &gt; 5000 then 5001 else 0</text>`,
};

/** DT-03 and DT-04 by works category: the city reviews what belongs to a municipal works' permit. */
const municipal: Change[] = [
  {
    file: 'dmn/zhejiang/zj-authority.dmn',
    from: cell('R07_worksCategory', ''),
    to: cell('R07_worksCategory', 'not("MUNICIPAL")'),
  },
  {
    file: 'dmn/zhejiang/zj-authority.dmn',
    from: '<rule id="R08">',
    to: `<rule id="R07_MUNICIPAL">
        <description>市政公用工程的由设区市审核</description>
        ${cell('R07_MUNICIPAL_step', '"ZJ-07"')}</inputEntry>
        ${cell('R07_MUNICIPAL_contractAmount', '')}</inputEntry>
        ${cell('R07_MUNICIPAL_worksCategory', '"MUNICIPAL"')}</inputEntry>
        ${out('R07_MUNICIPAL_basis', '"REG_CITY"')}
        ${out('R07_MUNICIPAL_deadlineKey', '"NONE"')}
        ${out('R07_MUNICIPAL_target', '"projects"')}
      </rule>
      <rule id="R08">`,
  },
];

/** D-CQ-10: eight working days to verify above 1,000 万元. */
const chongqing: Change = {
  file: 'dmn/chongqing/cq-deadlines.dmn',
  from: '<rule id="CQ_VERIFY">',
  to: `<rule id="CQ_VERIFY_LARGE">
        <description>合同金额超过1000万元的8个工作日</description>
        ${cell('CQ_VERIFY_LARGE_key', '"CQ_VERIFY"')}</inputEntry>
        ${cell('CQ_VERIFY_LARGE_receivedTime', '')}</inputEntry>
        ${cell('CQ_VERIFY_LARGE_contractAmount', '&gt; 1000')}</inputEntry>
        ${out('CQ_VERIFY_LARGE_n', '8')}
        ${out('CQ_VERIFY_LARGE_unit', '"WD"')}
        ${out('CQ_VERIFY_LARGE_until', 'null')}
        ${out('CQ_VERIFY_LARGE_start', '"TASK_CREATED"')}
        ${out('CQ_VERIFY_LARGE_expiry', '"REMIND_AND_FLAG"')}
        ${out('CQ_VERIFY_LARGE_remind', '1')}
        ${out('CQ_VERIFY_LARGE_back', 'null')}
      </rule>
      <rule id="CQ_VERIFY">`,
};

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
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await givenPermit();
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  test('[ZJ-07][DT-03][DT-04] above 50 million: the district city, and five days; up to it: as before', async () => {
    await deployModels(...aboveFiftyMillion, longerAbove);
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
    await deployModels(...aboveFiftyMillion, byOtherFacts);
    expect((await routed(8000)).authority).toBe(JINHUA);
    expect((await routed(4000)).authority).toBe(GROUP.cixi);
  });

  test('[ZJ-07][DT-03] by the works category of the permit, beside the specialty', async () => {
    await givenPermit(MUNICIPAL_PERMIT);
    await deployModels(...municipal);
    expect((await routed(100)).authority).toBe(GROUP.cixi);
    expect((await routed(100, { gcPermitNo: MUNICIPAL_PERMIT })).authority).toBe(JINHUA);
  });

  test('[CQ-02][D-CQ-10] Chongqing: the amount of the contract sets the limit of the verification', async () => {
    await clockAt('2024-05-06 10:00');
    await deployModels(chongqing);
    const { id } = await enteredBuilding();
    await taken(id);
    await waitTask(id, 'VERIFY');
    // Sat 05-11 is worked
    expect(await deadlinesOf(id)).toMatchObject({ 'CQ_VERIFY#1': '2024-05-16 00:00' });
  });
});
