import realm from '../../keycloak/zhujian-realm.json';
import { SESSION_IDLE_SECONDS, SESSION_LONGEST_SECONDS } from '../../src/api/sessions';
import { ADMINISTRATORS, isReserved, RESERVED_NAMES, separated } from '../../src/domain/identity';

describe('[等保] the realm', () => {
  test('a session ends in Keycloak when it ends with us, and a token lives five minutes', () => {
    expect(realm).toMatchObject({
      ssoSessionIdleTimeout: SESSION_IDLE_SECONDS,
      ssoSessionMaxLifespan: SESSION_LONGEST_SECONDS,
      accessTokenLifespan: 300,
    });
    expect([SESSION_IDLE_SECONDS, SESSION_LONGEST_SECONDS]).toEqual([30 * 60, 10 * 3600]);
  });

  test('five failed log-ins lock an account for ten minutes at least', () => {
    const { bruteForceProtected, failureFactor, waitIncrementSeconds } = realm;
    expect([bruteForceProtected, failureFactor]).toEqual([true, 5]);
    expect(waitIncrementSeconds).toBeGreaterThanOrEqual(600);
  });

  test('reviewers and administrators hold what a second factor is asked by, enterprises do not', () => {
    const roles = realm.roles.realm as { name: string; composites?: { realm?: string[] } }[];
    const asked = roles.filter(({ composites }) => composites?.realm?.includes('second-factor'));
    expect(asked.map(({ name }) => name).sort()).toEqual(
      ['reviewer', 'case-admin', ...ADMINISTRATORS].sort(),
    );
  });

  test('[D17] it refuses the names that the record writes, whatever their letters', () => {
    const [provider] = realm.components['org.keycloak.userprofile.UserProfileProvider'];
    const [text = ''] = provider?.config['kc.user.profile.config'] ?? [];
    const { pattern } = JSON.parse(text).attributes[0].validations.pattern;
    const isTaken = (name: string) =>
      new RegExp(`^${pattern.replace('(?i)', '')}$`, 'i').test(name);
    for (const name of [...RESERVED_NAMES, 'SYSTEM', 'service-account-x'])
      expect([name, isTaken(name)]).toEqual([name, false]);
    for (const name of ['systems', 'wang.platform', 'jia.zhao'])
      expect([name, isTaken(name), isReserved(name)]).toEqual([name, true, false]);
    for (const name of ['System', 'ｓｙｓｔｅｍ', ' platform '])
      expect([name, isReserved(name)]).toEqual([name, true]);
  });
});

describe('[等保] separated', () => {
  test.each([
    [['sys-admin'], ['sys-admin'], []],
    [['auditor', 'reviewer'], ['auditor', 'reviewer'], []],
    [['auditor', 'reviewer', 'sec-admin'], ['reviewer'], ['auditor', 'sec-admin']],
    [[...ADMINISTRATORS], [], [...ADMINISTRATORS]],
  ])('%j counts as %j', (held, roles, excluding) => {
    expect(separated(held)).toEqual({ roles, excluding });
  });
});
