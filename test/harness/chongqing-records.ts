import { randomUUID } from 'node:crypto';
import { act, attach, caseView, codes, sql, waitTask } from './cases';
import { newProjectNo } from './chongqing';
import { as, waitFor } from './client';

export { newProjectNo };

/** People of the demo seed (seed/demo-people-chongqing.json). */
export const DING = 'ding.su';
export const WU = 'wu.pan';
export const YUZHONG = 'yuzhong.qin';
export const YUBEI = 'yubei.ma';
export const VERIFY = 'verify.cao';
export const ERRATUM = 'erratum.wei';
export const SUPERVISION = 'supervision.jiang';
export const SUPERVISION_TWO = 'supervision.xie';
export const COMPLAINTS = 'complaints.zou';
export const MINISTRY = 'ministry.bai';

export const USCC = { ding: '915001030000000D7Q', wu: '915001120000000E5L' };
export const GROUP = {
  ding: `enterprise-${USCC.ding}`,
  wu: `enterprise-${USCC.wu}`,
  yuzhong: 'county-500103',
  yubei: 'county-500112',
  verify: 'city-500000.verify',
  erratum: 'city-500000.erratum',
  supervision: 'city-500000.supervision',
  complaints: 'city-500000.complaints',
  ministry: 'ministry',
};

/** What the library knows of a project and its stages (`stage → grade`). */
export interface Given {
  managementLevel?: 'DISTRICT' | 'CITY';
  regionCode?: string;
  marks?: string[];
  stages?: Record<string, string>;
}

const SHARED = ['BASIC', 'DRAWING', 'ACCEPT', 'PERMIT'];

/** The key of a stage record: of 丁 or, for a shared stage, of nobody. */
export function recordKey(projectNo: string, stage: string, uscc = USCC.ding): string {
  return `${projectNo}|${stage}|${SHARED.includes(stage) ? '-' : uscc}`;
}

/** A project that is on the national platform, with 丁 (contractor) and 戊 (supervision). */
export async function givenProject(given: Given = {}): Promise<string> {
  const { managementLevel = 'DISTRICT', regionCode = '500103', marks = [] } = given;
  const projectNo = newProjectNo(regionCode);
  await entry('project', projectNo, 'PARTLY_STORED', marks, {
    projectNo,
    projectName: `示例项目${projectNo.slice(-4)}（虚构）`,
    regionCode,
    managementLevel,
    participants: [
      { role: 'CONSTRUCTION', name: '重庆丁建设工程有限公司（虚构）', uscc: USCC.ding },
      { role: 'SUPERVISION', name: '重庆戊工程监理有限公司（虚构）', uscc: USCC.wu },
    ],
  });
  for (const [stage, grade] of Object.entries(given.stages ?? { CONTRACT: 'D' }))
    await entry('stage-record', recordKey(projectNo, stage), grade, [], {
      stage,
      contractAmount: 1200,
      contractNo: `HT-${projectNo.slice(-4)}`,
    });
  return projectNo;
}

async function entry(kind: string, key: string, status: string, marks: string[], data: object) {
  await sql(
    `insert into library_entry (id, library, kind, natural_key, version, status, marks, data, valid_from)
     values ($1, 'NATIONAL', $2, $3, 1, $4, $5, $6, '2024-01-02')`,
    [randomUUID(), kind, key, status, marks, data],
  );
}

/** Marks a project as used in a qualification application. */
export async function markUsed(projectNo: string): Promise<void> {
  await sql(
    `update library_entry set marks = marks || '{USED_IN_QUALIFICATION}'
     where kind = 'project' and natural_key = $1 and valid_to is null`,
    [projectNo],
  );
}

/** Versions of a stage record, oldest first. */
export function versionsOf(projectNo: string, stage: string) {
  return sql<{ version: number; status: string; data: Record<string, unknown> }>(
    `select version, status, data from library_entry
     where kind = 'stage-record' and natural_key = $1 order by version`,
    [recordKey(projectNo, stage)],
  );
}

export const ERRATUM_PAPERS = [
  'ERRATUM_REPORT',
  'COMMITMENT_LETTER',
  'APPLICATION_FORM',
  'EVIDENCE',
];
export const UPGRADE_PAPERS = ['UPGRADE_REPORT', ...ERRATUM_PAPERS.slice(1)];

/** Hands an erratum of a stage in; the response is the caller's to check. */
export async function tryErratum(projectNo: string, changes: object = {}, who = DING) {
  return (await as(who)).post('/api/cases/cq-erratum', {
    data: {
      projectNo,
      stage: 'CONTRACT',
      errorType: 'WRONG',
      items: [
        { field: 'contractAmount', currentValue: '1200', value: '1250', reason: '合同补充协议' },
      ],
      usedInQualificationDeclaration: 'NO',
      ...changes,
    },
    attachments: await attach(who, ERRATUM_PAPERS),
  });
}

/** Hands an upgrade in; the response is the caller's to check. */
export async function tryUpgrade(
  process: string,
  projectNo: string,
  stages: string[],
  targetGrade: string,
  who = DING,
) {
  return (await as(who)).post(`/api/cases/${process}`, {
    data: { projectNo, stages, targetGrade },
    attachments: await attach(who, UPGRADE_PAPERS),
  });
}

/** The id of a submission that was taken. */
export function taken(response: { status: number; text: string; body: { id: string } }): string {
  if (response.status !== 201) throw new Error(`submit: ${response.status} ${response.text}`);
  return response.body.id;
}

export const APPROVE = { outcome: 'APPROVED' };
export const REPORT = {
  documentNo: '渝某建文〔2024〕18号',
  documentDate: '2024-10-12',
  coversProject: true,
  commitment: true,
};
export const APPLICATION = {
  documentNo: '渝建函〔2024〕77号',
  documentDate: '2024-10-14',
  applicationReady: true,
};

/** Grants or refuses stages of an upgrade. */
export function granting(results: Record<string, 'GRANTED' | 'REFUSED'>, targetGrade: string) {
  return {
    outcome: 'APPROVED',
    results: Object.entries(results).map(([stage, result]) => ({ stage, targetGrade, result })),
  };
}

/** An act that is refused although its task is there: status and codes. */
export async function refusedAct(id: string, who: string, name: string, fields: object) {
  await waitTask(id, name);
  return waitFor(`${name} of case ${id} to be judged`, async () => {
    const response = await act(id, who, name, fields);
    return codes(response).includes('E-00-03') ? null : [response.status, codes(response)];
  });
}

/** Which district samples on arrival, so that a test knows what was drawn. */
export async function drawnOnArrival(caseId: string): Promise<boolean> {
  const [row] = await sql<{ drawn: boolean }>(
    'select drawn from sample_arrival where case_id = $1',
    [caseId],
  );
  return row?.drawn ?? false;
}

/** The city's step of a reported case: substantive review where it was drawn on arrival. */
export function cityTask(id: string): Promise<'HANDLE' | 'CITY_REVIEW'> {
  return waitFor(`city task of case ${id}`, async () => {
    const { status, tasks } = await caseView(id);
    const open = tasks.map((task) => task.act);
    if (open.includes('HANDLE')) return 'HANDLE';
    if (open.includes('CITY_REVIEW')) return 'CITY_REVIEW';
    throw new Error(`status ${status}, tasks ${open}`);
  });
}
