import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { samples } from '../../seed';
import { cancelOpenCases, clockAt, leaveStack, sql } from '../harness/cases';
import { API, as, runtime, token, upload } from '../harness/client';
import { pdf } from '../harness/papers';
import { problem, refusedWith } from '../harness/problem';
import {
  BING,
  CIXI,
  givenPermit,
  JIA,
  record,
  submitted,
  XIAOSHAN,
  YI,
} from '../harness/subcontract';

const PDF = readFileSync(samples.subcontract.path);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** A document of characters only, for a body that is written by hand. */
const SMALL = pdf()
  .toString('latin1')
  .replace(/[\x80-\xff]/g, '?');
const MAX = Number(runtime.env.ATTACHMENT_MAX_MB ?? 20) * 1024 * 1024;

describe('attachments', () => {
  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt('2026-09-30 15:00');
    await givenPermit();
  });
  afterAll(leaveStack);

  const stored = () => sql('select count(*) from attachment');
  async function send(content: Buffer, filename: string, contentType = 'application/pdf') {
    return request(API)
      .post('/api/attachments')
      .set('Authorization', `Bearer ${await token(YI)}`)
      .attach('file', content, { filename, contentType });
  }
  /** A multipart body as no library would write it. */
  async function sendRaw(disposition: string) {
    return request(API)
      .post('/api/attachments')
      .set('Authorization', `Bearer ${await token(YI)}`)
      .set('Content-Type', 'multipart/form-data; boundary=b')
      .send(`--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${SMALL}\r\n--b--\r\n`);
  }
  const download = async (id: string, who = YI) => (await as(who)).get(`/api/attachments/${id}`);

  test('stores what was sent, under its SHA-256, and gives it back byte for byte', async () => {
    const { status, body } = await send(PDF, samples.subcontract.name);
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        name: '专业分包合同.pdf',
        contentType: 'application/pdf',
        size: PDF.length,
        sha256: createHash('sha256').update(PDF).digest('hex'),
      },
    ]);
    const back = (await download(body.id)).body as Buffer;
    expect(PDF.equals(back)).toBe(true);
  });

  test('is downloaded under its Chinese name, never run as a page', async () => {
    const id = (await send(PDF, "专业 “分包” (终稿)'s.pdf")).body.id;
    const { headers } = await download(id);
    expect(headers['content-disposition']).toBe(
      `inline; filename*=UTF-8''${encodeURIComponent('专业 “分包” (终稿)')}%27s.pdf`
        .replaceAll('(', '%28')
        .replaceAll(')', '%29'),
    );
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  test('the type is what the bytes say, whatever the request claims', async () => {
    expect((await send(PNG, 'photo.PNG')).body.contentType).toBe('image/png');
    expect((await send(PDF, '合同.pdf', 'image/png')).body.contentType).toBe('application/pdf');
  });

  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('专业分包合同')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing that can run', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>')],
    ['an archive', Buffer.from('504b0304140000000800', 'hex')],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000b8', 'hex')],
    ['an old document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['an animation', Buffer.from('474946383961010001000000003b', 'hex')],
    ['half a signature', PDF.subarray(0, 3)],
  ])('[E-00-12] %s called a PDF is refused', async (_, content) => {
    const before = await stored();
    const response = await send(content, '合同.pdf');
    expect([response.status, problem(response)]).toEqual([415, ['E-00-12']]);
    expect(await stored()).toEqual(before);
  });

  test('[E-00-13] exactly the limit is taken, one byte more is not', async () => {
    const most = Buffer.concat([PDF, Buffer.alloc(MAX - PDF.length)]);
    expect((await send(most, 'most.pdf')).body.size).toBe(MAX);
    const before = await stored();
    const response = await send(Buffer.concat([most, Buffer.alloc(1)]), 'more.pdf');
    expect([response.status, problem(response)]).toEqual([413, ['E-00-13']]);
    expect(await stored()).toEqual(before);
  });

  test.each([
    ['filename="../../etc/passwd.pdf"', 'passwd.pdf'],
    ['filename="..\\\\..\\\\boot.pdf"', 'boot.pdf'],
    ["filename*=UTF-8''a%07b%E2%80%AEfdp.pdf", 'a_b_fdp.pdf'],
    ["filename*=UTF-8''%0D%0ASet-Cookie%3A%20a%3Db.pdf", '__Set-Cookie: a=b.pdf'],
    [`filename="${'长'.repeat(300)}.pdf"`, `${'长'.repeat(196)}.pdf`],
  ])('a name like %j is made harmless', async (disposition, name) => {
    const { body } = await sendRaw(`name="file"; ${disposition}`);
    expect(body.name).toBe(name);
    const { status, headers } = await download(body.id);
    expect([status, headers['set-cookie']]).toEqual([200, undefined]);
    expect(headers['content-disposition']).toMatch(/^inline; filename\*=UTF-8''[\w%.~-]+$/);
  });

  test('one file at a time: a second one is refused, not lost', async () => {
    const before = await stored();
    const two = request(API)
      .post('/api/attachments')
      .set('Authorization', `Bearer ${await token(YI)}`)
      .attach('file', PDF, 'a.pdf')
      .attach('file', PDF, 'b.pdf');
    expect(await refusedWith(two)).toEqual([400, ['E-00-23']]);
    expect(await stored()).toEqual(before);
  });

  test('before it belongs to a case only its uploader sees it, afterwards who may see the case', async () => {
    const id = await upload(YI);
    const seen = async (who: string) => (await download(id, who)).status;
    expect([await seen(YI), await seen(JIA), await seen('audit.he')]).toEqual([200, 404, 404]);
    const attachments = [
      { id, kind: 'SUBCONTRACT' },
      { id: await upload(YI, 'acceptanceRecord'), kind: 'ACCEPTANCE_RECORD' },
    ];
    const response = await (await as(YI)).post('/api/cases/zj-subcontract', {
      data: record(),
      attachments,
    });
    expect(response.status).toBe(201);
    const people = [YI, JIA, 'audit.he', BING, XIAOSHAN];
    expect(await Promise.all(people.map(seen))).toEqual([200, 200, 200, 404, 404]);
  });

  test('[GR-01] who downloaded what is on record', async () => {
    const id = await submitted();
    const [file] = await sql<{ id: string; sha256: string }>(
      'select id, sha256 from attachment where case_id = $1 limit 1',
      [id],
    );
    await download(file?.id ?? '', JIA);
    await download(file?.id ?? '', CIXI);
    const events = await sql(
      `select actor, detail from audit_event where entity = $1 and action = 'attachment.downloaded'
       order by seq`,
      [`attachment:${file?.id}`],
    );
    const detail = { sha256: file?.sha256 };
    expect(events).toEqual([JIA, CIXI].map((actor) => ({ actor, detail })));
  });

  test('[E-00-11] a kind the process does not ask for is refused', async () => {
    const attachments = [
      { id: await upload(YI), kind: 'SUBCONTRACT' },
      { id: await upload(YI), kind: 'ACCEPTANCE_RECORD' },
      { id: await upload(YI), kind: 'HOLIDAY_PHOTO' },
    ];
    const sent = (await as(YI)).post('/api/cases/zj-subcontract', { data: record(), attachments });
    expect(await refusedWith(sent)).toEqual([422, ['E-00-11']]);
  });

  test('files and fields in one request: each part is an attachment of its name', async () => {
    const response = await request(API)
      .post('/api/cases/zj-subcontract')
      .set('Authorization', `Bearer ${await token(YI)}`)
      .field('data', JSON.stringify(record()))
      .attach('SUBCONTRACT', PDF, '合同.pdf')
      .attach('ACCEPTANCE_RECORD', PDF, '验收.pdf');
    expect(response.status).toBe(201);
    const kinds = await sql('select kind, name from attachment where case_id = $1 order by kind', [
      response.body.id,
    ]);
    expect(kinds).toEqual([
      { kind: 'ACCEPTANCE_RECORD', name: '验收.pdf' },
      { kind: 'SUBCONTRACT', name: '合同.pdf' },
    ]);
    const broken = request(API)
      .post('/api/cases/zj-subcontract')
      .set('Authorization', `Bearer ${await token(YI)}`)
      .field('data', '{"projectName":"a\\u0000"}')
      .attach('SUBCONTRACT', PDF, '合同.pdf');
    expect(await refusedWith(broken)).toEqual([400, ['E-00-23']]);
  });
});
