import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import realm from '../../../keycloak/zhujian-realm.json';
import {
  authorities,
  demoConstructors,
  demoEnterprises,
  demoOrganisations,
  demoPeople,
  demoPeopleByProvince,
  demoPermitFeeds,
  demoPermits,
  historicalProjects,
  type Organisation,
  samples,
} from '../../../seed';
import {
  isCreditCode,
  isPermitNumber,
  isResidentId,
  readProjectNumber,
} from '../../../src/domain/identifiers';
import { lookupRegion, regionsOfProvince } from '../../../src/domain/regions';
import { readForm } from '../../../src/models/read-form';
import { readRows } from '../../../src/tools/import/rows';

const byId = new Map([...authorities, ...demoOrganisations].map((row) => [row.id, row]));
const ofProvince = (digits: string) =>
  authorities.filter(({ regionCode }) => regionCode.startsWith(digits));
const zhejiang = ofProvince('33');
const chongqing = ofProvince('50');
const ofLevel = (level: Organisation['level'], rows: Organisation[] = zhejiang) =>
  rows.filter((row) => row.level === level);

function expectUnique(values: string[]) {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
}

describe('authority directory of Zhejiang (requirements 1.2, DT-01)', () => {
  test('has every district-city and all 90 counties of the province, and no others', () => {
    const counties = regionsOfProvince('330000').filter((region) => region.county !== null);
    const ending = (suffix: string) => counties.filter(({ ownName }) => ownName.endsWith(suffix));
    // The official count: 37 districts, 20 county-level cities, 33 counties.
    expect(['区', '市', '县'].map((suffix) => ending(suffix).length)).toEqual([37, 20, 33]);
    expect(ofLevel('COUNTY').map((row) => row.regionCode)).toEqual(
      counties.map((region) => region.code),
    );
    expect(new Set(ofLevel('CITY').map((row) => row.regionCode)).size).toBe(11);
  });

  test('has the districts as they are since 2021, not as they were', () => {
    const codes = ofLevel('COUNTY').map((row) => row.regionCode);
    expect(codes).toEqual(expect.arrayContaining(['330113', '330114', '330383']));
    for (const gone of ['330103', '330104']) expect(codes).not.toContain(gone);
  });

  test.each([
    ['county-330282', '慈溪市住房和城乡建设局', '慈溪', '慈建', 'city-330200'],
    ['county-330109', '杭州市萧山区住房和城乡建设局', '萧山', '萧建', 'city-330100'],
    ['county-330226', '宁海县住房和城乡建设局', '宁海', '宁海建', 'city-330200'],
    ['county-330182', '建德市住房和城乡建设局', '建德', '建德建', 'city-330100'],
    ['county-331127', '景宁畲族自治县住房和城乡建设局', '景宁', '景建', 'city-331100'],
    ['city-330200', '宁波市住房和城乡建设局', '宁波', '宁建', 'province-330000'],
    ['city-330100', '杭州市城乡建设委员会', '杭州', '杭建', 'province-330000'],
    ['province-330000', '浙江省住房和城乡建设厅', '省建设厅', '浙建', 'ministry'],
  ])('%s is %s', (id, name, short, documentPrefix, parentId) => {
    expect(byId.get(id)).toMatchObject({ name, short, documentPrefix, parentId });
  });

  test('[OP-05] the special bodies stand beside the cities, the county-level city is a county', () => {
    const ningbo = authorities.filter((row) => row.regionCode === '330200').map((row) => row.name);
    expect(ningbo).toEqual(['宁波市住房和城乡建设局', '宁波市城市管理局']);
    const shaoxing = authorities.filter((row) => row.regionCode === '330600');
    expect(shaoxing.map((row) => row.name)).toContain('绍兴市建筑业管理局');
    expect(byId.get('county-330782')).toMatchObject({ name: '义乌市建设局', level: 'COUNTY' });
  });

  test.each([
    ['HIGHWAY', 'sector-330000-transport'],
    ['WATERWAY', 'sector-330000-transport'],
    ['WATERCONS', 'sector-330000-waterconservancy'],
    ['TELECOM', 'sector-330000-telecom'],
    ['POWER', 'sector-330000-power'],
  ] as const)('[DT-24][OP-43] %s is decided by %s', (duty, id) => {
    expect(ofLevel('SECTOR').filter((row) => row.duties.includes(duty))).toMatchObject([{ id }]);
  });
});

