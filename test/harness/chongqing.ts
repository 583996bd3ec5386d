import { demoEnterprises } from '../../seed';
import { type NationalPlatform, nationalPlatform } from '../../stand-in/national-platform';
import { permitSystem, pushPermit } from '../../stand-in/permit-system';
import { attach, clockAt, codes, doAct, sql, waitStatus, waitTask } from './cases';
import { as, engine, runtime, setting, waitFor } from './client';
import { submitPublicly } from './public';
import { waitTimer } from './timers';

/** Who files, verifies and decides in the acceptance examples of Chongqing. */
export const DING = 'ding.su';
export const WU = 'wu.pan';
export const JI = 'ji.ge';
export const YUZHONG = 'yuzhong.qin';
export const YUBEI = 'yubei.ma';
export const CITY = 'verify.cao';

/** An enterprise as a participant of a project. */
const participant = (label: string, role: string) => {
  const found = demoEnterprises.find((e) => e.label === label);
  if (!found) throw new Error(`no demo enterprise ${label}`);
  return { role, name: found.name, uscc: found.creditCode };
};

/** 丁 builds, 戊 supervises, 己 does the curtain wall. */
export const participants = () => [
  participant('丁', 'CONSTRUCTION'),
  participant('戊', 'SUPERVISION'),
  participant('己', 'SPECIALIST'),
];
export const uscc = (label: string) => participant(label, 'OTHER').uscc;
export const group = (label: string) => `enterprise-${uscc(label)}`;

export const PAPERS = ['COMMITMENT_LETTER', 'APPLICATION_FORM', 'EVIDENCE'];
export const SUPPLEMENT_PAPERS = [...PAPERS, 'SUPPLEMENT_REPORT'];
export const LETTER_PAPERS = [...PAPERS, 'AUTHENTICITY_LETTER'];

const two = (n: number) => String(n).padStart(2, '0');
/** Numbers come from the time, four a second: a chance number would now and then be given twice. */
const TICK_MS = 250;
let newest = 0;

/** A project number that no other test on the stack has: region, day, class 01, serial. */
export function newProjectNo(region = '500103'): string {
  newest = Math.max(newest + 1, Math.floor(Date.now() / TICK_MS));
  let left = newest;
  const upTo = (count: number) => {
    const digit = left % count;
    left = Math.floor(left / count);
    return digit;
  };
  const serial = two(upTo(99) + 1);
  const day = two(upTo(28) + 1);
  const month = two(upTo(12) + 1);
  return `${region}${two(upTo(14) + 10)}${month}${day}01${serial}`;
}

const permitNoOf = (projectNo: string) =>
  `${projectNo.slice(0, 6)}20${projectNo.slice(6, 12)}${projectNo.slice(14)}01`;

const basic = {
  address: '渝中区示例路9号',
  buildCorpName: '重庆示例置业有限公司（虚构）',
  buildCorpCode: '915001030000000G19',
  projectType: '01',
  nature: '001',
  purpose: '住宅',
  scale: '地上18层，地下2层',
  area: 42000,
  invest: 18600,
  approvalNo: '示例发改投〔2023〕9号',
};

/** What is entered of each stage. */
const groups: Record<string, [string, object]> = {
  BASIC: ['basic', basic],
  TENDER: [
    'tender',
    {
      tenderNo: '示例中标001',
      tenderDate: '2023-02-01',
      tenderType: '001',
      tenderMode: '001',
      tenderAmount: 17000,
      winnerName: '重庆丁建设工程有限公司（虚构）',
      winnerCode: '915001030000000D7Q',
    },
  ],
  CONTRACT: [
    'contract',
    {
      contractNo: '示例合同001',
      contractType: '301',
      signDate: '2023-03-01',
      contractAmount: 17000,
      ownerName: '重庆示例置业有限公司（虚构）',
      ownerCode: '915001030000000G19',
      contractorName: '重庆丁建设工程有限公司（虚构）',
      contractorCode: '915001030000000D7Q',
    },
  ],
  DRAWING: [
    'drawing',
    {
      certificateNo: '示例图审001',
      reviewDate: '2023-02-15',
      institutionName: '北京示例建筑设计院有限公司（虚构）',
      institutionCode: '911101020000000K4G',
    },
  ],
  ACCEPT: ['acceptance', { acceptanceDate: '2023-11-20', result: 'QUALIFIED', cost: 16800 }],
  INDICATOR: [
    'indicator',
    {
      qualification: '建筑工程施工总承包一级',
      companyName: '重庆丁建设工程有限公司（虚构）',
      companyCode: '915001030000000D7Q',
      worksType: '房屋建筑',
      indicators: '建筑面积 42000 平方米',
    },
  ],
};

