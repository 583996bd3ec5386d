/** ZJ-25: complaints about performance of ZJ-09 and ZJ-10-3 while it is publicised. */
import request from 'supertest';
import { samples } from '../../../seed';
import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  messagesOf,
  sql,
  waitMessage,
  waitMessageText,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { API, as, waitFor } from '../../harness/client';
import { COMPLAINANT, caseOf, complained, complaining, publicityOf } from '../../harness/complaint';
import { enterpriseFile } from '../../harness/dossier';
import { decidedByStranger } from '../../harness/engine-tasks';
import { entered, entryRefusals, libraryEntry } from '../../harness/entry';
import { deployModels } from '../../harness/models';
import { OUT_OF_PROVINCE, withoutPermit } from '../../harness/out-of-province';
import { proof } from '../../harness/public';
import { CITY, handedIn, noPermit } from '../../harness/representative';
import { APPROVE, GROUP, HANGZHOU, inParallel, JIA, XIAOSHAN, YI } from '../../harness/subcontract';
import { cellOf, rowAbove } from '../../harness/table-rows';
import { waitTimer } from '../../harness/timers';

const JINHUA = 'jinhua.feng';
const FLOW = 'zj-nopermit';
const UPHELD = { outcome: 'UPHELD', opinion: '年产量与竣工资料不符。' };
const NOT_UPHELD = { outcome: 'NOT_UPHELD', opinion: '与竣工资料一致。' };
const DECIDE = 'DECIDE_COMPLAINT';

/** A performance of 甲 that is in the library and publicised. */
async function publicised(data = noPermit()) {
  const id = await entered(FLOW, handedIn(data), 'UNDER_REVIEW');
  await doAct(id, HANGZHOU, 'REVIEW', APPROVE);
  await waitStatus(id, 'IN_LIBRARY');
  return { id, data, key: `${GROUP.jia}|PETROCHEM|${data.contractNo}` };
}
const entryOf = (key: string) => libraryEntry('representative', key);
const STANDS = { status: 'IN_LIBRARY', marks: ['PUBLICISED'] };
const OUT = { status: 'WITHDRAWN', marks: [] };

