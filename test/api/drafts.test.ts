import { clockAt, codes, leaveStack, sql, unique } from '../harness/cases';
import { as, upload } from '../harness/client';
import { deployModels } from '../harness/models';
import { newPerson } from '../harness/people';
import { SAMPLE } from '../harness/sample';
import { BING, CIXI, GROUP, YI } from '../harness/subcontract';
import { textsIn } from '../harness/texts';
import { sampleData } from '../unit/forms/sample';

const SECRETS = ['陈乙三', '王慈一', '赵甲二', '330782188801010018', '13800005678'];
let colleague = '';

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  await deployModels(...SAMPLE);
  colleague = await newPerson({ roles: ['enterprise'], organisations: [GROUP.yi] });
});
afterAll(async () => {
  await deployModels();
  await leaveStack();
});

interface Saved {
  id: string;
  warnings: { code: string; field?: string }[];
}

async function save(data: object, attachments: object[] = [], who = YI): Promise<Saved> {
  const response = await (await as(who)).post('/api/drafts/sample-lists', { data, attachments });
  if (response.status !== 201) throw new Error(`save: ${response.status} ${response.text}`);
  return response.body;
}

const paper = async (who = YI) => ({ id: await upload(who), kind: 'OTHER' });
const warned = ({ warnings }: Saved) => warnings.map((w) => `${w.code} ${w.field ?? ''}`.trim());

test('what is not finished is kept, with word of what would be refused', async () => {
  const one = { role: 'SUPERVISION', leader: '王慈一', share: 95 };
  const saved = await save({ stages: ['TENDER'], participants: [one, {}], tender: {} });
  expect(warned(saved).sort()).toEqual([
    'E-00-10 name',
    'E-00-10 participants.1.leader',
    'E-00-10 participants.1.role',
    'E-00-10 reason',
    'E-00-10 tender.winner',
    'T-PAPER attachments.OTHER',
    'T-SHARE',
  ]);
  const yi = await as(YI);
  const { data } = (await yi.get(`/api/drafts/${saved.id}`).expect(200)).body;
  expect(data).toMatchObject({ stages: ['TENDER'], participants: [one, {}] });
});

test('personal data is encrypted, and comes back whole for those it belongs to', async () => {
  const name = unique('项目');
  const saved = await save(sampleData({ name }), [await paper()]);
  expect(saved.warnings).toEqual([]);
  const stored = JSON.stringify(await sql('select * from draft where id = $1', [saved.id]));
  expect(textsIn(stored, [name, ...SECRETS])).toEqual([name]);

  const mine = await as(colleague);
  const opened = (await mine.get(`/api/drafts/${saved.id}`).expect(200)).body;
  expect(opened.data).toEqual(sampleData({ name, shares: 100, whole: true }));
  expect(opened.attachments).toEqual([
    expect.objectContaining({ kind: 'OTHER', name: expect.stringMatching(/pdf$/) }),
  ]);
  const audit = await sql<{ action: string; actor: string; detail: object }>(
    'select action, actor, detail from audit_event where entity = $1 order by seq',
    [`draft:${saved.id}`],
  );
  expect(audit.map((e) => `${e.actor} ${e.action}`)).toEqual([
    `${YI} draft.saved`,
    `${colleague} draft.opened`,
  ]);
  expect(textsIn(JSON.stringify(audit), SECRETS)).toEqual([]);
});

test('only the organisation sees it, in the list, by its id and to change it', async () => {
  const name = unique('项目');
  const file = await paper();
  const { id } = await save(sampleData({ name }), [file]);
  const listed = async (who: string): Promise<{ id: string; title: string }[]> =>
    (await (await as(who)).get('/api/drafts').expect(200)).body.items;
  for (const who of [YI, colleague])
    expect(await listed(who)).toContainEqual(
      expect.objectContaining({ id, title: `${name} · 角色：施工，负责人：陈**` }),
    );
  for (const who of [BING, CIXI, 'audit.he']) {
    const other = await as(who);
    expect((await listed(who)).map((draft) => draft.id)).not.toContain(id);
    await other.get(`/api/drafts/${id}`).expect(404);
    await other.put(`/api/drafts/${id}`, { data: {} }).expect(404);
    await other.delete(`/api/drafts/${id}`).expect(404);
    await other.get(`/api/attachments/${file.id}`).expect(404);
  }
  await (await as(colleague)).get(`/api/attachments/${file.id}`).expect(200);
});