/** What an entry of a building project has; `stages` brings the group of each. */
export function entry(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const stages = (changes.stages ?? ['TENDER', 'CONTRACT']) as string[];
  const projectNo = String(changes.projectNo ?? changes.parentProjectNo ?? newProjectNo());
  const specialist = changes.part === 'SPECIALIST';
  const filled = Object.fromEntries(stages.flatMap((s) => (groups[s] ? [groups[s]] : [])));
  return {
    applicationType: 'ENTRY',
    part: 'MAIN',
    projectCategory: 'BM_GC',
    applicantRole: specialist ? 'SPECIALIST' : 'CONSTRUCTION',
    projectName: '渝中示例项目（虚构）',
    ...(specialist ? { parentProjectNo: projectNo } : { projectNo }),
    regionCode: '500103',
    managementLevel: 'DISTRICT',
    participants: participants(),
    commitment: true,
    ...((changes.projectCategory ?? 'BM_GC') === 'BM_GC'
      ? { permitNo: permitNoOf(projectNo) }
      : {}),
    ...filled,
    ...changes,
    stages,
  };
}

/** A supplement with all stages that a building project has to enter. */
export function supplement(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return entry({
    applicationType: 'SUPPLEMENT',
    completionAcceptanceDate: '2023-11-20',
    acceptanceResult: 'QUALIFIED',
    stages: ['BASIC', 'TENDER', 'CONTRACT', 'DRAWING', 'ACCEPT', 'INDICATOR'],
    ...changes,
  });
}

/** A highway project with the letter of the transport authority. */
export function highway(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return entry({
    projectCategory: 'OTHER_GC',
    sector: 'HIGHWAY',
    hasSectorAuthority: true,
    letterIssuerType: 'SECTOR_AUTHORITY',
    letterIssuerName: '渝中区交通局（虚构）',
    letterIssueDate: '2024-03-01',
    stages: ['BASIC', 'CONTRACT'],
    ...changes,
  });
}

/** Has the permit system feed a building project. */
export async function fed(projectNo: string, changes: object = {}): Promise<string> {
  const pushed = await pushPermit(
    permitSystem('three', runtime.env),
    {
      permitNo: permitNoOf(projectNo),
      projectNo,
      projectName: '渝中示例项目（虚构）',
      regionCode: projectNo.slice(0, 6),
      issuingAuthority: `county-${projectNo.slice(0, 6)}`,
      issueDate: '2023-03-11',
      managementLevel: 'DISTRICT',
      basic,
      participants: participants(),
      ...changes,
    },
    'cq-permit-feed',
  );
  if (pushed.status !== 201) throw new Error(`feed: ${JSON.stringify(pushed)}`);
  const id = String(pushed.body.id);
  await waitStatus(id, 'PUSHED');
  return id;
}

/** Hands an application in; the response is the caller's to check. */
export async function tryEntry(
  data: object,
  { who = DING, papers = PAPERS }: { who?: string; papers?: string[] } = {},
) {
  const attachments = await attach(who, papers);
  return (await as(who)).post('/api/cases/cq-project-entry', { data, attachments });
}

/** Codes an application is refused with; none if it is taken. */
export async function entryRefusals(...submission: Parameters<typeof tryEntry>) {
  return codes(await tryEntry(...submission));
}

/** Hands an application in that must be taken; it waits to be verified. */
export async function entered(...submission: Parameters<typeof tryEntry>): Promise<string> {
  const response = await tryEntry(...submission);
  if (response.status !== 201) throw new Error(`entry: ${response.status} ${response.text}`);
  await waitStatus(response.body.id, 'PENDING_VERIFY');
  return response.body.id;
}

/** A building project that was fed, and an application of 丁 for it. */
export async function enteredBuilding(changes: Record<string, unknown> = {}) {
  const projectNo = newProjectNo();
  await fed(projectNo, changes.managementLevel === 'CITY' ? { managementLevel: 'CITY' } : {});
  return { id: await entered(entry({ projectNo, ...changes })), projectNo };
}

export const allTrue = (stages: string[]) =>
  Object.fromEntries(stages.map((stage) => [stage, 'TRUE']));

/** The authority accepts the application. */
export async function accept(id: string, who = YUZHONG): Promise<void> {
  await doAct(id, who, 'ACCEPT_CASE', { accepted: true });
  await waitStatus(id, 'VERIFYING');
}

/** The authority verifies and decides. */
export async function verify(
  id: string,
  fields: object = { outcome: 'CONFIRMED' },
  who = YUZHONG,
  stages = ['TENDER', 'CONTRACT'],
): Promise<void> {
  await doAct(id, who, 'VERIFY', { verdicts: allTrue(stages), ...fields });
}

/** Accepted, verified and confirmed: publicity runs. */
export async function confirmed(id: string, who = YUZHONG, stages?: string[]): Promise<void> {
  await accept(id, who);
  await waitTask(id, 'VERIFY');
  await verify(id, { outcome: 'CONFIRMED' }, who, stages);
  await waitStatus(id, 'PUBLICITY');
  await waitTimer(id, 'Event_PublicityEnded');
}

