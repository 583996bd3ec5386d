/**
 * Bodies meant to do harm: none reaches a decision, none keeps others waiting, and engine and API are
 * as before afterwards.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  actsOf,
  cancelOpenCases,
  clockAt,
  leaveStack,
  sql,
  unique,
  waitTask,
} from '../harness/cases';
import { DING, entry } from '../harness/chongqing';
import { API, as, token, waitFor } from '../harness/client';
import { completeInEngine } from '../harness/engine-tasks';
import { ROOT } from '../harness/models';
import { problem } from '../harness/problem';
import { CONFIRM, givenPermit, JIA, record, submitted, YI } from '../harness/subcontract';

const CHECK = '/api/cases/zj-subcontract/check';
const ENTRY_CHECK = '/api/cases/cq-project-entry/check';
const NOBODY = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  await cancelOpenCases();
  await clockAt('2026-09-30 15:00');
  await givenPermit();
});
afterAll(leaveStack);

const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

interface Answer {
  status: number;
  codes: string[];
  fields: string[];
  headers: Headers;
  text: string;
}

/** Sends bytes as they are; whatever is refused must be refused as designed. */
async function send(
  who: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Answer> {
  const response = await fetch(`${API}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await token(who)}`,
      'content-type': 'application/json',
      ...headers,
    },
    body,
  });
  const text = await response.text();
  const told = text ? JSON.parse(text) : {};
  const { status } = response;
  if (status < 400) return { status, codes: [], fields: [], headers: response.headers, text };
  const type = response.headers.get('content-type')?.split(';')[0];
  const id = { 'x-request-id': response.headers.get('x-request-id') };
  const codes = problem({ status, type, headers: id, body: told } as never);
  const fields = told.errors.map((e: { field?: string }) => e.field ?? '');
  return { status, codes, fields, headers: response.headers, text };
}

const check = (data: object, who = YI, path = CHECK) =>
  send(who, path, JSON.stringify({ data, attachments: [] }));

/** The engine answers another person, and says of itself that it does. */
async function expectEngineServes(): Promise<void> {
  const health = await fetch(`${API}/health/ready`);
  expect([health.status, await health.json()]).toEqual([
    200,
    expect.objectContaining({ status: 'up', engine: 'up' }),
  ]);
  // a permit nobody asked about before: the answer is no remembered one
  const before = await evaluations();
  expect((await check(record({ gcPermitNo: unique('P-') }))).status).toBe(200);
  expect(await evaluations()).toBeGreaterThan(before);
}

describe('[D6] nested lists', () => {
  test('500 in a field are refused before any decision, and the engine goes on', async () => {
    const data = JSON.stringify(record()).replace(/}$/, `,"projectName":${lists(500)}}`);
    const answer = await send(YI, CHECK, `{"data":${data}}`);
    expect([answer.status, answer.codes]).toEqual([400, ['E-00-23']]);
    expect(answer.fields[0]).toMatch(/^body\.data\.projectName\.0\.0/);
    await expectEngineServes();
  });

  test('a few in a field, which JSON may have, are refused by the form, naming the field', async () => {
    const answer = await check({ ...record(), projectName: JSON.parse(lists(9)) });
    expect([answer.status, answer.codes, answer.fields]).toEqual([
      422,
      ['E-00-10'],
      ['projectName'],
    ]);
  });

  test('the same at an act: refused, the task stays', async () => {
    const id = await submitted();
    await waitTask(id, 'CONFIRM');
    const path = `/api/cases/${id}/acts/CONFIRM`;
    const deep = await send(JIA, path, `{"outcome":${lists(500)}}`);
    expect([deep.status, deep.codes]).toEqual([400, ['E-00-23']]);
    for (const [fields, name] of [
      [{ outcome: JSON.parse(lists(9)) }, 'outcome'],
      [{ outcome: 'RETURNED', opinion: { a: 1 } }, 'opinion'],
      [{ outcome: 'RETURNED', opinion: 'x'.repeat(20_001) }, 'opinion'],
      [{ ...CONFIRM, status: 'REVIEWED' }, 'status'],
    ] as const) {
      const answer = await send(JIA, path, JSON.stringify(fields));
      expect([answer.status, answer.codes, answer.fields]).toEqual([422, ['E-00-10'], [name]]);
    }
    expect(await actsOf(id)).toEqual([]);
    expect((await send(JIA, path, JSON.stringify(CONFIRM))).status).toBe(202);
    await expectEngineServes();
  });

  test('past our door: such an act is void, and the task is offered again', async () => {
    const id = await submitted();
    const first = await completeInEngine(id, 'CONFIRM', JIA, {
      ...CONFIRM,
      opinion: JSON.parse(lists(40)),
      // what a step of older diagrams is told is no business of who completes
      task: 'Task_Review',
      fields: 'none',
    });
    await waitFor('the act to be recorded', async () => (await actsOf(id)).length === 1);
    expect(await actsOf(id)).toEqual([`${JIA} CONFIRM void:E-00-10`]);
    await waitTask(id, 'CONFIRM');
    const again = await completeInEngine(id, 'CONFIRM', JIA, CONFIRM);
    expect(again).not.toBe(first);
    await waitFor('the act to be recorded', async () => (await actsOf(id)).length === 2);
    expect((await actsOf(id))[1]).toBe(`${JIA} CONFIRM`);
    // somebody who may act and did it wrongly is no intruder
    expect(await sql('select 1 from security_event where case_id = $1', [id])).toEqual([]);
  });
});

