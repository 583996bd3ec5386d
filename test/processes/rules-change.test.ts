/** Must show 5: an analyst changes dmn/ and forms/ alone, while cases are running. */
import {
  attach,
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
} from '../harness/cases';
import { as } from '../harness/client';
import { type Change, deployModels } from '../harness/models';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  correct,
  GROUP,
  givenPermit,
  JIA,
  record,
  refusals,
  submitted,
  trySubmit,
  YI,
} from '../harness/subcontract';

/** DT-04: a row for one specialty above the row for all. */
const fiveDays: Change = {
  file: 'dmn/zhejiang/zj-deadlines.dmn',
  from: '<rule id="GC_CONFIRM_3">',
  to: `<rule id="GC_CONFIRM_3_DECORATION">
        <description>装修装饰工程延长到5个工作日</description>
        <inputEntry id="GC_CONFIRM_5_key"><text>"GC_CONFIRM_3"</text></inputEntry>
        <inputEntry id="GC_CONFIRM_5_item"><text>"DECORATION"</text></inputEntry>
        <inputEntry id="GC_CONFIRM_5_contractAmount"><text></text></inputEntry>
        <inputEntry id="GC_CONFIRM_5_worksCategory"><text></text></inputEntry>
        <outputEntry id="GC_CONFIRM_5_n"><text>5</text></outputEntry>
        <outputEntry id="GC_CONFIRM_5_unit"><text>"WD"</text></outputEntry>
        <outputEntry id="GC_CONFIRM_5_until"><text>null</text></outputEntry>
        <outputEntry id="GC_CONFIRM_5_start"><text>"SUBMITTED"</text></outputEntry>
        <outputEntry id="GC_CONFIRM_5_expiry"><text>"ISSUE_NOTICE"</text></outputEntry>
        <outputEntry id="GC_CONFIRM_5_remind"><text>1</text></outputEntry>
      </rule>
      <rule id="GC_CONFIRM_3">`,
};

/** DT-06 and the form: a fifteenth specialty. */
const fifteenth: Change[] = [
  {
    file: 'dmn/zhejiang/zj-project-door.dmn',
    from: '<rule id="S15">',
    to: `<rule id="S15A">
        <description>第15类</description>
        <inputEntry id="S15A_specialty"><text>"LANDSCAPE"</text></inputEntry>
        <outputEntry id="S15A_label"><text>"园林绿化工程"</text></outputEntry>
        <outputEntry id="S15A_subcontracted"><text>"ZJ-07"</text></outputEntry>
        <outputEntry id="S15A_standalone"><text>"ZJ-08"</text></outputEntry>
        <outputEntry id="S15A_noPermit"><text>null</text></outputEntry>
        <outputEntry id="S15A_outGc"><text>"ZJ-10-2"</text></outputEntry>
        <outputEntry id="S15A_out"><text>null</text></outputEntry>
      </rule>
      <rule id="S15">`,
  },
  {
    file: 'forms/zhejiang/zj-subcontract.form',
    from: '"value": "ENVIRONMENT" }',
    to: '"value": "ENVIRONMENT" },\n            { "label": "园林绿化工程", "value": "LANDSCAPE" }',
  },
];

/** DT-05: another wording of E-07-03. */
const OLD_TEXT = '缺少专业分包合同';
const NEW_TEXT = '请上传双方盖章的专业分包合同';
const reworded: Change = {
  file: 'dmn/zhejiang/zj-attachments.dmn',
  from: `<outputEntry id="A13_zhOut">\n          <text>"${OLD_TEXT}"`,
  to: `<outputEntry id="A13_zhOut">\n          <text>"${NEW_TEXT}"`,
};

/** DT-03: the review of ZJ-07 gets the five working days of DT-04. */
const reviewLimit: Change = {
  file: 'dmn/zhejiang/zj-authority.dmn',
  from: '<outputEntry id="R07_deadlineKeyOut">\n          <text>"NONE"',
  to: '<outputEntry id="R07_deadlineKeyOut">\n          <text>"LOCAL_REVIEW_5"',
};

/** The common word for a status. */
const NEW_WORD = '等待总承包企业确认';
const otherWord: Change = {
  file: 'labels/zh-CN.json',
  from: '"WAIT_GC": "待总包确认"',
  to: `"WAIT_GC": "${NEW_WORD}"`,
};

const LANDSCAPE = { specialty: 'LANDSCAPE' };

/** The text a record without its subcontract is refused with. */
const textOf = (response: { body: { errors: { code: string; zh: string }[] } }) =>
  response.body.errors.find(({ code }) => code === 'E-07-03')?.zh;

/** Hands the returned case in again; the response is the caller's to check. */
async function tryCorrect(id: string, changes: object, papers: string[]) {
  return (await as(YI)).post(`/api/cases/${id}/corrections`, {
    data: record(changes),
    attachments: await attach(YI, papers),
  });
}