describe('complaints during publicity', () => {
  beforeAll(() => clockAt('2026-09-22 10:00'));
  afterAll(leaveStack);

  test('[ZJ-25][OP-18][DT-03][DT-01] from the public page, without log-in; decided by the city that approved', async () => {
    const { id } = await publicised();
    const page = await request(API)
      .get(`/public/${(await publicityOf(id))?.id}`)
      .expect(200);
    const [, door] = /href="(\/public\/submit\/zj-complaint[^"]*)"/.exec(page.text) ?? [];
    expect(page.text).toContain('投诉举报');
    const form = await request(API).get(String(door)).expect(200);
    expect(form.text).toContain(String((await publicityOf(id))?.number));

    const complaint = await complained(id, COMPLAINANT);
    const view = await waitStatus(complaint, 'LODGED');
    expect(view.statusLabel).toBe('已受理');
    const task = await waitTask(complaint, DECIDE);
    expect(task.groups).toEqual([CITY.hangzhou]);
    const [stored] = await sql<{ data: object; parties: object }>(
      'select data, parties from case_file where id = $1',
      [complaint],
    );
    expect(JSON.stringify(stored)).not.toMatch(/张三丰|13900001234/);
    expect(stored?.parties).toEqual({ applicant: 'public', authority: CITY.hangzhou });
  });

  test('[ZJ-25][OP-18] nobody needs to say who he is; evidence comes with it as a file', async () => {
    const { id } = await publicised();
    const shown = await publicityOf(id);
    const data = { publication: shown?.id, caseNumber: shown?.number, grounds: '指标不实' };
    const sent = await request(API)
      .post('/api/public/cases/zj-complaint')
      .set('X-Proof-Of-Work', await proof('zj-complaint'))
      .field('data', JSON.stringify(data))
      .attach('COMPLAINT_EVIDENCE', samples.subcontract.path, samples.subcontract.name);
    expect([sent.status, codes(sent), sent.text]).toEqual([201, [], expect.any(String)]);
    const complaint = await caseOf(sent.body.number);
    await waitTask(complaint, DECIDE);
    const files = await sql('select kind from attachment where case_id = $1', [complaint]);
    expect(files).toEqual([{ kind: 'COMPLAINT_EVIDENCE' }]);
  });

  test('[ZJ-25][GR-03][E-00-01] neither a county, nor another city, nor the enterprise decides or sees it', async () => {
    const { id } = await publicised();
    const complaint = await complained(id, COMPLAINANT);
    await waitTask(complaint, DECIDE);
    for (const who of [JIA, XIAOSHAN, JINHUA]) {
      await (await as(who)).get(`/api/cases/${complaint}`).expect(404);
      const refused = await act(complaint, who, DECIDE, UPHELD);
      expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
      await decidedByStranger(complaint, DECIDE, who, UPHELD);
    }
    expect(await actsOf(complaint)).toEqual(
      [JIA, XIAOSHAN, JINHUA].map((who) => `${who} ${DECIDE} void:E-00-01`),
    );
    await doAct(complaint, HANGZHOU, DECIDE, NOT_UPHELD);
    await waitStatus(complaint, 'NOT_UPHELD');
  });

  test('[ZJ-25][OP-18] several at once; one that is not upheld changes nothing', async () => {
    const { id, key } = await publicised();
    const [one, other] = await inParallel(['one', 'other'], () => complained(id)).then(
      (all) => [all.one, all.other] as const,
    );
    for (const complaint of [one, other]) await waitTask(complaint, DECIDE);
    await doAct(one, HANGZHOU, DECIDE, NOT_UPHELD);
    const view = await waitStatus(one, 'NOT_UPHELD');
    expect(view).toMatchObject({ statusLabel: '投诉不成立', statusReason: NOT_UPHELD.opinion });
    expect(view.closedAt).not.toBeNull();
    expect(await entryOf(key)).toMatchObject({ ...STANDS, version: 1 });
    expect(await publicityOf(id)).toMatchObject({ state: 'OPEN' });
    expect((await caseView(other)).status).toBe('LODGED');
    expect(await messagesOf(one)).not.toHaveProperty('COMPLAINT_UPHELD');
  });

  test('[ZJ-25][OP-18][DT-18] upheld: withdrawn, no longer public, 甲 is told why and not by whom', async () => {
    const { id, key } = await publicised();
    const complaint = await complained(id, COMPLAINANT);
    await waitTask(complaint, DECIDE);
    await doAct(complaint, HANGZHOU, DECIDE, UPHELD);
    const view = await waitStatus(complaint, 'UPHELD');
    expect(view).toMatchObject({ statusLabel: '投诉成立', statusReason: UPHELD.opinion });
    expect(view.closedAt).not.toBeNull();
    expect(await entryOf(key)).toMatchObject({ ...OUT, version: 2 });
    expect(await publicityOf(id)).toMatchObject({ state: 'WITHDRAWN' });
    const list = await request(API).get('/public?q=示例石化乙烯裂解装置').expect(200);
    expect(list.text).not.toContain(String((await publicityOf(id))?.id));
    // the message is about 甲's own case: of the complaint it may see nothing
    expect(await waitMessage(id, 'COMPLAINT_UPHELD')).toEqual([GROUP.jia]);
    const told = await waitMessageText(id, 'COMPLAINT_UPHELD', UPHELD.opinion);
    expect(told).not.toMatch(/张三丰|13900001234|ZJ-25/);
    expect((await caseView(id, JIA)).status).toBe('IN_LIBRARY');
    // its own file says so, and not by which case
    const file = await enterpriseFile(JIA, GROUP.jia.replace('enterprise-', ''));
    const entry = file.entries.find((one) => one.key === key);
    expect(entry?.status).toEqual({ code: 'WITHDRAWN', label: '撤出' });
    expect(JSON.stringify(entry)).not.toContain('ZJ-25');
    const shown = await (await as(HANGZHOU)).get(`/cases/${complaint}`).expect(200);
    for (const said of ['已入代表工程业绩库', '撤出', '公示中']) expect(shown.text).toContain(said);
  });

  test('[ZJ-25][E-25-01] after an upheld one no other is taken; [E-25-02] nor without a page', async () => {
    const { id } = await publicised();
    const complaint = await complained(id);
    await waitTask(complaint, DECIDE);
    await doAct(complaint, HANGZHOU, DECIDE, UPHELD);
    await waitStatus(complaint, 'UPHELD');
    const late = await complaining(id);
    expect([late.status, codes(late)]).toEqual([422, ['E-25-01']]);
    const elsewhere = await complaining(id, { caseNumber: 'ZJ-09-2026-999999' });
    expect([elsewhere.status, codes(elsewhere)]).toEqual([422, ['E-25-02']]);
  });

  test('[ZJ-25][E-09-08] entered again by a new case; what is upheld afterwards leaves that alone', async () => {
    const { id, data, key } = await publicised();
    const [first, second, third] = await inParallel(['a', 'b', 'c'], () => complained(id)).then(
      ({ a, b, c }) => [a, b, c] as const,
    );
    for (const one of [first, second, third]) await waitTask(one, DECIDE);
    expect(await entryRefusals(FLOW, handedIn(data))).toEqual(['E-09-08']);
    await doAct(first, HANGZHOU, DECIDE, UPHELD);
    await waitStatus(first, 'UPHELD');
    // upheld as well, before anything is handed in again: nothing is left to change
    await doAct(second, HANGZHOU, DECIDE, UPHELD);
    await waitStatus(second, 'UPHELD');
    expect(await entryOf(key)).toMatchObject({ ...OUT, version: 2 });

    await clockAt('2026-09-22 11:00');
    const again = await publicised(data);
    expect(await entryOf(key)).toMatchObject({ ...STANDS, version: 3 });
    await doAct(third, HANGZHOU, DECIDE, UPHELD);
    await waitStatus(third, 'UPHELD');
    expect(await entryOf(key)).toMatchObject({ ...STANDS, version: 3 });
    expect(await publicityOf(again.id)).toMatchObject({ state: 'OPEN' });
    expect(await entryRefusals(FLOW, handedIn(data))).toEqual(['E-09-08']);
  });

  test('[ZJ-25][ZJ-10][OP-18] performance out of the province (ZJ-10-3)', async () => {
    const given = withoutPermit();
    const id = await entered(OUT_OF_PROVINCE, given, 'UNDER_REVIEW');
    await doAct(id, HANGZHOU, 'REVIEW', APPROVE);
    await waitStatus(id, 'IN_LIBRARY');
    const complaint = await complained(id);
    expect((await waitTask(complaint, DECIDE)).groups).toEqual([CITY.hangzhou]);
    await doAct(complaint, HANGZHOU, DECIDE, UPHELD);
    await waitStatus(complaint, 'UPHELD');
    const [row] = await sql<{ status: string; marks: string[] }>(
      `select e.status, e.marks from library_entry e where e.case_id = $1 and e.valid_to is null`,
      [id],
    );
    expect(row).toEqual(OUT);
    const again = await entered(OUT_OF_PROVINCE, given, 'UNDER_REVIEW');
    await waitTask(again, 'REVIEW');
  });

  test('[ZJ-25][DT-03] 乙, which is registered in 金华市: complaints go there', async () => {
    const data = noPermit();
    const id = await entered(FLOW, handedIn(data, { who: YI }), 'UNDER_REVIEW');
    await doAct(id, JINHUA, 'REVIEW', APPROVE);
    await waitStatus(id, 'IN_LIBRARY');
    const complaint = await complained(id);
    expect((await waitTask(complaint, DECIDE)).groups).toEqual([CITY.jinhua]);
  });
});

