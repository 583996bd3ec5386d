import { testDecision } from '../../harness/decisions';

type Counted = [source: string, name: string, outcome?: string, late?: boolean, standing?: boolean];

const of = (...[source, name, outcome = '', late = false, standing = false]: Counted) => {
  return { source, process: 'zj-subcontract', name, outcome, late, standing };
};

testDecision('common-statistics', [
  ['[ZJ-31] a case under way that came in the period', of('CASE', 'OPEN'), ['received']],
  [
    '[ZJ-31] a case that came in the period and is done',
    of('CASE', 'CLOSED', 'ENTERED'),
    ['received', 'completed'],
  ],
  ['[ZJ-31] what the applicant took back', of('CASE', 'CLOSED', 'WITHDRAWN'), null],
  ['[ZJ-31] what waits', of('CASE', 'OPEN', '', false, true), ['backlog']],
  ['[ZJ-31] approved in time', of('ACT', 'REVIEW', 'APPROVED'), ['inTime']],
  ['[ZJ-31] sent back too late', of('ACT', 'REVIEW', 'RETURNED', true), ['late', 'returned']],
  ['[ZJ-31] a step that decides nothing', of('ACT', 'ISSUE_NOTICE', 'ISSUED'), null],
  [
    '[ZJ-31][GR-05] waits although the time of the authority is over',
    of('FLAG', 'REVIEW_OVERDUE', '', false, true),
    ['backlogOverdue'],
  ],
  ['[ZJ-31][GR-06] an enterprise entered late', of('FLAG', 'ENTRY_OVERDUE'), ['lateEntries']],
  ['[ZJ-31] an urging notice', of('DOCUMENT', 'URGING_NOTICE'), ['urgingNotices']],
  [
    '[ZJ-31] bad credit recorded in time',
    of('ACT', 'RECORD_AND_PUBLISH', 'PUBLISHED'),
    ['inTime', 'creditInTime'],
  ],
  ['[ZJ-31][AE-83] credit not recorded in time', of('FLAG', 'RECORD_OVERDUE'), ['creditLate']],
]);
