import type { Project } from './contract';

/** What the stand-in has of projects out of the province; all of it is made up. */
export const demoProjects: Project[] = [
  {
    permitNo: '310101202503150101',
    projectName: '虚构·滨江科创中心一期工程',
    projectPlace: '310101',
    category: 'BUILDING',
    ownerName: '虚构滨江置业有限公司',
    contractor: '杭州甲建设集团有限公司（虚构）',
    contractorUscc: '913301090000000A2U',
    contractAmount: 36800.5,
    permitDate: '2025-03-15',
  },
  {
    permitNo: '320102202406200201',
    projectName: '虚构·秦淮市政道路改造工程',
    projectPlace: '320102',
    category: 'MUNICIPAL',
    ownerName: '虚构秦淮城市建设有限公司',
    contractor: '虚构江东市政工程有限公司',
    contractorUscc: '913201020000000X',
    contractAmount: 12500,
    permitDate: '2024-06-20',
  },
];
