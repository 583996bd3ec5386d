import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';
import { act, everyAct, withdrawal } from './acts';

const on = { data: { stages: ['TENDER', 'CONTRACT', 'ACCEPT'], notApplicable: ['TENDER'] } };
const confirmed = (verdicts?: object) => act('VERIFY', { outcome: 'CONFIRMED', verdicts }, { on });

/** Confirmed, of another sector's project. */
const byOwner = (given: object, hasSectorAuthority = false) =>
  act(
    'VERIFY',
    { outcome: 'CONFIRMED', verdicts: { CONTRACT: 'TRUE' }, ...given },
    { on: { data: { projectCategory: 'OTHER_GC', hasSectorAuthority, stages: ['CONTRACT'] } } },
  );

testActs(
  'cq-project-entry-acts',
  [
    ...everyAct('CQ-02', 'VERIFY', 'RETURNED'),
    ...withdrawal('CQ-01', 'PENDING_VERIFY', 'VERIFYING'),
    [
      '[CQ-02][CQ-01-R17] all stages true, or not applicable',
      confirmed({ CONTRACT: 'TRUE', ACCEPT: 'TRUE', TENDER: 'NA' }),
      refused(),
    ],
    ['[CQ-02][CQ-E102] no verdicts', confirmed(), refused('CQ-E102')],
    ['[CQ-02][CQ-E102] one missing', confirmed({ CONTRACT: 'TRUE' }), refused('CQ-E102')],
    [
      '[CQ-02][CQ-E102] one to be corrected',
      confirmed({ CONTRACT: 'TRUE', ACCEPT: 'FIX' }),
      refused('CQ-E102'),
    ],
    [
      '[CQ-02][CQ-E102] not applicable is not for a stage that was submitted',
      confirmed({ CONTRACT: 'NA', ACCEPT: 'TRUE' }),
      refused('CQ-E102'),
    ],
    [
      '[CQ-02] returned with what was found',
      act(
        'VERIFY',
        { outcome: 'RETURNED', opinion: '合同金额不符', verdicts: { CONTRACT: 'FIX' } },
        { on },
      ),
      refused(),
    ],
    [
      '[CQ-01L][CQ-E106] no sector authority: the reviewer has to confirm it',
      byOwner({}),
      refused('CQ-E106'),
    ],
    ['[CQ-01L][CQ-01L-R03] confirmed', byOwner({ noAuthorityConfirmed: true }), refused()],
    ['[CQ-01L] a letter of the sector authority', byOwner({}, true), refused()],
    [
      '[CQ-02][CQ-E103] a refused push returned without opinion',
      act('RETRY_PUSH', { outcome: 'RETURNED' }, { on: { status: 'PUSH_FAILED' } }),
      refused('CQ-E103'),
    ],
    [
      '[CQ-02][CQ-E104] pushed again while in publicity',
      act('RETRY_PUSH', {}, { on: { status: 'PUBLICITY' } }),
      refused('CQ-E104'),
    ],
    [
      '[CQ-02] pushed again after the tries failed',
      act('RETRY_PUSH', {}, { on: { status: 'PUSH_FAILED' } }),
      refused(),
    ],
  ],
  ['cq-acts'],
);
