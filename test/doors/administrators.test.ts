import { createHmac } from 'node:crypto';
import realm from '../../keycloak/zhujian-realm.json';
import { demoPeople } from '../../seed';
import { ADMINISTRATORS, separated } from '../../src/domain/identity';
import { cancelOpenCases, endSql, sql } from '../harness/cases';
import { API, as, setting, waitFor } from '../harness/client';
import { giveRole, keycloak, newPerson, operator, takeRole } from '../harness/people';
import { Session } from '../harness/session';
import { GROUP } from '../harness/subcontract';

beforeAll(cancelOpenCases);
afterAll(endSql);

describe('[等保] three administrators', () => {
  test('nobody has two of their roles: not of the demo people, not by way of the realm', async () => {
    for (const { username, roles } of demoPeople)
      expect([username, separated(roles).excluding]).toEqual([username, []]);
    for (const role of ADMINISTRATORS) {
      const people = (await operator('GET', `/roles/${role}/users`)) as { username: string }[];
      for (const { username } of people)
        expect([username, (await keycloak.find(username))?.excluding]).toEqual([username, []]);
    }
    const { realm: roles } = realm.roles;
    for (const { name, composites } of roles as {
      name: string;
      composites?: { realm?: string[] };
    }[])
      expect(separated([name, ...(composites?.realm ?? [])]).excluding).toEqual([]);
  });

  test('the application makes nobody two of them', async () => {
    await expect(newPerson({ roles: ['sys-admin', 'auditor'] })).rejects.toThrow(
      'nobody may be two',
    );
  });

  test('what each may', async () => {
    const may = async (who: string) => {
      const me = await as(who);
      return [
        (await me.get('/api/audit')).status,
        (await me.get('/api/security-events')).status,
        (await me.put('/api/clock', {})).status,
      ];
    };
    expect({
      auditor: await may('audit.he'),
      security: await may('sec.gao'),
      system: await may('ops.lv'),
    }).toEqual({
      auditor: [200, 403, 403],
      security: [403, 200, 403],
      // let in, and asked what time
      system: [403, 403, 400],
    });
  });

  test.each([
    ['sys-admin', 'sec-admin'],
    ['sec-admin', 'auditor'],
    ['auditor', 'sys-admin'],
  ])('who is made %s and %s at once is none of them, and that is noted', async (one, other) => {
    const who = await newPerson({ roles: [one, 'reviewer'], organisations: [GROUP.cixi] });
    const me = await as(who);
    const roles = async () => (await me.get('/api/me').expect(200)).body.roles as string[];
    const held = async () => (await roles()).filter((role) => ADMINISTRATORS.includes(role));
    expect(await held()).toEqual([one]);
    await giveRole(who, other);
    await waitFor('both to be gone', async () => (await held()).length === 0);
    expect(await roles()).toContain('reviewer');
    for (const path of ['/api/audit', '/api/security-events']) await me.get(path).expect(403);
    const events = await sql('select code, detail from security_event where person = $1', [who]);
    expect(events).toEqual([{ code: 'S-02', detail: { roles: [one, other].sort() } }]);
    const { items } = (
      await (await as('sec.gao')).get(`/api/security-events?person=${who}`).expect(200)
    ).body;
    expect(items).toMatchObject([{ person: who, code: 'S-02' }]);
    await takeRole(who, one);
    await waitFor('the other to be left', async () => (await held()).join() === other);
  });
});

describe('[等保] log-in', () => {
  test('five wrong passwords lock the account', async () => {
    const who = await newPerson({ roles: ['enterprise'] });
    for (let tries = 0; tries < 5; tries += 1) {
      const landed = await new Session().enter(`${API}/cases`, who, `Wrong-${tries}-password`);
      expect(landed.url.startsWith(setting('KEYCLOAK_URL'))).toBe(true);
    }
    await expect(Session.login(`${API}/cases`, who)).rejects.toThrow('not let in');
    const { id } = (await keycloak.find(who)) as { id: string };
    // tries that follow each other within a moment lock sooner
    expect(await operator('GET', `/attack-detection/brute-force/users/${id}`)).toMatchObject({
      disabled: true,
    });
    expect(await operator('GET', '')).toMatchObject({
      bruteForceProtected: true,
      failureFactor: 5,
    });
  });
});

/** The six digits of a moment (RFC 6238), as an app on a telephone shows them. */
function oneTimePassword(secret: string, at: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const from = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('[等保] a second factor, with ZJF_REQUIRE_OTP', () => {
  beforeAll(() => operator('PUT', '', { browserFlow: 'browser-otp-true' }));
  afterAll(() => operator('PUT', '', { browserFlow: 'browser-otp-false' }));

  const inside = ({ url }: { url: string }) => !url.startsWith(setting('KEYCLOAK_URL'));

  test.each(['reviewer', 'sys-admin', 'sec-admin', 'auditor'])(
    '%s: sets up a one-time password at the first log-in and is asked for it at the next',
    async (role) => {
      const who = await newPerson({ roles: [role] });
      const first = new Session();
      const setUp = await first.enter(`${API}/cases`, who);
      const html = await setUp.text();
      const secret = /name="totpSecret"[^>]*value="([^"]+)"/.exec(html)?.[1] ?? '';
      expect([inside(setUp), secret.length > 10]).toEqual([false, true]);
      const now = Date.now();
      const page = { url: setUp.url, text: async () => html };
      const totp = oneTimePassword(secret, now);
      const landed = await first.fill(page, { totp, totpSecret: secret, userLabel: 'x' });
      expect(inside(landed)).toBe(true);
      expect((await first.fetch(`${API}/api/me`)).status).toBe(200);

      const second = new Session();
      const asked = await second.enter(`${API}/cases`, who);
      const text = await asked.text();
      expect([inside(asked), text.includes('name="otp"')]).toEqual([false, true]);
      // each is good for once: that of the next half minute
      const otp = oneTimePassword(secret, now + 30_000);
      const right = await second.fill({ ...asked, text: async () => text }, { otp });
      expect(inside(right)).toBe(true);
      const third = new Session();
      const wrong = await third.fill(await third.enter(`${API}/cases`, who), { otp: '000000' });
      expect(inside(wrong)).toBe(false);
    },
  );

  test('an enterprise logs in as before', async () => {
    const who = await newPerson({ roles: ['enterprise'] });
    expect(inside(await new Session().enter(`${API}/cases`, who))).toBe(true);
  });
});
