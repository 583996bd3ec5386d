/** A case of ZJ-07 that was sent back: what the correction finds, keeps, may change, and shows. */
import { samples } from '../../../seed';
import { residentIdCheckDigit } from '../../../src/domain/identifiers';
import {
  act,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as, forgetTokens, setting, upload, waitFor } from '../../harness/client';
import { deployModels } from '../../harness/models';
import { newPerson, takeOut } from '../../harness/people';
import { Session } from '../../harness/session';
import {
  BING,
  GROUP,
  givenPermit,
  JIA,
  record,
  submitted,
  trySubmit,
  YI,
} from '../../harness/subcontract';
import { inTasklist, tasklist } from '../../harness/tasklist';

/** An ID number whose check digit is right; nobody who lives was born in that year. */
const ID_NUMBER = `33078218880101001${residentIdCheckDigit('33078218880101001')}`;
const LEADER = { projectLeaderName: '陈乙三', projectLeaderIdNumber: ID_NUMBER };
const MASKED = {
  projectLeaderName: '陈**',
  projectLeaderIdNumber: `330***********${ID_NUMBER.slice(-4)}`,
};
const AMOUNT = { field: 'contractAmount', remark: '与台账不符，应为 118 万元' };
const PAPER = { field: 'attachments.SUBCONTRACT', remark: '缺少签章页' };
const RETURN = {
  outcome: 'RETURNED',
  opinion: '请核对合同金额。',
  objections: [AMOUNT, PAPER],
};

const PAPER_NAME = samples.subcontract.name;

interface File {
  id: string;
  kind: string;
}

let colleague = '';

/** A record of 乙 that 甲 sends back, with remarks on two of its fields. */
async function sentBack(changes: object = {}, given: object = RETURN): Promise<string> {
  const id = await submitted({ ...LEADER, ...changes });
  await doAct(id, JIA, 'CONFIRM', given);
  await waitStatus(id, 'RETURNED');
  return id;
}

/** The data of a case as the API shows it. */
const shown = async (id: string) =>
  (await (await as(colleague)).get(`/api/cases/${id}`).expect(200)).body.data;

/** The files of the newest round. */
const filesOf = (id: string) =>
  sql<File>(
    `select a.id, a.kind from attachment a join case_file c on c.id = a.case_id and c.round = a.round
     where c.id = $1 order by a.kind`,
    [id],
  );

const correct = async (id: string, data: object, attachments: File[], who = colleague) =>
  (await as(who)).post(`/api/cases/${id}/corrections`, { data, attachments });
const check = async (id: string, data: object, attachments: File[] = []) =>
  (await as(colleague)).post(`/api/cases/${id}/corrections/check`, { data, attachments });
const corrections = async (id: string, who: string) =>
  (await (await as(who)).get(`/api/cases/${id}/corrections`).expect(200)).body;

/** A page of the portal as somebody sees it, and what it tells its script. */
async function page(path: string, who: string) {
  const url = `${setting('PUBLIC_URL')}${path}`;
  const response = await (await Session.login(url, who)).fetch(url);
  const text = await response.text();
  const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(text)?.[1];
  return { status: response.status, text, data: json && JSON.parse(json) };
}

beforeAll(async () => {
  await clockAt('2026-09-30 15:00');
  await givenPermit();
  colleague = await newPerson({ name: '孙乙四', roles: ['enterprise'], organisations: [GROUP.yi] });
});
afterAll(leaveStack);

