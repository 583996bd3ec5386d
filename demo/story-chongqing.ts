import { addCalendarDays, createCalendar, type Day } from '../src/domain/working-days';
import { findCase } from '../stand-in/cases';
import {
  feedProject,
  openDraw,
  type Project,
  submitEntry,
  submitErratum,
  submitUpgrade,
} from '../stand-in/project';
import type { Part, Step, Tell } from './story';

/** April 2024, in months: the first run's. */
const FIRST_MONTH = 2024 * 12 + 3;
/** So many months are drawn, one a run; then they come again and are drawn already. */
const MONTHS = 30;
/** How long publicity lasts here, in working days. */
const PUBLICITY = 10;

const { addWorkingDays } = createCalendar();
const two = (n: number) => String(n).padStart(2, '0');
const monthAt = (n: number) => `${Math.floor(n / 12)}-${two((n % 12) + 1)}`;

/** Another run has other projects: the one that is played, and one that waits for its reviewer. */
export function projectOf(run: number, waiting = false): Project {
  const date = `${waiting ? '02' : '03'}${two(1 + (Math.floor(run / 100) % 28))}`;
  const serial = two(run % 100);
  return {
    projectNo: `50010324${date}01${serial}`,
    permitNo: `5001032024${date}${serial}01`,
    projectName: `渝中示例家园${waiting ? '二期' : ''}（演示${run}）（虚构）`,
  };
}

const BUILDER = { who: 'ding.su', door: 'API' } as const;
const DISTRICT = { who: 'yuzhong.qin', door: 'Tasklist' } as const;
const ERRATA = { who: 'erratum.wei', door: 'Tasklist' } as const;
const SUPERVISION = { who: 'supervision.jiang', door: 'Tasklist' } as const;
const MINISTRY = { who: 'ministry.bai', door: 'Tasklist' } as const;

/** What comes in: the city does it at once, or reviews it where the draw on arrival took it. */
const CITY_STEP = ['HANDLE', 'CITY_REVIEW'];
const AGREED = { outcome: 'AGREED' };

/** A district's formal document with its commitment. */
const report = (number: number, day: Day) => ({
  documentNo: `渝中建文〔${day.slice(0, 4)}〕${number}号`,
  documentDate: day,
  ...{ coversProject: true, commitment: true },
});

/** From entry to publicity, the draw that meets it, and on to the national platform. */
function entrySteps(last: Day, drawn: Day, over: Day): Step[] {
  const verdicts = { TENDER: 'TRUE', CONTRACT: 'TRUE' };
  return [
    {
      at: `${addWorkingDays(last, -1)} 09:00`,
      ...{ cases: ['P'], who: 'permit-system-three', door: 'API', act: 'SUBMIT' },
      ...{ says: 'feeds permit and basic information', leadsTo: 'PUSHED' },
    },
    {
      at: `${addWorkingDays(last, -1)} 10:00`,
      ...{ cases: ['E'], ...BUILDER, act: 'SUBMIT' },
      says: 'enters tendering 招投标 and contract 合同登记',
      ...{ leadsTo: 'PENDING_VERIFY', offers: 'ACCEPT_CASE' },
    },
    {
      at: `${last} 09:00`,
      ...{ cases: ['E'], ...DISTRICT, act: 'ACCEPT_CASE', fields: { accepted: true } },
      ...{ says: 'accepts 受理', leadsTo: 'VERIFYING' },
    },
    {
      at: `${last} 10:00`,
      ...{ cases: ['E'], ...DISTRICT, act: 'VERIFY', fields: { outcome: 'CONFIRMED', verdicts } },
      ...{ says: 'finds each stage true, confirms 确认', leadsTo: 'PUBLICITY' },
    },
    {
      at: `${last} 16:00`,
      ...{ cases: ['F'], who: SUPERVISION.who, door: 'API', act: 'SUBMIT' },
      ...{ says: 'opens the draw by hand (on each 28th it starts itself)', leadsTo: 'TO_DRAW' },
    },
    {
      at: `${drawn} 02:00`,
      ...{ cases: ['F'], says: 'first working day of the next month: draws', leadsTo: 'DRAWN' },
    },
    {
      at: `${drawn} 10:00`,
      ...{ cases: ['G'], ...SUPERVISION, act: 'RECHECK', fields: { outcome: 'PASS' } },
      ...{ says: 'verifies what was drawn again: passed', leadsTo: 'PASS' },
    },
    {
      at: `${over} 00:00`,
      ...{ cases: ['E'], leadsTo: 'STORED' },
      says: `${PUBLICITY} working days without objection: pushed to the national platform`,
    },
  ];
}

