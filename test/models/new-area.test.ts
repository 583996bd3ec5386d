/** `npm run new:area`: folders, regions, name and authorities of a province. */
import { provinceAuthorities } from '../../seed/authorities/province';
import { regionsOfProvince } from '../../src/domain/regions';
import { newArea } from '../../src/tools/new/new-area';
import { root } from './own-models';

const asked = { area: 'guizhou', province: '贵州省' };

describe('npm run new:area', () => {
  test('makes folders, and says which regions its flows concern and what it is called', () => {
    const files = newArea(root, asked, []);
    expect(Object.keys(files).filter((path) => path.endsWith('.gitkeep'))).toHaveLength(3);
    expect(JSON.parse(files['seed/jurisdictions.json'] ?? '')).toContainEqual({
      area: 'guizhou',
      regionPrefix: '52',
    });
    expect(JSON.parse(files['seed/provinces.json'] ?? '')).toContain('520000');
    expect(JSON.parse(files['labels/zh-CN.json'] ?? '').areas.guizhou).toBe('贵州');
  });

  test('a province whose authorities are known keeps them, and what is said of it', () => {
    const files = newArea(root, { area: 'zhejiang', province: '浙江省' }, ['330000']);
    expect(JSON.parse(files['seed/provinces.json'] ?? '')).not.toContain('330000');
    expect(JSON.parse(files['labels/zh-CN.json'] ?? '').areas.zhejiang).toBe('浙江');
  });

  test.each([
    [{ ...asked, area: 'Gui Zhou' }, 'is no area'],
    [{ ...asked, province: '贵州' }, 'has no province'],
    [{ area: 'zhejiang', province: '贵州省' }, 'zhejiang is 33'],
  ])('%j is refused, and says what is right', (wrong, words) => {
    expect(() => newArea(root, wrong, [])).toThrow(words);
  });

  test.each(['520000', '530000', '460000'])(
    'the places of %s have one authority each',
    (province) => {
      const all = provinceAuthorities(province);
      const places = regionsOfProvince(province).filter(({ placeKind }) => placeKind !== null);
      expect(all).toHaveLength(places.length + 1);
      for (const key of ['id', 'documentPrefix', 'name'] as const)
        expect(new Set(all.map((one) => one[key])).size).toBe(all.length);
      const ids = new Set([...all.map(({ id }) => id), 'ministry']);
      expect(all.filter(({ parentId }) => !ids.has(parentId ?? ''))).toEqual([]);
    },
  );
});
