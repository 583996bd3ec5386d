import { clockAt, codes, leaveStack, sql, unique } from '../harness/cases';
import { as, upload } from '../harness/client';
import { deployModels } from '../harness/models';
import { newPerson } from '../harness/people';
import { SAMPLE } from '../harness/sample';
import { BING, CIXI, GROUP, YI } from '../harness/subcontract';
import { textsIn } from '../harness/texts';
import { sampleData } from '../unit/forms/sample';

const SECRETS = ['陈乙三', '王慈一', '赵甲二', '330782188801010011', '13800005678'];
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
  etag: string;
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
  const { id, etag } = await save(sampleData(), [first]);
  const mine = await as(colleague);
  const data = sampleData({ stages: ['DRAWING'], reviewer: '示例审图公司' });
  const replaced = await mine
    .put(`/api/drafts/${id}`, { data, attachments: [first, second] })
    .set('If-Match', etag)
    .expect(200);
  const { body } = await (await as(YI)).get(`/api/drafts/${id}`).expect(200);
  expect(body).toMatchObject({ updatedBy: colleague, data: { reviewer: '示例审图公司' } });
  expect(body.data).not.toHaveProperty('tender');
  expect(body.attachments).toHaveLength(2);
  // a colleague's file that is in no draft is not there for the taking
  const answer = await mine
    .put(`/api/drafts/${id}`, { data, attachments: [await paper()] })
    .set('If-Match', replaced.headers.etag ?? '');
  expect([answer.status, ...codes(answer)]).toEqual([422, 'E-00-11']);
});

describe('[T3] two people with one draft', () => {
  /** 乙 opens it, then a colleague changes name and leader: what 乙 holds is old. */
  async function changedMeanwhile() {
    const opened = await save(sampleData({ name: '示例大桥' }), [await paper()]);
    const participants = sampleData().participants as { leader: string }[];
    const theirs = sampleData({
      name: '示例隧道',
      participants: participants.map((one, i) => (i === 0 ? { ...one, leader: '钱同事' } : one)),
    });
    const mine = await as(colleague);
    const put = await mine
      .put(`/api/drafts/${opened.id}`, { data: theirs })
      .set('If-Match', opened.etag)
      .expect(200);
    return { id: opened.id, old: opened.etag, now: put.headers.etag ?? '', mine };
  }

  test('[E-00-40] every answer names the version; without it nothing is changed or deleted', async () => {
    const { id, etag } = await save({});
    const yi = await as(YI);
    expect((await yi.get(`/api/drafts/${id}`)).headers.etag).toBe(etag);
    const put = await yi.put(`/api/drafts/${id}`, { data: {} }).set('If-Match', etag);
    expect([put.status, put.headers.etag]).toEqual([200, put.body.etag]);
    expect(put.body.etag).not.toBe(etag);
    for (const asked of [
      yi.put(`/api/drafts/${id}`, { data: {} }),
      yi.delete(`/api/drafts/${id}`),
    ]) {
      const answer = await asked;
      expect([answer.status, ...codes(answer)]).toEqual([428, 'E-00-40']);
    }
    const handedIn = await yi.post('/api/cases/sample-lists', {
      data: sampleData(),
      attachments: [await paper()],
      draft: id,
    });
    expect([handedIn.status, ...codes(handedIn)]).toEqual([428, 'E-00-40']);
    await yi.get(`/api/drafts/${id}`).expect(200);
  });

  test('[E-00-41] the second is told who changed what, masked, and nothing of either is lost', async () => {
    const { id, old, now } = await changedMeanwhile();
    const yi = await as(YI);
    const data = sampleData({ name: '示例大桥' });
    const answer = await yi.put(`/api/drafts/${id}`, { data }).set('If-Match', old);
    expect([answer.status, ...codes(answer)]).toEqual([409, 'E-00-41']);
    expect(answer.headers.etag).toBe(now);
    const [{ changed }] = answer.body.errors;
    expect(changed).toMatchObject({ by: '测试人', at: '2026-09-28T09:00:00+08:00', etag: now });
    const labels = changed.fields.map((field: { label: string }) => field.label);
    expect(labels).toEqual(['名称', '参建单位']);
    expect(changed.fields[0]).toEqual({ label: '名称', theirs: '示例隧道', mine: '示例大桥' });
    expect(changed.fields[1].theirs).toContain('钱**');
    expect(textsIn(answer.text, [...SECRETS, '钱同事'])).toEqual([]);
    const { body } = await yi.get(`/api/drafts/${id}`);
    expect(body.data.name).toBe('示例隧道');
    // told, they may keep their own over it
    await yi.put(`/api/drafts/${id}`, { data }).set('If-Match', now).expect(200);
    expect((await yi.get(`/api/drafts/${id}`)).body.data.name).toBe('示例大桥');
  });

  test('what a colleague changed is neither deleted nor handed in unseen', async () => {
    const { id, old, now } = await changedMeanwhile();
    const yi = await as(YI);
    const deleted = await yi.delete(`/api/drafts/${id}`).set('If-Match', old);
    expect([deleted.status, ...codes(deleted), deleted.headers.etag]).toEqual([
      409,
      'E-00-41',
      now,
    ]);
    const attachments = [await paper()];
    const submit = (draftEtag: string) =>
      yi.post('/api/cases/sample-lists', {
        ...{ data: sampleData({ name: '示例大桥' }), attachments, draft: id, draftEtag },
      });
    const refused = await submit(old);
    expect([refused.status, ...codes(refused)]).toEqual([409, 'E-00-41']);
    await yi.get(`/api/drafts/${id}`).expect(200);
    expect((await submit(now)).status).toBe(201);
    await yi.get(`/api/drafts/${id}`).expect(404);
  });

  test('saved twice alike, e.g. because the answer was lost, is saved once', async () => {
    const { id, etag } = await save(sampleData(), [await paper()]);
    const yi = await as(YI);
    const put = async () =>
      yi.put(`/api/drafts/${id}`, { data: sampleData({ name: '示例隧道' }) }).set('If-Match', etag);
    const [first, again] = [await put(), await put()];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.headers.etag).toBe(first.headers.etag);
  });

  test('of two at the same moment one is told of the other', async () => {
    const { id, etag } = await save(sampleData());
    const put = async (who: string, name: string) =>
      (await as(who))
        .put(`/api/drafts/${id}`, { data: sampleData({ name }) })
        .set('If-Match', etag);
    const answers = await Promise.all([put(YI, '甲桥'), put(colleague, '乙桥')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });
});

test('deleted, it is gone', async () => {
  const { id, etag } = await save({});
  const yi = await as(YI);
  await yi.delete(`/api/drafts/${id}`).set('If-Match', etag).expect(204);
  await yi.get(`/api/drafts/${id}`).expect(404);
  await yi.delete(`/api/drafts/${id}`).set('If-Match', etag).expect(404);
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
    const { data, attachments, etag } = (await mine.get(`/api/drafts/${id}`).expect(200)).body;
    const files = attachments.map((file: { id: string; kind: string }) => {
      return { id: file.id, kind: file.kind };
    });
    const submit = (changes: object) =>
      mine.post('/api/cases/sample-lists', {
        data: { ...data, ...changes },
        attachments: files,
        draft: id,
        draftEtag: etag,
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
