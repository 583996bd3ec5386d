/** ZJ-18: late, omitted or false entry is warned, ordered to be rectified, and published. */
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
  messagesOf,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { YUZHONG } from '../../harness/chongqing';
import { API, as, engine, waitFor } from '../../harness/client';
import { publicityOf } from '../../harness/complaint';
import { enterpriseFile } from '../../harness/dossier';
import { decidedByStranger, taskKey } from '../../harness/engine-tasks';
import { entered, entryRefusals, libraryEntry, tryEntry } from '../../harness/entry';
import { pushedLike, SUPPLEMENT } from '../../harness/permit-project';
import { APPROVE, CIXI, GROUP, JIA, PERMIT, XIAOSHAN } from '../../harness/subcontract';
import { waitTimer } from '../../harness/timers';
import {
  DROPPED,
  FLOW,
  finding,
  found,
  JIA_CODE,
  leadOf,
  OPENED,
  order,
  PUBLISH,
  RECTIFY,
  warned,
} from '../../harness/violation';

const NOT_RECTIFIED = { outcome: 'NOT_RECTIFIED', opinion: '价款仍与备案合同不一致。' };
const RECTIFIED = { outcome: 'RECTIFIED' };

/** What 甲 gets of a case at each of its doors. */
async function seenByJia(id: string) {
  const jia = await as(JIA);
  const { number } = await caseView(id);
  const list = await jia.get(`/api/cases?q=${number}`).expect(200);
  const file = await enterpriseFile(JIA, JIA_CODE);
  return {
    case: (await jia.get(`/api/cases/${id}`)).status,
    page: (await jia.get(`/cases/${id}`)).status,
    listed: JSON.stringify(list.body).includes(id),
    inFile: file.cases.some((one) => one.number === number),
  };
}
const NOTHING = { case: 404, page: 404, listed: false, inFile: false };

/** How many leads were told that a case has been opened for already. */
async function knownLeads(): Promise<number> {
  const steps = await sql(
    `select 1 from engine_step s join engine_instance i on i.key = s.instance_key
     where s.element_id = 'Event_AlreadyOpen' and i.process_id = $1`,
    [FLOW],
  );
  return steps.length;
}

/** What the form of an open task shows. */
async function shownIn(id: string, name: string, who: string): Promise<string> {
  const key = await taskKey(id, name);
  return JSON.stringify((await (await as(who)).get(`/api/tasks/${key}`).expect(200)).body);
}

/** A project of 甲 that 慈溪市 approved. @returns the case */
async function approved(): Promise<string> {
  const permitNo = await pushedLike(PERMIT, { issueDate: '2026-06-01' });
  const data = { permitNo, ...SUPPLEMENT };
  const id = await entered('zj-permit-project', { who: JIA, data }, 'UNDER_REVIEW');
  await doAct(id, CIXI, 'REVIEW', APPROVE);
  await waitStatus(id, 'ENTERED');
  return id;
}

