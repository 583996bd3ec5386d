/** Files at the doors: what is read of them, what is believed, and how long they stay. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import request from 'supertest';
import { samples } from '../../seed';
import { createApp } from '../../src/api/app';
import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config';
import { clockAt, leaveStack, sql } from '../harness/cases';
import { standInOfClamd } from '../harness/clamd';
import { API, as, part, runtime, setting, token, waitFor } from '../harness/client';
import { EICAR, giantPng, jpeg, packed, pdf, png, withTail } from '../harness/papers';
import { problem, refusedWith } from '../harness/problem';
import { proof } from '../harness/public';
import { BING, CIXI, givenPermit, JIA, record, YI } from '../harness/subcontract';

const MB = 1024 * 1024;
const PDF = readFileSync(samples.subcontract.path);
const OPEN = 'cq-objection';

const root = setting('ATTACHMENTS_DIR');
const incoming = () => {
  const folder = join(root, 'incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const onDisk = (sha256: string) => existsSync(join(root, sha256.slice(0, 2), sha256));
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
/** A document that nobody else has. */
const own = () => pdf(`/Lang(${randomUUID()})`);

async function send(who: string, content: Buffer, filename: string, api = API) {
  return request(api)
    .post('/api/attachments')
    .set('Authorization', `Bearer ${await token(who)}`)
    .attach('file', content, { filename });
}

/** Begins a multipart request that says how long it will be, and sends no more than its beginning. */
function begin(path: string, headers: Record<string, string>, length: number) {
  const sent = httpRequest(API + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'multipart/form-data; boundary=b',
      'Content-Length': String(length),
      ...headers,
    },
  });
  sent.on('error', () => undefined);
  sent.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-');
  const answer = new Promise<{ status: number; code: string }>((resolve, reject) => {
    sent.on('error', reject).on('response', async (response) => {
      const body = (await response.toArray()).join('');
      resolve({ status: response.statusCode ?? 0, code: JSON.parse(body).code });
    });
  });
  answer.catch(() => undefined);
  return { sent, answer };
}

/** What a request is answered with although most of its body never came. */
async function unread(path: string, who: string | null, length: number) {
  const authorized = who ? { Authorization: `Bearer ${await token(who)}` } : {};
  const { sent, answer } = begin(path, authorized as Record<string, string>, length);
  const { status, code } = await answer;
  sent.destroy();
  return [status, code];
}

beforeAll(async () => {
  await clockAt('2026-09-30 15:00');
  await givenPermit();
});
afterAll(leaveStack);

