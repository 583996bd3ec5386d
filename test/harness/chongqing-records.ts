import { randomUUID } from 'node:crypto';
import { act, attach, caseView, codes, doAct, sql, unique, waitStatus, waitTask } from './cases';
import { DING, group, newProjectNo, recordKey, uscc, WU, YUBEI, YUZHONG } from './chongqing';
import { as, waitFor } from './client';
import { jobBench } from './jobs';

export { DING, newProjectNo, recordKey, WU, YUBEI, YUZHONG };

/** More people of the demo seed (seed/demo-people-chongqing.json). */
export const VERIFY = 'verify.cao';
export const ERRATUM = 'erratum.wei';
export const SUPERVISION = 'supervision.jiang';
export const SUPERVISION_TWO = 'supervision.xie';
export const COMPLAINTS = 'complaints.zou';
export const MINISTRY = 'ministry.bai';

export const USCC = { ding: uscc('丁'), wu: uscc('戊') };
export const GROUP = {
  ding: group('丁'),
  wu: group('戊'),
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

/** A qualification application cites a project; the answer is the caller's to check. */
export async function tryCite(projectNo: string, more: object = {}) {
  return (await as('qualification-system')).post('/api/cases/cq-qualification-use', {
    data: { applicationNo: unique('ZZ'), projectNo, applicantUscc: USCC.wu, ...more },
  });
}

/** Has a qualification application cite a project, from then on it is used. */
export async function cited(projectNo: string, more: object = {}): Promise<string> {
  const id = taken(await tryCite(projectNo, more));
  await waitStatus(id, 'REGISTERED');
  return id;
}

/** Versions of a stage record, oldest first. */
export function versionsOf(projectNo: string, stage: string) {
  return sql<{ version: number; status: string; data: Record<string, unknown> }>(
    `select version, status, data from library_entry
     where kind = 'stage-record' and natural_key = $1 order by version`,
    [recordKey(projectNo, stage)],
  );
}

/** Grades of a stage record, first to newest. */
export const gradesOf = async (projectNo: string, stage: string) =>
  (await versionsOf(projectNo, stage)).map(({ status }) => status);

/** Withdraws a returned case, once its process waits for that. */
export const withdrawn = (id: string, who = DING) =>
  waitFor(`withdrawal of case ${id}`, async () => {
    const { status } = await (await as(who)).post(`/api/cases/${id}/withdrawal`);
    return status < 300;
  });

/** Hands a returned case in again as it was. */
export async function resubmitted(id: string, papers: string[], who = DING): Promise<void> {
  const { data } = (await (await as(who)).get(`/api/cases/${id}`)).body;
  const again = { data, attachments: await attach(who, papers) };
  const response = await (await as(who)).post(`/api/cases/${id}/corrections`, again);
  if (response.status !== 200) throw new Error(`correction: ${response.status} ${response.text}`);
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

/** Lets a case arrive beforehand, in a block of its own: that it is drawn, or not, stays so. */
export async function arrivesAs(caseId: string, drawn: boolean): Promise<void> {
  const bench = await jobBench();
  const [blockSize, positions] = [1, drawn ? 1 : 0];
  const name = { kind: 'IN_PROCESS', period: 'fixed', stratum: caseId };
  await bench.done('sample.arrive', { caseId, ...name, blockSize, positions });
  await bench.deps.close();
}

/** The district has verified and reports; it is drawn for review or not, as told. */
export async function report(id: string, drawn = false, fields: object = REPORT): Promise<void> {
  await waitTask(id, 'REPORT');
  await arrivesAs(id, drawn);
  await doAct(id, YUZHONG, 'REPORT', fields);
}

/** An accepted complaint of fraud: the project's open cases are held. */
export async function fraudComplaint(projectNo: string): Promise<string> {
  const data = {
    channel: 'PHONE',
    named: 'NO',
    projectNo,
    allegation: 'FRAUD',
    content: '金额不实。',
  };
  const id = taken(await (await as(YUZHONG)).post('/api/cases/cq-complaint-intake', { data }));
  await doAct(id, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
  await waitTask(id, 'CHOOSE_METHOD');
  return id;
}

/** The key check of a complaint comes to its conclusion on paper. */
export async function concluded(
  complaint: string,
  outcome: 'CLEAN' | 'PARTIAL' | 'FRAUD',
): Promise<void> {
  const opinion = '书面核查结论。';
  await doAct(complaint, SUPERVISION, 'CHOOSE_METHOD', { outcome: 'PAPER', opinion });
  await doAct(complaint, SUPERVISION, 'CONCLUDE', { outcome, opinion });
}

/** Makes a case the public one that a stage record came from. */
export async function published(caseId: string, projectNo: string, stage: string): Promise<void> {
  await sql(
    `insert into publicity (id, case_id, round, process_id, number, subject, title, authority,
       content, starts, ends, stored_at, state, search, grams)
     select $1, id, round, process_id, number, $3, title, 'county-500103', $4, created_at,
       created_at, created_at, 'STORED', '', '{}' from case_file where id = $2`,
    [
      randomUUID(),
      caseId,
      projectNo,
      JSON.stringify([{ label: '合同金额（万元）', value: '17000' }]),
    ],
  );
  await sql(
    `update library_entry set case_id = $1 where kind = 'stage-record' and natural_key = $2`,
    [caseId, recordKey(projectNo, stage)],
  );
}

/** What the public page of a case says, as `label: value`. */
export async function publicLines(caseId: string): Promise<string[]> {
  const [row] = await sql<{ content: { label: string; value: string }[] }>(
    'select content from publicity where case_id = $1',
    [caseId],
  );
  return (row?.content ?? []).map(({ label, value }) => `${label}: ${value}`);
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
