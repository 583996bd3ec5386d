import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import pino from 'pino';
import request from 'supertest';
import { createVerifier } from '../../src/api/auth';
import { errorHandler, mount } from '../../src/api/http';
import type { Config } from '../../src/config';
import { cancelOpenCases, leaveStack } from '../harness/cases';
import { API, forgetTokens, setting, token } from '../harness/client';
import { newPerson, setEnabled, takeOut, takeRole } from '../harness/people';
import { refusedWith } from '../harness/problem';
import { Session } from '../harness/session';
import { urged } from '../harness/stage';
import { GROUP, YI } from '../harness/subcontract';

const REALM = 'zhujian';
const AUDIENCE = 'zhujian-api';

/** An issuer of our own, so that tokens can be wrong in one point only. */
describe('tokens, each wrong in one point', () => {
  let issuer: Server;
  let app: Server;
  let issuerUrl = '';
  let key: CryptoKey;
  let stranger: CryptoKey;

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    key = pair.privateKey;
    stranger = (await generateKeyPair('RS256')).privateKey;
    const keys = [{ ...(await exportJWK(pair.publicKey)), kid: '1', alg: 'RS256', use: 'sig' }];
    issuer = createServer((_req, res) => res.end(JSON.stringify({ keys })));
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    const KEYCLOAK_URL = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    issuerUrl = `${KEYCLOAK_URL}/realms/${REALM}`;
    const verify = createVerifier({
      KEYCLOAK_URL,
      KEYCLOAK_REALM: REALM,
      KEYCLOAK_AUDIENCE: AUDIENCE,
    } as Config);
    const router = express();
    mount(
      router,
      {
        method: 'get',
        path: '/api/me',
        summary: '',
        permission: 'person',
        handle: async ({ caller }) => caller,
      },
      async (req) => {
        const { preferred_username: username } = await verify(req);
        return { username, name: username, organisations: [], roles: [] };
      },
    );
    router.use(errorHandler(pino({ level: 'silent' }), () => undefined));
    app = createServer(router);
  });
  afterAll(() => {
    issuer.close();
    app.close();
  });

  const NOW = Math.floor(Date.now() / 1000);
  const claims = (changes: JWTPayload = {}) => ({
    iss: issuerUrl,
    aud: AUDIENCE,
    exp: NOW + 300,
    preferred_username: 'a',
    ...changes,
  });
  const signed = (payload: JWTPayload, by = key) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: '1' }).sign(by);
  const ask = (jwt: string) => request(app).get('/api/me').set('Authorization', `Bearer ${jwt}`);

  test('a right one is let in', async () => {
    expect((await ask(await signed(claims()))).body.username).toBe('a');
  });

  test('good once, and refused when its time is over; one without an end is never good', async () => {
    const jwt = await signed(claims());
    expect((await ask(jwt)).status).toBe(200);
    const now = jest.spyOn(Date, 'now').mockReturnValue((NOW + 306) * 1000);
    try {
      expect((await ask(jwt)).status).toBe(401);
    } finally {
      now.mockRestore();
    }
    expect((await ask(await signed(claims({ exp: undefined })))).status).toBe(401);
  });

  test.each<[string, () => Promise<string> | string]>([
    ['expired', () => signed(claims({ exp: NOW - 60 }))],
    ['not valid yet', () => signed(claims({ nbf: NOW + 60 }))],
    ['for another service', () => signed(claims({ aud: 'account' }))],
    ['of another issuer', () => signed(claims({ iss: `${issuerUrl}-two` }))],
    ['signed by somebody else', () => signed(claims(), stranger)],
    ['of nobody', () => signed({ ...claims(), preferred_username: undefined })],
    ['unsigned', () => new UnsecuredJWT(claims()).encode()],
    [
      'signed with a shared secret',
      () =>
        new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: '1' }).sign(Buffer.alloc(32)),
    ],
    ['made up', () => 'x.y.z'],
  ])('%s: refused', async (_, jwt) => {
    const { status, body } = await ask(await jwt());
    expect([status, body.code]).toEqual([401, 'E-00-20']);
  });
});

describe('people whose rights end', () => {
  let id = '';

  beforeAll(async () => {
    await cancelOpenCases();
    id = (await urged()).case;
  });
  afterAll(leaveStack);

  const me = (bearer: string) =>
    request(API).get('/api/me').set('Authorization', `Bearer ${bearer}`);
  const act = (bearer: string) =>
    request(API)
      .post(`/api/cases/${id}/acts/REPLY`)
      .set('Authorization', `Bearer ${bearer}`)
      .send({ replyText: '已收到。' });
  const colleague = () => newPerson({ roles: ['enterprise'], organisations: [GROUP.jia] });

  test('one character of a real token changed: refused', async () => {
    const [head, body, signature = ''] = (await token(YI)).split('.');
    const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await refusedWith(me([head, body, other].join('.')))).toEqual([401, ['E-00-20']]);
    expect(await refusedWith(me('').unset('Authorization'))).toEqual([401, ['E-00-20']]);
    const basic = me('').set('Authorization', `Basic ${btoa('jia.zhao:x')}`);
    expect(await refusedWith(basic)).toEqual([401, ['E-00-20']]);
  });

  test('[ZJ-07][D8] taken out of the organisation, an old token decides nothing', async () => {
    const who = await colleague();
    const bearer = await token(who);
    await takeOut(who, GROUP.jia);
    expect(await refusedWith(act(bearer))).toEqual([404, ['E-00-22']]);
    forgetTokens();
    const { organisations } = (await me(await token(who))).body;
    expect(organisations).toEqual([]);
  });

  test('without the role, a new token submits nothing', async () => {
    const who = await colleague();
    await takeRole(who, 'enterprise');
    const sent = request(API)
      .post('/api/cases/zj-subcontract')
      .set('Authorization', `Bearer ${await token(who)}`)
      .send({ data: {} });
    expect(await refusedWith(sent)).toEqual([403, ['E-00-21']]);
  });

  test('[D8] a disabled account: no act at once, no new token, no new session', async () => {
    const who = await colleague();
    const bearer = await token(who);
    await setEnabled(who, false);
    expect(await refusedWith(act(bearer))).toEqual([401, ['E-00-20']]);
    forgetTokens();
    await expect(token(who)).rejects.toThrow(/disabled/i);
    await expect(Session.login(`${API}/cases`, who)).rejects.toThrow('not let in');
  });

  test('a session is refused what changes anything unless a page of ours asks', async () => {
    const session = await Session.login(`${API}/cases`, YI);
    const read = (headers: Record<string, string>) =>
      session.fetch(`${API}/api/attachments`, { method: 'POST', headers });
    const [forged, own] = [await read({}), await read({ 'X-Requested-With': 'XMLHttpRequest' })];
    expect([forged.status, own.status]).toEqual([401, 400]);
    expect((await session.fetch(`${API}/api/me`)).status).toBe(200);
    const cookie = (await session.fetch(`${API}/cases`)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  test('a session dies with its cookie, and a made-up cookie is none', async () => {
    const made = request(API).get('/api/me').set('Cookie', 'appSession=eyJhbGciOiJkaXIifQ..x.y.z');
    expect(await refusedWith(made)).toEqual([401, ['E-00-20']]);
    expect(setting('SESSION_SECRET').length).toBeGreaterThanOrEqual(32);
  });
});
