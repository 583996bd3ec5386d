import { fieldsAt, place, valueAt, withValueAt } from '../../../src/domain/paths';

const data = {
  projectNo: '5001',
  basic: { regionCode: '500103' },
  participants: [{ name: '甲' }, { name: '乙' }],
};

describe('values by path', () => {
  test('reads in groups and lists', () => {
    expect(valueAt(data, 'projectNo')).toBe('5001');
    expect(valueAt(data, 'basic.regionCode')).toBe('500103');
    expect(valueAt(data, 'participants.1.name')).toBe('乙');
  });

  test.each(['none', 'basic.none', 'projectNo.length', 'participants.7.name', '__proto__.x'])(
    '%s is nothing',
    (path) => expect(valueAt(data, path)).toBeUndefined(),
  );

  test('changes one value and leaves the given data as it was', () => {
    const before = structuredClone(data);
    expect(withValueAt(data, 'basic.regionCode', '500112')).toEqual({
      ...data,
      basic: { regionCode: '500112' },
    });
    expect(withValueAt(data, 'participants.1.name', '丙').participants).toEqual([
      { name: '甲' },
      { name: '丙' },
    ]);
    expect(withValueAt(data, 'contract.amount', 12)).toMatchObject({ contract: { amount: 12 } });
    expect(data).toEqual(before);
  });

  test('adds no item to a list and nothing to every object there is', () => {
    expect(() => withValueAt(data, 'participants.2.name', '丙')).toThrow(RangeError);
    expect(() => withValueAt(data, 'participants.x', '丙')).toThrow(RangeError);
    withValueAt({}, '__proto__.seen', true);
    expect(({} as { seen?: boolean }).seen).toBeUndefined();
  });

  test('finds the fields of a form, one an item of a list', () => {
    expect(fieldsAt(data, 'participants.name')).toEqual([
      { parts: ['participants', 0, 'name'], value: '甲' },
      { parts: ['participants', 1, 'name'], value: '乙' },
    ]);
    expect(fieldsAt(data, 'contract.amount')).toEqual([
      { parts: ['contract', 'amount'], value: undefined },
    ]);
    expect(fieldsAt({ participants: [] }, 'participants.name')).toEqual([]);
  });

  test('places values where the fields stand', () => {
    const tree = {};
    for (const { parts, value } of fieldsAt(data, 'participants.name')) place(tree, parts, value);
    place(tree, ['basic', 'regionCode'], 1);
    place(tree, ['basic', 'name'], 2);
    expect(tree).toEqual({
      participants: [{ name: '甲' }, { name: '乙' }],
      basic: { regionCode: 1, name: 2 },
    });
  });
});