describe('[D7] rows', () => {
  test.each([101, 2000, 5000, 20_000])(
    '%i empty participants: refused by the form, no decision is asked',
    async (rows) => {
      // the workers of other cases may ask some meanwhile, though not each time
      const answer = await waitFor('a check that asks no decision', async () => {
        const before = await evaluations();
        const participants = Array(rows).fill({});
        const refused = await check({ ...entry(), participants }, DING, ENTRY_CHECK);
        return (await evaluations()) === before && refused;
      });
      expect([answer.status, answer.codes, answer.fields]).toEqual([
        422,
        ['E-00-10'],
        ['participants'],
      ]);
      expect(answer.text).toContain(`不得超过 100 项，实有 ${rows} 项`);
    },
  );

  test('100,000 rows are more than anybody has to handle', async () => {
    const answer = await check({ participants: Array(100_000).fill({}) }, DING, ENTRY_CHECK);
    expect([answer.status, answer.codes]).toEqual([413, ['E-00-14']]);
    await expectEngineServes();
  });

  test('a submission and a draft are held against the form in the same way', async () => {
    const participants = Array(2000).fill({});
    for (const path of ['/api/cases/cq-project-entry', '/api/drafts/cq-project-entry']) {
      const body = JSON.stringify({ data: { ...entry(), participants }, attachments: [] });
      const answer = await send(DING, path, body);
      expect([answer.status, answer.fields]).toEqual([422, ['participants']]);
    }
  });
});

/** How many decisions the engine was asked about so far. */
async function evaluations(): Promise<number> {
  const metrics = await (await fetch(`${API}/metrics`)).text();
  const [, count] = /^zhujian_evaluations_total (\d+)$/m.exec(metrics) ?? [];
  if (count === undefined) throw new Error('no such metric');
  return Number(count);
}

describe('[D7] one person who sends very much', () => {
  test('is asked to wait, others are served meanwhile', async () => {
    const many = Promise.all(
      Array.from({ length: 80 }, (_, n) => check(record({ gcPermitNo: unique(`${n}-`) }), YI)),
    );
    const other = await check(record(), 'bing.sun');
    expect(other.status).toBe(200);
    const answers = await many;
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { codes, headers } of refused)
      expect([codes, Number(headers.get('retry-after'))]).toEqual([
        ['E-00-26'],
        expect.any(Number),
      ]);
    const rest = answers.filter(({ status }) => status !== 429);
    expect(new Set(rest.map(({ status }) => status))).toEqual(new Set([200]));
    // whose turn is over is served again
    expect((await check(record(), YI)).status).toBe(200);
  });
});

interface Operation {
  requestBody?: unknown;
}
const { paths } = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
/** Every route that takes a body and needs a log-in; the public one asks for its proof first. */
const withBody = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([, { requestBody }]) => requestBody && !path.startsWith('/api/public/'))
    .map(([method]): [string, string] => [method.toUpperCase(), path]),
);
/** An address that names a case, a task or a draft. */
const NAMES_SOMETHING = /\/(cases|drafts)\/\{id\}|\/tasks\/\{key\}/;

