import { endSql, sql } from '../harness/cases';
import { API, part, setting, waitReady } from '../harness/client';
import { newPerson, signOut } from '../harness/people';
import { Session } from '../harness/session';

const somebody = () => newPerson({ roles: ['enterprise'] });
const me = (session: Session) => session.fetch(`${API}/api/me`).then(({ status }) => status);

afterAll(endSql);

describe('[D12] a session ends for every copy of its cookie', () => {
  test('after log-out the copied cookie is dead at once, also after a restart', async () => {
    const session = await Session.login(`${API}/cases`, await somebody());
    const copy = session.copy();
    expect([await me(session), await me(copy)]).toEqual([200, 200]);
    const out = await session.fetch(`${API}/logout`);
    expect([out.status, out.headers.get('cache-control')]).toEqual([302, 'no-store']);
    expect(out.headers.get('location')).toContain(setting('KEYCLOAK_URL'));
    expect(await me(copy)).toBe(401);
    // the way to Keycloak is not needed for that, nor does the process have to remember it
    await part('app', 'restart');
    await waitReady();
    expect(await me(copy)).toBe(401);
    expect((await copy.fetch(`${API}/cases`)).status).toBe(302);
  });

  test('other sessions of the same person go on', async () => {
    const who = await somebody();
    const [one, other] = [
      await Session.login(`${API}/cases`, who),
      await Session.login(`${API}/cases`, who),
    ];
    await one.fetch(`${API}/logout`);
    expect([await me(one), await me(other)]).toEqual([401, 200]);
  });

  test('signed out by an administrator of Keycloak: the same', async () => {
    const who = await somebody();
    const session = await Session.login(`${API}/cases`, who);
    expect(await me(session)).toBe(200);
    await signOut(who);
    // Keycloak tells the application of it before it answers
    expect(await me(session)).toBe(401);
  });

  test('logged out at Keycloak itself: the same', async () => {
    const session = await Session.login(`${API}/cases`, await somebody());
    const copy = session.copy();
    const out = await session.fetch(`${API}/logout`);
    await session.follow(out.headers.get('location') ?? '');
    const again = await session.follow(`${API}/cases`);
    expect(again.url.startsWith(setting('KEYCLOAK_URL'))).toBe(true);
    expect(await me(copy)).toBe(401);
  });

  test('a log-out that never reached Keycloak: no endless round, the password is asked for again', async () => {
    const who = await somebody();
    const session = await Session.login(`${API}/cases`, who);
    await session.fetch(`${API}/logout`);
    const page = await session.follow(`${API}/cases`);
    expect(page.url.startsWith(setting('KEYCLOAK_URL'))).toBe(true);
    const password = setting('ZJF_DEMO_PASSWORD');
    const landed = await session.fill(page, { username: who, password });
    expect([landed.url.startsWith(API), await me(session)]).toEqual([true, 200]);
  });

  test('nobody else ends a session: a log-out that Keycloak did not sign is refused', async () => {
    const session = await Session.login(`${API}/cases`, await somebody());
    const count = async () => (await sql('select 1 from ended_session')).length;
    const before = await count();
    for (const token of ['', 'x.y.z'])
      expect(
        (
          await fetch(`${API}/backchannel-logout`, {
            method: 'POST',
            body: new URLSearchParams({ logout_token: token }),
          })
        ).status,
      ).toBe(400);
    expect([await count(), await me(session)]).toEqual([before, 200]);
  });

  test('what somebody logged in is shown stays in no cache', async () => {
    const session = await Session.login(`${API}/cases`, await somebody());
    for (const path of [
      '/',
      '/cases',
      '/tasks',
      '/cases/%00',
      '/api/me',
      '/api/cases',
      '/api/messages',
      '/api/cases/00000000-0000-4000-8000-000000000000',
    ]) {
      const { headers } = await session.fetch(API + path);
      expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
    // what everyone reads may be kept
    const { headers } = await fetch(`${API}/public`);
    expect(headers.get('cache-control')).toMatch(/^public/);
  });

  test('the session has its end in the record, not for ever', async () => {
    const rows = await sql<{ hours: number }>(
      'select extract(epoch from until - now()) / 3600 as hours from ended_session',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { hours } of rows) expect(Number(hours)).toBeLessThanOrEqual(10);
  });
});