/** An application that is in publicity. */
export async function published(): Promise<{ id: string; projectNo: string }> {
  const one = await enteredBuilding();
  await confirmed(one.id);
  return one;
}

/** The district decides on an objection. */
export const decideObjection = (objection: string, outcome: string, opinion = '已核对合同') =>
  doAct(objection, YUZHONG, 'DECIDE_OBJECTION', { outcome, opinion });

/** Waits until the gate before the push has held a case for this reason, so many times. */
export function hitWith(id: string, code: string, times = 1): Promise<unknown> {
  return waitFor(`the push of case ${id} to be held: ${code}`, async () => {
    const hits = await sql(
      `select 1 from rule_hit where case_id = $1 and decision_id = 'cq-push-gate'
       and outputs::text like '%' || $2 || '%'`,
      [id, code],
    );
    return hits.length >= times;
  });
}

export interface StoredEntry {
  kind: string;
  natural_key: string;
  status: string;
  marks: string[];
  version: number;
  data: Record<string, unknown>;
}

/** The current entries of a project: itself, its permit aside, and its stage records. */
export function projectEntries(projectNo: string): Promise<StoredEntry[]> {
  return sql<StoredEntry>(
    `select kind, natural_key, status, marks, version, data from library_entry
     where valid_to is null and kind in ('project', 'stage-record')
       and (natural_key = $1 or natural_key like $1 || '|%') order by kind, natural_key`,
    [projectNo],
  );
}

/** A record that 丁 has stored. */
export const stored = (projectNo: string, stage: string, grade = 'D') =>
  sql(
    `insert into library_entry (id, library, kind, natural_key, version, status, marks, data, valid_from)
     values (gen_random_uuid(), 'projects', 'stage-record', $1, 1, $2, '{}', '{}', '2024-01-02')`,
    [recordKey(projectNo, stage), grade],
  );

/** Stages of which a project has one record for all. */
const SHARED = ['BASIC', 'DRAWING', 'ACCEPT', 'PERMIT'];

/** The key of a stage record: of 丁 or, for a shared stage, of nobody. */
export function recordKey(projectNo: string, stage: string, holder = uscc('丁')): string {
  return `${projectNo}|${stage}|${SHARED.includes(stage) ? '-' : holder}`;
}

/** Sets the marks of a project: what else in the library says about it. */
export const mark = (projectNo: string, marks: string[]) =>
  sql(
    `update library_entry set marks = $2
     where kind = 'project' and natural_key = $1 and valid_to is null`,
    [projectNo, marks],
  );

/** As `stage holder grade`. */
export async function gradesOf(projectNo: string): Promise<string[]> {
  const entries = await projectEntries(projectNo);
  return entries
    .filter((e) => e.kind === 'stage-record')
    .map((e) => `${e.natural_key.split('|').slice(1).join(' ')} ${e.status}`);
}

/** A message to a case, as `message.send` of another case brings it. */
export const tell = (name: string, id: string, variables: object = {}) =>
  engine('messages/publication', { name, correlationKey: id, timeToLive: 60_000, variables });

/** Somebody of the public objects to what a case publishes; gives the objection's id. */
export async function objected(
  id: string,
  projectNo: string,
  changes: object = {},
): Promise<string> {
  const response = await objecting(id, projectNo, changes);
  if (response.status !== 201) throw new Error(`objection: ${response.status} ${response.text}`);
  const [row] = await sql<{ id: string }>('select id from case_file where number = $1', [
    response.body.number,
  ]);
  return String(row?.id);
}

export async function objecting(id: string, projectNo: string, changes: object = {}) {
  const [shown] = await sql<{ id: string; number: string }>(
    'select id, number from publicity where case_id = $1 order by starts desc limit 1',
    [id],
  );
  return submitPublicly('cq-objection', {
    publication: shown?.id,
    caseNumber: shown?.number,
    projectNo,
    stage: 'CONTRACT',
    allegation: 'OTHER',
    reason: '合同金额与实际不符（虚构）',
    objectorName: '示例人',
    objectorPhone: '13800000000',
    ...changes,
  });
}

export const publicityOf = (id: string) =>
  sql<{ state: string; ends: string }>(
    `select state, to_char(ends at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as ends
     from publicity where case_id = $1 order by starts`,
    [id],
  );

/** The stand-in platform; it acknowledges what it was sent, which is a moment after the case says so. */
export function national(): NationalPlatform {
  const platform = nationalPlatform(setting('STAND_IN_URL'));
  return {
    ...platform,
    async acknowledge(order) {
      const of = { platform: order.platform, key: order.key };
      await waitFor(`${order.key} sent to ${order.platform}`, async () => {
        return (await platform.received(of)).length > 0;
      });
      return platform.acknowledge(order);
    },
  };
}
export { clockAt };
