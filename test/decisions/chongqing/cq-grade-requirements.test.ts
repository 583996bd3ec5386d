import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';
import { GRADE_RULES, grades, open, upgrade } from './stored';

const both = { stages: ['CONTRACT', 'ACCEPT'] };

testSupported(
  'cq-grade-requirements',
  [
    ['[D-CQ-08][CQ-04] D to B', upgrade('CQ-04'), refused()],
    ['[CQ-04] C is taken like D', upgrade('CQ-04', { entries: grades('C') }), refused()],
    ['[CQ-05] B to A', upgrade('CQ-05', { entries: grades('B') }), refused()],
    ['[CQ-06] D to A', upgrade('CQ-06', { level: 'CITY' }), refused()],
    ['[CQ-06] B to A', upgrade('CQ-06', { level: 'CITY', entries: grades('B') }), refused()],
    [
      '[CQ-04] used in a qualification application: no matter',
      upgrade('CQ-04', { marks: ['USED_IN_QUALIFICATION'] }),
      refused(),
    ],
    ['[CQ-04][CQ-E301] not stored', upgrade('CQ-04', { found: false }), refused('CQ-E301')],
    [
      '[CQ-04][CQ-E302] B to B',
      upgrade('CQ-04', { entries: grades('B') }),
      [{ code: 'CQ-E302', zh: '当前等级不是D级' }],
    ],
    [
      '[CQ-05][CQ-E302] of two stages, one is D: it is named',
      upgrade('CQ-05', { data: both, entries: grades('B', 'D') }),
      [{ code: 'CQ-E302', zh: '当前等级不是B级（竣工验收）' }],
    ],
    [
      '[CQ-04][CQ-E303] city-managed',
      upgrade('CQ-04', { level: 'CITY' }),
      [{ code: 'CQ-E303', zh: '市管项目请申请由D级升为A级' }],
    ],
    [
      '[CQ-05][CQ-E303] city-managed, B to A',
      upgrade('CQ-05', { level: 'CITY', entries: grades('B') }),
      refused('CQ-E303'),
    ],
    [
      '[CQ-06][CQ-E303] city-managed, only to B',
      upgrade('CQ-06', { level: 'CITY', data: { targetGrade: 'B' } }),
      refused('CQ-E303'),
    ],
    ['[CQ-06][CQ-E305] district-managed', upgrade('CQ-06'), refused('CQ-E305')],
    [
      '[CQ-04][CQ-E305] A asked for with the form for B',
      upgrade('CQ-04', { data: { targetGrade: 'A' } }),
      refused('CQ-E305'),
    ],
    [
      '[CQ-06][CQ-E306] A already',
      upgrade('CQ-06', { level: 'CITY', entries: grades('A') }),
      refused('CQ-E306'),
    ],
    ['[CQ-04][CQ-E306] to C', upgrade('CQ-04', { data: { targetGrade: 'C' } }), refused('CQ-E306')],
    [
      '[CQ-04][CQ-E307] a stranger about the shared acceptance',
      upgrade('CQ-04', { uscc: '91350100M000100Y43', data: { stages: ['ACCEPT'] } }),
      refused('CQ-E307'),
    ],
    [
      '[CQ-04][CQ-E308] an open erratum of the stage',
      upgrade('CQ-04', { related: [open('cq-erratum', { stage: 'CONTRACT' })] }),
      refused('CQ-E308'),
    ],
    ['[CQ-04][CQ-E309] no stage', upgrade('CQ-04', { data: { stages: [] } }), refused('CQ-E309')],
    [
      '[CQ-06][CQ-E310] district-managed, B',
      upgrade('CQ-06', { entries: grades('B') }),
      refused('CQ-E310'),
    ],
    [
      '[CQ-06][CQ-E305][CQ-E310] each stage by itself',
      upgrade('CQ-06', { data: both, entries: grades('B', 'D') }),
      [
        { code: 'CQ-E305', zh: '等级须逐级提升：请先升为B级，再申请A级（竣工验收）' },
        { code: 'CQ-E310', zh: '该项目为区（县）管项目，请按B升A流程办理（合同登记）' },
      ],
    ],
  ],
  GRADE_RULES,
);
