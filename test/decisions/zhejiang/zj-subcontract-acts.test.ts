import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const JIA = 'enterprise-甲';
const YI = 'enterprise-乙';
const CIXI = 'county-330282';
const OTHER = 'county-330109';

interface Given {
  who?: string;
  isApplicant?: boolean;
  entitled?: boolean;
  over?: boolean;
  acts?: string[];
  outcomes?: string[];
  marks?: string[];
}

/** Somebody's act on a record of 乙 under a permit of 甲, issued by 慈溪市. */
function facts(act: string, given: Given = {}) {
  const { who = act === 'CONFIRM' || act === 'REPLY' ? JIA : CIXI } = given;
  return {
    act,
    actor: {
      organisations: [who],
      isApplicant: given.isApplicant ?? false,
      entitled: given.entitled ?? true,
    },
    case: {
      parties: { generalContractor: JIA, applicant: YI, authority: CIXI },
      deadlines: { GC_CONFIRM_3: { over: given.over ?? false } },
      acts: given.acts ?? [],
      outcomes: given.outcomes ?? [],
      marks: given.marks ?? [],
    },
    task: { open: true },
  };
}

const urged = { over: true, acts: ['ISSUE_NOTICE'] };
const replied = { over: true, acts: ['ISSUE_NOTICE', 'REPLY'] };
const marked = { ...replied, marks: ['GC_UNCONFIRMED'] };

testActs('zj-subcontract-acts', [
  ['[ZJ-07] 甲 confirms', facts('CONFIRM'), null],
  ['[ZJ-07] 甲 confirms late, before the notice', facts('CONFIRM', { over: true }), null],
  ['[ZJ-07] 甲 replies', facts('REPLY', urged), null],
  ['[ZJ-07] 甲 confirms after its reply', facts('CONFIRM', replied), null],
  ['[ZJ-07] 慈溪市 issues the notice', facts('ISSUE_NOTICE', { over: true }), null],
  ['[ZJ-07] 慈溪市 reviews the confirmed', facts('REVIEW', { outcomes: ['CONFIRMED'] }), null],
  ['[ZJ-07] 慈溪市 reviews the marked', facts('REVIEW', marked), null],
  ['[ZJ-07][E-07-05] another confirms', facts('CONFIRM', { who: OTHER }), refused('E-07-05')],
  [
    '[ZJ-07][E-07-05] another replies',
    facts('REPLY', { who: OTHER, ...urged }),
    refused('E-07-05'),
  ],
  ['[ZJ-07][E-07-05] the specialist confirms', facts('CONFIRM', { who: YI }), refused('E-07-05')],
  [
    '[ZJ-07][E-00-01] the applicant acts for the authority',
    facts('REVIEW', { isApplicant: true, outcomes: ['CONFIRMED'] }),
    refused('E-00-01'),
  ],
  [
    '[ZJ-07][E-07-09] another authority reviews',
    facts('REVIEW', { who: OTHER, outcomes: ['CONFIRMED'] }),
    refused('E-00-01'),
  ],
  [
    '[ZJ-07][E-07-09] another authority issues the notice',
    facts('ISSUE_NOTICE', { who: OTHER, over: true }),
    refused('E-00-01'),
  ],
  ['[ZJ-07][E-07-07] notice within three days', facts('ISSUE_NOTICE'), refused('E-07-07')],
  [
    '[ZJ-07][E-07-13] notice after the confirmation',
    facts('ISSUE_NOTICE', { over: true, outcomes: ['CONFIRMED'] }),
    refused('E-07-13'),
  ],
  ['[ZJ-07][E-07-14] confirmation after the mark', facts('CONFIRM', marked), refused('E-07-14')],
  ['[ZJ-07][E-07-14] reply after the mark', facts('REPLY', marked), refused('E-07-14')],
  ['[ZJ-07][E-07-06] confirmation without a reply', facts('CONFIRM', urged), refused('E-07-06')],
  ['[ZJ-07][E-07-08] review of the unconfirmed', facts('REVIEW'), refused('E-07-08')],
  ['[ZJ-07][E-07-08] review of the urged', facts('REVIEW', replied), refused('E-07-08')],
  [
    '[ZJ-07][GR-03] not who has the task',
    facts('CONFIRM', { entitled: false }),
    refused('E-00-01'),
  ],
]);
