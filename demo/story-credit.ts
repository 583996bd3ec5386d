import { demoEnterprises, samples } from '../seed';
import { findCase } from '../stand-in/cases';
import { setting } from '../stand-in/tokens';
import type { Step, Tell } from './story';
import { projectPermit } from './story-projects';

const OF_JIA = { who: 'jia.zhao', door: 'API' } as const;
const HANGZHOU = 'hangzhou.zheng';
/** The system that brings the results of the province's selection. */
const IMPORTER = 'data-importer';
const JIA = demoEnterprises.find(({ label }) => label === '甲');
const FINE = '未按图施工的罚款（虚构）';
const UNTIL = '2026-08-25';

const STEPS: readonly Step[] = [
  {
    at: '2026-02-12 10:00',
    cases: ['B'],
    ...{ who: HANGZHOU, door: 'API', act: 'SUBMIT' },
    ...{ leadsTo: 'TO_RECORD', offers: 'RECORD_AND_PUBLISH' },
    says: 'has fined 甲, in force since 02-11: to be recorded within 7 working days (AE-77)',
  },
  {
    at: '2026-02-26 09:00',
    cases: ['B'],
    ...{ who: HANGZHOU, door: 'Tasklist', act: 'RECORD_AND_PUBLISH', leadsTo: 'PUBLISHED' },
    fields: { publicFacts: '未按图施工，罚款一万元（虚构）。', disclosedUntil: UNTIL },
    says: `records and publishes 录入发布: everybody can read it until ${UNTIL}`,
  },
  {
    at: '2026-08-26 00:00',
    cases: ['B'],
    leadsTo: 'PUBLISHED',
    says: 'its publication has run out: no page, no list and no gate knows it any more',
  },
  {
    at: '2026-12-24 10:00',
    cases: ['A'],
    ...{ ...OF_JIA, act: 'SUBMIT', leadsTo: 'SELECTION_REVIEW', offers: 'REVIEW' },
    says: 'applies for 省“钱江杯” with its completed project',
  },
  {
    at: '2026-12-25 09:00',
    cases: ['A'],
    ...{ who: 'cixi.wang', door: 'Tasklist', act: 'REVIEW', fields: { outcome: 'APPROVED' } },
    ...{ says: 'recommends it 评选审核: 通过', leadsTo: 'RECOMMENDED' },
  },
  {
    at: '2026-12-28 10:00',
    cases: ['R'],
    ...{ who: IMPORTER, door: 'API', act: 'SUBMIT', leadsTo: 'WON' },
    says: 'brings the result: won; published as good credit without a second review',
  },
  {
    at: '2026-12-28 10:01',
    cases: ['A'],
    leadsTo: 'WON',
    says: 'the application knows it, too',
  },
];

/** A line of the public list. */
interface PublicCredit {
  title: string;
  fields: { label: string; value: string }[];
}

/**
 * Credit of 甲: a penalty that is public for some months and then gone (ZJ-13, ZJ-26), and an award for the
 * project of the third story (ZJ-16, ZJ-12), on one public page with all credit.
 */
export const credit: Tell = (doors, run) => {
  const { as, settings } = doors;
  const auditor = as('audit.he');
  const { creditCode: enterpriseUscc = '', name: enterpriseName = '' } = JIA ?? {};
  const permitNo = projectPermit(run);
  const penaltyNo = `杭建罚（虚构）〔2026〕${run}号`;
  const penalty = () => findCase(auditor, 'zj-bad-credit', penaltyNo);
  const result = () => findCase(auditor, 'zj-award-results', permitNo);

  /** What everybody reads of the credit of 甲, by the clock of now. */
  async function publicCredit(): Promise<PublicCredit[]> {
    const query = new URLSearchParams({ q: JIA?.name ?? '', limit: '100' });
    const url = `${setting(settings, 'PUBLIC_URL')}/api/public/register/credit?${query}`;
    return ((await (await fetch(url)).json()) as { items: PublicCredit[] }).items;
  }
  return {
    title:
      'Zhejiang, credit (ZJ-13, ZJ-16, ZJ-26): a penalty is public and runs out, an award is published.',
    parts: {
      B: {
        label: 'a penalty of 甲',
        statuses: ['SUBMITTED', 'TO_RECORD', 'PUBLISHED'],
        find: penalty,
        async submit() {
          const hangzhou = as(HANGZHOU);
          const id = await hangzhou.upload(samples.projectPaper);
          return hangzhou.post('/api/cases/zj-bad-credit', {
            data: {
              ...{ creditClass: 'BAD', occurredInProvince: 'YES', source: 'OWN' },
              ...{ decisionKind: 'PENALTY', title: FINE },
              ...{ documentNo: penaltyNo, issuedBy: '杭州市建设主管部门', issuedOn: '2026-02-10' },
              ...{
                violatedRule: '《示例条例》第一条',
                facts: '未按图施工',
                effectiveOn: '2026-02-11',
              },
              ...{ subjectType: 'ENTERPRISE', enterpriseUscc, enterpriseName },
            },
            attachments: [{ kind: 'DECISION_DOCUMENT', id }],
          });
        },
      },
      A: {
        label: 'the application for an award',
        statuses: ['SUBMITTED', 'SELECTION_REVIEW', 'RECOMMENDED', 'WON'],
        find: () => findCase(auditor, 'zj-award', permitNo),
        submit: () =>
          as(OF_JIA.who).post('/api/cases/zj-award', {
            data: { permitNo, award: 'QIANJIANG_CUP', year: 2026, confirmedCorrect: 'YES' },
            attachments: [],
          }),
      },
      R: {
        label: 'the result of the award',
        statuses: ['SUBMITTED', 'WON'],
        find: result,
        submit: () =>
          as(IMPORTER).post('/api/cases/zj-award-results', {
            data: {
              ...{ permitNo, projectName: `慈溪示例家园二期工程（演示，${permitNo.slice(-4)}）` },
              ...{ uscc: enterpriseUscc, enterpriseName, award: 'QIANJIANG_CUP', year: 2026 },
              ...{ result: 'WON', awardGiver: '省级评选组织（虚构）' },
              ...{ documentNo: `浙建优（虚构）〔2026〕${run}号`, issuedOn: '2026-12-26' },
            },
            attachments: [],
          }),
      },
    },
    steps: STEPS,
    async conclusion() {
      const shown = (await publicCredit()).map((one) => [
        one.title,
        ...one.fields.map(({ value }) => value),
      ]);
      if (shown.some((words) => words.join().includes(FINE)))
        throw new Error(`the penalty is still public: ${FINE}`);
      return [
        `Public credit 信用信息 of 甲 (${shown.length}): ${setting(settings, 'PUBLIC_URL')}/public/register?list=credit`,
        ...shown.map((words) => `  ${words.join(' · ')}`),
      ];
    },
  };
};
