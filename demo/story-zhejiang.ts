import { findWork, pushDemoPermit, submitWork, type Work } from '../stand-in/subcontract';
import type { Part, Step, Tell } from './story';

type Letter = 'A' | 'B' | 'C';

/** Statuses of ZJ-07 as far as the demo goes, in the order in which a case meets them. */
const STATUSES = [
  'SUBMITTED',
  'WAIT_GC',
  'TO_URGE',
  'URGED',
  'REPLIED',
  'CONFIRMED',
  'GC_UNCONFIRMED',
  'UNDER_REVIEW',
  'ENTERED',
];

const CASES: Record<Letter, string> = {
  A: 'confirmed in time',
  B: 'urged, replied, confirmed late',
  C: 'never confirmed, reviewed directly',
};

/** The works of run `n`; another run has other contracts, so that nothing counts as a duplicate. */
export function works(run: number): Record<Letter | 'waiting', Work> {
  const work = (specialty: string, name: string, letter: string): Work => {
    return {
      specialty,
      projectName: `慈溪示例家园一期${name}（演示${run}-${letter}）`,
      contractNo: `YS-${run}-${letter}`,
    };
  };
  return {
    A: work('DECORATION', '室内装修', 'A'),
    B: work('FIRE', '消防设施', 'B'),
    C: work('CURTAIN_WALL', '幕墙', 'C'),
    waiting: work('WATERPROOF', '屋面防水', 'D'),
  };
}

const submits = 'submits the performance 专业承包业绩 with contract and acceptance record';
const passes = '3 working days have passed (08, 09 and Saturday 10, a make-up day)';
const approves = 'reviews 审核: approved';
const NOTICE = '请核实该专业承包业绩是否属实，先回复本督促单，再予以确认。';
const REPLY = '项目经理出差，资料已核对无误，即予确认。';

const STEPS: readonly Step[] = [
  ...(['A', 'B', 'C'] as const).map((letter, i): Step => {
    const at = `2026-09-30 10:${i}0`;
    const doing = { who: 'yi.qian', door: 'API', act: 'SUBMIT' } as const;
    return { at, cases: [letter], ...doing, says: submits, leadsTo: 'WAIT_GC', offers: 'CONFIRM' };
  }),
  {
    at: '2026-10-10 20:00',
    cases: ['A'],
    who: 'jia.zhao',
    door: 'Tasklist',
    act: 'CONFIRM',
    fields: { outcome: 'CONFIRMED' },
    says: 'confirms 确认 on the third working day',
    leadsTo: 'UNDER_REVIEW',
  },
  { at: '2026-10-11 00:00', cases: ['B', 'C'], says: passes, leadsTo: 'TO_URGE' },
  {
    at: '2026-10-12 09:00',
    cases: ['A'],
    who: 'cixi.wang',
    door: 'Tasklist',
    act: 'REVIEW',
    fields: { outcome: 'APPROVED' },
    says: approves,
    leadsTo: 'ENTERED',
  },
  ...(['B', 'C'] as const).map((letter): Step => {
    const at = `2026-10-12 09:${letter === 'B' ? 20 : 30}`;
    const doing = { who: 'cixi.wang', door: 'Tasklist', act: 'ISSUE_NOTICE' } as const;
    const fields = { noticeText: NOTICE };
    const says = 'issues the urging notice 督促单';
    return { at, cases: [letter], ...doing, fields, says, leadsTo: 'URGED' };
  }),
  {
    at: '2026-10-13 10:00',
    cases: ['B'],
    who: 'jia.zhao',
    door: 'API',
    act: 'CONFIRM',
    fields: { outcome: 'CONFIRMED' },
    says: 'tries to confirm without a reply',
    refused: 'E-07-06',
    leadsTo: 'URGED',
  },
  {
    at: '2026-10-13 10:05',
    cases: ['B'],
    who: 'jia.zhao',
    door: 'API',
    act: 'REPLY',
    fields: { replyText: REPLY },
    says: 'replies 回复督促单',
    leadsTo: 'REPLIED',
  },
  {
    at: '2026-10-14 15:00',
    cases: ['B'],
    who: 'jia.zhao',
    door: 'Tasklist',
    act: 'CONFIRM',
    fields: { outcome: 'CONFIRMED' },
    says: 'confirms late 逾期确认',
    leadsTo: 'UNDER_REVIEW',
  },
  {
    at: '2026-10-15 09:00',
    cases: ['B'],
    who: 'cixi.chen',
    door: 'Tasklist',
    act: 'REVIEW',
    fields: { outcome: 'APPROVED' },
    says: approves,
    leadsTo: 'ENTERED',
  },
  {
    at: '2026-10-16 00:00',
    cases: ['C'],
    says: '3 working days after the notice have passed: marked, direct review',
    leadsTo: 'UNDER_REVIEW',
  },
  {
    at: '2026-10-16 09:30',
    cases: ['C'],
    who: 'cixi.chen',
    door: 'Tasklist',
    act: 'REVIEW',
    fields: { outcome: 'APPROVED' },
    says: 'reviews directly: approved, the mark stays',
    leadsTo: 'ENTERED',
  },
];

/**
 * The acceptance examples AE-23 to AE-28 on their own dates: three cases of one general contractor,
 * side by side round the National Day holiday of 2026.
 */
export const zhejiang: Tell = (doors, run) => {
  const work = works(run);
  const specialist = doors.as('yi.qian');
  const part = (letter: Letter): Part => {
    return {
      label: CASES[letter],
      statuses: STATUSES,
      find: () => findWork(specialist, work[letter]),
      submit: async () => {
        // again and again it stays one permit
        await pushDemoPermit(doors.settings, doors.as('audit.he'));
        return submitWork(specialist, work[letter]);
      },
    };
  };
  return {
    title:
      'Zhejiang, subcontract performance (ZJ-07): 乙 hands it in, 甲 confirms, 慈溪市 decides.',
    parts: { A: part('A'), B: part('B'), C: part('C') },
    steps: STEPS,
  };
};
