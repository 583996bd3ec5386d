import { lookupRegion, regionsOfProvince } from '../../../src/domain/regions';

describe('regions of GB/T 2260', () => {
  test('a county knows its city and province', () => {
    expect(lookupRegion('330109')).toEqual({
      code: '330109',
      name: '浙江省杭州市萧山区',
      ownName: '萧山区',
      province: '330000',
      city: '330100',
      county: '330109',
      placeKind: 'COUNTY_UNIT',
    });
  });

  test('[DT-01] a district-city stands for places it administers directly', () => {
    expect(lookupRegion('330100')).toMatchObject({
      name: '浙江省杭州市',
      city: '330100',
      county: null,
      placeKind: 'CITY_DIRECT',
    });
  });

  test('a province is a place of nobody', () => {
    const place = { name: '浙江省', city: null, county: null, placeKind: null };
    expect(lookupRegion('330000')).toMatchObject(place);
  });

  test('a municipality is its own city', () => {
    const city = { city: '500000', county: null, placeKind: 'CITY_DIRECT' };
    expect(lookupRegion('500000')).toMatchObject(city);
    expect(lookupRegion('500103')).toMatchObject({ name: '重庆市渝中区', city: '500000' });
    expect(lookupRegion('500229')).toMatchObject({ name: '重庆市城口县', city: '500000' });
  });

  test('a county under its province has no city; a city without counties is a city', () => {
    expect(lookupRegion('469001')).toMatchObject({ name: '海南省五指山市', city: null });
    expect(lookupRegion('441900')).toMatchObject({
      name: '广东省东莞市',
      placeKind: 'CITY_DIRECT',
    });
  });

  test('heads of tables, statistical zones and unknown codes are not found', () => {
    for (const code of ['500100', '500200', '330101', '469000', '130171', '330999', '33', '']) {
      expect(lookupRegion(code)).toBeUndefined();
    }
  });

  test('the whole country is there', () => {
    expect(lookupRegion('532301')).toMatchObject({ city: '532300' });
    expect(regionsOfProvince('330000')).toHaveLength(1 + 11 + 90);
    expect(regionsOfProvince('500000')).toHaveLength(1 + 38);
    const yunnan = regionsOfProvince('530000').map((region) => region.placeKind);
    expect(yunnan.filter((kind) => kind === 'CITY_DIRECT')).toHaveLength(16);
    expect(yunnan.filter((kind) => kind === 'COUNTY_UNIT')).toHaveLength(129);
  });
});
