import { join } from 'node:path';
import { zhejiangAuthorities } from './authorities/zhejiang';
import enterprises from './demo-enterprises.json';
import people from './demo-people.json';
import permits from './demo-permits.json';
import type { DemoEnterprise, DemoPermit, DemoPerson, Organisation } from './types';

export type { DemoEnterprise, DemoPermit, DemoPerson, Duty, Organisation } from './types';

/** The authority directory: real data, wanted in every installation. */
export const authorities: readonly Organisation[] = zhejiangAuthorities;

/** Invented enterprises, people and permits of the demo and the tests; never for production. */
export const demoEnterprises: readonly DemoEnterprise[] = enterprises;
export const demoPeople: readonly DemoPerson[] = people;
export const demoPermits = permits as readonly DemoPermit[];

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

/** Small real PDF files to hand in as attachments: absolute path and the name a person would see. */
export const samples = {
  /** 专业分包合同 */
  subcontract: { path: join(__dirname, 'samples/subcontract.pdf'), name: '专业分包合同.pdf' },
  /** 分部（分项）工程质量验收记录 */
  acceptanceRecord: {
    path: join(__dirname, 'samples/acceptance-record.pdf'),
    name: '分部（分项）工程质量验收记录.pdf',
  },
} as const;