describe('[D10] files are read to the disk, within limits', () => {
  test('12 × 20 MB in one request is refused before it is read', async () => {
    const path = '/api/cases/zj-subcontract';
    expect(await unread(path, YI, 12 * 20 * MB)).toEqual([413, 'E-00-14']);
    expect(await unread('/api/attachments', YI, 30 * MB)).toEqual([413, 'E-00-13']);
  });

  test('and where it does not say how long it is, once it is longer than it may be', async () => {
    const bearer = `Bearer ${await token(YI)}`;
    const answer = await new Promise<{ status?: number; code: string }>((resolve, reject) => {
      const sent = httpRequest(`${API}/api/cases/zj-subcontract`, {
        method: 'POST',
        headers: { Authorization: bearer, 'Content-Type': 'multipart/form-data; boundary=b' },
      });
      sent.on('error', reject).on('response', async (response) => {
        const body = (await response.toArray()).join('');
        resolve({ status: response.statusCode ?? 0, code: JSON.parse(body).code });
      });
      for (let file = 0; file < 6; file += 1) {
        sent.write(`--b\r\nContent-Disposition: form-data; name="A"; filename="a.pdf"\r\n\r\n`);
        sent.write(Buffer.alloc(19 * MB));
        sent.write('\r\n');
      }
      sent.end('--b--\r\n');
    });
    expect(answer).toEqual({ status: 413, code: 'E-00-14' });
    expect(incoming()).toEqual([]);
  });

  test('strangers are refused before their body is read', async () => {
    const large = 15 * MB;
    expect(await unread('/api/attachments', null, large)).toEqual([401, 'E-00-20']);
    expect(await unread('/api/cases/zj-subcontract', CIXI, large)).toEqual([403, 'E-00-21']);
    expect(await unread('/api/drafts/zj-subcontract', CIXI, large)).toEqual([403, 'E-00-21']);
    const nowhere = `/api/cases/${randomUUID()}/corrections`;
    expect(await unread(nowhere, YI, large)).toEqual([404, 'E-00-22']);
    expect(await unread(`/api/public/cases/${OPEN}`, null, large)).toEqual([403, 'E-00-70']);
  });

  test('a request that breaks off leaves nothing behind', async () => {
    const { sent } = begin('/api/attachments', { Authorization: `Bearer ${await token(YI)}` }, MB);
    await waitFor('the file to arrive', async () => incoming().length === 1 || null);
    sent.destroy();
    await waitFor('it to go', async () => incoming().length === 0 || null);
  });

  test('nor does a submission that is refused: no file, no content, and it is on record', async () => {
    const content = own();
    const refused = request(API)
      .post('/api/cases/zj-subcontract')
      .set('Authorization', `Bearer ${await token(YI)}`)
      .field('data', JSON.stringify(record({ gcPermitNo: '0' })))
      .attach('SUBCONTRACT', content, '合同.pdf');
    expect((await refused).status).toBe(422);
    const sha256 = hashOf(content);
    expect(await sql('select 1 from attachment where sha256 = $1', [sha256])).toEqual([]);
    expect([incoming(), onDisk(sha256)]).toEqual([[], false]);
    const events = await sql(
      `select action, detail ->> 'reason' as reason from audit_event
       where detail ->> 'sha256' = $1 order by seq`,
      [sha256],
    );
    expect(events).toEqual([
      { action: 'attachment.uploaded', reason: null },
      { action: 'attachment.removed', reason: 'request-refused' },
    ]);
  });

  test('what nobody hands in goes after a day, from record and disk; what a draft has stays', async () => {
    const [alone, twice, drafted] = [own(), own(), own()];
    const ids = [];
    for (const content of [alone, twice, twice, drafted])
      ids.push((await send(YI, content, '合同.pdf')).body.id as string);
    const [gone, , again, kept] = ids;
    const attachments = [again, kept].map((id, i) => ({ id, kind: i ? 'SUBCONTRACT' : 'OTHER' }));
    await (await as(YI)).post('/api/drafts/zj-subcontract', { data: {}, attachments }).expect(201);
    await clockAt('2026-10-01 15:01');
    await part('app', 'restart');
    await waitFor('the first to be removed', async () => {
      return (await sql('select 1 from attachment where id = $1', [gone])).length === 0 || null;
    });
    await waitFor('its content to go', async () => !onDisk(hashOf(alone)) || null);
    const left = await sql<{ id: string }>('select id from attachment where id = any($1)', [ids]);
    expect(left.map((file) => file.id).sort()).toEqual([again, kept].sort());
    expect([onDisk(hashOf(twice)), onDisk(hashOf(drafted))]).toEqual([true, true]);
    const [event] = await sql(
      `select actor, action, detail from audit_event where entity = $1 and action <> 'attachment.uploaded'`,
      [`attachment:${gone}`],
    );
    expect(event).toEqual({
      actor: 'system',
      action: 'attachment.removed',
      detail: {
        ...{ sha256: hashOf(alone), size: alone.length, uploadedBy: YI },
        reason: 'never-handed-in',
      },
    });
    await clockAt('2026-09-30 15:00');
  });

  describe('and nobody fills it', () => {
    const filler = hashOf(Buffer.from('filler'));
    /** So many attachments of no case, which are rows only. */
    const given = (files: number, size: number, by: string, owner: string | null) =>
      sql(
        `insert into attachment (id, name, content_type, size, sha256, uploaded_by, owner, uploaded_at)
         select gen_random_uuid(), 'a.pdf', 'application/pdf', $2, $3, $4, $5, '2026-09-30T14:50:00+08:00'
         from generate_series(1, $1)`,
        [files, size, filler, by, owner],
      );
    afterEach(() => sql('delete from attachment where sha256 = $1', [filler]));
    const refusal = async (who: string) => {
      const response = await send(who, own(), '合同.pdf');
      return [response.status, problem(response), response.body.detail];
    };

    test('a person has a number', async () => {
      const [there] = await sql<{ n: number }>(
        'select count(*)::int as n from attachment where case_id is null and uploaded_by = $1',
        [BING],
      );
      await given(1199 - (there?.n ?? 0), 1000, BING, null);
      expect((await send(BING, own(), '合同.pdf')).status).toBe(201);
      const told = expect.stringContaining('本人已有 1200 个，上限 1200 个');
      expect(await refusal(BING)).toEqual([429, ['E-00-34'], told]);
      // before anything is read
      expect(await unread('/api/attachments', BING, 5 * MB)).toEqual([429, 'E-00-34']);
      expect((await send(YI, own(), '合同.pdf')).status).toBe(201);
    });

    test('and a size', async () => {
      await given(100, 10 * MB, JIA, null);
      const told = expect.stringMatching(/本人已有 1000\.\d MB，上限 1000 MB/);
      expect(await refusal(JIA)).toEqual([429, ['E-00-34'], told]);
    });

    test('an organisation has both', async () => {
      const { owner } = await ownerOf(JIA);
      await given(3000, 1000, 'a.colleague', owner);
      const told = expect.stringContaining('本单位已有');
      expect(await refusal(JIA)).toEqual([429, ['E-00-34'], told]);
    });

    test('without log-in an address has a size an hour', async () => {
      const deps = await compose(loadConfig({ ...runtime.env, LOG_LEVEL: 'silent' }));
      const owners = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].map((ip) => deps.vault.lookup(ip));
      await deps.close();
      for (const owner of owners) await given(20, 10 * MB, 'public:web', owner);
      const refused = request(API)
        .post(`/api/public/cases/${OPEN}`)
        .set('X-Proof-Of-Work', await proof(OPEN))
        .field('data', '{}')
        .attach('EVIDENCE', own(), '证据.pdf');
      expect(await refusedWith(refused)).toEqual([429, ['E-00-34']]);
    });
  });

  async function ownerOf(who: string): Promise<{ owner: string }> {
    const { body } = await send(who, own(), '合同.pdf');
    const [row] = await sql<{ owner: string }>('select owner from attachment where id = $1', [
      body.id,
    ]);
    return row as { owner: string };
  }
});

