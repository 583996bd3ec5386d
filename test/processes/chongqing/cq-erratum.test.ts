import {
  act,
  actsOf,
  attach,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitMessageText,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { enteredBuilding } from '../../harness/chongqing';
import {
  APPLICATION,
  APPROVE,
  cited,
  concluded,
  DING,
  ERRATUM,
  ERRATUM_PAPERS,
  fraudComplaint,
  GROUP,
  givenProject,
  MINISTRY,
  publicLines,
  published,
  REPORT,
  recordKey,
  refusedAct,
  report,
  resubmitted,
  SUPERVISION,
  taken,
  tryErratum,
  tryUpgrade,
  versionsOf,
  WU,
  withdrawn,
  YUBEI,
  YUZHONG,
} from '../../harness/chongqing-records';
import { as, engine, waitFor } from '../../harness/client';
import { completeInEngine } from '../../harness/engine-tasks';
import { pdfLines } from '../../unit/documents/pdf-text';

const CITY = { managementLevel: 'CITY' } as const;

/** A district-managed erratum that the district verified. */
async function verified(projectNo: string): Promise<string> {
  const id = taken(await tryErratum(projectNo));
  await doAct(id, YUZHONG, 'VERIFY', APPROVE);
  return id;
}

/** A district-managed erratum that the city has before it. */
async function reported(projectNo: string, drawn = false): Promise<string> {
  const id = await verified(projectNo);
  await report(id, drawn);
  await waitTask(id, drawn ? 'CITY_REVIEW' : 'HANDLE');
  return id;
}

/** A city-managed erratum that the city verified: to be sent to the ministry. */
async function toMinistry(projectNo: string, changes: object = {}): Promise<string> {
  const id = taken(await tryErratum(projectNo, changes));
  await doAct(id, ERRATUM, 'VERIFY', APPROVE);
  await waitTask(id, 'SEND_TO_MINISTRY');
  return id;
}

const handle = (id: string, fields: object = { outcome: 'AGREED' }) =>
  doAct(id, ERRATUM, 'HANDLE', fields);

const amounts = async (projectNo: string) =>
  (await versionsOf(projectNo, 'CONTRACT')).map(({ data }) => String(data.contractAmount));

/** Erratum: district, city, ministry, on the dates of the requirements' examples. */
describe('erratum, cq-first-review, cq-commitment-handling', () => {
  // of the example that two tests walk through
  let projectNo: string;
  let id: string;

  afterAll(leaveStack);

  test('[CQ-03][CQ-07d][CQ-07d-R01][CQ-07d-R02][CQ-07d-R06][AC-24][CQ-E208] reported with number, date and commitment on a make-up Saturday', async () => {
    await clockAt('2024-10-12 10:00');
    projectNo = await givenProject({ stages: { CONTRACT: 'B' } });
    id = taken(await tryErratum(projectNo));
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.yuzhong]);
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_DISTRICT' });
    expect(await deadlinesOf(id)).toEqual({ 'CQ_VERIFY#1': '2024-10-19 00:00' });
    await doAct(id, YUZHONG, 'VERIFY', APPROVE);
    await waitStatus(id, 'TO_REPORT');
    for (const left of ['documentNo', 'commitment'])
      expect(await refusedAct(id, YUZHONG, 'REPORT', { ...REPORT, [left]: undefined })).toEqual([
        409,
        ['CQ-E208'],
      ]);
    await report(id);
    await handle(id);
    await waitStatus(id, 'TO_MINISTRY');
    const [document] = await sql<{ id: string; kind: string; number: string }>(
      'select id, kind, number from issued_document where case_id = $1',
      [id],
    );
    expect(document).toMatchObject({ kind: 'DISTRICT_REPORT', number: '渝某建文〔2024〕18号' });
    const file = await (await as(ERRATUM)).get(`/api/documents/${document?.id}`).buffer(true);
    const text = pdfLines(file.body).join('');
    for (const part of ['渝某建文〔2024〕18号', '成文日期：2024-10-12', '承诺所报材料真实、准确'])
      expect(text).toContain(part);
  });

  test('[CQ-03][cq-ministry-reply][AC-24][CQ-E209][CQ-E210][OP-14] consent makes a second version of the same grade', async () => {
    await clockAt('2024-10-14 09:00');
    for (const left of ['documentNo', 'applicationReady'])
      expect(
        await refusedAct(id, ERRATUM, 'SEND_TO_MINISTRY', { ...APPLICATION, [left]: undefined }),
      ).toEqual([409, ['CQ-E209']]);
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await waitStatus(id, 'AT_MINISTRY');
    expect((await waitTask(id, 'MINISTRY_REPLY')).groups).toEqual([GROUP.ministry, GROUP.erratum]);
    const early = await act(id, ERRATUM, 'EXECUTE', {});
    expect([early.status, codes(early)]).toEqual([409, ['E-00-03']]);
    await clockAt('2024-11-04 09:00');
    await doAct(id, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED', replyNo: '建函1号' });
    await waitStatus(id, 'CORRECTED');
    const versions = await versionsOf(projectNo, 'CONTRACT');
    expect(versions.map((v) => [v.version, v.status, String(v.data.contractAmount)])).toEqual([
      [1, 'B', '1200'],
      [2, 'B', '1250'],
    ]);
    expect(await waitMessage(id, 'CQ_CORRECTED')).toEqual([GROUP.ding]);
    const documents = await sql<{ status: string; reply: string }>(
      `select status, reply from issued_document where case_id = $1 and kind = 'MINISTRY_APPLICATION'`,
      [id],
    );
    expect(documents).toEqual([{ status: 'MINISTRY_AGREED', reply: '建函1号' }]);
  });

  test('[CQ-03][AC-25] the ministry refuses: nothing changes', async () => {
    await clockAt('2024-10-12 10:00');
    const projectNo = await givenProject(CITY);
    const id = await toMinistry(projectNo);
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    expect(
      await refusedAct(id, ERRATUM, 'MINISTRY_REPLY', { outcome: 'MINISTRY_REFUSED' }),
    ).toEqual([409, ['CQ-E103']]);
    await doAct(id, ERRATUM, 'MINISTRY_REPLY', {
      outcome: 'MINISTRY_REFUSED',
      opinion: '佐证材料不足。',
    });
    await waitStatus(id, 'MINISTRY_REFUSED');
    expect(await amounts(projectNo)).toEqual(['1200']);
  });

  test('[CQ-03][AC-26][CQ-07c][CQ-E210] city-managed: straight to the city, and still to the ministry', async () => {
    await clockAt('2024-05-06 09:00');
    const id = taken(await tryErratum(await givenProject(CITY)));
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.erratum]);
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_CITY' });
    await doAct(id, ERRATUM, 'VERIFY', APPROVE);
    await waitStatus(id, 'TO_MINISTRY');
    const early = await act(id, ERRATUM, 'EXECUTE', {});
    expect([early.status, codes(early)]).toEqual([409, ['E-00-03']]);
    expect(await actsOf(id)).toEqual([`${ERRATUM} VERIFY`]);
  });

  test('[CQ-03][AC-22][CQ-E202][CQ-03-R02] used in a qualification application: nothing is stored', async () => {
    await clockAt('2024-06-11 09:00');
    const projectNo = await givenProject();
    await cited(projectNo);
    await clockAt('2024-06-12 09:00');
    const refused = await tryErratum(projectNo);
    expect([refused.status, codes(refused)]).toEqual([422, ['CQ-E202']]);
    const declared = await tryErratum(await givenProject(), {
      usedInQualificationDeclaration: 'YES',
    });
    expect(codes(declared)).toEqual(['CQ-E202']);
  });

  test('[CQ-03][AC-23][CQ-03-R01][CQ-E202] used meanwhile: ends before the ministry application', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject();
    const id = taken(await tryErratum(projectNo));
    await doAct(id, YUZHONG, 'VERIFY', APPROVE);
    await waitTask(id, 'REPORT');
    await clockAt('2024-06-13 09:00');
    await report(id);
    await handle(id);
    await waitStatus(id, 'TO_MINISTRY');
    await clockAt('2024-06-14 09:00');
    await cited(projectNo);
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    expect(await waitStatus(id, 'REJECTED')).toMatchObject({ flags: ['CQ-E202'] });
    await waitMessage(id, 'CQ_E202_ENDED');
  });

  test('[CQ-03][CQ-03-R01][CQ-E202] used before the district verified, or before execution', async () => {
    await clockAt('2024-06-03 09:00');
    const early = await givenProject();
    const first = taken(await tryErratum(early));
    await waitTask(first, 'VERIFY');
    await cited(early);
    await doAct(first, YUZHONG, 'VERIFY', APPROVE);
    await waitStatus(first, 'REJECTED');
    const late = await givenProject(CITY);
    const second = await toMinistry(late);
    await doAct(second, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await waitTask(second, 'MINISTRY_REPLY');
    await cited(late);
    await doAct(second, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED' });
    expect(await waitStatus(second, 'REJECTED')).toMatchObject({ flags: ['CQ-E202'] });
    expect(await amounts(late)).toEqual(['1200']);
  });

  test('[CQ-03][AC-28][CQ-E208] without the commitment nothing is reported', async () => {
    await clockAt('2024-06-03 09:00');
    const id = await verified(await givenProject());
    expect(await refusedAct(id, YUZHONG, 'REPORT', { ...REPORT, commitment: false })).toEqual([
      409,
      ['CQ-E208'],
    ]);
    expect(await caseView(id)).toMatchObject({ status: 'TO_REPORT' });
  });

  test('[CQ-07d][CQ-07d-R04][CQ-07d-R05][DD-C09] incomplete: back to the district, its number stays', async () => {
    await clockAt('2024-07-01 09:00');
    const id = await verified(await givenProject());
    await report(id, false, { ...REPORT, coversProject: false });
    await waitStatus(id, 'INCOMPLETE_TO_DISTRICT');
    await waitMessage(id, 'CQ_INCOMPLETE');
    const number = () =>
      sql<{ number: number }>('select number from sample_arrival where case_id = $1', [id]);
    const before = await number();
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await handle(id, { outcome: 'RETURN_TO_DISTRICT', opinion: '缺少佐证材料原件。' });
    await waitStatus(id, 'INCOMPLETE_TO_DISTRICT');
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await handle(id);
    await waitStatus(id, 'TO_MINISTRY');
    expect(await number()).toEqual(before);
  });

  test('[R9][CQ-07d-R05] what is missing stands in the message, in the state of the case and in the task', async () => {
    await clockAt('2024-07-01 09:00');
    const id = await verified(await givenProject());
    await report(id, false, { ...REPORT, coversProject: false });
    await waitStatus(id, 'INCOMPLETE_TO_DISTRICT');
    const missing = '正式公文未涉及本项目';
    await waitMessage(id, 'CQ_INCOMPLETE');
    await waitMessageText(id, 'CQ_INCOMPLETE', `材料不齐或须重新核实：${missing}。`);
    await waitTask(id, 'REPORT');
    expect(await caseView(id)).toMatchObject({ statusReason: missing });
    const [offered] = await sql<{ notes: string }>(
      "select data->>'notes' as notes from task_form where case_id = $1 order by data->>'notes' desc limit 1",
      [id],
    );
    expect(offered?.notes).toContain(missing);
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    // the next status has no reason of the one before
    await waitStatus(id, 'REPORTED_CITY');
    expect(await caseView(id)).toMatchObject({ statusReason: null });
    await handle(id, { outcome: 'RETURN_TO_DISTRICT', opinion: '缺少佐证材料原件' });
    await waitStatus(id, 'INCOMPLETE_TO_DISTRICT');
    await waitMessageText(id, 'CQ_INCOMPLETE', '缺少佐证材料原件');
    expect(await caseView(id)).toMatchObject({ statusReason: '缺少佐证材料原件' });
  });

  test('[CQ-07e][CQ-07e-R04][CQ-07d-R07][CQ-E103] drawn on arrival: reviewed in substance, agreed or refused', async () => {
    await clockAt('2024-07-01 09:00');
    const good = await reported(await givenProject(), true);
    expect(await caseView(good)).toMatchObject({ status: 'SAMPLED' });
    await doAct(good, ERRATUM, 'CITY_REVIEW', { outcome: 'AGREED' });
    const bad = await reported(await givenProject(), true);
    expect(await refusedAct(bad, ERRATUM, 'CITY_REVIEW', { outcome: 'CITY_REFUSED' })).toEqual([
      409,
      ['CQ-E103'],
    ]);
    await doAct(bad, ERRATUM, 'CITY_REVIEW', { outcome: 'CITY_REFUSED', opinion: '合同不符。' });
    await waitStatus(bad, 'REJECTED');
    await waitStatus(good, 'TO_MINISTRY');
  });

  test('[CQ-07d][CQ-07d-R03] same working day, the next after 17:00; then only a flag', async () => {
    await clockAt('2024-07-01 16:00');
    const day = await reported(await givenProject());
    await clockAt('2024-07-01 17:30');
    const night = await reported(await givenProject());
    expect(await deadlinesOf(day)).toMatchObject({ 'CQ_IMMEDIATE#1': '2024-07-02 00:00' });
    expect(await deadlinesOf(night)).toMatchObject({ 'CQ_IMMEDIATE#1': '2024-07-03 00:00' });
    await clockAt('2024-07-02 00:00');
    expect(await waitMessage(day, 'CQ_OVERDUE')).toEqual([GROUP.erratum]);
    expect(await caseView(day)).toMatchObject({ status: 'REPORTED_CITY', flags: ['OVERDUE'] });
    expect(await caseView(night)).toMatchObject({ flags: [] });
  });

  test('[CQ-03][OP-39] five working days to verify, then a flag and a reminder only', async () => {
    await clockAt('2024-06-03 09:00');
    const id = taken(await tryErratum(await givenProject()));
    await waitTask(id, 'VERIFY');
    await clockAt('2024-06-12 00:00');
    expect(await waitMessage(id, 'CQ_OVERDUE')).toEqual([GROUP.yuzhong]);
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_DISTRICT', flags: ['OVERDUE'] });
  });

  test('[CQ-03][CQ-E203][CQ-E205][CQ-E206][CQ-E201][CQ-E204][CQ-E207] refusals on submission', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'D', BASIC: 'D' } });
    const items = (value: string) => ({
      items: [{ field: 'contractAmount', currentValue: '1200', value, reason: '核对' }],
    });
    const same = await tryErratum(projectNo, items('1200'));
    expect([same.status, codes(same)]).toEqual([422, ['CQ-E205']]);
    expect(codes(await tryErratum(projectNo, items('一千')))).toEqual(['CQ-E207']);
    expect(codes(await tryErratum(projectNo, { stage: 'TENDER' }))).toContain('CQ-E201');
    const stranger = await tryErratum(projectNo, { stage: 'BASIC' }, 'ji.ge');
    expect(codes(stranger)).toEqual(['CQ-E203']);
    taken(await tryErratum(projectNo));
    expect(codes(await tryErratum(projectNo))).toContain('CQ-E206');
    const upgrade = await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT'], 'B');
    expect(codes(upgrade)).toEqual(['CQ-E308']);
    const bare = await (await as(DING)).post('/api/cases/cq-erratum', {
      data: { projectNo },
      attachments: await attach(DING, ERRATUM_PAPERS.slice(1)),
    });
    expect(bare.status).toBe(422);
    expect(codes(bare)).toContain('CQ-E204');
    const authority = await tryErratum(projectNo, {}, YUBEI);
    expect(authority.status).toBe(403);
  });

  test('[CQ-03][CQ-E206] an open upgrade of the stage keeps an erratum out', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'D', BASIC: 'D' } });
    taken(await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT', 'BASIC'], 'B'));
    expect(codes(await tryErratum(projectNo))).toEqual(['CQ-E206']);
    // BASIC is everybody's: another participant's erratum of it waits, too
    expect(codes(await tryErratum(projectNo, { stage: 'BASIC' }, WU))).toEqual(['CQ-E206']);
  });

  test('[CQ-03][CQ-E103][CQ-E101] returned with a reason, corrected, refused', async () => {
    await clockAt('2024-06-03 09:00');
    const id = taken(await tryErratum(await givenProject()));
    expect(await refusedAct(id, YUZHONG, 'VERIFY', { outcome: 'RETURNED' })).toEqual([
      409,
      ['CQ-E103'],
    ]);
    expect(await refusedAct(id, SUPERVISION, 'VERIFY', APPROVE)).toMatchObject([
      expect.any(Number),
      ['CQ-E101'],
    ]);
    await doAct(id, YUZHONG, 'VERIFY', { outcome: 'RETURNED', opinion: '原因不明。' });
    expect(await waitStatus(id, 'RETURNED')).toMatchObject({ awaitsCorrection: true });
    await resubmitted(id, ERRATUM_PAPERS);
    await doAct(id, YUZHONG, 'VERIFY', { outcome: 'REJECTED', opinion: '不属实。' });
    await waitStatus(id, 'REJECTED');
    expect(await waitMessage(id, 'CQ_REJECTED')).toEqual([GROUP.ding]);
  });

  test('[CQ-03][4.4][E-00-05] withdrawn while returned, not before', async () => {
    await clockAt('2024-06-03 09:00');
    const id = taken(await tryErratum(await givenProject()));
    await waitTask(id, 'VERIFY');
    const early = await (await as(DING)).post(`/api/cases/${id}/withdrawal`);
    expect(codes(early)).toEqual(['E-00-05']);
    await doAct(id, YUZHONG, 'VERIFY', { outcome: 'RETURNED', opinion: '原因不明。' });
    await waitStatus(id, 'RETURNED');
    await withdrawn(id);
    expect(await waitStatus(id, 'WITHDRAWN')).toMatchObject({ tasks: [] });
  });

  test('[CQ-03][CQ-03-R03] a shared stage: the other participants are told', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject({ ...CITY, stages: { BASIC: 'D' } });
    const id = await toMinistry(projectNo, {
      stage: 'BASIC',
      items: [{ field: 'address', currentValue: '示例路1号', value: '示例路2号', reason: '笔误' }],
    });
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await doAct(id, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED' });
    expect((await waitMessage(id, 'CQ_CORRECTED')).sort()).toEqual([GROUP.ding, GROUP.wu].sort());
  });

  test('[CQ-03][G-08] personal data is corrected without being seen', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject({ ...CITY, stages: { TENDER: 'D' } });
    const secret = `张三丰${projectNo.slice(-4)}`;
    const id = await toMinistry(projectNo, {
      stage: 'TENDER',
      items: [{ field: 'leaderName', personalValue: secret, reason: '漏填' }],
    });
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await doAct(id, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED' });
    await waitStatus(id, 'CORRECTED');
    const entries = await sql<{ masked: string; sealed: string }>(
      `select data->>'leaderName' as masked, secrets->>'leaderName' as sealed from library_entry
       where natural_key = $1 and version = 2`,
      [recordKey(projectNo, 'TENDER')],
    );
    expect(entries).toEqual([
      { masked: expect.not.stringContaining(secret), sealed: expect.any(String) },
    ]);
    const clear = await sql<{ n: number }>(
      `select (select count(*) from case_file where data::text like $1)
        + (select count(*) from library_entry where data::text like $1)
        + (select count(*) from audit_event where detail::text like $1)
        + (select count(*) from rule_hit where inputs::text like $1)
        + (select count(*) from issued_document where content::text like $1)
        + (select count(*) from push where body::text like $1) as n`,
      [`%${secret}%`],
    );
    expect(Number(clear[0]?.n)).toBe(0);
  });

  test('[CQ-03][OP-12] what the public sees of a stored record follows its correction', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject(CITY);
    const { id: source } = await enteredBuilding();
    await published(source, projectNo, 'CONTRACT');
    const id = await toMinistry(projectNo);
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await doAct(id, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED' });
    await waitStatus(id, 'CORRECTED');
    expect(await publicLines(source)).toEqual(
      expect.arrayContaining(['合同金额（万元）: 1250', '合同登记 · 勘误: 已勘误，第2版']),
    );
    const page = await (await as(ERRATUM)).get(`/cases/${id}`);
    expect(page.text).toMatch(/合同金额（万元）.*1200.*1250/s);
  });

  test('[CQ-07f][CQ-07f-R04][4.4] a key check opens while the city handles: paused, reviewed, agreed', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const id = await reported(projectNo);
    const complaint = await fraudComplaint(projectNo);
    expect(await waitStatus(id, 'KEY_CHECK')).toMatchObject({ tasks: [] });
    expect(await waitMessage(id, 'CQ_KEY_CHECK_OPENED')).toEqual([GROUP.ding]);
    await concluded(complaint, 'CLEAN');
    await doAct(id, ERRATUM, 'CITY_REVIEW', { outcome: 'AGREED' });
    await waitStatus(id, 'TO_MINISTRY');
  });

  test('[CQ-07f][4.4] partly untrue: the city has it reported anew; proven: refused', async () => {
    await clockAt('2024-05-08 09:00');
    const one = await givenProject();
    const sampled = await reported(one, true);
    const partial = await fraudComplaint(one);
    await waitStatus(sampled, 'KEY_CHECK');
    await concluded(partial, 'PARTIAL');
    await waitStatus(sampled, 'INCOMPLETE_TO_DISTRICT');
    const two = await givenProject();
    const other = await reported(two);
    const proven = await fraudComplaint(two);
    await waitStatus(other, 'KEY_CHECK');
    await concluded(proven, 'FRAUD');
    await waitStatus(other, 'REJECTED');
  });

  test('[CQ-07f][4.4] in the city’s own review: clean goes on; a notice that came too late holds nothing', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const id = await reported(projectNo, true);
    const complaint = await fraudComplaint(projectNo);
    await waitStatus(id, 'KEY_CHECK');
    await concluded(complaint, 'CLEAN');
    await waitTask(id, 'CITY_REVIEW');
    await waitStatus(complaint, 'CLOSED');
    await engine('messages/publication', {
      name: 'key-check.opened',
      correlationKey: id,
      timeToLive: 0,
      messageId: `late-${id}`,
      variables: {},
    });
    await doAct(id, ERRATUM, 'CITY_REVIEW', { outcome: 'AGREED' });
    await waitStatus(id, 'TO_MINISTRY');
  });

  test('[CQ-07f][4.4] city-managed: paused while verified, partly untrue goes back to the applicant', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject(CITY);
    const id = taken(await tryErratum(projectNo));
    await waitTask(id, 'VERIFY');
    const first = await fraudComplaint(projectNo);
    await waitStatus(id, 'KEY_CHECK');
    await concluded(first, 'PARTIAL');
    await waitStatus(id, 'RETURNED');
    // another one is open when it comes back: held from the start
    await clockAt('2024-05-08 10:00');
    const second = await fraudComplaint(projectNo);
    await resubmitted(id, ERRATUM_PAPERS);
    await waitStatus(id, 'KEY_CHECK');
    await concluded(second, 'CLEAN');
    await doAct(id, ERRATUM, 'VERIFY', APPROVE);
    await waitStatus(id, 'TO_MINISTRY');
  });

  test('[CQ-03][CQ-07d][G-05] past the portal: an act that may not be is void and offered again', async () => {
    await clockAt('2024-05-08 09:00');
    const id = taken(await tryErratum(await givenProject()));
    const again = async (name: string, who: string, fields: Record<string, unknown>) => {
      const key = await completeInEngine(id, name, who, fields);
      await waitFor(`${name} to be offered again`, async () => {
        const events = await actsOf(id);
        return events.some((one) => one.startsWith(`${who} ${name} void`)) ? key : null;
      });
    };
    await again('VERIFY', YUBEI, APPROVE);
    await doAct(id, YUZHONG, 'VERIFY', APPROVE);
    await again('REPORT', YUZHONG, { ...REPORT, commitment: false });
    await report(id);
    await again('HANDLE', ERRATUM, { outcome: 'RETURN_TO_DISTRICT' });
    await handle(id);
    await again('SEND_TO_MINISTRY', ERRATUM, { documentNo: '' });
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await again('MINISTRY_REPLY', MINISTRY, { outcome: 'MINISTRY_REFUSED' });
    await doAct(id, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED' });
    await waitStatus(id, 'CORRECTED');
    const drawn = await reported(await givenProject(), true);
    await completeInEngine(drawn, 'CITY_REVIEW', YUZHONG, { outcome: 'AGREED' });
    await waitFor('void', async () =>
      (await actsOf(drawn)).includes(`${YUZHONG} CITY_REVIEW void:CQ-E101`) ? true : null,
    );
  });
});
