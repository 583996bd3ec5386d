/** What everyone can do without log-in: read what is published, object and complain; and no more. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import request from 'supertest';
import { createApp } from '../../src/api/app';
import { createProofs } from '../../src/api/proof';
import { clockAt, codes, endSql, sql, unique } from '../harness/cases';
import { API, as, waitFor } from '../harness/client';
import { deployModels, deployPublicProcess } from '../harness/models';
import { challenge, OPEN_PROCESS, proof, solved, submitPublicly } from '../harness/public';
import { Publisher } from '../harness/publisher';
import { YI } from '../harness/subcontract';

const OPEN = `/api/public/cases/${OPEN_PROCESS}`;
const NOBODY = '00000000-0000-4000-8000-000000000000';
let publisher: Publisher;

beforeAll(async () => {
  await clockAt('2026-09-28 15:00');
  await deployPublicProcess();
  publisher = await Publisher.open();
});
afterAll(async () => {
  await publisher?.close();
  // nothing of it is left for the files after this one
  await sql('delete from publicity');
  await deployModels();
  await clockAt(null);
  await endSql();
});

/** A page without its markup. */
const words = (text: string) => text.replace(/<[^>]+>/g, '');
const page = (path: string) => request(API).get(path).set('Accept', 'text/html');
const listed = async (query: Record<string, string>) => {
  const { text } = await page(`/public?${new URLSearchParams(query)}`).expect(200);
  return {
    text,
    ids: [...text.matchAll(/href="\/public\/([\da-f-]{36})"/g)].map(([, id]) => id ?? ''),
    next: /href="([^"]+)">下一页/.exec(text)?.[1]?.replaceAll('&amp;', '&'),
  };
};
const bridge = (more: object = {}) => {
  return {
    projectName: `嘉陵江示例大桥 ${unique('')}`,
    stages: ['DRAWING', 'ACCEPT'],
    scale: { area: 32000 },
    units: [{ name: '示例建工集团', uscc: '915001030000000011', contact: '甲联系人' }],
    reason: '内部说明不公开',
    contactName: '张**',
    contactPhone: '139****0000',
    ...more,
  };
};

