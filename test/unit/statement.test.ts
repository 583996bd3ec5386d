import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createLookups } from '../../src/outside/lookup';
import { nationalPlatform, startNationalPlatform } from '../../stand-in/national-platform';

// Statements that devices sign, over HTTP; the readers are the stand-in's.

const YI = '91330782000000001A';
const PERSON = {
  ...{ idNumber: '330782188801010011', name: '李一', birthDate: '1888-01-01' },
  sex: 'FEMALE',
} as const;

let outside: Awaited<ReturnType<typeof startNationalPlatform>>;
beforeAll(async () => {
  outside = await startNationalPlatform();
});
afterAll(() => outside.close());

const asking = (url = `${outside.url}/readings`) =>
  createLookups(
    {
      LOOKUPS: { ID_READERS: { url, keys: `${outside.url}/device-keys` } },
      ...{ LOOKUP_TIMEOUT_SECONDS: 2, LOOKUP_REMEMBER_SECONDS: 0 },
    },
    { warn: () => undefined } as never,
  );
const read = (readAt = '2026-09-28T09:00:00+08:00') =>
  nationalPlatform(outside.url).readCard({ enterprise: YI, readAt, ...PERSON });

test('a reading says who was read, when and by which reader', async () => {
  const number = await read();
  expect(await asking().onceEach(YI)('id-readers', number)).toEqual({
    ...{ answered: true, found: true },
    data: { ...PERSON, device: 'READER-0001', signedAt: '2026-09-28T01:00:00.000Z' },
  });
});

test('it says nothing to an organisation that the reader is not of, and nothing of other numbers', async () => {
  const number = await read();
  const none = { answered: true, found: false };
  expect(await asking().onceEach('913301090000000A2U')('id-readers', number)).toEqual(none);
  expect(await asking().onceEach(null)('id-readers', number)).toEqual(none);
  expect(await asking().onceEach(YI)('id-readers', `${number}0`)).toEqual(none);
});

test('what is signed by others, not at all, or about another number is no answer', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const statement = (changes: object) =>
    new SignJWT({ ...PERSON, ...changes })
      .setProtectedHeader({ alg: 'ES256', kid: 'devices', jwk })
      .setIssuer('READER-0001')
      .setAudience(YI)
      .setJti('R-1')
      .setIssuedAt()
      .sign(privateKey);
  const { createServer } = await import('node:http');
  const answers = [
    await statement({}),
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`,
    '{"idNumber":"330782188801010011"}',
    await (await fetch(`${outside.url}/readings/${await read()}`)).text(),
  ];
  const server = createServer((_req, res) => void res.end(answers.shift()));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  for (let n = answers.length; n > 0; n -= 1)
    expect(await asking(`http://127.0.0.1:${port}`).onceEach(YI)('id-readers', 'R-1')).toEqual({
      ...{ answered: false, found: false },
    });
  server.close();
});