/** A stage from D to B by the district, from B to A by the city. */
function gradeSteps(day: Day): Step[] {
  const granted = (targetGrade: string) => {
    const results = [{ stage: 'CONTRACT', targetGrade, result: 'GRANTED' }];
    return { outcome: 'APPROVED', results };
  };
  return [
    {
      at: `${day} 09:00`,
      ...{ cases: ['H'], ...BUILDER, act: 'SUBMIT' },
      ...{ says: 'asks for B for the contract', leadsTo: 'PENDING_VERIFY', offers: 'VERIFY' },
    },
    {
      at: `${day} 10:00`,
      ...{ cases: ['H'], ...DISTRICT, act: 'VERIFY', fields: granted('B') },
      ...{ says: 'grants it, alone', leadsTo: 'GRADED_B' },
    },
    {
      at: `${day} 11:00`,
      ...{ cases: ['I'], ...BUILDER, act: 'SUBMIT' },
      ...{ says: 'asks for A', leadsTo: 'PENDING_DISTRICT', offers: 'VERIFY' },
    },
    {
      at: `${day} 14:00`,
      ...{ cases: ['I'], ...DISTRICT, act: 'VERIFY', fields: granted('A') },
      ...{ says: 'approves', leadsTo: 'TO_REPORT' },
    },
    {
      at: `${day} 15:00`,
      ...{ cases: ['I'], ...DISTRICT, act: 'REPORT', fields: report(18, day) },
      says: 'reports it with its commitment',
      ...{ leadsTo: 'REPORTED_CITY', offers: CITY_STEP },
    },
    {
      at: `${day} 16:00`,
      ...{ cases: ['I'], ...ERRATA, act: CITY_STEP, fields: AGREED },
      ...{ says: 'handles it the same day', leadsTo: 'CONFIRMED_A' },
    },
  ];
}

/** An erratum to the ministry and back. */
function erratumSteps(day: Day): Step[] {
  const sent = addWorkingDays(day, 2);
  const replied = addWorkingDays(day, 15);
  const year = day.slice(0, 4);
  return [
    {
      at: `${day} 09:00`,
      ...{ cases: ['J'], ...BUILDER, act: 'SUBMIT' },
      says: 'asks to correct the sum of the tender',
      ...{ leadsTo: 'PENDING_DISTRICT', offers: 'VERIFY' },
    },
    {
      at: `${day} 10:00`,
      ...{ cases: ['J'], ...DISTRICT, act: 'VERIFY', fields: { outcome: 'APPROVED' } },
      ...{ says: 'verifies it', leadsTo: 'TO_REPORT' },
    },
    {
      at: `${day} 11:00`,
      ...{ cases: ['J'], ...DISTRICT, act: 'REPORT', fields: report(19, day) },
      says: 'reports it with its commitment',
      ...{ leadsTo: 'REPORTED_CITY', offers: CITY_STEP },
    },
    {
      at: `${day} 15:00`,
      ...{ cases: ['J'], ...ERRATA, act: CITY_STEP, fields: AGREED },
      ...{ says: 'handles it the same day', leadsTo: 'TO_MINISTRY' },
    },
    {
      at: `${sent} 09:00`,
      ...{ cases: ['J'], ...ERRATA, act: 'SEND_TO_MINISTRY' },
      fields: {
        documentNo: `渝建函〔${year}〕77号`,
        ...{ documentDate: sent, applicationReady: true },
      },
      ...{ says: 'applies to the ministry', leadsTo: 'AT_MINISTRY', offers: 'MINISTRY_REPLY' },
    },
    {
      at: `${replied} 09:00`,
      ...{ cases: ['J'], ...MINISTRY, act: 'MINISTRY_REPLY' },
      fields: {
        outcome: 'MINISTRY_AGREED',
        ...{ replyNo: `建办市函〔${year}〕301号`, replyDate: replied },
      },
      ...{ says: 'consents 同意', leadsTo: 'CORRECTED' },
    },
  ];
}