describe('the public pages', () => {
  test('show the declared fields of what is published, and nothing else', async () => {
    const data = bridge();
    const { id, caseId } = await publisher.published(data, { subject: '5001032604300101' });
    const { text } = await page(`/public/${id}`).expect(200);
    for (const shown of [
      data.projectName,
      '5001032604300101',
      '施工图审查、竣工验收',
      '32000',
      '示例建工集团 · 915001030000000011',
      '2026-09-28 至 2026-10-13',
      '公示中',
      '慈溪市',
    ])
      expect(words(text)).toContain(shown);
    for (const hidden of ['内部说明', '甲联系人', '张**', '139****', caseId])
      expect(text).not.toContain(hidden);
    const [stored] = await sql<{ content: object; search: string }>(
      'select content, search from publicity where id = $1',
      [id],
    );
    expect(JSON.stringify(stored)).not.toMatch(/内部说明|联系人|139|张/);
  });

  test('do not show a case that nobody confirmed, nor one taken back', async () => {
    const caseId = await publisher.givenCase(bridge({ projectName: unique('未确认项目') }));
    expect((await listed({ q: '未确认项目' })).ids).toEqual([]);
    expect((await page(`/public/${caseId}`).expect(404)).text).not.toContain('未确认项目');
    const { id, caseId: taken } = await publisher.published(
      bridge({ projectName: '将撤回的示例工程' }),
    );
    expect((await listed({ q: '将撤回的' })).ids).toEqual([id]);
    await publisher.job(taken, 'publicity.set', { state: 'WITHDRAWN' });
    expect((await listed({ q: '将撤回的' })).ids).toEqual([]);
    const gone = await page(`/public/${id}`).expect(410);
    expect(gone.text).toContain('E-00-72');
    expect(gone.text).not.toContain('将撤回的示例工程');
    expect(gone.text).toContain('href="/public">返回首页');
    await page(`/public/${NOBODY}`).expect(404);
    await page('/public/x').expect(404);
  });

  test('follow the case: running, interrupted, over, stored, corrected', async () => {
    const { id, caseId } = await publisher.published(bridge({ projectName: '随案变更的示例工程' }));
    const set = (variables: object) => publisher.job(caseId, 'publicity.set', variables);
    const where = async () => [
      (await listed({ q: '随案变更' })).ids.length,
      (await listed({ q: '随案变更', list: 'stored' })).ids.length,
    ];
    await set({ state: 'SUSPENDED' });
    expect((await page(`/public/${id}`)).text).toContain('公示暂停');
    expect(await where()).toEqual([1, 0]);
    await set({ state: 'OPEN', ends: '2026-10-20T00:00:00+08:00' });
    expect(words((await page(`/public/${id}`)).text)).toContain('2026-09-28 至 2026-10-19');
    await set({ state: 'DONE' });
    expect(await where()).toEqual([0, 0]);
    expect((await page(`/public/${id}`)).text).toContain('公示结束');
    await set({ state: 'STORED' });
    expect(await where()).toEqual([0, 1]);
    await set({ title: '更正后的示例工程', lines: [{ label: '参与单位', value: '更正集团' }] });
    const { text } = await page(`/public/${id}`).expect(200);
    expect(text).toMatch(/更正后的示例工程[\s\S]*更正集团/);
    expect(text).not.toContain('示例建工集团');
    expect((await listed({ q: '更正集团', list: 'stored' })).ids).toEqual([id]);
    expect((await listed({ q: '示例建工', list: 'stored' })).ids).toEqual([]);
  });

  test('tell since when a publicity is suspended', async () => {
    const { caseId } = await publisher.published(bridge());
    const suspendedAt = async (of: string, state: string) => {
      const answer = await publisher.job(of, 'publicity.set', { state });
      return answer.kind === 'complete' ? answer.variables?.suspendedAt : answer;
    };
    const since = await suspendedAt(caseId, 'SUSPENDED');
    expect(since).toBe('2026-09-28T15:00:00+08:00');
    await clockAt('2026-09-29 10:00');
    expect(await suspendedAt(caseId, 'SUSPENDED')).toBe(since);
    expect(await suspendedAt(caseId, 'OPEN')).toBeNull();
    expect(await suspendedAt(caseId, 'SUSPENDED')).toBe('2026-09-29T10:00:00+08:00');
    const unpublished = await publisher.givenCase(bridge());
    expect(await suspendedAt(unpublished, 'SUSPENDED')).toBeNull();
    await clockAt('2026-09-28 15:00');
  });

  test('[GR-12] a job delivered again publishes and changes once', async () => {
    const caseId = await publisher.givenCase(bridge());
    const variables = { authority: 'county-330282', ends: '2026-10-14T00:00:00+08:00' };
    for (const [type, more] of [
      ['publicity.open', variables],
      ['publicity.set', { state: 'SUSPENDED' }],
    ] as const) {
      const key = unique('job-');
      const again = () => publisher.job(caseId, type, more, key);
      const answers = await Promise.all([again(), again(), again()]);
      expect([...answers, await again()]).toEqual(Array(4).fill(answers[0]));
      expect(answers[0]?.kind).toBe('complete');
    }
    const rows = await sql('select state from publicity where case_id = $1', [caseId]);
    expect(rows).toEqual([{ state: 'SUSPENDED' }]);
    const events = await sql(`select action from audit_event where chain = $1`, [`case:${caseId}`]);
    expect(events).toEqual([{ action: 'publicity.opened' }, { action: 'publicity.changed' }]);
  });

  test('a publicity goes on under its number in the same round, and is withdrawn by the next', async () => {
    const { id, caseId } = await publisher.published(bridge());
    const open = (ends: string) =>
      publisher.job(caseId, 'publicity.open', { authority: 'county-330282', ends });
    await publisher.job(caseId, 'publicity.set', { state: 'SUSPENDED' });
    const variables = { publicityId: id, at: '2026-09-28T15:00:00+08:00' };
    expect(await open('2026-10-21T00:00:00+08:00')).toMatchObject({ variables });
    expect(words((await page(`/public/${id}`)).text)).toMatch(
      /公示中[\s\S]*2026-09-28 至 2026-10-20/,
    );
    await sql('update case_file set round = 2 where id = $1', [caseId]);
    await open('2026-10-28T00:00:00+08:00');
    await page(`/public/${id}`).expect(410);
    await publisher.job(caseId, 'publicity.set', { state: 'WITHDRAWN' });
    expect(await publisher.job(caseId, 'publicity.set', { state: 'WITHDRAWN' })).toMatchObject({
      kind: 'complete',
    });
    const failed = await publisher.job(caseId, 'publicity.set', { state: 'STORED' });
    expect(failed).toMatchObject({ kind: 'fail', message: expect.stringContaining(caseId) });
  });

  test('are found by a part of the name, by an enterprise, by the beginning of a number', async () => {
    const { id } = await publisher.published(
      bridge({
        projectName: '搜索用缙云山隧道Ａ标段',
        units: [{ name: '缙云示例监理公司', uscc: '91500199MA00000027' }],
      }),
      { subject: '5001992604300199' },
    );
    for (const q of [
      '缙云山',
      '山隧',
      '隧道a标段',
      '缙云示例监理',
      '500199260430',
      '91500199ma',
      '缙云山 5001992604300199',
    ])
      expect([q, (await listed({ q })).ids]).toEqual([q, [id]]);
    for (const q of [
      '缙云湖',
      '缙云山 九龙坡',
      '5001992604300198',
      '%缙云',
      "缙云山'; drop table publicity; --",
    ])
      expect([q, (await listed({ q })).ids]).toEqual([q, []]);
    for (const q of ['山', '%', '?'])
      expect((await listed({ q })).text).toContain('请输入至少两个字');
  });

  test('page through everything once, also while more is published', async () => {
    const name = unique('翻页');
    const given = await Promise.all(
      Array.from({ length: 45 }, (_, n) =>
        // some of them at the very same moment
        publisher.published(bridge({ projectName: `翻页示例 ${name}` }), {
          starts: `2026-09-2${n % 7}T09:00:00+08:00`,
        }),
      ),
    );
    const seen: string[] = [];
    let path: string | undefined = `/public?q=${encodeURIComponent(name)}`;
    const sizes: number[] = [];
    while (path) {
      const { text }: { text: string } = await page(path).expect(200);
      const ids = [...text.matchAll(/href="\/public\/([\da-f-]{36})"/g)].map(([, id]) => id ?? '');
      seen.push(...ids);
      sizes.push(ids.length);
      path = /href="([^"]+)">下一页/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      await publisher.published(bridge({ projectName: `翻页示例 ${name}` }));
    }
    expect(sizes).toEqual([20, 20, 5]);
    expect([...seen].sort()).toEqual(given.map(({ id }) => id).sort());
  });

  test('can be cached: no cookie, an ETag that answers 304', async () => {
    await publisher.published(bridge());
    const first = await page('/public').expect(200);
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    await page('/public').set('If-None-Match', String(first.headers.etag)).expect(304);
    await publisher.published(bridge());
    await page('/public').set('If-None-Match', String(first.headers.etag)).expect(200);
  });

  test.each([
    '/public?after=x',
    '/public?list=all',
    `/public?q=${'x'.repeat(101)}`,
    '/public?q=%00',
    '/public?q=1&q=2',
  ])('refuse %s', async (path) => {
    await page(path).expect(400);
  });

  test('offer the form of the process that objections go to, filled in', async () => {
    const { id } = await publisher.published(bridge({ projectName: '异议示例工程' }));
    const record = await page(`/public/${id}`).expect(200);
    const href = `/public/submit/${OPEN_PROCESS}?of=${id}`;
    expect(record.text).toContain(`href="${href}"`);
    const form = await page(href).expect(200);
    expect(form.text).toContain(`"publicity":"${id}"`);
    expect(form.text).toContain('"projectName":"异议示例工程"');
    await page('/public/submit/zj-subcontract').expect(404);
  });
});

