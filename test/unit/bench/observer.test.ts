import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';
import { observe } from '../../../bench/observer';
import { findTaskSource, type Step } from '../../../bench/task-source';
import { createApi } from '../../../stand-in/api';

const CONFIRM: Step = { act: 'CONFIRM', elementId: 'Task_Confirm', person: 'jia' };

/** What is there is seen at once; what is not shall not take minutes to say so. */
const SOON = { patienceMs: 2_000 };

let server: Server;
let address: string;
/** What the server answers, by path without its query. */
let answers: Record<string, string>;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((req, res) => {
    const url = req.url ?? '';
    asked.push(`${url} ${req.headers.authorization ?? ''}`.trim());
    const answer = answers[url.split('?')[0] ?? ''];
    res.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' }).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** The part of the record that the observer reads. */
function record(rows: object[]): DataSource {
  return { query: async () => rows } as unknown as DataSource;
}

async function source() {
  const env = { PUBLIC_URL: address, ZEEBE_REST_ADDRESS: address };
  const tokens = { of: async (who: string) => `token-of-${who}`, forget: () => {} };
  return findTaskSource({ root: '', env, parts: {} }, createApi(env, tokens));
}

describe('seeing the next task', () => {
  it("asks the person's own inbox where the release has one, and finds the act by its case", async () => {
    const limit = { name: 'limit', in: 'query', schema: { maximum: 200 } };
    const items = [
      { key: '1', caseId: 'other', act: 'CONFIRM' },
      { key: '2', caseId: 'mine', act: 'REVIEW' },
      { key: '3', caseId: 'mine', act: 'CONFIRM' },
    ];
    answers = {
      '/openapi.json': JSON.stringify({
        paths: { '/api/tasks': { get: { parameters: [limit] } } },
      }),
      '/api/tasks': JSON.stringify({ total: 3, items }),
    };
    const observer = observe(record([]), await source(), SOON);
    expect(await observer.until('mine', CONFIRM)).toMatchObject({ key: '3' });
    await observer.stop();
    expect(asked).toContain('/api/tasks?limit=200 Bearer token-of-jia');
  });

  it("asks the engine's search otherwise, and finds the element by the case's instance", async () => {
    const items =
      '[{"key":9007199254740993,"elementId":"Task_Confirm","processInstanceKey":9007199254740995},' +
      '{"key":5,"elementId":"Task_Confirm","processInstanceKey":9007199254740997}]';
    answers = { '/openapi.json': '{"paths":{}}', '/v2/user-tasks/search': `{"items":${items}}` };
    const rows = [{ id: 'mine', status: 'X', process_instance_key: '9007199254740995' }];
    const observer = observe(record(rows), await source(), SOON);
    // Keys of the engine are longer than a number of JavaScript holds exactly.
    expect(await observer.until('mine', CONFIRM)).toMatchObject({ key: '9007199254740993' });
    await observer.stop();
  });

  it('sees a status in the record without asking for tasks', async () => {
    answers = { '/openapi.json': '{"paths":{}}' };
    const rows = [{ id: 'mine', status: 'ENTERED', process_instance_key: '1' }];
    const observer = observe(record(rows), await source(), SOON);
    expect((await observer.until('mine', 'ENTERED')).key).toBeUndefined();
    await observer.stop();
    expect(asked).toEqual(['/openapi.json']);
  });

  it('tells whoever waits when looking fails', async () => {
    answers = { '/openapi.json': '{"paths":{}}' };
    const observer = observe(record([]), await source(), SOON);
    await expect(observer.until('mine', CONFIRM)).rejects.toThrow('search of tasks: 404');
    await observer.stop();
  });
});
