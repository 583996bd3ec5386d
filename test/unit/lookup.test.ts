/** What an outside platform's answer to a question means, and how often it is asked. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLookups, type Lookups } from '../../src/outside/lookup';

let server: Server | undefined;
let asked: string[] = [];
let said: object[] = [];
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  asked = [];
  said = [];
});

/** Look-ups at a platform that answers so. */
async function lookups(listener: RequestListener, settings: object = {}): Promise<Lookups> {
  server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url} ${req.headers.authorization}`);
    listener(req, res);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/projects`;
  const warn = (about: object) => said.push(about);
  return createLookups(
    {
      LOOKUPS: { NATIONAL_PROJECTS: { url, token: 't-1' } },
      ...{ LOOKUP_TIMEOUT_SECONDS: 0.2, LOOKUP_REMEMBER_SECONDS: 0 },
      ...settings,
    },
    { warn } as never,
  );
}

const says =
  (status: number, body: string): RequestListener =>
  (_req, res) =>
    void res.writeHead(status).end(body);
const ask = (of: Lookups, number = 'A-1', platform = 'national-projects') =>
  of.onceEach(null)(platform, number);
const UNANSWERED = { answered: false, found: false };

test('asks with the token, and tells what is there', async () => {
  const of = await lookups(says(200, '{"projectName":"虚构"}'));
  expect(await ask(of)).toEqual({ answered: true, found: true, data: { projectName: '虚构' } });
  expect(asked).toEqual(['GET /projects/A-1 Bearer t-1']);
  expect(of.counts()).toEqual([{ platform: 'national-projects', result: 'FOUND', n: 1 }]);
});

test('404 says that there is none', async () => {
  expect(await ask(await lookups(says(404, '')))).toEqual({ answered: true, found: false });
});

test.each([
  [200, '', 'NONSENSE'],
  [200, '<html>', 'NONSENSE'],
  [200, 'null', 'NONSENSE'],
  [200, '[]', 'NONSENSE'],
  [200, '"text"', 'NONSENSE'],
  [200, '{"a":"\\u0000"}', 'NONSENSE'],
  [200, '{"__proto__":{"a":1}}', 'NONSENSE'],
  [200, `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'NONSENSE'],
  [200, `{"a":"${'x'.repeat(70_000)}"}`, 'NONSENSE'],
  [201, '{"a":1}', 'HTTP_201'],
  [401, '{}', 'HTTP_401'],
  [503, '', 'HTTP_503'],
])('%i with %.40s is no answer: %s', async (status, body, problem) => {
  const of = await lookups(says(status, body));
  expect(await ask(of)).toEqual(UNANSWERED);
  expect(said).toEqual([expect.objectContaining({ platform: 'national-projects', problem })]);
  expect(of.counts()).toEqual([{ platform: 'national-projects', result: 'UNANSWERED', n: 1 }]);
});

test('a redirect, silence, nobody there, and a platform that no setting names are no answers', async () => {
  const away: RequestListener = (_req, res) => res.writeHead(302, { location: '/x' }).end();
  expect(await ask(await lookups(away))).toEqual(UNANSWERED);
  server?.close();
  expect(await ask(await lookups(() => undefined))).toEqual(UNANSWERED);
  server?.closeAllConnections();
  server?.close();
  const LOOKUPS = { NATIONAL_PROJECTS: { url: 'http://127.0.0.1:1/' } };
  const of = await lookups(() => undefined, { LOOKUPS });
  expect(await ask(of)).toEqual(UNANSWERED);
  expect(await ask(of, 'A-1', 'elsewhere')).toEqual(UNANSWERED);
  expect(said.map((one) => (one as { problem: string }).problem)).toEqual([
    ...['UNREACHABLE', 'TIMEOUT', 'UNREACHABLE'],
    'LOOKUP_ELSEWHERE_URL is not set',
  ]);
});

test('a number stays one step of the address, whatever is in it; what is none is not asked', async () => {
  const of = await lookups(says(404, ''));
  for (const number of ['../../control/stored', 'a?b#c', '沪建[2026] 1号', '%2e%2e'])
    await ask(of, number);
  expect(asked.map((one) => one.split(' ')[1])).toEqual([
    '/projects/..%2F..%2Fcontrol%2Fstored',
    '/projects/a%3Fb%23c',
    '/projects/%E6%B2%AA%E5%BB%BA%5B2026%5D%201%E5%8F%B7',
    '/projects/%252e%252e',
  ]);
  for (const number of ['', '.', '..', 'x'.repeat(201)])
    expect(await ask(of, number)).toEqual({ answered: true, found: false });
  expect(asked).toHaveLength(4);
});

test('one submission asks once, however often its form is checked', async () => {
  const submission = (await lookups(says(404, ''))).onceEach(null);
  for (const number of ['1', '2', '1', '1']) await submission('national-projects', number);
  expect(asked).toHaveLength(2);
});

test('an answer is remembered for a while, a missing one is not', async () => {
  const remember = { LOOKUP_REMEMBER_SECONDS: 3600 };
  const of = await lookups(says(200, '{"a":1}'), remember);
  for (let n = 0; n < 3; n += 1) expect(await ask(of)).toMatchObject({ found: true });
  expect(asked).toHaveLength(1);
  server?.close();
  const down = await lookups(says(503, ''), remember);
  for (let n = 0; n < 3; n += 1) expect(await ask(down)).toEqual(UNANSWERED);
  expect(asked).toHaveLength(4);
});