test('it is replaced, files and all, by a colleague too', async () => {
  const [first, second] = [await paper(), await paper(colleague)];
  const { id } = await save(sampleData(), [first]);
  const mine = await as(colleague);
  const data = sampleData({ stages: ['DRAWING'], reviewer: '示例审图公司' });
  await mine.put(`/api/drafts/${id}`, { data, attachments: [first, second] }).expect(200);
  const { body } = await (await as(YI)).get(`/api/drafts/${id}`).expect(200);
  expect(body).toMatchObject({ updatedBy: colleague, data: { reviewer: '示例审图公司' } });
  expect(body.data).not.toHaveProperty('tender');
  expect(body.attachments).toHaveLength(2);
  // a colleague's file that is in no draft is not there for the taking
  const answer = await mine.put(`/api/drafts/${id}`, { data, attachments: [await paper()] });
  expect([answer.status, ...codes(answer)]).toEqual([422, 'E-00-11']);
});

test('deleted, it is gone', async () => {
  const { id } = await save({});
  const yi = await as(YI);
  await yi.delete(`/api/drafts/${id}`).expect(204);
  await yi.get(`/api/drafts/${id}`).expect(404);
  await yi.delete(`/api/drafts/${id}`).expect(404);
});

test('nobody keeps a draft of what they could not hand in', async () => {
  const answer = await (await as(CIXI)).post('/api/drafts/sample-lists', { data: {} });
  expect([answer.status, ...codes(answer)]).toEqual([403, 'E-00-21']);
  await (await as(YI)).post('/api/drafts/no-such', { data: {} }).expect(404);
});

describe('handed in', () => {
  test('it goes, with the files of whoever kept it; refused, it stays', async () => {
    const { id } = await save(sampleData(), [await paper()]);
    const mine = await as(colleague);
    const { data, attachments } = (await mine.get(`/api/drafts/${id}`).expect(200)).body;
    const files = attachments.map((file: { id: string; kind: string }) => {
      return { id: file.id, kind: file.kind };
    });
    const submit = (changes: object) =>
      mine.post('/api/cases/sample-lists', {
        data: { ...data, ...changes },
        attachments: files,
        draft: id,
      });
    expect(codes(await submit({ name: '' }))).toEqual(['E-00-10']);
    await mine.get(`/api/drafts/${id}`).expect(200);

    // at the same moment: one case
    const answers = await Promise.all([submit({}), submit({})]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 404]);
    await mine.get(`/api/drafts/${id}`).expect(404);
    const rows = await sql('select 1 from attachment where id = $1 and case_id is not null', [
      files[0].id,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('that of others is not touched, and gives no files away', async () => {
    const { id } = await save(sampleData(), [await paper()]);
    const answer = await (await as(BING)).post('/api/cases/sample-lists', {
      data: sampleData(),
      attachments: [await paper(BING)],
      draft: id,
    });
    expect([answer.status, ...codes(answer)]).toEqual([404, 'E-00-22']);
    await (await as(YI)).get(`/api/drafts/${id}`).expect(200);
  });
});

test('the check tells which attachments the data asks for, and stores nothing', async () => {
  const yi = await as(YI);
  const ask = async (stages: string[]) =>
    (await yi.post('/api/cases/sample-lists/check', { data: { stages } }).expect(200)).body;
  const before = await sql('select count(*) from case_file');
  expect((await ask(['TENDER'])).attachments).toEqual([
    { kind: 'OTHER', label: '中标通知书', required: true },
  ]);
  expect((await ask(['DRAWING'])).attachments).toEqual([]);
  expect(await sql('select count(*) from case_file')).toEqual(before);
});
