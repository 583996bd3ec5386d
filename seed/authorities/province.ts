import { lookupRegion, type Region, regionsOfProvince } from '../../src/domain/regions';
import type { Organisation } from '../types';
import { ministry, shortPlace } from './shared';

/**
 * The construction authorities of a province as its places tell them: one a district-city and one a
 * county, all called <place>住房和城乡建设局, above them that of the province. Where an authority is
 * called otherwise, or divides its work, the province has a file of its own instead.
 * @param province six digits of GB/T 2260, ending in 0000
 * @throws Error where that is no province
 */
export function provinceAuthorities(province: string): Organisation[] {
  const whole = lookupRegion(province);
  if (whole?.province !== province) throw new Error(`${province} is no province`);
  const above: Organisation = {
    ...rank('PROVINCE', province, ministry.id),
    id: `province-${province}`,
    name: `${whole.ownName}住房和城乡建设厅`,
    short: `${shortPlace(whole.ownName)}住建厅`,
    documentPrefix: `${shortPlace(whole.ownName)}建`,
  };
  const places = regionsOfProvince(province).filter(({ placeKind }) => placeKind !== null);
  return [above, ...places.map((place) => local(place, whole, above.id))];
}

function local(place: Region, { name: province }: Region, above: string): Organisation {
  const isCounty = place.county !== null;
  const short = shortPlace(place.ownName);
  const city = place.city ? shortPlace(lookupRegion(place.city)?.ownName ?? '') : '';
  return {
    ...rank(
      isCounty ? 'COUNTY' : 'CITY',
      place.code,
      isCounty && place.city ? `city-${place.city}` : above,
    ),
    id: `${isCounty ? 'county' : 'city'}-${place.code}`,
    name: `${place.name.replace(province, '')}住房和城乡建设局`,
    short,
    // two counties of a province may be called alike, in one city none are
    documentPrefix: `${isCounty ? city : ''}${short}建`,
  };
}

function rank(level: Organisation['level'], regionCode: string, parentId: string) {
  const duties: Organisation['duties'] = ['CONSTRUCTION'];
  return { kind: 'AUTHORITY' as const, level, regionCode, parentId, duties };
}
