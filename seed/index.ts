import { join } from 'node:path';
import { lookupRegion } from '../src/domain/regions';
import { chongqingAuthorities } from './authorities/chongqing';
import { provinceAuthorities } from './authorities/province';
import { ministry } from './authorities/shared';
import { zhejiangAuthorities } from './authorities/zhejiang';
import constructors from './demo-constructors.json';
import zhejiangEnterprises from './demo-enterprises.json';
import chongqingEnterprises from './demo-enterprises-chongqing.json';
import zhejiangPeople from './demo-people.json';
import chongqingPeople from './demo-people-chongqing.json';
import permitFeeds from './demo-permit-feeds.json';
import permits from './demo-permits.json';
import jurisdictionRows from './jurisdictions.json';
import provinces from './provinces.json';
import type {
  DemoConstructor,
  DemoEnterprise,
  DemoPermit,
  DemoPermitFeed,
  DemoPerson,
  Jurisdiction,
  Organisation,
} from './types';

export type * from './types';

/** The authority directory: real data, wanted in every installation. */
export const authorities: readonly Organisation[] = [
  ministry,
  ...zhejiangAuthorities,
  ...chongqingAuthorities,
  // those that have no names of their own to tell (`npm run new:area`)
  ...provinces.flatMap(provinceAuthorities),
];

/** Which area's flows concern which regions; wanted in every installation. */
export const jurisdictions: readonly Jurisdiction[] = jurisdictionRows;

/** Invented enterprises, people and permits of the demo and the tests; never for production. */
export const demoEnterprises: readonly DemoEnterprise[] = [
  ...zhejiangEnterprises,
  ...chongqingEnterprises,
];
export const demoPeople: readonly DemoPerson[] = [...zhejiangPeople, ...chongqingPeople];
export const demoConstructors = constructors as readonly DemoConstructor[];
export const demoPermits = permits as readonly DemoPermit[];
export const demoPermitFeeds = permitFeeds as readonly DemoPermitFeed[];

/** Invented historical projects as a file to import (ZJ-05): its path. */
export const historicalProjects = join(__dirname, 'demo-history-projects.csv');

/** The demo enterprises as organisations (group `enterprise-<USCC>`). */
export const demoOrganisations: readonly Organisation[] = demoEnterprises.map((enterprise) => ({
  id: `enterprise-${enterprise.creditCode}`,
  kind: 'ENTERPRISE',
  level: 'ENTERPRISE',
  regionCode: enterprise.regPlace,
  parentId: null,
  name: enterprise.name,
  short: enterprise.label,
  documentPrefix: null,
  duties: [],
}));

/** The demo people under the province of their organisation; who belongs to no province comes last. */
export function demoPeopleByProvince(): [province: string, people: DemoPerson[]][] {
  const regions = new Map([...authorities, ...demoOrganisations].map((o) => [o.id, o.regionCode]));
  const groups = new Map<string, DemoPerson[]>();
  for (const person of demoPeople) {
    const region = regions.get(person.organisation ?? '') ?? '';
    const province = lookupRegion(`${region.slice(0, 2)}0000`)?.name ?? ELSEWHERE;
    groups.set(province, [...(groups.get(province) ?? []), person]);
  }
  const last = ([province]: [string, unknown]) => Number(province === ELSEWHERE);
  return [...groups].sort((a, b) => last(a) - last(b));
}

const ELSEWHERE = '全国、平台';

/** Small real PDF files to hand in as attachments: absolute path and the name a person would see. */
export const samples = {
  /** 专业分包合同 */
  subcontract: { path: join(__dirname, 'samples/subcontract.pdf'), name: '专业分包合同.pdf' },
  /** 分部（分项）工程质量验收记录 */
  acceptanceRecord: {
    path: join(__dirname, 'samples/acceptance-record.pdf'),
    name: '分部（分项）工程质量验收记录.pdf',
  },
  /** What applications about a project come with: form, commitment, report, evidence. */
  projectPaper: { path: join(__dirname, 'samples/project-paper.pdf'), name: '申报材料.pdf' },
} as const;
