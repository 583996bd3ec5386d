import request from 'supertest';
import { caseView, doAct, sql, unique, waitStatus } from './cases';
import { API, as, waitFor } from './client';
import { publicityOf } from './complaint';
import { entered, type HandedIn, libraryEntry } from './entry';
import { historical, OLD_CONTRACT } from './history';
import { creditCode } from './person';
import { APPROVE, CIXI, JIA, YI } from './subcontract';

export const GOOD = 'zj-good-credit';
export const HISTORY = 'zj-history-credit';
export const AWARD = 'zj-award';
export const RESULTS = 'zj-award-results';

/** Authorities of the examples. */
export const NINGBO = 'ningbo.wu';
export const PROVINCE = 'province.lin';
export const CONFIRMED = { outcome: 'CONFIRMED' };
export const RETURNED = { outcome: 'RETURNED', opinion: '文号与原件不一致。' };
export const NOT_APPROVED = { outcome: 'NOT_APPROVED', opinion: '缺少表彰文件原件。' };

/** A county award of 乙 (义乌市) on a project in 慈溪市 (AE-73). */
export function award(changes: object = {}): HandedIn {
  return {
    who: YI,
    data: {
      ...{ subjectType: 'ENTERPRISE', awardName: '优质工程奖（虚构）', awardKind: 'QUALITY' },
      ...{ awardLevel: 'COUNTY', awardGiver: '慈溪市人民政府', giverKind: 'ADMINISTRATIVE' },
      ...{ giverLevel: 'COUNTY', documentNo: unique('慈政发'), issuedOn: '2026-09-01' },
      ...{ gainedInConstruction: 'YES', occurredInProvince: 'YES', projectRelated: 'YES' },
      projectPlace: '330282',
      ...changes,
    },
    papers: ['AWARD_PROOF'],
  };
}

/** What 慈溪市 supplements about 甲, as of the last years before 2019-12-30. */
export function old(changes: object = {}, who = CIXI): HandedIn {
  return {
    who,
    data: {
      ...{ creditClass: 'BAD', subjectType: 'ENTERPRISE', uscc: creditCode('甲') },
      ...{ enterpriseName: '杭州甲建设集团有限公司（虚构）', title: '未按图施工（虚构）' },
      ...{ documentNo: unique('慈建罚'), eventDate: '2018-06-01', issuedOn: '2018-06-20' },
      ...{ issuedBy: '慈溪市住房和城乡建设局', reportTo: 'CITY', ...changes },
    },
  };
}

/** 甲 applies for an award with a project. */
export const applied = (permitNo: string, changes: object = {}, who = JIA): HandedIn => ({
  who,
  data: { permitNo, award: 'QIANJIANG_CUP', year: 2026, confirmedCorrect: 'YES', ...changes },
});

/** A result of 甲's project, as the back end has it after the selection of the province. */
export function result(permitNo: string, changes: object = {}): HandedIn {
  return {
    who: 'data-importer',
    data: {
      ...{ permitNo, projectName: '慈溪示例新村安置房（虚构）', uscc: creditCode('甲') },
      ...{ enterpriseName: '杭州甲建设集团有限公司（虚构）', award: 'QIANJIANG_CUP', year: 2026 },
      ...{ result: 'WON', awardGiver: '省级评选组织（虚构）', documentNo: unique('浙建优') },
      ...{ issuedOn: '2026-11-02', ...changes },
    },
  };
}

/** The number of the case that took an imported result, and its id. */
export async function importedResult(permitNo: string, status = 'closed') {
  const [row] = await sql<{ id: string; number: string; status: string; flags: string[] }>(
    `select id, number, status, flags from case_file
     where process_id = $1 and subject = $2 and (closed_at is not null) = $3
     order by created_at desc limit 1`,
    [RESULTS, permitNo, status === 'closed'],
  );
  return row;
}

/** The credit record that a case made, and what the public sees of it. */
export async function recordOf(id: string) {
  const { number } = await caseView(id);
  const shown = await publicityOf(id);
  const page = await request(API).get(`/public/${shown?.id}`);
  return { entry: await libraryEntry('credit', number), page };
}

/** Hands in what the back end imports. */
export async function importing({ who, data }: HandedIn) {
  return (await as(who)).post(`/api/cases/${RESULTS}`, { data, attachments: [] });
}

/** What a project of before has that was completed. */
export const ACCEPTED = { ...OLD_CONTRACT, acceptanceDate: '2014-01-20' };

/** A project of before is brought in, by HTTP as the importing command does it. @returns its permit's number */
export async function broughtIn(changes: Record<string, string>): Promise<string> {
  const { 'indicators.0.name': name, 'indicators.0.value': value, ...row } = historical(changes);
  const data = { ...row, ...(name ? { indicators: [{ name, value }] } : {}) };
  const importer = await as('data-importer');
  const answer = await importer.post('/api/cases/zj-history-import', { data, attachments: [] });
  if (answer.status !== 201) throw new Error(answer.text);
  await waitFor('the project', () => libraryEntry('project', row.permitNo ?? ''));
  return row.permitNo ?? '';
}

/** 甲 applies for an award with a project, and 慈溪市 recommends it. @returns the id of the case */
export async function recommended(permitNo: string): Promise<string> {
  const id = await entered(AWARD, applied(permitNo), 'SELECTION_REVIEW');
  await doAct(id, CIXI, 'REVIEW', APPROVE);
  await waitStatus(id, 'RECOMMENDED');
  return id;
}
