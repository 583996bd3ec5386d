import { type AdminEvent, changesFrom, EVENTS_AT_MOST } from '../../../src/people/changes';

const event = (id: string, time: number, resourcePath: string): AdminEvent => {
  return { id, time, resourcePath };
};

describe('[D8] what Keycloak tells of changes', () => {
  let events: AdminEvent[];
  let asked: (number | undefined)[];
  const changes = () => {
    asked = [];
    return changesFrom(async (from) => {
      asked.push(from);
      return events.filter(({ time = 0 }) => time >= (from ?? 0));
    });
  };

  test('each person once, also by an event that is written late', async () => {
    events = [event('1', 100_000, 'users/a')];
    const changed = changes();
    await changed();
    expect(await changed()).toEqual(new Set());
    events.unshift(event('3', 100_500, 'users/b/groups/g'), event('2', 99_000, 'users/c'));
    expect(await changed()).toEqual(new Set(['b', 'c']));
    expect(await changed()).toEqual(new Set());
    expect(asked).toEqual([undefined, 90_000, 90_000, 90_500]);
  });

  test.each(['groups/g', 'roles/reviewer', 'roles-by-id/r', 'clients/c'])(
    '%s may concern everybody',
    async (path) => {
      events = [];
      const changed = changes();
      await changed();
      events.push(event('1', 1, path));
      expect(await changed()).toBe('everybody');
      expect(await changed()).toEqual(new Set());
    },
  );

  test('more than can be read at once concerns everybody', async () => {
    events = [];
    const changed = changes();
    await changed();
    for (let n = 0; n < EVENTS_AT_MOST; n += 1) events.push(event(`${n}`, n, `users/${n}`));
    expect(await changed()).toBe('everybody');
  });
});