describe('an authority finds that something entered is false', () => {
  beforeAll(() => clockAt('2026-09-22 10:00'));
  afterAll(leaveStack);

  test('[ZJ-18][E-18-02][E-18-03][E-18-04][E-18-05][E-00-01] what is no lead', async () => {
    const of = (changes: object, who = CIXI) =>
      entryRefusals(FLOW, { who, data: finding(changes) });
    expect(await of({ facts: '　' })).toEqual(['E-18-02']);
    expect(await of({ uscc: '91330000MA00000000' })).toEqual(['E-18-04']);
    expect(await of({ recordNo: 'ZJ-04-2026-999999' })).toEqual(['E-18-05']);
    expect(await of({}, YUZHONG)).toEqual(['E-00-01']);
    expect((await tryEntry(FLOW, { who: JIA, data: finding() })).status).toBe(403);
  });

  test('[ZJ-18][DT-03][OP-38][E-18-03][E-00-01] about what 慈溪市 reviewed: it decides, and not who found it', async () => {
    const record = await approved();
    const { number } = await caseView(record);
    const id = await found(XIAOSHAN, { recordNo: number });
    expect((await waitTask(id, 'DECIDE')).groups).toEqual([GROUP.cixi]);
    const refused = await act(id, XIAOSHAN, 'DECIDE', OPENED);
    expect([refused.status, codes(refused)]).toEqual([403, ['E-00-01']]);
    await decidedByStranger(id, 'DECIDE', XIAOSHAN, OPENED);
    expect(await actsOf(id)).toEqual([`${XIAOSHAN} DECIDE void:E-00-01`]);
  });

  test('[ZJ-18] dropped: 甲 never learns of it', async () => {
    const id = await found();
    await waitTask(id, 'DECIDE');
    expect(await seenByJia(id)).toEqual(NOTHING);
    await doAct(id, CIXI, 'DECIDE', DROPPED);
    const view = await waitStatus(id, 'DROPPED');
    expect(view).toMatchObject({ statusLabel: '不予处理', statusReason: DROPPED.opinion });
    expect(view.closedAt).not.toBeNull();
    expect(view.parties).toEqual({ applicant: GROUP.cixi, authority: GROUP.cixi });
    expect(await seenByJia(id)).toEqual(NOTHING);
    expect(Object.values(await messagesOf(id)).flat()).not.toContain(GROUP.jia);
  });

  test('[ZJ-18][AE-94][DT-20][DT-04][E-18-01][E-18-02] proved: warned, ordered to rectify, published; all three', async () => {
    const id = await found();
    await waitTask(id, 'DECIDE');
    const bare = await act(id, CIXI, 'DECIDE', { outcome: 'OPENED' });
    expect([bare.status, codes(bare)]).toEqual([409, ['E-18-02']]);
    await doAct(id, CIXI, 'DECIDE', OPENED);
    await waitTask(id, 'ISSUE');
    expect(await caseView(id)).toMatchObject({
      ...{ status: 'OPENED', statusLabel: '已立案' },
      parties: { enterprise: GROUP.jia },
    });
    expect(await seenByJia(id)).toMatchObject({ case: 200, page: 200 });
    expect(await shownIn(id, 'ISSUE', CIXI)).toContain('作为不良行为记录在平台上公示');
    const today = await act(id, CIXI, 'ISSUE', order('2026-09-22'));
    expect([today.status, codes(today)]).toEqual([409, ['E-18-01']]);
    await doAct(id, CIXI, 'ISSUE', order('2026-10-20'));

    const { number, statusLabel } = await waitStatus(id, 'WARNED');
    expect(statusLabel).toBe('已警告并责令限期整改');
    expect(await waitMessage(id, 'VIOLATION_WARNED')).toEqual([GROUP.jia]);
    expect(await waitMessage(id, 'RECTIFICATION_ORDERED')).toEqual([GROUP.jia]);
    expect((await waitTask(id, 'RECTIFY')).groups).toEqual([GROUP.jia]);
    expect((await waitTask(id, 'RECORD_AND_PUBLISH')).groups).toEqual([GROUP.cixi]);
    expect(await deadlinesOf(id)).toEqual({
      'CASE_DATE#1': '2026-10-21 00:00',
      // seven working days after Tue 09-22
      'BAD_OWN_7#1': '2026-10-10 00:00',
    });
    const [notice] = await sql<{ number: string; text: string }>(
      'select number, content::text as text from issued_document where case_id = $1',
      [id],
    );
    expect(notice?.number).toBe('慈建警〔2026〕3号');
    for (const said of ['依法予以警告', '责令限期整改', '作为不良行为记录在平台上公示'])
      expect(notice?.text).toContain(said);

    expect(await shownIn(id, 'RECTIFY', JIA)).toContain(order('2026-10-20').rectifyContent);
    expect(await shownIn(id, 'RECORD_AND_PUBLISH', CIXI)).toContain(OPENED.opinion);
    expect(await publicityOf(id)).toBeNull();
    await doAct(id, CIXI, 'RECORD_AND_PUBLISH', PUBLISH);
    const shown = await waitFor('the record to be public', () => publicityOf(id));
    expect(shown).toMatchObject({ state: 'OPEN', ends: null });
    expect(await libraryEntry('credit', number)).toMatchObject({
      ...{ library: 'credit', status: 'PUBLISHED', marks: [], version: 1 },
      data: {
        ...{ class: 'BAD', violation: 'FALSE_INFO', enterpriseUscc: JIA_CODE },
        ...{ authority: GROUP.cixi, documentNo: '慈建警〔2026〕3号', facts: PUBLISH.publicFacts },
        measures: ['依法予以警告', '责令限期整改', '作为不良行为记录在平台上公示'],
      },
    });
    const page = await request(API).get(`/public/${shown?.id}`).expect(200);
    for (const said of ['提供虚假信息', PUBLISH.publicFacts, '2026-10-20', '慈溪市'])
      expect(page.text).toContain(said);
    // what the authority found, and what 甲 answers, is not for everybody
    for (const kept of [OPENED.opinion, finding().facts]) expect(page.text).not.toContain(kept);

    await doAct(id, JIA, 'RECTIFY', RECTIFY);
    expect((await waitStatus(id, 'RECTIFYING')).statusLabel).toBe('整改中');
    expect(await waitMessage(id, 'RECTIFICATION_REPORTED')).toEqual([GROUP.cixi]);
    expect(await shownIn(id, 'CHECK', CIXI)).toContain(RECTIFY.rectifyReply);
    await doAct(id, CIXI, 'CHECK', NOT_RECTIFIED);
    await waitTask(id, 'RECTIFY');
    expect(await caseView(id, JIA)).toMatchObject({
      ...{ status: 'RECTIFYING', statusReason: NOT_RECTIFIED.opinion },
    });
    await doAct(id, JIA, 'RECTIFY', RECTIFY);
    await doAct(id, CIXI, 'CHECK', RECTIFIED);
    expect((await waitStatus(id, 'RECTIFIED')).flags).toEqual([]);
    await waitFor('the case to end', async () => (await caseView(id)).closedAt);
    expect(await waitMessage(id, 'VIOLATION_RECTIFIED')).toEqual([GROUP.jia]);
    // the record stays
    expect(await libraryEntry('credit', number)).toMatchObject({ status: 'PUBLISHED', version: 1 });
    expect(await publicityOf(id)).toMatchObject({ state: 'OPEN' });
  });
});