/** Together they have every role. */
const PEOPLE = [YI, 'ops.lv', 'audit.he', 'platform-national', 'cixi.wang'];

const addressOf = (path: string) =>
  path
    .replace('{process}', 'zj-subcontract')
    .replace('{act}', 'REVIEW')
    .replace('{key}', '1')
    .replace('{id}', NOBODY);

/** What the first person says who may use the route at all. */
async function refusedAt(method: string, path: string, body: string): Promise<Answer> {
  for (const who of PEOPLE) {
    const answer = await send(who, addressOf(path), body, {}, method);
    if (answer.status !== 403) return answer;
  }
  throw new Error(`nobody may ${method} ${path}`);
}

describe('[D14] a body that nobody may have to handle', () => {
  test('there are routes to send it to', () => {
    expect(withBody.length).toBeGreaterThan(8);
  });

  test.each(withBody)('%s %s', async (method, path) => {
    for (const [what, body] of [
      ['depth 8,000', `{"data":${lists(8000)}}`],
      ['objects of depth 8,000', `${'{"data":'.repeat(8000)}1${'}'.repeat(8000)}`],
      ['__proto__', '{"data":{"__proto__":{"roles":["sys-admin"]}}}'],
      ['a number beyond all', '{"data":{"contractAmount":1e999}}'],
      ['half a character', '{"data":{"projectName":"\\ud800"}}'],
      ['NUL', '{"data":{"projectName":"\\u0000"}}'],
    ] as const) {
      const { status, codes } = await refusedAt(method, path, body);
      // what is not there, or not theirs, is that before anything is read
      const refused = NAMES_SOMETHING.test(path) ? [404, ['E-00-22']] : [400, ['E-00-23']];
      expect([what, status, codes]).toEqual([what, ...refused]);
    }
  });

  test('a part of a multipart body whose name nests', async () => {
    const body = new FormData();
    body.append(`data${'[a]'.repeat(300)}`, '{}');
    const answer = await fetch(`${API}/api/cases/zj-subcontract`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await token(YI)}` },
      body,
    });
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'E-00-23']);
  });

  test('of something that is theirs, too', async () => {
    const { body } = await (await as(YI)).post('/api/drafts/zj-subcontract', { data: {} });
    for (const hostile of [`{"data":${lists(8000)}}`, '{"data":{"projectName":"\\u0000"}}']) {
      const answer = await send(YI, `/api/drafts/${body.id}`, hostile, {}, 'PUT');
      expect([answer.status, answer.codes]).toEqual([400, ['E-00-23']]);
    }
  });

  test('depth 8,000 in a part of a multipart request', async () => {
    const form = new FormData();
    form.set('data', lists(8000));
    const response = await fetch(`${API}/api/cases/zj-subcontract`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token(YI)}` },
      body: form,
    });
    expect([response.status, (await response.json()).code]).toEqual([400, 'E-00-23']);
  });

  test('what is small when packed counts by its size unpacked', async () => {
    const bomb = new Uint8Array(gzipSync(`{"data":{"projectName":"${'x'.repeat(200_000_000)}"}}`));
    expect(bomb.length).toBeLessThan(1_000_000);
    const answer = await send(YI, CHECK, bomb, { 'content-encoding': 'gzip' });
    expect([answer.status, answer.codes]).toEqual([413, ['E-00-14']]);
  });

  test('afterwards all is as before', expectEngineServes);
});

describe('what the sender cannot say', () => {
  test('fields that the form hides are not taken, whatever was sent for them', async () => {
    // the form asks for it of other trades only
    const hidden: Record<string, unknown> = { ...entry(), sectorOther: 'x'.repeat(40) };
    const drafted = await (await as(DING)).post('/api/drafts/cq-project-entry', { data: hidden });
    expect(drafted.status).toBe(201);
    const { data } = (await (await as(DING)).get(`/api/drafts/${drafted.body.id}`)).body;
    expect(data).not.toHaveProperty('sectorOther');
    expect(data).toHaveProperty('projectName', hidden.projectName);
    await (await as(DING))
      .delete(`/api/drafts/${drafted.body.id}`)
      .set('If-Match', drafted.body.etag)
      .expect(204);
  });
});
