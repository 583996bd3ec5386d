/** What is found by what is typed, the same inside and in public; and lists whose rows come and go. */
import request from 'supertest';
import { rebuildSearch } from '../../src/records/search';
import { attach, clockAt, leaveStack, sql, unique } from '../harness/cases';
import { API, as } from '../harness/client';
import { deployModels, deployPublicProcess } from '../harness/models';
import { Publisher } from '../harness/publisher';
import { GROUP, givenPermit, PAPERS, record, YI } from '../harness/subcontract';

let publisher: Publisher;

beforeAll(async () => {
  await clockAt('2026-09-28 15:00');
  await deployPublicProcess();
  await givenPermit();
  publisher = await Publisher.open();
});
afterAll(async () => {
  await publisher?.close();
  await sql('delete from publicity');
  await deployModels();
  await leaveStack();
});

const internally = async (q: string, who = 'audit.he'): Promise<string[]> => {
  const asked = (await as(who)).get(`/api/cases?q=${encodeURIComponent(q)}&limit=100`);
  return (await asked.expect(200)).body.items.map((item: { id: string }) => item.id);
};
const publicly = async (q: string): Promise<string[]> => {
  const asked = request(API).get('/public').query({ q }).set('Accept', 'text/html');
  const { text } = await asked.expect(200);
  return [...text.matchAll(/href="\/public\/([\da-f-]{36})"/g)].map(([, id]) => id ?? '');
};

describe('[T10] what is typed', () => {
  const tail = unique('').toLowerCase();

  test('finds what reads alike, internally and publicly', async () => {
    const { id, caseId } = await publisher.published({
      projectName: `示例大桥 ＨＴ－2026－01－${tail.toUpperCase()} 阿里木·买买提段`,
      units: [{ name: `示例监理 ${tail}`, uscc: '91500199MA00000027' }],
    });
    for (const q of [
      `HT－2026－01－${tail}`,
      `ht-2026-01-${tail}`,
      `HT‐2026—01–${tail.toUpperCase()}`,
      `ht-2026\u200b-01-${tail}`,
      `大桥\u00a0ht-2026-01-${tail}`,
      `阿里木•买买提 ${tail}`,
      `示例监理 ${tail}`,
    ])
      expect([q, await internally(q), await publicly(q)]).toEqual([q, [caseId], [id]]);
    for (const q of [`HT_2026_01_${tail}`, `%${tail}`, `\\${tail}`, `湖 ${tail}`])
      expect([q, await internally(q), await publicly(q)]).toEqual([q, [], []]);
  });

  test('finds a case of one’s own by the number of its contract', async () => {
    const contractNo = `ＨＴ－2026－02－${tail.toUpperCase()}`;
    const data = record({ contractNo });
    const attachments = await attach(YI, PAPERS);
    const { body } = await (await as(YI))
      .post('/api/cases/zj-subcontract', { data, attachments })
      .expect(201);
    expect(await internally(`ht-2026-02-${tail}`, YI)).toEqual([body.id]);
    const page = await (await as(YI))
      .get(`/cases?q=ht-2026-02-${tail}`)
      .set('Accept', 'text/html')
      .expect(200);
    expect(page.text).toContain(`/cases/${body.id}`);
  });

  test('finds what was there before, once the setup has brought it into the present form', async () => {
    const { id, caseId } = await publisher.published({ projectName: `旧示例桥 Ｋ－${tail}` });
    await sql(`update publicity set search = 'x', grams = '{}', search_form = 1 where id = $1`, [
      id,
    ]);
    await sql('update case_file set search = null where id = $1', [caseId]);
    // a row that nobody brought into the form is found by its title at least
    expect([await internally(`k-${tail}`), await publicly(`k-${tail}`)]).toEqual([[caseId], []]);
    await rebuildSearch(publisher.deps.db);
    expect([await internally(`k-${tail}`), await publicly(`k-${tail}`)]).toEqual([[caseId], [id]]);
    const [row] = await sql<{ search: string }>('select search from case_file where id = $1', [
      caseId,
    ]);
    expect(row?.search).toContain(`旧示例桥 K-${tail}`.toUpperCase());
  });
});

describe('[T10] a list whose rows come and go', () => {
  /** Pages through, and has something happen after each page. */
  async function through(path: string, meanwhile: (seen: string[]) => Promise<unknown>) {
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await (await as('audit.he')).get(`${path}${after}`).expect(200);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      after = body.next ? `&after=${body.next}` : '';
      await meanwhile(seen);
    } while (after);
    return seen;
  }

  test('has each of them once, none twice and none lost', async () => {
    const name = unique('翻页');
    const make = () => publisher.givenCase({ projectName: name });
    const given = await Promise.all(Array.from({ length: 12 }, make));
    const path = `/api/cases?limit=5&status=SUBMITTED&q=${encodeURIComponent(name)}`;
    const seen = await through(path, async (so) => {
      await make();
      // what was on this page is not in the list any more
      await sql(`update case_file set status = 'STORED', closed_at = now() where id = any($1)`, [
        so,
      ]);
    });
    expect([...seen].sort()).toEqual([...given].sort());
  });

  test('in the portal, too: the next page goes on after the last row of this one', async () => {
    const name = unique('翻页');
    const make = () => publisher.givenCase({ projectName: name });
    const given = await Promise.all(Array.from({ length: 25 }, make));
    const seen: string[] = [];
    let path: string | undefined = `/cases?q=${encodeURIComponent(name)}`;
    while (path) {
      const agent = await as('audit.he');
      const { text }: { text: string } = await agent.get(path).set('Accept', 'text/html');
      const ids = [...text.matchAll(/href="\/cases\/([\da-f-]{36})"/g)].map(([, id]) => id ?? '');
      seen.push(...new Set(ids));
      path = /href="([^"]+)">下一页/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      await make();
    }
    expect([...seen].sort()).toEqual([...given].sort());
  });

  test('drafts, of which some go and others come', async () => {
    const yi = await as(YI);
    const make = async () =>
      (await yi.post('/api/drafts/zj-subcontract', { data: {} }).expect(201)).body as {
        id: string;
        etag: string;
      };
    const given: { id: string; etag: string }[] = [];
    for (let count = 0; count < 5; count += 1) given.push(await make());
    const seen: string[] = [];
    let path = '/api/drafts?limit=2';
    while (path) {
      const { body } = await yi.get(path).expect(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      path = body.next ? `/api/drafts?limit=2&after=${body.next}` : '';
      await make();
      const [{ id = '', etag = '' } = {}] = body.items;
      await yi.delete(`/api/drafts/${id}`).set('If-Match', etag).expect(204);
    }
    const own = seen.filter((id) => given.some((draft) => draft.id === id));
    expect(own.sort()).toEqual(given.map(({ id }) => id).sort());
    await sql('delete from draft');
  });

  test('messages, by the address that each answer names', async () => {
    const organisation = GROUP.yi;
    await sql(
      `insert into notice (id, recipient, key, subject, body, at)
       select gen_random_uuid(), $1, 'X', 'x', 'x', now() from generate_series(1, 5)`,
      [organisation],
    );
    const all = await sql<{ id: string }>(
      'select id from notice where recipient = $1 order by at desc, id::text desc',
      [organisation],
    );
    const yi = await as(YI);
    const seen: string[] = [];
    let path: string | undefined = '/api/messages?limit=2';
    while (path) {
      const answer: { body: { id: string }[]; headers: { link?: string } } = await yi
        .get(path)
        .expect(200);
      seen.push(...answer.body.map(({ id }) => id));
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.link ?? '')?.[1];
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    await sql(`delete from notice where key = 'X'`);
  });
});