describe('rules change while cases are running', () => {
  let running: string;
  let returned: string;

  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await givenPermit();
    [running, returned] = await Promise.all([submitted(), submitted()]);
    await doAct(returned, JIA, 'CONFIRM', { outcome: 'RETURNED', opinion: '请更正。' });
    await waitStatus(returned, 'RETURNED');
    await waitTask(running, 'CONFIRM');
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  let longer: string;

  test('[ZJ-07][DT-04] five working days for one specialty: new cases of it, not the one running', async () => {
    await deployModels(fiveDays);
    longer = await submitted();
    const other = await submitted({ specialty: 'CURTAIN_WALL' });
    await Promise.all([longer, other].map((id) => waitTask(id, 'CONFIRM')));
    // 10-01 to 10-07 is holiday, Sat 10-10 is worked
    expect(await deadlinesOf(longer)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-11 00:00' });
    expect(await deadlinesOf(other)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-09 00:00' });
    expect(await deadlinesOf(running)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-09 00:00' });
    const why = await sql(
      `select rule_id, annotation from rule_hit
       where case_id = $1 and rule_id like 'GC_CONFIRM%'`,
      [longer],
    );
    expect(why).toEqual([
      { rule_id: 'GC_CONFIRM_3_DECORATION', annotation: '装修装饰工程延长到5个工作日' },
    ]);
  });

  test('[ZJ-07][DT-06][E-07-02] a fifteenth specialty: taken from new cases, not from the one running', async () => {
    expect(await refusals(LANDSCAPE)).toEqual(['E-07-02']);
    await deployModels(fiveDays, ...fifteenth);
    const id = await submitted(LANDSCAPE);
    await waitTask(id, 'CONFIRM');
    const { body } = await (await as(YI)).get(`/api/cases/${id}`).expect(200);
    expect(body.title).toContain('园林绿化工程');
    expect(await refusals({ specialty: '特种工程' })).toEqual(['E-07-02']);

    const old = await tryCorrect(returned, LANDSCAPE, ['SUBCONTRACT', 'ACCEPTANCE_RECORD']);
    expect([old.status, codes(old)]).toEqual([422, ['E-07-02']]);
  });

  test('[ZJ-07][DT-05][E-07-03] another wording: shown to new cases, the old one to the case running', async () => {
    const papers = ['ACCEPTANCE_RECORD'];
    expect(textOf(await trySubmit({}, { papers }))).toBe(OLD_TEXT);
    await deployModels(fiveDays, ...fifteenth, reworded);
    expect(textOf(await trySubmit({}, { papers }))).toBe(NEW_TEXT);
    expect(textOf(await tryCorrect(returned, {}, papers))).toBe(OLD_TEXT);
  });

  test('[ZJ-07][DT-04] the next round of a case running has the limit of the rules it began with', async () => {
    await correct(returned);
    await waitTask(returned, 'CONFIRM');
    expect(await deadlinesOf(returned)).toEqual({
      'GC_CONFIRM_3#1': '2026-10-09 00:00',
      'GC_CONFIRM_3#2': '2026-10-09 00:00',
    });
  });

  test('[ZJ-07][DT-16] on 10-09 00:00 the old limit is over, the new one is not', async () => {
    await clockAt('2026-10-09 00:00');
    await Promise.all([running, returned].map((id) => waitStatus(id, 'TO_URGE')));
    expect(await caseView(longer)).toMatchObject({ status: 'WAIT_GC' });
    await clockAt('2026-10-10 23:59:59');
    await doAct(longer, JIA, 'CONFIRM', CONFIRM);
    expect((await waitStatus(longer, 'UNDER_REVIEW')).flags).toEqual([]);
  });

  test('[ZJ-07][DT-03][GR-05][GR-08] a limit for the review: late is flagged and told, and still decided', async () => {
    await clockAt('2026-10-12 09:00');
    await deployModels(reviewLimit);
    const id = await submitted();
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(id, 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
    expect(await deadlinesOf(id)).toMatchObject({ 'LOCAL_REVIEW_5#1': '2026-10-20 00:00' });
    await clockAt('2026-10-20 00:00');
    expect(await waitMessage(id, 'REVIEW_OVERDUE')).toEqual([GROUP.cixi]);
    expect(await caseView(id)).toMatchObject({
      status: 'UNDER_REVIEW',
      flags: ['REVIEW_OVERDUE'],
    });
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
    expect(await caseView(longer)).toMatchObject({ status: 'UNDER_REVIEW', flags: [] });
  });

  test('[R-labels] another word for a status: a new case has it without a restart, an old one its own', async () => {
    const old = await submitted();
    await waitStatus(old, 'WAIT_GC');
    await deployModels(reviewLimit, otherWord);
    const id = await submitted();
    await waitStatus(id, 'WAIT_GC');
    const words = async (one: string) => {
      const ask = await as(YI);
      const { text } = await ask.get(`/cases/${one}`).set('Accept', 'text/html').expect(200);
      return [(await caseView(one)).statusLabel, text.includes(NEW_WORD)];
    };
    expect(await words(id)).toEqual([NEW_WORD, true]);
    expect(await words(old)).toEqual(['待总包确认', false]);
    // the engine knows nothing of words, and the diagrams are the ones that were there
    const releases = await sql<{ processes: object; labels: string[] }>(
      `select processes, (select array_agg(f ->> 'name') from jsonb_array_elements(resources) f
         where f ->> 'name' like 'labels/%') as labels
       from release order by id desc limit 2`,
    );
    expect(releases[0]?.processes).toEqual(releases[1]?.processes);
    expect(releases[0]?.labels).toEqual(['labels/zh-CN.json']);
  });

  test('each change touches dmn/, forms/ and labels/ alone', () => {
    const files = [fiveDays, ...fifteenth, reworded, reviewLimit, otherWord].map(
      ({ file }) => file.split('/')[0],
    );
    expect(new Set(files)).toEqual(new Set(['dmn', 'forms', 'labels']));
  });
});
