import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const authority = (act: string, given: object, open = true) => {
  return {
    act,
    actor: { isApplicant: false, isParty: true, entitled: true },
    task: { open },
    given,
    today: '2026-09-22',
  };
};
const order = (rectifyDue?: string) => authority('ISSUE', { outcome: 'ISSUED', rectifyDue });

testActs('zj-violation-acts', [
  ['[ZJ-18] opened on facts', authority('DECIDE', { outcome: 'OPENED', opinion: '不一致' }), null],
  [
    '[ZJ-18][E-18-02] opened on nothing',
    authority('DECIDE', { outcome: 'OPENED' }),
    refused('E-18-02'),
  ],
  ['[ZJ-18] dropped without a word', authority('DECIDE', { outcome: 'DROPPED' }), null],
  ['[ZJ-18] a date after the order', order('2026-09-23'), null],
  ['[ZJ-18][E-18-01] the day of the order', order('2026-09-22'), refused('E-18-01')],
  ['[ZJ-18][E-18-01] a day before it', order('2026-09-21'), refused('E-18-01')],
  ['[ZJ-18][E-18-01] no date', order(), refused('E-18-01')],
  ['[ZJ-18] nothing to order yet', authority('ISSUE', {}, false), refused('E-00-03')],
]);
