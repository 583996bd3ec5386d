import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Part, type Watch } from '../../../stack/lib/part';
import { answerProbe, httpProbe } from '../../../stack/lib/ready';
import { waitFor } from '../../../stand-in/wait';

/** Answers until it is asked to hang; then it neither answers nor heeds a polite end, and stays. */
const PROGRAM = `
  let hangs = false;
  process.on('SIGTERM', () => hangs || process.exit(0));
  require('node:http').createServer((req, res) => {
    if (req.url === '/hang') hangs = true;
    if (!hangs) res.writeHead(req.url === '/sick' ? 503 : 200).end(String(process.pid));
  }).listen(Number(process.argv[1]), '127.0.0.1');
`;

/** Quick enough for a test, and still several questions in a row. */
const QUICK: Watch = { everyMs: 50, withinMs: 200, misses: 3, forMs: 500, endMs: 300 };

const folder = mkdtempSync(join(tmpdir(), 'zjf-part-'));
const parts: Part[] = [];
afterEach(async () => {
  // those that hang would let a polite end wait
  for (const part of parts.splice(0)) await part.kill9();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function started(watch: Watch, alivePath = '/') {
  const url = `http://127.0.0.1:${await freePort()}`;
  const said: string[] = [];
  const part = new Part(
    {
      name: `part-${new URL(url).port}`,
      title: 'The part',
      ports: [],
      command: () => ({ file: process.execPath, args: ['-e', PROGRAM, new URL(url).port] }),
      ready: httpProbe(url),
      alive: answerProbe(`${url}${alivePath}`),
    },
    folder,
    { log: (line) => said.push(line), changed: () => undefined },
    watch,
  );
  parts.push(part);
  await part.start();
  return { part, said, url, hang: () => fetch(`${url}/hang`).catch(() => undefined) };
}

describe('[D6] a part that runs and does not answer', () => {
  test('is ended, also where it hangs in its own shutdown, and started again', async () => {
    const { part, said, url, hang } = await started(QUICK);
    const before = part.pid;
    void hang();
    await waitFor('the part to be back', async () => said.includes('The part is ready again'));
    expect(part.pid).not.toBe(before);
    expect((await fetch(url)).status).toBe(200);
    expect(said[0]).toMatch(/^The part runs, but has not answered for \d+ s .*: it is ended$/);
  });

  test('is left alone as long as nobody is to ask', async () => {
    const { part, said, hang } = await started(QUICK);
    part.pauseWatch(true);
    const [paused, off] = [part.pid, await started({ ...QUICK, forMs: 0 })];
    const unasked = off.part.pid;
    void hang();
    void off.hang();
    // a third one is watched: by the time it was started again, these two would have been
    const watched = await started(QUICK);
    const before = watched.part.pid;
    void watched.hang();
    await waitFor('the watched one to be ended', async () => watched.part.pid !== before);
    expect([part.pid, said, off.part.pid, off.said]).toEqual([paused, [], unasked, []]);
  });
});

test('[D6] a part that answers, be it that something is amiss, is not ended', async () => {
  const { part, said } = await started(QUICK, '/sick');
  const sick = part.pid;
  const watched = await started(QUICK);
  const before = watched.part.pid;
  void watched.hang();
  await waitFor('the watched one to be ended', async () => watched.part.pid !== before);
  expect([part.pid, said]).toEqual([sick, []]);
});