const ITEM = {
  field: 'tenderAmount',
  ...{ currentValue: '17000', value: '17500', reason: '中标通知书金额为17500万元' },
};

const REPORTED = ['PENDING_DISTRICT', 'TO_REPORT', 'REPORTED_CITY', 'SAMPLED'];

/**
 * One project from its permit to grade A and through an erratum, round the end of a month: run 1 on
 * the dates of the acceptance examples AC-16 and AC-40.
 */
export const chongqing: Tell = (doors, run) => {
  const { as, settings } = doors;
  const project = projectOf(run);
  const month = monthAt(FIRST_MONTH + ((run - 1) % MONTHS));
  const next = `${monthAt(FIRST_MONTH + ((run - 1) % MONTHS) + 1)}-01`;
  const last = addWorkingDays(next, -1);
  const over = addCalendarDays(addWorkingDays(last, PUBLICITY), 1);
  const stored = addWorkingDays(over, 1);
  const applicant = as(BUILDER.who);
  const auditor = as('audit.he');

  const part = (
    label: string,
    process: string,
    statuses: string[],
    submit?: Part['submit'],
    title = project.projectName,
  ): Part => {
    const find = () => findCase(auditor, process, title);
    return { label, statuses, find, ...(submit && { submit }) };
  };
  return {
    title: `Chongqing, ${project.projectName}: entry, grades, erratum, and the draw of ${month}.`,
    parts: {
      P: part('permit, fed', 'cq-permit-feed', ['PUSHED'], () =>
        feedProject(settings, auditor, project),
      ),
      E: part(
        'entry, publicity, push',
        'cq-project-entry',
        [
          ...['PENDING_VERIFY', 'VERIFYING', 'VERIFIED', 'PUBLICITY', 'PUBLICITY_DONE'],
          ...['PUSH_PENDING', 'STORED'],
        ],
        () => submitEntry(applicant, project),
      ),
      F: part(
        `draw of ${month}`,
        'cq-monthly-sampling',
        ['TO_DRAW', 'DRAWN', 'CLOSED'],
        () => openDraw(as(SUPERVISION.who), month),
        `${month} `,
      ),
      G: part(
        'what was drawn',
        'cq-sampling-item',
        ['DRAWN', 'RECHECKING', 'PASS'],
        undefined,
        `${month} `,
      ),
      H: part('contract from D to B', 'cq-grade-d-b', ['PENDING_VERIFY', 'GRADED_B'], () =>
        submitUpgrade(applicant, 'cq-grade-d-b', project, 'CONTRACT', 'B'),
      ),
      I: part('contract from B to A', 'cq-grade-b-a', [...REPORTED, 'CONFIRMED_A'], () =>
        submitUpgrade(applicant, 'cq-grade-b-a', project, 'CONTRACT', 'A'),
      ),
      J: part(
        'erratum, to the ministry and back',
        'cq-erratum',
        [...REPORTED, 'TO_MINISTRY', 'AT_MINISTRY', 'MINISTRY_AGREED', 'CORRECTED'],
        () => submitErratum(applicant, project, 'TENDER', ITEM),
      ),
    },
    steps: [
      ...entrySteps(last, addWorkingDays(addCalendarDays(next, -1), 1), over),
      ...gradeSteps(stored),
      ...erratumSteps(addWorkingDays(stored, 1)),
    ],
  };
};
