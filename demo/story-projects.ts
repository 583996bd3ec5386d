import { samples } from '../seed';
import { findCase } from '../stand-in/cases';
import { drawEntries } from '../stand-in/service-network';
import { PERMIT, pushDemoPermit } from '../stand-in/subcontract';
import type { Part, Step, Tell } from './story';

const APPROVED = { outcome: 'APPROVED' };

const SUPPLEMENT = {
  contractNo: 'SG-2026-018',
  contractAmount: 8200,
  signedDate: '2026-09-01',
  startDate: '2026-09-25',
  plannedFinishDate: '2026-12-31',
  indicators: [{ name: 'AREA', value: '52000' }],
};

const STEPS: readonly Step[] = [
  {
    at: '2026-09-22 10:00',
    cases: ['P'],
    ...{ who: 'jia.zhao', door: 'API', act: 'SUBMIT', leadsTo: 'DOWNLOADED' },
    says: 'downloads the permit 施工许可信息, which the permit system has pushed',
  },
  {
    at: '2026-09-29 16:00',
    cases: ['P'],
    ...{ who: 'jia.zhao', door: 'API', act: 'CORRECT', leadsTo: 'UNDER_REVIEW', offers: 'REVIEW' },
    says: 'supplements contract and indicators on the fourth of five working days',
  },
  {
    at: '2026-10-12 09:00',
    cases: ['P'],
    ...{ who: 'cixi.wang', door: 'Tasklist', act: 'REVIEW', fields: APPROVED, leadsTo: 'ENTERED' },
    says: 'reviews 审核: approved, into the project library 工程项目库',
  },
  {
    at: '2026-12-21 10:00',
    cases: ['C'],
    ...{ who: 'jia.zhao', door: 'API', act: 'SUBMIT', leadsTo: 'UNDER_REVIEW', offers: 'REVIEW' },
    says: 'reports completion acceptance 竣工验收',
  },
  {
    at: '2026-12-22 09:00',
    cases: ['C'],
    ...{
      who: 'cixi.chen',
      door: 'Tasklist',
      act: 'REVIEW',
      fields: APPROVED,
      leadsTo: 'COMPLETED',
    },
    says: 'reviews 审核: approved, no longer under construction 在建',
  },
  {
    at: '2026-12-22 14:00',
    cases: ['R'],
    ...{ who: 'jia.zhao', door: 'API', act: 'SUBMIT', leadsTo: 'UNDER_REVIEW', offers: 'REVIEW' },
    says: 'collects it as representative performance 代表工程业绩, with a scan',
  },
  {
    at: '2026-12-23 09:00',
    cases: ['R'],
    ...{ who: 'hangzhou.zheng', door: 'Tasklist', act: 'REVIEW', fields: APPROVED },
    leadsTo: 'IN_LIBRARY',
    says: 'reviews for the city where 甲 is registered: approved',
  },
];

/** Of the project's file, what is told at the end. */
interface ProjectFile {
  total: number;
  entries: {
    kind: string;
    status: { label: string };
    marks: { label: string }[];
    counts: boolean;
    why: string;
  }[];
}

/** The number of the permit of run `n`: each run has a project of its own. */
export const projectPermit = (run: number) =>
  `${PERMIT.permitNo.slice(0, 14)}${String(5000 + run)}`;

/**
 * A project's way: its permit comes in (ZJ-21), is supplemented (ZJ-04, AE-01), accepted (ZJ-22), becomes
 * representative performance (ZJ-06), and is drawn by the service network.
 */
export const projects: Tell = (doors, run) => {
  const permitNo = projectPermit(run);
  const builder = doors.as('jia.zhao');
  const part = (process: string, label: string, statuses: string[]): Part => {
    return { label, statuses, find: () => findCase(builder, process, permitNo) };
  };
  const handIn = (process: string, data: object, attachments: object[] = []) =>
    builder.post<never>(`/api/cases/${process}`, { data: { permitNo, ...data }, attachments });
  const permit = part('zj-permit-project', 'the project of the permit', [
    ...['SUBMITTED', 'DOWNLOADED', 'UNDER_REVIEW', 'ENTERED'],
  ]);
  const completion = part('zj-completion', 'its completion', [
    ...['SUBMITTED', 'UNDER_REVIEW', 'COMPLETED'],
  ]);
  const performance = part('zj-representative', 'the representative performance', [
    ...['SUBMITTED', 'UNDER_REVIEW', 'IN_LIBRARY'],
  ]);
  return {
    title:
      'Zhejiang, a project from its permit to what counts (ZJ-21, ZJ-04, ZJ-22, ZJ-06): 甲 enters, authorities decide.',
    parts: {
      P: {
        ...permit,
        async submit() {
          const projectName = `慈溪示例家园二期工程（演示，${permitNo.slice(-4)}）`;
          await pushDemoPermit(doors.settings, doors.as('audit.he'), { permitNo, projectName });
          return handIn('zj-permit-project', {});
        },
        async correct({ id }) {
          const data = { permitNo, ...SUPPLEMENT };
          await builder.post(`/api/cases/${id}/corrections`, { data, attachments: [] });
        },
      },
      C: {
        ...completion,
        submit: () =>
          handIn('zj-completion', {
            ...{ report: 'ACCEPTANCE', acceptanceDate: '2026-12-18', acceptanceInfo: '验收合格' },
          }),
      },
      R: {
        ...performance,
        async submit() {
          const scan = { kind: 'RELATED_SCAN', id: await builder.upload(samples.acceptanceRecord) };
          return handIn('zj-representative', { collection: 'GC' }, [scan]);
        },
      },
    },
    steps: STEPS,
    async conclusion() {
      const drawn = await drawEntries(doors.settings, PERMIT.builderUscc);
      const own = drawn.find(({ key }) => key.includes(permitNo));
      if (!own) throw new Error(`the service network does not find ${permitNo}`);
      const file = await builder.get<ProjectFile>(`/api/projects/${permitNo}`);
      return [
        `The service network 政务服务网 draws ${drawn.length} of 甲 for its qualification, among them`,
        `${own.data.projectName}, ${own.statusLabel}, case file ${own.caseNumber}`,
        `Project file 项目档案 (${file.total} cases): ${doors.settings.PUBLIC_URL}/projects/${permitNo}`,
        ...file.entries.map(
          ({ kind, status, marks, counts, why }) =>
            `  ${[kind, status.label, ...marks.map(({ label }) => label)].join('、')}: ${counts ? '计入' : '不计入'} – ${why}`,
        ),
      ];
    },
  };
};
