import { cursorsOf } from '../../../src/domain/cursor';

const cursors = cursorsOf('cases', 'instant', 'number', 'text');
const place = ['2026-09-28T01:00:00.123456Z', 7, 'ZJ-07-2026-000001'] as const;

test('[T10] a cursor says where its list goes on', () => {
  expect(cursors.read(cursors.write(place))).toEqual(place.map(String));
});

test.each([
  ['no cursor', 'x'],
  ['no list', Buffer.from('{}').toString('base64url')],
  ['one of another list', cursorsOf('audit', 'instant', 'number', 'text').write(place)],
  ['one with less', cursorsOf('cases', 'instant').write([place[0]])],
  ['one with more', cursors.write([...place, 'x'])],
  ['a time that is none', cursors.write(['2026-13-41T01:00:00Z', 7, 'x'])],
  ['a number that is none', cursors.write([place[0], 1.5, 'x'])],
  ['what the database cannot have', cursors.write([place[0], 7, '\u0000'])],
])('[T10] %s is refused', (_, text) => {
  expect(cursors.read(text)).toBeNull();
});