describe('others try', () => {
  beforeAll(() => clockAt('2026-09-22 10:00'));
  afterAll(leaveStack);

  test('[ZJ-18][GR-03][E-18-03][E-00-01] neither 萧山区 nor the other side does what is not theirs', async () => {
    const id = await found();
    await doAct(id, CIXI, 'DECIDE', OPENED);
    await decidedByStranger(id, 'ISSUE', XIAOSHAN, order('2026-10-20'));
    await doAct(id, CIXI, 'ISSUE', order('2026-10-20'));
    await decidedByStranger(id, 'RECORD_AND_PUBLISH', JIA, PUBLISH);
    await decidedByStranger(id, 'RECTIFY', CIXI, RECTIFY);
    await doAct(id, JIA, 'RECTIFY', RECTIFY);
    await decidedByStranger(id, 'CHECK', JIA, RECTIFIED);
    // in the order of the alphabet: with the clock held they have one instant
    expect((await actsOf(id)).filter((one) => one.includes('void')).sort()).toEqual([
      `${CIXI} RECTIFY void:E-00-01`,
      `${JIA} CHECK void:E-00-01`,
      `${JIA} RECORD_AND_PUBLISH void:E-00-01`,
      `${XIAOSHAN} ISSUE void:E-00-01`,
    ]);
    expect(await publicityOf(id)).toBeNull();
    expect((await caseView(id)).status).toBe('RECTIFYING');
  });
});

