import { demoEnterprises, demoPermitFeeds, samples } from '../seed';
import type { Api } from './api';
import type { CaseView } from './cases';
import { permitSystem, pushPermit } from './permit-system';
import type { Settings } from './tokens';
import { waitFor } from './wait';

/** A building project as its permit system knows it. */
export interface Project {
  projectNo: string;
  permitNo: string;
  projectName: string;
}

const FEED = demoPermitFeeds[1] as (typeof demoPermitFeeds)[number];

/** 丁, who builds it and enters what it knows. */
const builder = demoEnterprises.find(({ label }) => label === '丁') as {
  name: string;
  creditCode: string;
};

/** Pushes permit and basic information as the permit system would; it stays one project. */
export async function feedProject(
  settings: Settings,
  reader: Api,
  project: Project,
): Promise<CaseView> {
  const system = permitSystem('three', { ...settings });
  const pushed = await pushPermit(system, { ...FEED, ...project }, 'cq-permit-feed');
  if (pushed.status >= 300)
    throw new Error(`permit feed: ${pushed.status} ${JSON.stringify(pushed.body)}`);
  return waitFor(`project ${project.projectNo} in the library`, async () => {
    const view = await reader.get<CaseView>(`/api/cases/${pushed.body.id}`);
    return view.status === 'PUSHED' && view;
  });
}

/** Enters tendering and contract of a project that is under way. */
export function submitEntry(applicant: Api, project: Project): Promise<CaseView> {
  const data = {
    ...{ applicationType: 'ENTRY', part: 'MAIN', projectCategory: 'BM_GC' },
    ...{ applicantRole: 'CONSTRUCTION', managementLevel: 'DISTRICT', commitment: true },
    ...project,
    regionCode: FEED.regionCode,
    participants: FEED.participants,
    stages: ['TENDER', 'CONTRACT'],
    tender: {
      ...{ tenderNo: '渝示中〔2023〕21号', tenderDate: '2023-02-01', tenderType: '003' },
      ...{ tenderMode: '001', tenderAmount: 17_000 },
      ...{ winnerName: builder.name, winnerCode: builder.creditCode },
      // right check digit, but born in the 1880s: nobody's number
      ...{ leaderName: '苏丁三', leaderId: '330782188602020014' },
    },
    contract: {
      ...{ contractNo: '渝示合〔2023〕9号', contractType: '301', signDate: '2023-03-01' },
      contractAmount: 17_000,
      ...{ ownerName: FEED.basic.buildCorpName, ownerCode: FEED.basic.buildCorpCode },
      ...{ contractorName: builder.name, contractorCode: builder.creditCode },
    },
  };
  return submit(applicant, 'cq-project-entry', data, PAPERS);
}

/** Asks for a higher grade of one stage. */
export function submitUpgrade(
  applicant: Api,
  process: string,
  { projectNo }: Project,
  stage: string,
  targetGrade: string,
): Promise<CaseView> {
  const data = { projectNo, stages: [stage], targetGrade };
  return submit(applicant, process, data, ['UPGRADE_REPORT', ...PAPERS]);
}

/** Asks for the correction of one field of a stage. */
export function submitErratum(
  applicant: Api,
  { projectNo }: Project,
  stage: string,
  item: { field: string; currentValue: string; value: string; reason: string },
): Promise<CaseView> {
  const data = {
    ...{ projectNo, stage, errorType: 'WRONG', items: [item] },
    usedInQualificationDeclaration: 'NO',
  };
  return submit(applicant, 'cq-erratum', data, ['ERRATUM_REPORT', ...PAPERS]);
}

/** Opens the sampling of a month, as its clerk can. */
export function openDraw(supervision: Api, period: string): Promise<CaseView> {
  return submit(supervision, 'cq-monthly-sampling', { period }, []);
}

const PAPERS = ['COMMITMENT_LETTER', 'APPLICATION_FORM', 'EVIDENCE'];

async function submit(
  applicant: Api,
  process: string,
  data: object,
  papers: string[],
): Promise<CaseView> {
  const attachments: { kind: string; id: string }[] = [];
  for (const kind of papers)
    attachments.push({ kind, id: await applicant.upload(samples.projectPaper) });
  return applicant.post(`/api/cases/${process}`, { data, attachments });
}