describe('a colleague corrects', () => {
  let id = '';
  let files: File[] = [];

  beforeAll(async () => {
    id = await sentBack();
    files = await filesOf(id);
  });

  test('[T1] the page opens with all of the last round, personal data masked, and says what was objected to', async () => {
    const { text, data } = await page(`/cases/${id}/correct`, colleague);
    expect(data.data).toEqual(await shown(id));
    expect(data.data).toMatchObject(MASKED);
    const byKind = (one: File, other: File) => (one.kind < other.kind ? -1 : 1);
    expect(data.files.sort(byKind)).toEqual(
      files.map((file) => ({ ...file, name: PAPER_NAME, size: expect.any(Number) })),
    );
    for (const secret of Object.values(LEADER)) expect(text).not.toContain(secret);
    const plain = text.replace(/<[^>]+>/g, '');
    for (const said of ['请核对合同金额。', `合同金额（万元）：${AMOUNT.remark}`, PAPER.remark])
      expect(plain).toContain(said);
    const json = JSON.stringify(data.schema);
    // the remark stands right behind its field, and nothing in the browser refuses a masked number
    expect(json.indexOf('Remark_contractAmount')).toBeGreaterThan(json.indexOf('contractAmount'));
    expect(json).not.toContain('[0-9]{17}');
  });

  test('[T1] the check tells what is changed, slots and refusals, without a number being typed again', async () => {
    const data = { ...(await shown(id)), contractAmount: 118 };
    const { body } = await check(id, data, files);
    expect(body.refusals).toEqual([]);
    expect(body.changes).toEqual([{ label: '合同金额（万元）', before: '120', after: '118' }]);
    expect(body.attachments.map(({ kind }: File) => kind)).toContain('SUBCONTRACT');
  });

  test('[T1] before it is handed in nobody finds out whether what is typed is what is sealed', async () => {
    const data = await shown(id);
    const same = await check(id, { ...data, projectLeaderName: '陈乙三' }, files);
    const other = await check(id, { ...data, projectLeaderName: '陈乙二' }, files);
    expect(same.body).toEqual(other.body);
  });

  test('[T1][E-00-45] a masked value that is not as it was shown is refused, and named', async () => {
    const data = { ...(await shown(id)), projectLeaderIdNumber: '331***********0018' };
    const refused = await correct(id, data, files);
    expect([refused.status, codes(refused)]).toEqual([422, ['E-00-45']]);
    expect(refused.body.errors[0]).toMatchObject({
      field: 'projectLeaderIdNumber',
      zh: expect.stringContaining('项目负责人身份证号'),
    });
    expect((await check(id, data, files)).body.refusals).toMatchObject([{ code: 'E-00-45' }]);
  });

  test('[T1] others neither check nor correct it; files of other cases are not taken', async () => {
    const data = await shown(id);
    for (const path of ['corrections', 'corrections/check']) {
      const jia = await (await as(JIA)).post(`/api/cases/${id}/${path}`, { data });
      expect([jia.status, codes(jia)]).toEqual([403, ['E-00-21']]);
      await (await as(BING)).post(`/api/cases/${id}/${path}`, { data }).expect(404);
    }
    const other = await filesOf(await submitted());
    const refused = await correct(id, data, [...files, ...other]);
    expect([refused.status, codes(refused)]).toEqual([422, ['E-00-11']]);
  });

  test('[T1] who has left the applicant neither sees nor corrects it', async () => {
    const former = await newPerson({ roles: ['enterprise'], organisations: [GROUP.yi] });
    await takeOut(former, GROUP.yi);
    forgetTokens();
    const refused = await correct(id, await shown(id), files, former);
    expect(refused.status).toBe(404);
    expect((await page(`/cases/${id}/correct`, former)).status).toBe(404);
  });

  test('[T1] the correction keeps what was sealed, files of before and those of another colleague', async () => {
    const data = { ...(await shown(id)), contractAmount: 118 };
    const [acceptance, contract] = files as [File, File];
    const replaced = { id: await upload(YI), kind: contract.kind };
    const [before] = await sql<{ secrets: object }>('select secrets from case_file where id = $1', [
      id,
    ]);
    expect((await correct(id, data, [acceptance, replaced])).status).toBe(200);
    await waitTask(id, 'CONFIRM');
    const { body } = await (await as(YI)).get(`/api/cases/${id}`);
    expect(body).toMatchObject({ round: 2, data: { ...MASKED, contractAmount: 118 } });
    const kept = await sql<{ secrets: object }>('select secrets from case_file where id = $1', [
      id,
    ]);
    expect(Object.keys(kept[0]?.secrets ?? {})).toEqual(Object.keys(before?.secrets ?? {}));
    expect(await filesOf(id)).toEqual(
      [acceptance, replaced].sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    );
  });

  const CHANGES = [
    { label: '合同金额（万元）', before: '120', after: '118' },
    { label: '附件：专业分包合同', before: PAPER_NAME, after: PAPER_NAME },
  ];

  test('[T1] who reviews sees what was changed: in the inbox, in Tasklist, on the case file, by API', async () => {
    const { body } = await (await as(JIA)).get('/api/tasks').expect(200);
    const key = body.items.find(({ caseId }: { caseId: string }) => caseId === id).key;
    const task = await page(`/tasks/${key}`, JIA);
    expect(task.data.data.changes).toEqual(CHANGES);
    expect(await inTasklist(JIA, key, ['changes'])).toEqual({ changes: CHANGES });
    const caseFile = (await page(`/cases/${id}`, JIA)).text.replace(/<[^>]+>/g, ' ');
    expect(caseFile).toMatch(/历次更正.*第 2 轮.*孙乙四.*合同金额（万元）\s+120\s+118/s);
    expect(await corrections(id, JIA)).toMatchObject({
      rounds: [{ round: 2, person: '孙乙四', organisation: GROUP.yi, changes: CHANGES }],
      remarks: [],
    });
  });

  test('[T1] sealed data is what was entered first: who decides sees it, and its digits still count', async () => {
    await doAct(id, JIA, 'CONFIRM', { outcome: 'CONFIRMED' });
    await waitTask(id, 'REVIEW');
    const { body } = await (await as('cixi.wang'))
      .get(`/api/cases/${id}/personal-data`)
      .expect(200);
    expect(body).toEqual(LEADER);
    const [event] = await sql<{ facts: { refs: object } }>(
      `select j.facts from judgement j where j.case_id = $1 and j.round = 2 and j.kind = 'SUBMISSION'`,
      [id],
    );
    expect(event?.facts.refs).toMatchObject({ projectLeaderIdNumber: { valid: true } });
  });
});

