/** Facts of an entry or supplement, as the API hands them to decisions. */

/** The `facts` decisions of `cq-project-entry`. */
export const ENTRY_RULES = [
  'cq-project-entry-facts',
  'cq-regime@cq-project-entry-facts.admission',
  'cq-stage-obligation@cq-project-entry-facts.obligation',
  'cq-letter-issuer@cq-project-entry-facts.letter',
  'cq-project-entry-findings',
];

export const CONTRACTOR = '91500103MA5TETT10P';
export const DESIGNER = '91310110666007217T';
export const PROJECT = '5001032403110102';

const REGION = { found: true, code: '500103' };

/** What differs from a contractor's entry of a contract and its indicators, on 11 March 2024. */
export interface Given {
  today?: string;
  data?: object;
  permit?: object | null;
  region?: object;
  project?: object;
  entries?: object[];
  related?: object[];
  uscc?: string;
  participants?: object;
}

export function application(given: Given = {}) {
  const { uscc = CONTRACTOR, permit = { managementLevel: 'DISTRICT' } } = given;
  const entries = given.entries ?? [];
  const project = {
    valid: true,
    found: false,
    ...given.project,
    'stage-record': { found: entries.length > 0, entries },
  };
  return {
    flow: 'CQ-01',
    data: {
      applicationType: 'ENTRY',
      projectCategory: 'BM_GC',
      regionCode: '500103',
      applicantRole: 'CONSTRUCTION',
      projectNo: PROJECT,
      permitNo: '500103202403110101',
      projectName: '某中心项目',
      stages: ['CONTRACT', 'INDICATOR'],
      participants: [{ role: 'CONSTRUCTION', name: '某建筑公司', uscc: CONTRACTOR }],
      ...given.data,
    },
    refs: {
      projectNo: project,
      parentProjectNo: project,
      permitNo: permit ? { found: true, data: permit } : { found: false },
      regionCode: given.region ?? REGION,
      participants: given.participants ?? [{ uscc: { valid: true, found: false } }],
    },
    attachments: ['COMMITMENT_LETTER', 'APPLICATION_FORM', 'EVIDENCE'],
    applicant: { organisation: `enterprise-${uscc}`, uscc },
    related: given.related ?? [],
    duplicates: 0,
    round: 1,
    today: given.today ?? '2024-03-11',
  };
}

/** A supplement of an old building with all its stages, by its contractor. */
export function supplement(given: Given = {}) {
  const data = {
    applicationType: 'SUPPLEMENT',
    completionAcceptanceDate: '2023-12-31',
    acceptanceResult: 'QUALIFIED',
    stages: ['TENDER', 'CONTRACT', 'DRAWING', 'ACCEPT', 'INDICATOR'],
    ...given.data,
  };
  return application({ today: '2024-12-31', ...given, data });
}

/** A specialist's part of somebody else's project. */
export function specialist(given: Given = {}) {
  const data = {
    projectCategory: 'SPECIALIST',
    part: 'SPECIALIST',
    applicantRole: 'SPECIALIST',
    projectNo: null,
    parentProjectNo: PROJECT,
    stages: ['CONTRACT', 'ACCEPT', 'INDICATOR'],
    ...given.data,
  };
  return application({ ...given, data });
}

/** A record of the library, by stage and participant (`-`: of all). */
export function record(stage: string, participant: string, more: object = {}) {
  const key = `${PROJECT}|${stage}|${participant}`;
  return { key, parts: key.split('|'), status: 'D', marks: [], data: {}, version: 1, ...more };
}

/** Another application about the same project. */
export function other(status: string, data: object, more: object = {}) {
  const process = 'cq-project-entry';
  return { id: 'c1', process, status, open: status !== 'STORED', applicant: 'x', data, ...more };
}
