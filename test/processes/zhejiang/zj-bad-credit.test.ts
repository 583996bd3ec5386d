/** ZJ-13, ZJ-14, ZJ-26: bad credit and blacklist are recorded (`zj-credit-entry`) and shown (`zj-credit-record`). */
import { pushBadCredit } from '../../../stand-in/sharing-platform';
import { CITY, FLOW, PAPERS, PUBLISH, page, penalty, recorded } from '../../harness/bad-credit';
import {
  act,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  unique,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { YUZHONG } from '../../harness/chongqing';
import { as, runtime, waitFor } from '../../harness/client';
import { caseOf, publicityOf } from '../../harness/complaint';
import { decidedByStranger } from '../../harness/engine-tasks';
import { newCreditCode } from '../../harness/enterprise';
import { entryRefusals, libraryEntry, tryEntry } from '../../harness/entry';
import { GROUP, HANGZHOU, JIA, XIAOSHAN } from '../../harness/subcontract';

const PROVINCE = 'province.lin';
const ID_NUMBER = '330782188801010011';

const letter = (changes: object = {}) =>
  penalty({ source: 'OTHER_PROVINCE_DEPARTMENT', effectiveOn: undefined, ...changes });

describe('a penalty of 杭州市, effective on Wed 2026-02-11', () => {
  let id = '';
  let other = '';
  beforeAll(() => clockAt('2026-02-12 10:00'));
  afterAll(leaveStack);

  test('[ZJ-13][DT-10][OP-36][AE-82][E-13-04] an enterprise is refused at every door', async () => {
    const jia = await as(JIA);
    expect(await entryRefusals(FLOW, { who: JIA, data: penalty(), papers: PAPERS })).toContain(
      'E-13-04',
    );
    const checked = await jia.post(`/api/cases/${FLOW}/check`, {
      data: penalty(),
      attachments: [],
    });
    expect(JSON.stringify(checked.body)).toContain('E-13-04');
    const kept = await jia.post(`/api/drafts/${FLOW}`, { data: penalty(), attachments: [] });
    expect(JSON.stringify(kept.body)).toContain('E-13-04');
    expect((await jia.get('/').expect(200)).text).toContain('由责任部门录入，企业不能录入');
  });

  test('[ZJ-13][ZJ-14][DT-09][E-13-01][E-13-02][E-13-03][E-13-05][E-13-06][E-13-08][E-13-09][E-13-10][E-13-11][E-14-01][E-00-01] what is not recorded', async () => {
    const of = (changes: object, who = HANGZHOU, papers = PAPERS) =>
      entryRefusals(FLOW, { who, data: penalty(changes), papers });
    expect(await of({ decidingAuthority: GROUP.xiaoshan })).toEqual(['E-13-01']);
    expect(await of({}, YUZHONG)).toEqual(['E-13-01']);
    expect(await of({ effectiveOn: undefined })).toEqual(['E-13-02']);
    expect(await of({ effectiveOn: '2026-02-13' })).toEqual(['E-13-03']);
    const court = { source: 'COURT', effectiveOn: undefined, firstInstanceCourtPlace: '330100' };
    const wrong = { documentEffective: 'NO', obtainedOn: '2026-02-13' };
    expect((await of({ ...court, ...wrong })).sort()).toEqual(['E-13-05', 'E-13-09']);
    expect(await of({ source: 'OTHER', effectiveOn: undefined })).toEqual(
      expect.arrayContaining(['E-13-06']),
    );
    expect(await of({}, HANGZHOU, [])).toEqual(['E-13-08']);
    const nowhere = { source: 'PROVINCE_DEPARTMENT', effectiveOn: undefined };
    expect(await of({ ...nowhere, platformReceivedOn: '2026-02-11' })).toEqual(['E-13-10']);
    expect(await of({ enterpriseUscc: '91330000MA00000000' })).toEqual(['E-13-11']);
    expect(await of({ creditClass: 'BLACKLIST' })).toEqual(['E-14-01']);
  });

  test('[ZJ-13][DT-04][AE-77][E-13-07][E-13-01] 待录入发布 until Fri 02-27, by 杭州市 and nobody else', async () => {
    const data = penalty();
    id = await recorded(HANGZHOU, data);
    const person = { subjectType: 'PERSON', personName: '陈示例', personIdNumber: ID_NUMBER };
    const listed = { creditClass: 'BLACKLIST', ...person, enterpriseUscc: newCreditCode() };
    other = await recorded(HANGZHOU, penalty(listed), [...PAPERS, 'FINDING_DOCUMENT']);
    expect((await waitTask(id, 'RECORD_AND_PUBLISH')).groups).toEqual([CITY]);
    expect(await caseView(id)).toMatchObject({ statusLabel: '待录入发布', flags: [] });
    expect(await deadlinesOf(id)).toEqual({ 'BAD_OWN_7#1': '2026-02-28 00:00' });
    expect(await entryRefusals(FLOW, { who: HANGZHOU, data, papers: PAPERS })).toEqual(['E-13-07']);
    // 甲 learns of it when it is published
    expect((await (await as(JIA)).get(`/api/cases/${id}`)).status).toBe(404);
    await decidedByStranger(id, 'RECORD_AND_PUBLISH', XIAOSHAN, PUBLISH);
    expect(await publicityOf(id)).toBeNull();
  });

  test('[ZJ-14][ZJ-26][DT-11][OP-34][DD-05][E-26-01] blacklisted until a day: the page names class, person and masked number', async () => {
    await waitTask(other, 'RECORD_AND_PUBLISH');
    const over = await act(other, HANGZHOU, 'RECORD_AND_PUBLISH', {
      ...{ ...PUBLISH, disclosedUntil: '2026-02-12' },
    });
    expect([over.status, codes(over)]).toEqual([409, ['E-26-01']]);
    await doAct(other, HANGZHOU, 'RECORD_AND_PUBLISH', {
      ...PUBLISH,
      disclosedUntil: '2026-02-13',
    });
    const { number } = await waitStatus(other, 'PUBLISHED');
    expect(await libraryEntry('credit', number)).toMatchObject({
      ...{ library: 'credit', status: 'PUBLISHED' },
      data: {
        ...{ class: 'BLACKLIST', subjectType: 'PERSON', authority: CITY },
        ...{
          shownFrom: '2026-02-12',
          shownUntil: '2026-02-13',
          person: expect.stringMatching(/^P-/),
        },
      },
    });
    const { status, text } = await page(other);
    expect(status).toBe(200);
    for (const said of ['黑名单信息', '陈示例', '2026-02-13', '杭州市', PUBLISH.publicFacts])
      expect(text).toContain(said);
    for (const kept of [ID_NUMBER, '内部：未按图施工']) expect(text).not.toContain(kept);
    await clockAt('2026-02-13 23:59:59');
    expect((await page(other)).status).toBe(200);
    await clockAt('2026-02-14 00:00');
    expect((await page(other)).status).toBe(410);
  });

  test('[ZJ-13][AE-83][GR-05] not recorded by 02-28 00:00: 录入逾期, and recorded all the same', async () => {
    await clockAt('2026-02-27 23:59:59');
    expect((await caseView(id)).flags).toEqual([]);
    await clockAt('2026-02-28 00:00');
    expect(await waitMessage(id, 'RECORD_OVERDUE')).toEqual([CITY]);
    expect(await caseView(id)).toMatchObject({ status: 'TO_RECORD', flags: ['RECORD_OVERDUE'] });
    await doAct(id, HANGZHOU, 'RECORD_AND_PUBLISH', PUBLISH);
    const view = await waitStatus(id, 'PUBLISHED');
    expect(view).toMatchObject({ statusLabel: '已发布', flags: ['RECORD_OVERDUE'] });
    expect(view.closedAt).not.toBeNull();
    expect(await waitMessage(id, 'CREDIT_PUBLISHED')).toEqual([GROUP.jia]);
    const { text } = await page(id);
    for (const said of ['不良信用信息', '行政处罚', '2026-02-11', '长期公开'])
      expect(text).toContain(said);
  });
});

describe('a letter and the sharing platform', () => {
  afterAll(leaveStack);

  test('[ZJ-13][DT-09][DT-04][AE-79] a letter from out of the province of Fri 2020-01-17: 省建设厅, until Fri 02-14', async () => {
    await clockAt('2020-01-17 15:00');
    const data = letter({ receivedOn: '2020-01-17', issuedOn: '2020-01-10' });
    expect(await entryRefusals(FLOW, { who: HANGZHOU, data, papers: PAPERS })).toEqual(
      expect.arrayContaining(['E-13-01', 'E-13-08']),
    );
    const id = await recorded(PROVINCE, data, [...PAPERS, 'LETTER']);
    expect((await waitTask(id, 'RECORD_AND_PUBLISH')).groups).toEqual(['province-330000']);
    expect(await deadlinesOf(id)).toEqual({ 'BAD_RECEIVED_15#1': '2020-02-15 00:00' });
  });

  test('[ZJ-13][AE-80][E-13-07] pushed on Fri 2026-10-30, the letter on Mon: until Fri 11-20, by the first', async () => {
    await clockAt('2026-10-30 09:00');
    const data = letter();
    const pushed = await pushBadCredit(runtime.env, data);
    expect(pushed.status).toBe(201);
    const id = await caseOf(String(pushed.body.number));
    await waitStatus(id, 'TO_RECORD');
    expect((await waitTask(id, 'RECORD_AND_PUBLISH')).groups).toEqual(['province-330000']);
    await clockAt('2026-11-02 09:00');
    const both = { ...data, receivedOn: '2026-11-02' };
    expect(
      await entryRefusals(FLOW, { who: PROVINCE, data: both, papers: [...PAPERS, 'LETTER'] }),
    ).toEqual(['E-13-07']);
    await waitFor('the limit', async () => (await deadlinesOf(id))['BAD_RECEIVED_15#1']);
    expect(await deadlinesOf(id)).toEqual({ 'BAD_RECEIVED_15#1': '2026-11-21 00:00' });
    // what it decided itself is nothing that the platform pushes
    const own = await pushBadCredit(runtime.env, penalty({ documentNo: unique('推') }));
    expect([own.status, JSON.stringify(own.body)]).toEqual([
      422,
      expect.stringContaining('E-13-06'),
    ]);
    expect((await tryEntry(FLOW, { who: 'permit-system-one', data })).status).toBe(403);
  });
});
