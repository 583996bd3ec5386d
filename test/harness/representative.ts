import { unique } from './cases';
import type { HandedIn } from './entry';
import { JIA } from './subcontract';

/** What decides on representative performance, in the examples. */
export const CITY = { hangzhou: 'city-330100', jinhua: 'city-330700' };
export const REFUSE = { outcome: 'NOT_APPROVED', opinion: '业绩指标与合同不符。' };

const PROJECT = {
  ownerName: '宁波示例石化有限公司（虚构）',
  contractAmount: 5200,
  startDate: '2017-03-01',
  finishDate: '2019-06-30',
};

/** The fields of a performance without a permit (ZJ-09); each has a contract of its own. */
export function noPermit(changes: object = {}): Record<string, unknown> {
  return {
    ...PROJECT,
    mode: 'GC',
    category: 'PETROCHEM',
    projectName: '示例石化乙烯裂解装置（虚构）',
    projectPlace: '330211',
    contractNo: unique('WXK-'),
    indicators: [{ name: '年产量（万吨）', value: '80' }],
    ...changes,
  };
}

/** The fields of a performance that a sector bureau decides on (ZJ-11). */
export function ofSector(changes: object = {}): Record<string, unknown> {
  return {
    ...PROJECT,
    sector: 'HIGHWAY',
    inProvince: 'YES',
    mode: 'GC',
    projectName: '示例高速公路第一合同段（虚构）',
    projectPlace: '330211',
    contractNo: unique('HY-'),
    roadGrade: 'MOTORWAY',
    roadLength: 12.5,
    ...changes,
  };
}

/** Handed in by 甲 with its materials, unless said otherwise. */
export function handedIn(
  data: object,
  { who = JIA, papers = ['MATERIAL'] }: { who?: string; papers?: string[] } = {},
): HandedIn {
  return { who, data, papers };
}