describe('authority directory of all provinces', () => {
  test('[DT-01] one authority per level, region and duty', () => {
    expectUnique(
      authorities.flatMap(({ level, regionCode, duties }) =>
        duties.map((duty) => `${level} ${regionCode} ${duty}`),
      ),
    );
    for (const row of authorities.filter((one) => ['CITY', 'COUNTY'].includes(one.level))) {
      const same = authorities.filter(
        ({ level, regionCode, duties }) =>
          level === row.level && regionCode === row.regionCode && duties.includes('CONSTRUCTION'),
      );
      expect(same).toHaveLength(1);
    }
  });

  test('every parent is there, of a higher level or the whole of which it is a post', () => {
    const rank = ['COUNTY', 'CITY', 'PROVINCE', 'STATE'];
    for (const { id, level, parentId } of authorities) {
      if (parentId === null) {
        expect([id, level]).toEqual([id, id === 'ministry' ? 'STATE' : 'SECTOR']);
        continue;
      }
      const parent = rank.indexOf(byId.get(parentId)?.level ?? '');
      const above = id.startsWith(`${parentId}.`) ? 0 : 1;
      expect([id, parent >= rank.indexOf(level) + above]).toEqual([id, true]);
    }
  });

  test('ids, names and document prefixes are of one authority each', () => {
    expectUnique(authorities.map((row) => row.id));
    expectUnique(authorities.map((row) => row.name));
    expectUnique(authorities.map((row) => row.documentPrefix ?? ''));
  });
});

describe('authority directory of Chongqing (requirements 1.2)', () => {
  test('has all 38 districts and counties, under the city commission', () => {
    const counties = ofLevel('COUNTY', chongqing);
    expect(counties).toHaveLength(38);
    expect(counties.map((row) => row.regionCode)).toEqual(
      regionsOfProvince('500000').flatMap(({ county }) => county ?? []),
    );
    for (const row of counties)
      expect(row).toMatchObject({
        id: `county-${row.regionCode}`,
        parentId: 'city-500000',
        duties: ['CONSTRUCTION'],
      });
  });

  test.each([
    ['county-500103', '重庆市渝中区住房和城乡建设委员会', '渝中', '渝中建', 'city-500000'],
    ['county-500101', '重庆市万州区住房和城乡建设委员会', '万州', '渝万州建', 'city-500000'],
    ['county-500233', '重庆市忠县住房和城乡建设委员会', '忠县', '渝忠县建', 'city-500000'],
    [
      'county-500241',
      '重庆市秀山土家族苗族自治县住房和城乡建设委员会',
      '秀山',
      '渝秀山建',
      'city-500000',
    ],
    ['city-500000', '重庆市住房和城乡建设委员会', '市住房城乡建委', '渝建', 'ministry'],
  ])('%s is %s', (id, name, short, documentPrefix, parentId) => {
    expect(byId.get(id)).toMatchObject({ name, short, documentPrefix, parentId });
  });

  test.each([
    ['CITY_VERIFY', 'city-500000.verify'],
    ['CITY_ERRATUM', 'city-500000.erratum'],
    ['CITY_SUPERVISION', 'city-500000.supervision'],
    ['CITY_COMPLAINTS', 'city-500000.complaints'],
    ['CONSTRUCTION', 'city-500000'],
  ] as const)('of the commission, %s is the duty of %s alone', (duty, id) => {
    const city = chongqing.filter((row) => row.level === 'CITY' && row.regionCode === '500000');
    expect(city.filter((row) => row.duties.includes(duty))).toMatchObject([{ id }]);
  });

  test('every post of the commission says so', () => {
    const posts = chongqing.filter(({ id }) => id.startsWith('city-500000.'));
    expect(posts.map(({ postOf }) => postOf)).toEqual(posts.map(() => 'city-500000'));
    expect(posts).toHaveLength(4);
  });

  test('[OP-47] no code is invented: every region is one of GB/T 2260', () => {
    for (const { regionCode } of chongqing) expect(lookupRegion(regionCode)).toBeDefined();
  });
});