describe('remarks on single fields', () => {
  test('[T1][E-00-46] of what the submission does not have, without words or too long are refused', async () => {
    const id = await submitted();
    await waitTask(id, 'CONFIRM');
    for (const wrong of [
      { field: 'noSuchField', remark: '不对' },
      { field: 'contractNo', remark: ' ' },
    ]) {
      const refused = await act(id, JIA, 'CONFIRM', { ...RETURN, objections: [AMOUNT, wrong] });
      expect([refused.status, codes(refused)]).toEqual([422, ['E-00-46']]);
      expect(refused.body.errors[0].field).toBe('objections.1');
    }
    const long = { field: 'contractNo', remark: '长'.repeat(201) };
    const refused = await act(id, JIA, 'CONFIRM', { ...RETURN, objections: [long] });
    expect(refused.status).toBe(422);
    const many = Array.from({ length: 21 }, () => AMOUNT);
    expect((await act(id, JIA, 'CONFIRM', { ...RETURN, objections: many })).status).toBe(422);
    expect(await sql('select 1 from decision where case_id = $1', [id])).toEqual([]);
  });

  test('[T1][E-00-46] through Tasklist the same; what is right is on record', async () => {
    const id = await submitted();
    await waitTask(id, 'CONFIRM');
    const session = await tasklist(JIA);
    const [task] = await waitFor('the task in Tasklist', async () => {
      const found = await session.tasks(id);
      return found.length === 1 && found;
    });
    const complete = (objections: object[]) =>
      session.complete(task?.id ?? '', { ...RETURN, objections });
    await session.claim(task?.id ?? '');
    const wrong = { field: 'noSuchField', remark: '不对' };
    await expect(complete([wrong])).rejects.toThrow('E-00-46');
    await complete([AMOUNT]);
    await waitStatus(id, 'RETURNED');
    const decided = await sql('select objections, valid from decision where case_id = $1', [id]);
    expect(decided).toEqual([{ objections: [AMOUNT], valid: true }]);
    expect((await corrections(id, YI)).remarks).toEqual([
      {
        ...AMOUNT,
        label: '合同金额（万元）',
        act: 'CONFIRM',
        person: '赵甲二',
        organisation: GROUP.jia,
      },
    ]);
    const [event] = await sql<{ detail: object }>(
      `select detail from audit_event where chain = $1 and action = 'decision.recorded'`,
      [`case:${id}`],
    );
    expect(event?.detail).toMatchObject({ objections: [AMOUNT] });
  });

  test('[T1] a remark is text and nothing else, wherever it stands', async () => {
    const remark = '<img src=x onerror=alert(1)> {{projectLeaderIdNumber}} [点我](https://evil.cn)';
    const id = await sentBack({}, { ...RETURN, objections: [{ ...AMOUNT, remark }] });
    const { text, data } = await page(`/cases/${id}/correct`, colleague);
    expect(text).not.toContain('<img src=x');
    expect(JSON.stringify(data.schema)).not.toMatch(/<img|\{\{projectLeader|\]\(https/);
    expect((await page(`/cases/${id}`, JIA)).text).not.toContain('<img src=x');
  });
});

describe('after a release that renamed a kind of attachment', () => {
  afterAll(() => deployModels());

  test('[T2] page, check and correction of a case that began before ask for what its own release asks', async () => {
    const id = await sentBack();
    const files = await filesOf(id);
    await deployModels({
      file: 'dmn/zhejiang/zj-attachments.dmn',
      from: `<outputEntry id="A13_kindOut">
          <text>"SUBCONTRACT"</text>`,
      to: `<outputEntry id="A13_kindOut">
          <text>"SUBCONTRACT_AGREEMENT"</text>`,
    });
    const asked = async (response: { body: { attachments: File[] } }) =>
      response.body.attachments.map(({ kind }) => kind);
    const data = await shown(id);
    // what is new is judged by the new release
    const fresh = await (await as(YI)).post('/api/cases/zj-subcontract/check', { data: record() });
    expect(await asked(fresh)).toContain('SUBCONTRACT_AGREEMENT');
    expect(codes(await trySubmit())).toContain('E-07-03');

    const { text, data: told } = await page(`/cases/${id}/correct`, colleague);
    expect(text).toContain('data-kind="SUBCONTRACT"');
    expect(text).not.toContain('SUBCONTRACT_AGREEMENT');
    expect(told.checkAction).toBe(`/api/cases/${id}/corrections/check`);
    const checked = await check(id, data, files);
    expect(await asked(checked)).toEqual(['SUBCONTRACT', 'ACCEPTANCE_RECORD', 'OTHER']);
    expect(checked.body.refusals).toEqual([]);
    expect((await correct(id, data, files)).status).toBe(200);
    await waitStatus(id, 'WAIT_GC');
  });
});
