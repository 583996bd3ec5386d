import { demoPeople, demoPeopleByProvince } from '../../../seed';
import { peopleTable } from '../../../stack/lib/people-table';
import { table, width } from '../../../stack/lib/table';

describe('the table that a start prints', () => {
  it('names everybody under a heading, within the width of a terminal', () => {
    const lines = peopleTable(demoPeopleByProvince()).split('\n');
    for (const [province] of demoPeopleByProvince()) expect(lines).toContain(`  ${province}`);
    for (const { username, name } of demoPeople)
      expect(lines.filter((line) => line.startsWith(`  ${username} `))).toEqual([
        expect.stringContaining(name),
      ]);
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(105);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  it('counts a Chinese character as two columns', () => {
    expect(
      table([
        ['甲', 'x'],
        ['abc', 'y'],
      ]),
    ).toBe('  甲   x\n  abc  y');
  });
});
