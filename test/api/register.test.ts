/** What everybody may look up: only what is public, only in its time, and nobody too often. */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { clockAt, codes, endSql, sql, unique } from '../harness/cases';
import { API } from '../harness/client';

const PATH = '/api/public/register';
/** Stand nowhere in what is shown. */
const CANARIES = ['330782187909090012', '皇甫金丝雀', '13877009911', '金丝雀意见', '1879-09-09'];
const [ID, NAME, PHONE, OPINION, BORN] = CANARIES;
const PRIVATE = {
  idNumber: ID,
  legalRepresentative: NAME,
  phone: PHONE,
  note: OPINION,
  born: BORN,
};
const mark = unique('查询');
const ids: string[] = [];

async function entry(
  library: string,
  kind: string,
  status: string,
  data: object,
  times: { starts?: string; until?: string } = {},
): Promise<void> {
  const id = randomUUID();
  ids.push(id);
  await sql(
    `insert into library_entry (id, library, kind, natural_key, version, status, data, valid_from,
       starts, until) values ($1, $2, $3, $4, 1, $5, $6, '2026-02-01', $7, $8)`,
    [
      ...[id, library, kind, unique('REG-'), status, { ...PRIVATE, ...data }],
      ...[times.starts ?? null, times.until ?? null],
    ],
  );
}

const get = (list: string, q = mark, more = '') =>
  request(API).get(`${PATH}/${list}?q=${encodeURIComponent(q)}${more}`);
const page = (list: string, q = mark) =>
  request(API).get(`/public/register?list=${list}&q=${encodeURIComponent(q)}`);
const titles = async (list: string, q?: string) =>
  (await get(list, q).expect(200)).body.items.map((one: { title: string }) => one.title);

describe('[ZJ-26][DT-18] what everybody may look up', () => {
  beforeAll(async () => {
    await clockAt('2026-03-31 12:00');
    const enterprise = { creditCode: '913307820000000B0C', regPlace: '330782' };
    await entry('base', 'enterprise', 'ENTERED', { ...enterprise, name: `${mark}甲公司` });
    await entry('base', 'enterprise', 'TO_CONFIRM', { ...enterprise, name: `${mark}未入库` });
    await entry('doubtful', 'enterprise', 'DOUBTFUL', { ...enterprise, name: `${mark}存疑` });
    await entry('personnel', 'qualification', 'ENTERED', {
      ...{ identity: { name: '皇**', idNumber: '330***********0012' }, category: 'TITLE' },
      employer: mark,
    });
    await entry('projects', 'project', 'ENTERED', { projectName: `${mark}工程`, permitNo: '1' });
    const credit = (title: string) => ({ class: 'BAD', title: `${mark}${title}` });
    const seen = { starts: '2026-03-01T00:00+08', until: '2026-04-01T00:00+08' };
    await entry('credit', 'credit', 'PUBLISHED', credit('受罚'), seen);
    await entry('credit', 'credit', 'WITHDRAWN', credit('撤回'), seen);
    await entry('credit', 'credit', 'PUBLISHED', credit('未到'), { starts: '2026-05-01T00:00+08' });
  });
  afterAll(async () => {
    await sql('delete from library_entry where id = any($1::uuid[])', [ids]);
    await clockAt(null);
    await endSql();
  });

  test('only what a row of common-register names is shown, and found by', async () => {
    const { body } = await get('enterprises').expect(200);
    expect(body.items).toEqual([
      {
        title: `${mark}甲公司`,
        day: '2026-02-01',
        fields: [
          { label: '统一社会信用代码', value: '913307820000000B0C' },
          { label: '注册地', value: expect.stringContaining('义乌') },
        ],
      },
    ]);
    expect((await get('people').expect(200)).body.items).toMatchObject([
      { title: '皇**', fields: [{ value: '职称人员' }, { value: mark }] },
    ]);
    expect(await titles('projects')).toEqual([`${mark}工程`]);
    for (const list of ['enterprises', 'people', 'projects', 'credit']) {
      const shown = `${(await get(list)).text}${(await page(list).expect(200)).text}`;
      expect(CANARIES.filter((canary) => shown.includes(canary))).toEqual([]);
      for (const canary of CANARIES) expect(await titles(list, canary)).toEqual([]);
    }
  });

  test('credit is there from its first instant until its last, by the clock', async () => {
    expect(await titles('credit')).toEqual([`${mark}受罚`]);
    expect((await page('credit')).text).toContain(`${mark}受罚`);
    await clockAt('2026-03-31 23:59:59');
    expect(await titles('credit')).toEqual([`${mark}受罚`]);
    await clockAt('2026-04-01 00:00');
    expect(await titles('credit')).toEqual([]);
    expect((await page('credit')).text).not.toContain(`${mark}受罚`);
    await clockAt('2026-02-28 23:59:59');
    expect(await titles('credit')).toEqual([]);
    await clockAt('2026-03-31 12:00');
  });

  test('it pages, answers 304 for what is known, and 404 for what is no list', async () => {
    for (let n = 0; n < 2; n += 1)
      await entry('projects', 'project', 'ENTERED', { projectName: `${mark}工程${n}` });
    const first = await get('projects', mark, '&limit=2').expect(200);
    const rest = await get('projects', mark, `&limit=2&after=${first.body.next}`).expect(200);
    expect([first.body.items.length, rest.body.items.length, rest.body.next]).toEqual([2, 1, null]);
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    await get('projects', mark, '&limit=2')
      .set('If-None-Match', first.headers.etag ?? '')
      .expect(304);
    expect(codes(await get('nothing').expect(404))).toEqual(['E-00-22']);
    expect(await titles('projects', '%')).toEqual([]);
  });

  test('nobody asks too often', async () => {
    const answers: number[] = [];
    while (!answers.includes(429) && answers.length < 130)
      answers.push((await get('nothing')).status);
    expect(answers.at(-1)).toBe(429);
    expect(codes(await get('credit'))).toEqual(['E-00-73']);
  });
});