describe('nothing happens in time', () => {
  let id = '';
  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    id = await warned('2026-10-20');
    for (const task of ['RECTIFY', 'RECORD_AND_PUBLISH']) await waitTask(id, task);
  });
  afterAll(leaveStack);

  test('[ZJ-18][DT-04] seven working days are over: marked 录入逾期, still to be recorded', async () => {
    await clockAt('2026-10-09 23:59:59');
    expect((await caseView(id)).flags).toEqual([]);
    await clockAt('2026-10-10 00:00');
    expect(await waitMessage(id, 'RECORD_OVERDUE')).toEqual([GROUP.cixi]);
    expect(await caseView(id)).toMatchObject({ status: 'WARNED', flags: ['RECORD_OVERDUE'] });
  });

  test('[ZJ-18][OP-38] the date of the order is over: 逾期未整改, the authority is told, 甲 may still rectify', async () => {
    await clockAt('2026-10-20 23:59:59');
    expect((await caseView(id)).status).toBe('WARNED');
    await clockAt('2026-10-21 00:00');
    const view = await waitStatus(id, 'OVERDUE');
    expect(view).toMatchObject({
      ...{ statusLabel: '逾期未整改', flags: ['RECORD_OVERDUE', 'RECTIFICATION_OVERDUE'] },
    });
    expect((await waitMessage(id, 'RECTIFICATION_OVERDUE')).sort()).toEqual(
      [GROUP.cixi, GROUP.jia].sort(),
    );
    await doAct(id, JIA, 'RECTIFY', RECTIFY);
    await waitStatus(id, 'RECTIFYING');
  });

  test('[ZJ-18] sent back after the date: it is not said again', async () => {
    await doAct(id, CIXI, 'CHECK', NOT_RECTIFIED);
    await waitTimer(id, 'Event_RectifyOverdue', 2);
    const timers = await sql<{ year: number }>(
      `select extract(year from t.due_at)::int as year from case_file c
       join engine_timer t on t.instance_key = c.process_instance_key
       where c.id = $1 and t.element_id = 'Event_RectifyOverdue' order by t.set_at, t.due_at`,
      [id],
    );
    // the second one never comes
    expect(timers).toEqual([{ year: 2026 }, { year: 9999 }]);
    await doAct(id, JIA, 'RECTIFY', RECTIFY);
    await doAct(id, CIXI, 'CHECK', RECTIFIED);
    await waitStatus(id, 'RECTIFIED');
    expect((await messagesOf(id)).RECTIFICATION_OVERDUE).toHaveLength(2);
  });

  test('[ZJ-18][DT-20] rectified and not yet published: the case goes on until it is', async () => {
    expect((await caseView(id)).closedAt).toBeNull();
    await doAct(id, CIXI, 'RECORD_AND_PUBLISH', PUBLISH);
    await waitFor('the case to end', async () => (await caseView(id)).closedAt);
    expect(await caseView(id)).toMatchObject({ status: 'RECTIFIED' });
    expect(await publicityOf(id)).toMatchObject({ state: 'OPEN', ends: null });
  });
});

describe('an enterprise enters late', () => {
  let record = '';
  let permitNo = '';
  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    permitNo = await pushedLike(PERMIT);
    record = await entered('zj-permit-project', { who: JIA, data: { permitNo } }, 'DOWNLOADED');
    await waitFor('the five days', async () => (await deadlinesOf(record))['ENT_SUPPLEMENT_5#1']);
  });
  afterAll(leaveStack);

  test('[ZJ-18][ZJ-04][GR-06][AE-02] 填报逾期 is a lead for who reviews the record, and 甲 does not see it', async () => {
    await clockAt('2026-10-01 00:00:00');
    expect(await waitMessage(record, 'ENTRY_OVERDUE')).toEqual([GROUP.jia]);
    const lead = await leadOf(record);
    expect((await waitTask(lead, 'DECIDE')).groups).toEqual([GROUP.cixi]);
    const { number } = await caseView(record);
    expect(await caseView(lead)).toMatchObject({
      ...{ status: 'LEAD', statusLabel: '线索', parties: { authority: GROUP.cixi } },
      data: { violation: 'LATE', uscc: JIA_CODE, recordNo: number },
    });
    expect(await seenByJia(lead)).toEqual(NOTHING);
    const shown = await (await as(JIA)).get(`/cases/${record}`).expect(200);
    expect(shown.text).not.toContain((await caseView(lead)).number);
    // the file of the project has it for who may see it
    const project = async (who: string) =>
      JSON.stringify((await (await as(who)).get(`/api/projects/${permitNo}`).expect(200)).body);
    expect(await project(CIXI)).toContain((await caseView(lead)).number);
    expect(await project(JIA)).not.toContain((await caseView(lead)).number);
  });

  test('[ZJ-18][GR-06] told again of the same record: there is one case', async () => {
    const lead = await leadOf(record);
    await doAct(lead, CIXI, 'DECIDE', DROPPED);
    await waitStatus(lead, 'DROPPED');
    const { number } = await caseView(record);
    const before = await knownLeads();
    const known = {
      violation: 'LATE',
      recordNo: number,
      uscc: JIA_CODE,
      step: 'ZJ-04',
      places: {},
    };
    const { body } = await engine('messages/publication', {
      ...{ name: 'zj-violation.lead', correlationKey: record, timeToLive: 60_000 },
      variables: { lead: known, sentBy: record },
    });
    expect(body).toHaveProperty('messageKey');
    await waitFor('the lead to be known', async () => (await knownLeads()) > before);
    const cases = await sql('select 1 from case_file where process_id = $1 and subject = $2', [
      ...[FLOW, number],
    ]);
    expect(cases).toHaveLength(1);
  });
});
