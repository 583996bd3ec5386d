import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScanner } from '../../../src/uploads';
import { type Manner, standInOfClamd } from '../../harness/clamd';
import { EICAR } from '../../harness/papers';

const SECONDS = 0.5;
const PATIENT_SECONDS = 20;

describe('[D11] the malware scanner', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scan-'));
  const file = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const large = Buffer.alloc(700_000, 'x');
  let clamd: Awaited<ReturnType<typeof standInOfClamd>>;
  beforeAll(async () => {
    clamd = await standInOfClamd();
  });
  beforeEach(() => clamd.become('scans'));
  afterAll(async () => {
    await clamd.close();
    rmSync(folder, { recursive: true });
  });
  /** One that answers may take its time on a busy machine. */
  const scanner = (seconds = PATIENT_SECONDS) => createScanner(clamd.url, seconds);

  test('gets the file byte for byte, and says that it is clean', async () => {
    expect(await scanner().scan(file('clean', large))).toBeNull();
    expect(clamd.scanned.at(-1)?.equals(large)).toBe(true);
  });

  test('names the malware', async () => {
    const infected = file('infected', Buffer.concat([large, EICAR]));
    expect(await scanner().scan(infected)).toBe('Eicar-Test-Signature');
  });

  test.each<Manner>(['is silent', 'hangs up', 'talks nonsense'])(
    'a scanner that %s has not said that a file is clean',
    async (manner) => {
      clamd.become(manner);
      const refusals = [expect.objectContaining({ code: 'E-00-35' })];
      const scanned = scanner(SECONDS).scan(file('any', large));
      await expect(scanned).rejects.toMatchObject({ status: 503, refusals });
    },
  );

  test('one that is not there neither', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const scanned = createScanner(`tcp://127.0.0.1:${port}`, SECONDS).scan(file('any', large));
    await expect(scanned).rejects.toMatchObject({ status: 503 });
  });

  test('is reached by a path, too', async () => {
    const path = join(folder, 'clamd.sock');
    const server = createServer((socket) => socket.once('data', () => socket.end('stream: OK\0')));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    expect(await createScanner(`unix:${path}`, SECONDS).scan(file('any', EICAR))).toBeNull();
    await new Promise((resolve) => server.close(resolve));
  });

  test('without a setting nothing is scanned', async () => {
    expect(await createScanner('', SECONDS).scan(file('any', EICAR))).toBeNull();
  });
});