describe('demo data', () => {
  test('[ZJ-05] historical projects are invented and fit the form they are imported by', () => {
    const text = readFileSync(
      join(__dirname, '../../../forms/zhejiang/zj-history-import.form'),
      'utf8',
    );
    const rows = readRows(readFileSync(historicalProjects), readForm('', text));
    expect(rows.length).toBeGreaterThan(3);
    expectUnique(rows.map(({ data }) => String(data.permitNo)));
    for (const { data } of rows) {
      expect(data.projectName).toContain('（虚构）');
      expect(demoEnterprises.map((one) => one.creditCode)).toContain(data.builderUscc);
      expect(lookupRegion(String(data.projectPlace))?.placeKind).toBe('COUNTY_UNIT');
      if (data.contractNo) expect(data.indicators).toMatchObject([{ name: 'AREA' }]);
    }
  });

  test('enterprises are invented, with right codes and real places', () => {
    for (const { name, creditCode, regPlace } of demoEnterprises) {
      expect(name).toContain('（虚构）');
      expect([creditCode, isCreditCode(creditCode)]).toEqual([creditCode, true]);
      expect(creditCode.slice(2, 8)).toBe(regPlace);
    }
    expectUnique(demoEnterprises.map((row) => row.label));
    const kinds = demoEnterprises.map((row) => lookupRegion(row.regPlace)?.placeKind);
    expect(kinds.slice(0, 3)).toEqual(['COUNTY_UNIT', 'COUNTY_UNIT', 'CITY_DIRECT']);
  });

  test('people have roles of the realm and organisations that exist', () => {
    const roles = realm.roles.realm.map((role) => role.name);
    expectUnique(demoPeople.map((person) => person.username));
    for (const person of demoPeople) {
      expect(person.username).toMatch(/^[a-z]+\.[a-z]+$/);
      expect(roles).toEqual(expect.arrayContaining(person.roles));
      const organisation = person.organisation && byId.get(person.organisation)?.id;
      expect(organisation).toBe(person.organisation);
    }
  });

  test('on-site inspections find two people in every post of the city', () => {
    const posts = chongqing.filter(({ id }) => id.startsWith('city-500000.'));
    for (const { id } of posts)
      expect(demoPeople.filter((person) => person.organisation === id)).toHaveLength(2);
  });

  test('people are listed under their province, each once', () => {
    const groups = demoPeopleByProvince();
    expect(groups.map(([province]) => province)).toEqual(['浙江省', '重庆市', '全国、平台']);
    const listed = groups.flatMap(([, people]) => people);
    expect(listed).toHaveLength(demoPeople.length);
    expect(new Set(listed)).toEqual(new Set(demoPeople));
  });

  test('constructors to try things with are nobody, each with a number, a record and a certificate', () => {
    for (const unique of ['idNumber', 'recordId', 'certificateNo'] as const)
      expectUnique(demoConstructors.map((one) => one[unique]));
    for (const { idNumber } of demoConstructors) {
      expect(isResidentId(idNumber, '2026-01-01')).toBe(true);
      expect(Number(idNumber.slice(6, 10))).toBeLessThan(1900);
    }
  });

  test('permits are whole and contradict nothing', () => {
    expectUnique(demoPermits.map((permit) => permit.permitNo));
    expect(demoPermits.length).toBeGreaterThanOrEqual(6);
    for (const permit of demoPermits) {
      const { permitNo, issuingAuthority, issueDate, builderUscc, projectPlace } = permit;
      const issuer = byId.get(issuingAuthority);
      expect(permitNo).toMatch(/^\d{18}$/);
      expect(permitNo.slice(0, 14)).toBe(`${issuer?.regionCode}${issueDate.replaceAll('-', '')}`);
      expect(byId.has(`enterprise-${builderUscc}`)).toBe(true);
      const place = lookupRegion(projectPlace);
      expect([place?.county, place?.city]).toContain(issuer?.regionCode);
      expect(isResidentId(permit.projectLeaderIdNumber, issueDate)).toBe(true);
      expect(Number(permit.projectLeaderIdNumber.slice(6, 10))).toBeLessThan(1900);
    }
  });

  test('[OP-47] one permit does not tell its mode; standalone ones come from the first system', () => {
    const modes = demoPermits.map((permit) => permit.contractMode);
    expect(modes.filter((mode) => mode === undefined)).toHaveLength(1);
    const standalone = demoPermits.filter((permit) => permit.contractMode === 'STANDALONE');
    expect(new Set(standalone.map((row) => row.sourceSystem))).toEqual(new Set(['PERMIT_SYSTEM']));
  });

  test('[CQ-08] permit feeds are whole and contradict nothing', () => {
    expectUnique(demoPermitFeeds.map((feed) => feed.permitNo));
    expectUnique(demoPermitFeeds.map((feed) => feed.projectNo));
    for (const feed of demoPermitFeeds) {
      const issuer = byId.get(feed.issuingAuthority);
      expect([feed.permitNo, isPermitNumber(feed.permitNo)]).toEqual([feed.permitNo, true]);
      expect(feed.permitNo.slice(0, 14)).toBe(
        `${issuer?.regionCode}${feed.issueDate.replaceAll('-', '')}`,
      );
      expect(readProjectNumber(feed.projectNo)).toMatchObject({
        regionCode: issuer?.regionCode,
        projectClass: feed.basic.projectType,
      });
      expect(feed.managementLevel).toBe(issuer?.level === 'CITY' ? 'CITY' : 'DISTRICT');
      expect(lookupRegion(feed.regionCode)?.province).toBe('500000');
      expect(feed.basic.area ?? feed.basic.length).toBeGreaterThan(0);
      const codes = [feed.basic.buildCorpCode, ...feed.participants.map(({ uscc }) => uscc)];
      expect(codes.filter((code) => !isCreditCode(code))).toEqual([]);
      expect(feed.participants.some(({ role }) => role === 'CONSTRUCTION')).toBe(true);
    }
  });

  test('[OP-02][OP-04] feeds with each management level, with and without a grade', () => {
    const levels = demoPermitFeeds.map((feed) => feed.managementLevel);
    expect(new Set(levels)).toEqual(new Set(['DISTRICT', 'CITY']));
    expect(demoPermitFeeds.filter((feed) => feed.grade).map((feed) => feed.grade)).toEqual(['B']);
  });

  test.each(Object.values(samples))('$name is a small real PDF', ({ path }) => {
    const bytes = readFileSync(path);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.subarray(-6).toString()).toContain('%%EOF');
    expect(bytes.length).toBeLessThan(200_000);
  });
});