describe('[D11] only whole and harmless files of their kind', () => {
  const stored = async () => (await sql('select id from attachment')).length;

  test.each<[string, string, () => Buffer | Promise<Buffer>, number, string]>([
    ['%PDF- alone', 'a.pdf', () => Buffer.from('%PDF-'), 422, 'E-00-30'],
    ['a 12-byte JPEG', 'a.jpg', async () => (await jpeg()).subarray(0, 12), 422, 'E-00-30'],
    ['half a PDF', 'a.pdf', () => PDF.subarray(0, PDF.length / 2), 422, 'E-00-30'],
    ['half a PNG', 'a.png', async () => (await png()).subarray(0, 900), 422, 'E-00-30'],
    ['EICAR behind a PDF', 'a.pdf', () => Buffer.concat([PDF, EICAR]), 422, 'E-00-30'],
    ['EICAR before an end of file', 'a.pdf', () => withTail(PDF, EICAR), 422, 'E-00-30'],
    ['a PNG that unpacks to 10 GB', 'a.png', () => giantPng(60_000, 60_000), 422, 'E-00-30'],
    [
      'a PDF with JavaScript',
      'a.pdf',
      () => pdf('/OpenAction<</S/JavaScript/JS(1)>>'),
      422,
      'E-00-31',
    ],
    [
      'JavaScript packed away',
      'a.pdf',
      () => packed(Buffer.from('<</S/JavaScript>>')),
      422,
      'E-00-31',
    ],
    ['a PDF with a file in it', 'a.pdf', () => pdf('/Names<</EmbeddedFiles<<>>>>'), 422, 'E-00-31'],
    ['a program behind two endings', 'a.pdf.exe', () => PDF, 415, 'E-00-12'],
    ['an ending of a program within', 'a.exe.pdf', () => PDF, 422, 'E-00-32'],
    ['a picture called a PDF', 'a.pdf', () => png(), 422, 'E-00-32'],
    ['a PDF called a picture', 'a.png', () => PDF, 422, 'E-00-32'],
  ])('%s is refused: %s', async (_, name, make, status, code) => {
    const before = await stored();
    const response = await send(YI, await make(), name);
    expect([response.status, problem(response)]).toEqual([status, [code]]);
    expect([await stored(), incoming()]).toEqual([before, []]);
  });

  test('whole ones are taken', async () => {
    expect((await send(YI, await jpeg(), '现场.JPEG')).status).toBe(201);
    expect((await send(YI, await png(), '现场.png')).status).toBe(201);
    expect((await send(YI, PDF, '合同.PDF')).status).toBe(201);
  });

  describe('and a malware scanner is asked, where there is one', () => {
    let clamd: Awaited<ReturnType<typeof standInOfClamd>>;
    let deps: Awaited<ReturnType<typeof compose>>;
    let server: Server;
    let api = '';
    beforeAll(async () => {
      clamd = await standInOfClamd();
      deps = await compose(
        loadConfig({
          ...runtime.env,
          LOG_LEVEL: 'silent',
          MALWARE_SCANNER_URL: clamd.url,
          MALWARE_SCANNER_SECONDS: '2',
        }),
      );
      server = createServer(createApp(deps, new Registry(), { pages: [], calls: [] })).listen(
        0,
        '127.0.0.1',
      );
      await new Promise((resolve) => server.once('listening', resolve));
      api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(async () => {
      server?.close();
      server?.closeAllConnections();
      await deps?.close();
      await clamd?.close();
    });

    /** A whole document that carries EICAR where nobody but a scanner looks. */
    const infected = () =>
      pdf('', [
        Buffer.concat([
          Buffer.from(`<</Length ${EICAR.length}>>\nstream\n`),
          EICAR,
          Buffer.from('\nendstream'),
        ]),
      ]);

    test('it gets every byte, and what it finds is refused with its name', async () => {
      const clean = own();
      expect((await send(YI, clean, '合同.pdf', api)).status).toBe(201);
      expect(clamd.scanned.at(-1)?.equals(clean)).toBe(true);
      const response = await send(YI, infected(), '合同.pdf', api);
      expect([response.status, problem(response)]).toEqual([422, ['E-00-33']]);
      expect(response.body.detail).toContain('Eicar-Test-Signature');
    });

    test('while it does not answer nothing is taken', async () => {
      for (const manner of ['is silent', 'hangs up'] as const) {
        clamd.become(manner);
        const before = await stored();
        const response = await send(YI, own(), '合同.pdf', api);
        expect([response.status, problem(response)]).toEqual([503, ['E-00-35']]);
        expect([await stored(), incoming()]).toEqual([before, []]);
      }
      clamd.become('scans');
      expect((await send(YI, own(), '合同.pdf', api)).status).toBe(201);
    });

    test('without one it is not: what it would find is taken', async () => {
      expect((await send(YI, infected(), '合同.pdf')).status).toBe(201);
    });
  });
});