describe('where the tables set days', () => {
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await deployModels(await tenDays(), await decidedInFive());
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  /** DT-04: performance without a permit is public for ten working days. */
  const tenDays = () =>
    rowAbove('dmn/zhejiang/zj-deadlines.dmn', 'zj-deadlines', 'NOPERMIT_PUBLICITY', {
      id: 'NOPERMIT_PUBLICITY_10',
      annotation: '[P] 公示10个工作日',
      cells: {
        期限: '"NOPERMIT_PUBLICITY"',
        数量: '10',
        '单位（WD 工作日、CD 日）': '"WD"',
        '截止日（含）': 'null',
        起算: '"ENTERED"',
        到期后果: '"END_PUBLICITY"',
        '提前提醒（工作日）': 'null',
      },
    });
  /** DT-03: complaints are decided in five. */
  const decidedInFive = () =>
    cellOf(
      'dmn/zhejiang/zj-authority.dmn',
      'zj-review-routing',
      'R18',
      '期限（DT-04）',
      '"LOCAL_REVIEW_5"',
    );

  test('[ZJ-09][ZJ-25][DT-11][OP-19][CAL-3] publicity of ten days ends by itself, and with it the mark', async () => {
    const { id, key } = await publicised();
    expect(await publicityOf(id)).toMatchObject({ state: 'OPEN', ends: '2026-10-17 00:00' });
    expect(await entryOf(key)).toMatchObject(STANDS);
    // the case goes on until then, but what stands in the library is not taken back
    expect((await caseView(id)).closedAt).toBeNull();
    const withdrawal = await (await as(JIA)).post(`/api/cases/${id}/withdrawal`, {});
    expect([withdrawal.status, codes(withdrawal)]).toEqual([409, ['E-00-03']]);
    await waitTimer(id, 'Event_PublicityOver');
    await clockAt('2026-10-16 23:59:59');
    const complaint = await complained(id);
    await waitTask(complaint, DECIDE);
    await clockAt('2026-10-17 00:00');
    await waitFor('the publicity to end', async () => (await caseView(id)).closedAt !== null);
    expect(await caseView(id)).toMatchObject({ status: 'IN_LIBRARY', marks: [] });
    expect(await publicityOf(id)).toMatchObject({ state: 'DONE' });
    expect(await entryOf(key)).toMatchObject({ status: 'IN_LIBRARY', marks: [], version: 2 });
    const late = await complaining(id);
    expect([late.status, codes(late)]).toEqual([422, ['E-25-01']]);
    // what was lodged in time is decided all the same
    await doAct(complaint, HANGZHOU, DECIDE, UPHELD);
    await waitStatus(complaint, 'UPHELD');
    expect(await entryOf(key)).toMatchObject({ ...OUT, version: 3 });
  });

  test('[ZJ-25][DT-11] upheld meanwhile: the case waits for the end no more', async () => {
    await clockAt('2026-09-28 09:00');
    const { id, key } = await publicised();
    await waitTimer(id, 'Event_PublicityOver');
    const complaint = await complained(id);
    await waitTask(complaint, DECIDE);
    await doAct(complaint, HANGZHOU, DECIDE, UPHELD);
    await waitStatus(complaint, 'UPHELD');
    await waitFor('the case to end', async () => (await caseView(id)).closedAt !== null);
    expect(await caseView(id)).toMatchObject({ status: 'IN_LIBRARY', marks: [] });
    expect(await entryOf(key)).toMatchObject({ ...OUT, version: 2 });
    expect(await publicityOf(id)).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('[ZJ-25][DT-03][GR-05][GR-08] not decided in time: flagged, told, still open', async () => {
    await clockAt('2026-09-28 09:00');
    const { id } = await publicised();
    const complaint = await complained(id);
    await waitTask(complaint, DECIDE);
    await waitTimer(complaint, 'Event_ComplaintOverdue');
    await clockAt(String((await deadlinesOf(complaint))['LOCAL_REVIEW_5#1']));
    expect(await waitMessage(complaint, 'REVIEW_OVERDUE')).toEqual([CITY.hangzhou]);
    expect(await caseView(complaint)).toMatchObject({
      status: 'LODGED',
      flags: ['REVIEW_OVERDUE'],
    });
    await doAct(complaint, HANGZHOU, DECIDE, NOT_UPHELD);
    await waitStatus(complaint, 'NOT_UPHELD');
  });
});
