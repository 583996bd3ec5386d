/**
 * CQ-07g complaints (cq-complaint) and CQ-07f key checks (cq-key-check), with the hold of what is
 * under way (cq-key-check-hold in cq-first-review and cq-commitment-handling).
 */
import request from 'supertest';
import {
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { confirmed, enteredBuilding, hitWith } from '../../harness/chongqing';
import {
  COMPLAINTS,
  DING,
  ERRATUM,
  GROUP,
  givenProject,
  granting,
  newProjectNo,
  REPORT,
  refusedAct,
  report,
  SUPERVISION,
  SUPERVISION_TWO,
  taken,
  tryErratum,
  tryUpgrade,
  versionsOf,
  YUBEI,
  YUZHONG,
} from '../../harness/chongqing-records';
import {
  complained,
  complaintOf,
  confirmedInRecord,
  doVoid,
  tryComplaint,
  withoutRecordedOnly,
} from '../../harness/chongqing-supervision';
import { API, as, waitFor } from '../../harness/client';
import { type JobBench, jobBench } from '../../harness/jobs';
import { submitPublicly } from '../../harness/public';
import { waitTimer } from '../../harness/timers';

const NOW = '2024-05-08 09:00';
const city = (account: string) => ({ account, unit: 'CITY' });
const district = (account: string) => ({ account, unit: 'DISTRICT' });
const onSite = (...inspectors: object[]) => ({
  outcome: 'ON_SITE',
  opinion: '须到现场核对。',
  inspectors,
});
const PAPER = { outcome: 'PAPER', opinion: '书面材料足够。' };
const INSPECTION = {
  inspectedAt: '2024-05-08',
  place: '渝中区示例工地',
  findings: [{ stage: 'CONTRACT', finding: '合同原件齐全，金额一致。' }],
};

/** An accepted complaint of fraud: the key check has begun. */
async function keyChecked(projectNo: string): Promise<string> {
  const complaint = await complained(projectNo);
  await doAct(complaint, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
  await waitTask(complaint, 'CHOOSE_METHOD');
  return complaint;
}

/** The key check on paper comes to a conclusion. */
async function concluded(complaint: string, outcome: string): Promise<void> {
  await doAct(complaint, SUPERVISION, 'CHOOSE_METHOD', PAPER);
  await waitStatus(complaint, 'PAPER_CHECK');
  await doAct(complaint, SUPERVISION, 'CONCLUDE', { outcome, opinion: '核对原件后认定。' });
  await waitStatus(complaint, 'CLOSED');
}

/** An upgrade B to A that the district has granted and is to report. */
async function granted(): Promise<{ id: string; projectNo: string }> {
  const projectNo = await givenProject({ stages: { CONTRACT: 'B' } });
  const id = taken(await tryUpgrade('cq-grade-b-a', projectNo, ['CONTRACT'], 'A'));
  await doAct(id, YUZHONG, 'VERIFY', granting({ CONTRACT: 'GRANTED' }, 'A'));
  await waitTask(id, 'REPORT');
  return { id, projectNo };
}

const projectMarks = async (projectNo: string) =>
  (
    await sql<{ marks: string[] }>(
      `select marks from library_entry where kind = 'project' and natural_key = $1
       and valid_to is null`,
      [projectNo],
    )
  )[0]?.marks;

describe('complaints and key checks', () => {
  let bench: JobBench;
  beforeAll(async () => {
    bench = await jobBench();
  });
  afterAll(async () => {
    await withoutRecordedOnly();
    await bench.deps.close();
    await leaveStack();
  });

  test('[CQ-07f][CQ-07d][AC-44][CQ-E402][G-05] a fraud complaint stops the handling until two have been on site', async () => {
    await clockAt(NOW);
    const { id, projectNo } = await granted();
    const complaint = await keyChecked(projectNo);
    expect(await projectMarks(projectNo)).toEqual(['UNDER_KEY_CHECK']);
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await waitStatus(id, 'KEY_CHECK');
    expect(await waitMessage(id, 'CQ_KEY_CHECK_OPENED')).toEqual([GROUP.ding]);

    const choose = (fields: object) => refusedAct(complaint, SUPERVISION, 'CHOOSE_METHOD', fields);
    const refused = [409, ['CQ-E402']];
    expect(await choose(onSite())).toEqual(refused);
    expect(await choose(onSite(city(SUPERVISION), city('Supervision.Jiang ')))).toEqual(refused);
    expect(await choose(onSite(district(YUZHONG), district(YUBEI)))).toEqual(refused);
    expect(await choose({ ...PAPER, opinion: ' ' })).toEqual([409, ['CQ-E103']]);
    // [R8] whom nobody knows, and who could not sign where the task will be offered
    const nobody = onSite(city('nobody.one'), city('nobody.two'));
    expect(await choose(nobody)).toEqual([422, ['E-00-15', 'E-00-15']]);
    const moved = onSite(city(SUPERVISION), city(YUZHONG));
    expect(await choose(moved)).toEqual(refused);

    await doAct(
      complaint,
      SUPERVISION,
      'CHOOSE_METHOD',
      onSite(city(SUPERVISION), district(YUZHONG)),
    );
    await waitStatus(complaint, 'ON_SITE');
    await doAct(complaint, SUPERVISION_TWO, 'INSPECT', INSPECTION);
    expect((await waitTask(complaint, 'SIGN')).groups).toEqual([GROUP.supervision]);
    await doAct(complaint, SUPERVISION_TWO, 'SIGN', { signed: true });
    await waitFor('the signature of another to be void', async () =>
      (await actsOf(complaint)).includes(`${SUPERVISION_TWO} SIGN void:CQ-E402`),
    );
    await doAct(complaint, SUPERVISION, 'SIGN', { signed: true });
    await waitFor('the turn of the district', async () =>
      (await caseView(complaint)).tasks.some(({ groups }) => groups.includes(GROUP.yuzhong)),
    );
    await doAct(complaint, YUZHONG, 'SIGN', { signed: true });

    expect(await refusedAct(complaint, SUPERVISION, 'CONCLUDE', { outcome: 'FRAUD' })).toEqual([
      409,
      ['CQ-E103'],
    ]);
    expect(await versionsOf(projectNo, 'CONTRACT')).toHaveLength(1);
    const [record] = await sql<{ number: string; content: { paragraphs: string[] } }>(
      `select number, content from issued_document where case_id = $1 and kind = 'INSPECTION_RECORD'`,
      [complaint],
    );
    expect(record?.content.paragraphs).toEqual([
      expect.stringContaining('投诉举报 · 造假'),
      expect.stringContaining('渝中区示例工地'),
      `核查人员（账号，均已签名）：${SUPERVISION}、${YUZHONG}`,
      '合同登记：合同原件齐全，金额一致。',
    ]);

    await doAct(complaint, SUPERVISION, 'CONCLUDE', { outcome: 'CLEAN' });
    await waitStatus(complaint, 'CLOSED');
    expect(await projectMarks(projectNo)).toEqual([]);
    await doAct(id, ERRATUM, 'CITY_REVIEW', { outcome: 'AGREED' });
    await waitStatus(id, 'CONFIRMED_A');
    expect(await versionsOf(projectNo, 'CONTRACT')).toHaveLength(2);
  });

  test('[CQ-07f][CQ-07f-R04] during the immediate handling: partly untrue goes back to the district', async () => {
    await clockAt(NOW);
    const { id, projectNo } = await granted();
    await report(id, false);
    await waitTask(id, 'HANDLE');
    const complaint = await keyChecked(projectNo);
    await waitStatus(id, 'KEY_CHECK');
    await concluded(complaint, 'PARTIAL');
    await waitStatus(id, 'INCOMPLETE_TO_DISTRICT');
    expect(await projectMarks(projectNo)).toEqual(['DOUBTFUL']);
  });

  test('[CQ-07e][CQ-07f][CQ-07f-R06] during the review of a sampled report: fraud is not confirmed', async () => {
    await clockAt(NOW);
    const { id, projectNo } = await granted();
    await report(id, true);
    await waitStatus(id, 'SAMPLED');
    await waitTask(id, 'CITY_REVIEW');
    const complaint = await keyChecked(projectNo);
    await waitStatus(id, 'KEY_CHECK');
    await concluded(complaint, 'FRAUD');
    await waitStatus(id, 'CITY_REFUSED');
    expect(await versionsOf(projectNo, 'CONTRACT')).toHaveLength(1);
  });

  test('[CQ-07f][CQ-07f-R06][CQ-07f-R07] proven during the verification: the application is refused', async () => {
    await clockAt(NOW);
    const projectNo = await givenProject();
    const id = taken(await tryErratum(projectNo));
    await waitTask(id, 'VERIFY');
    const complaint = await keyChecked(projectNo);
    await waitStatus(id, 'KEY_CHECK');
    await concluded(complaint, 'FRAUD');
    expect((await waitStatus(id, 'REJECTED')).flags).toEqual(['FRAUD_PROVEN']);
  });

  test('[CQ-07g][CQ-E103][CQ-E018] dismissed with a reason; another allegation is handled in the ordinary way', async () => {
    await clockAt(NOW);
    const wrong = await tryComplaint('5001039999999999');
    expect([wrong.status, codes(wrong)]).toEqual([422, ['CQ-E018']]);
    // of a project that is in no library yet; the clerk of the post may decide on his own note
    const projectNo = newProjectNo();
    const one = await complained(projectNo, {}, COMPLAINTS);
    expect((await waitTask(one, 'ACCEPT_COMPLAINT')).groups).toEqual([GROUP.complaints]);
    expect(await refusedAct(one, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'DISMISSED' })).toEqual(
      [409, ['CQ-E103']],
    );
    await doAct(one, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'DISMISSED', opinion: '无线索。' });
    await waitStatus(one, 'DISMISSED');

    const other = await complained(projectNo, { allegation: 'OTHER' });
    await doAct(other, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
    await doAct(other, COMPLAINTS, 'HANDLE_COMPLAINT', { opinion: '已告知。' });
    await waitStatus(other, 'CLOSED');

    await concluded(await keyChecked(projectNo), 'CLEAN');
    expect(await projectMarks(projectNo)).toBeUndefined();
  });

  test('[CQ-07g][CQ-02] an undecided complaint holds the push; decided, it goes on at once', async () => {
    await clockAt('2024-05-06 09:00');
    const entries = await Promise.all([enteredBuilding(), enteredBuilding()]);
    for (const { id } of entries) await confirmed(id);
    const [groundless, ordinary] = [
      await complained(entries[0].projectNo),
      await complained(entries[1].projectNo, { allegation: 'OTHER' }),
    ];
    await clockAt('2024-05-21 00:00');
    for (const { id } of entries) await hitWith(id, 'COMPLAINT_OPEN');
    for (const { id } of entries) await waitTimer(id, 'Event_HoldRechecked');
    await clockAt('2024-05-21 01:00:01');
    for (const { id } of entries) await hitWith(id, 'COMPLAINT_OPEN', 2);
    await doAct(groundless, COMPLAINTS, 'ACCEPT_COMPLAINT', {
      outcome: 'DISMISSED',
      opinion: '无线索。',
    });
    await doAct(ordinary, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
    for (const { id } of entries) await waitStatus(id, 'STORED');
  });

  test('[CQ-07f][CQ-07f-R04] of two key checks at once both must end', async () => {
    await clockAt(NOW);
    const projectNo = await givenProject();
    const id = taken(await tryErratum(projectNo));
    await waitTask(id, 'VERIFY');
    const one = await keyChecked(projectNo);
    await waitStatus(id, 'KEY_CHECK');
    const two = await keyChecked(projectNo);
    await concluded(one, 'CLEAN');
    await waitFor(`case ${id} to look again`, async () => {
      const looks = await sql(
        `select 1 from case_step where case_id = $1 and element_id = 'Event_Concluded'`,
        [id],
      );
      return looks.length === 2;
    });
    expect((await caseView(id)).status).toBe('KEY_CHECK');
    await concluded(two, 'CLEAN');
    await waitTask(id, 'VERIFY');
  });

  test('[CQ-07f][CQ-07g][G-03][CQ-E101][CQ-E402] past the portal: what may not be done so is void and offered again', async () => {
    await clockAt(NOW);
    const projectNo = newProjectNo();
    const other = await complained(projectNo, { allegation: 'OTHER' });
    await doVoid(other, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'DISMISSED' });
    await doAct(other, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
    await doVoid(other, YUBEI, 'HANDLE_COMPLAINT');
    await doAct(other, COMPLAINTS, 'HANDLE_COMPLAINT', { opinion: '已告知。' });
    await waitStatus(other, 'CLOSED');

    const complaint = await keyChecked(projectNo);
    await doVoid(complaint, SUPERVISION, 'CHOOSE_METHOD', onSite(city(SUPERVISION)));
    // [R8] also at a door that knows nobody
    const unknown = onSite(city(SUPERVISION), city('nobody.one'));
    await doVoid(complaint, SUPERVISION, 'CHOOSE_METHOD', unknown);
    const two = onSite(city(SUPERVISION), city(SUPERVISION_TWO));
    await doAct(complaint, SUPERVISION, 'CHOOSE_METHOD', two);
    await doVoid(complaint, YUBEI, 'INSPECT', INSPECTION);
    await doAct(complaint, SUPERVISION, 'INSPECT', INSPECTION);
    await doAct(complaint, SUPERVISION, 'SIGN', { signed: true });
    await doAct(complaint, SUPERVISION_TWO, 'SIGN', { signed: true });
    await doVoid(complaint, SUPERVISION, 'CONCLUDE', { outcome: 'PARTIAL' });
    await doAct(complaint, SUPERVISION, 'CONCLUDE', { outcome: 'CLEAN' });
    await waitStatus(complaint, 'CLOSED');
  });

  test('[CQ-07g] from the public page, without log-in: filled in, named, and seen by the post alone', async () => {
    await clockAt(NOW);
    const projectNo = await givenProject();
    const published = await confirmedInRecord(bench, '2024-05-07', { projectNo });
    const { publicityId } = await bench.done<{ publicityId: string }>('publicity.open', {
      ...{ caseId: published, authority: GROUP.yuzhong, subject: projectNo },
      ...{ starts: '2024-05-07T17:00:00+08:00', ends: '2024-05-22T00:00:00+08:00' },
    });
    const { text: page } = await request(API).get(`/public/${publicityId}`).expect(200);
    const [, door] = /href="(\/public\/submit\/cq-complaint-intake[^"]*)"/.exec(page) ?? [];
    const { text: form } = await request(API).get(String(door)).expect(200);
    expect(form).toContain(projectNo);
    expect(form).toContain(`"publication":"${publicityId}"`);

    const secret = { named: 'YES', complainantName: '张三丰', complainantPhone: '13900001234' };
    const sent = await submitPublicly('cq-complaint-intake', {
      ...complaintOf(projectNo, { channel: 'WEB', publication: publicityId, ...secret }),
    });
    expect(sent.status).toBe(201);
    const [stored] = await sql<{ id: string; organisation: string; data: object }>(
      `select id, applicant_organisation as organisation, data from case_file where number = $1`,
      [sent.body.number],
    );
    expect(stored?.organisation).toBe('public');
    expect(JSON.stringify(stored?.data)).not.toMatch(/张三丰|13900001234/);
    const id = String(stored?.id);
    await waitTask(id, 'ACCEPT_COMPLAINT');
    await (await as(DING)).get(`/api/cases/${id}`).expect(404);
    await doAct(id, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
    await waitStatus(id, 'KEY_CHECK');
  });
});
