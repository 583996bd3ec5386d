import { nationalPlatform, type Project } from '../../stand-in/national-platform';
import { unique } from './cases';
import { setting } from './client';
import type { HandedIn } from './entry';
import { JIA, YI } from './subcontract';

export const OUT_OF_PROVINCE = 'zj-out-of-province';
export const platform = nationalPlatform(setting('STAND_IN_URL'));

const JIA_USCC = '913301090000000A2U';

/** Has the national platform know a building project of 甲 in 上海. @returns it, with a permit number of its own */
export async function nationalProject(changes: Partial<Project> = {}): Promise<Project> {
  const project = {
    permitNo: unique('310101'),
    projectName: '虚构·滨江科创中心',
    projectPlace: '310101',
    category: 'BUILDING',
    ownerName: '虚构滨江置业有限公司',
    contractor: '杭州甲建设集团有限公司（虚构）',
    contractorUscc: JIA_USCC,
    contractAmount: 36800.5,
    permitDate: '2018-03-15',
    ...changes,
  };
  await platform.knowProjects(project);
  return project;
}

/** ZJ-10-1: a general contracting project of 甲 that the national platform has. */
export const general = (nationalPermitNo: string, changes: object = {}): HandedIn => {
  const data = { mode: 'GC', category: 'BUILDING', projectPlace: '310101', nationalPermitNo };
  return { who: JIA, data: { ...data, ...changes }, papers: ['RELATED_SCAN'] };
};

/** What an enterprise tells of a performance itself. */
const performance = () => {
  const dates = { startDate: '2018-05-06', finishDate: '2019-09-20' };
  const told = {
    contractAmount: 1200,
    ...dates,
    indicators: [{ name: '幕墙面积（平方米）', value: '12000' }],
  };
  return { projectName: '虚构·科创中心幕墙工程', contractNo: unique('WS-'), ...told };
};

/** ZJ-10-2: a specialist performance of 乙 under a permit that the national platform has. */
export const specialist = (nationalPermitNo: string, changes: object = {}): HandedIn => {
  const works = { mode: 'SUB', specialty: 'CURTAIN_WALL', projectPlace: '310101' };
  const data = { ...works, nationalPermitNo, ...performance(), ...changes };
  return { who: YI, data, papers: ['SUBCONTRACT', 'ACCEPTANCE_RECORD'] };
};

/** ZJ-10-3: works of 甲 without a permit. */
export const withoutPermit = (changes: object = {}): HandedIn => {
  const works = { mode: 'GC', category: 'PETROCHEM', projectPlace: '370202' };
  const own = { projectName: '虚构·炼化装置工程', ownerName: '虚构炼化有限公司' };
  const data = { ...works, ...performance(), ...own, ...changes };
  return { who: JIA, data, papers: ['MATERIAL'] };
};