describe('submissions without log-in', () => {
  const opinion = (more: object = {}) => {
    return {
      projectName: '示例工程',
      reason: unique('数据不实'),
      contactName: '陈意见',
      contactPhone: '13900001234',
      ...more,
    };
  };
  const counts = () =>
    sql(`select (select count(*) from case_file) as cases, (select count(*) from outbox) as outbox,
      (select count(*) from attachment) as files`);

  test('become a case of nobody’s, with the contact encrypted, and the process runs', async () => {
    const data = opinion();
    const answer = await submitPublicly(OPEN_PROCESS, data);
    expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('TEST-01-2026-')]);
    expect(Object.keys(answer.body)).toEqual(['number', 'receivedAt']);
    const read = () =>
      sql<{ id: string; status: string; secrets: Record<string, string> }>(
        `select id, status, applicant_organisation, applicant_user, data::text, secrets
         from case_file where number = $1`,
        [answer.body.number],
      );
    const [file] = await waitFor('the case to be over', async () => {
      const rows = await read();
      return rows[0]?.status === 'REPLIED' ? rows : null;
    });
    expect(file).toMatchObject({ applicant_organisation: 'public', applicant_user: 'public:web' });
    expect(JSON.stringify(file)).not.toMatch(/陈意见|13900001234/);
    expect(publisher.deps.vault.decrypt(file?.secrets.contactPhone ?? '')).toBe('13900001234');
    const [event] = await sql(
      'select actor, organisation from audit_event where chain = $1 order by seq limit 1',
      [`case:${file?.id}`],
    );
    expect(event).toEqual({ actor: 'public:web', organisation: 'public' });
    await (await as(YI)).get(`/api/cases/${file?.id}`).expect(404);
    expect((await page('/public').expect(200)).text).not.toContain(data.reason);
  });

  test('are judged by form and decisions like all others; the proof is spent all the same', async () => {
    const given = await proof(OPEN_PROCESS);
    const before = await counts();
    const refused = await submitPublicly(OPEN_PROCESS, opinion({ reason: '' }), given);
    expect([refused.status, codes(refused)]).toEqual([422, ['E-00-10']]);
    expect(codes(await submitPublicly(OPEN_PROCESS, opinion(), given))).toEqual(['E-00-71']);
    const { id, caseId } = await publisher.published(bridge());
    await publisher.job(caseId, 'publicity.set', { state: 'STORED' });
    const late = await submitPublicly(OPEN_PROCESS, opinion({ publicity: id }));
    expect([late.status, codes(late)]).toEqual([422, ['E-TEST-01']]);
    expect(await counts()).toMatchObject([{ outbox: (before[0] as { outbox: string }).outbox }]);
  });

  interface Forgeable {
    challenge: { parameters: { data: object }; signature: string };
    solution?: object;
  }
  /** The header with something in it changed. */
  const forged = (header: string, change: (payload: Forgeable) => void) => {
    const payload = JSON.parse(Buffer.from(header, 'base64').toString());
    change(payload);
    return Buffer.from(JSON.stringify(payload)).toString('base64');
  };

  test.each<[string, (right: string) => string]>([
    ['no proof', () => ''],
    ['no base64', () => '%%%'],
    ['another JSON', () => Buffer.from('[]').toString('base64')],
    ['no answer', (right) => forged(right, (p) => delete p.solution)],
    [
      'a guessed answer',
      (right) =>
        forged(right, (p) => Object.assign(p.solution ?? {}, { derivedKey: '00'.repeat(32) })),
    ],
    [
      'an easier question',
      (right) => forged(right, (p) => Object.assign(p.challenge.parameters, { cost: 1 })),
    ],
    [
      'a question without end',
      (right) => forged(right, (p) => Object.assign(p.challenge.parameters, { expiresAt: 9e9 })),
    ],
    [
      'a signature of its own',
      (right) => forged(right, (p) => Object.assign(p.challenge, { signature: '0'.repeat(64) })),
    ],
    [
      'another nonce',
      (right) =>
        forged(right, (p) => Object.assign(p.challenge.parameters, { nonce: 'ab'.repeat(16) })),
    ],
    [
      'a question for another process',
      (right) => forged(right, (p) => Object.assign(p.challenge.parameters.data, { process: 'x' })),
    ],
  ])('%s is refused before anything is read', async (_what, change) => {
    const before = await counts();
    const answer = await submitPublicly(OPEN_PROCESS, opinion(), change(await proof(OPEN_PROCESS)));
    expect([answer.status, codes(answer)]).toEqual([403, ['E-00-70']]);
    expect(await counts()).toEqual(before);
  });

  test('an expired proof is refused', async () => {
    const question = await challenge(OPEN_PROCESS);
    const header = await solved(question);
    // the same as the API, in a process whose clock can be moved
    const real = Date.now();
    const proofs = createProofs(publisher.deps.db, publisher.deps.config.SESSION_SECRET);
    const now = jest.spyOn(Date, 'now').mockReturnValue(real + 11 * 60_000);
    await expect(proofs.spend(header, OPEN_PROCESS)).rejects.toMatchObject({
      refusals: [{ code: 'E-00-71' }],
    });
    now.mockRestore();
    await expect(proofs.spend(header, OPEN_PROCESS)).resolves.toBeUndefined();
  });

  test('one proof is worth one submission, also at the same moment and with the same words', async () => {
    const given = await proof(OPEN_PROCESS);
    const data = opinion();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => submitPublicly(OPEN_PROCESS, data, given)),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([201, 403, 403, 403, 403]);
    const again = await submitPublicly(OPEN_PROCESS, data, given);
    expect(codes(again)).toEqual(['E-00-71']);
    const rows = await sql(`select 1 from case_file where data ->> 'reason' = $1`, [data.reason]);
    expect(rows).toHaveLength(1);
  });

  test('no other process has such a door, whoever asks', async () => {
    for (const process of ['zj-subcontract', 'zj-enterprise', 'zj-deadline', 'nothing']) {
      await request(API).get(`/api/public/cases/${process}/challenge`).expect(404);
      const answer = await submitPublicly(process, opinion(), await proof(OPEN_PROCESS));
      expect([answer.status, codes(answer)]).toEqual([404, ['E-00-22']]);
    }
    const logged = await (await as(YI)).post(OPEN, { data: opinion() });
    expect(codes(logged)).toEqual(['E-00-70']);
    const inside = await (await as(YI)).post(`/api/cases/${OPEN_PROCESS}`, { data: opinion() });
    expect(codes(inside)).toEqual(['E-00-21']);
    await request(API).post(`/api/cases/${OPEN_PROCESS}`).send({ data: opinion() }).expect(401);
  });

  test('bring no file of anybody else’s', async () => {
    const answer = await request(API)
      .post(OPEN)
      .set('X-Proof-Of-Work', await proof(OPEN_PROCESS))
      .send({ data: opinion(), attachments: [{ id: NOBODY, kind: 'X' }] });
    expect([answer.status, codes(answer)]).toEqual([422, ['E-00-11']]);
  });

  describe('in a flood', () => {
    let server: Server;
    let flooded = '';
    beforeAll(async () => {
      const { deps } = publisher;
      const config = { ...deps.config, PUBLIC_SUBMISSIONS_PER_HOUR: 3 };
      server = createServer(
        createApp({ ...deps, config }, new Registry(), { pages: [], calls: [] }),
      );
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      flooded = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((closed) => server.close(closed)));

    test('one address is let in so many times an hour, then told to wait', async () => {
      const header = await proof(OPEN_PROCESS, flooded);
      const send = () =>
        request(flooded).post(OPEN).set('X-Proof-Of-Work', header).send({ data: opinion() });
      const answers = [];
      for (let n = 0; n < 50; n += 1) answers.push(await send());
      expect(answers.slice(0, 3).map((a) => a.status)).toEqual([201, 403, 403]);
      for (const answer of answers.slice(3))
        expect([answer.status, codes(answer)]).toEqual([429, ['E-00-73']]);
      expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(3000);
      // reading goes on
      await request(flooded).get('/public').expect(200);
    });
  });
});
