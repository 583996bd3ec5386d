import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';
import { DESIGNER } from './entry';
import { corrected, ERRATUM_RULES, erratum, open, personal } from './stored';

testSupported(
  'cq-erratum-checks',
  [
    ['[CQ-03] nothing to refuse', erratum(), refused()],
    ['[CQ-03][CQ-E201] unknown project', erratum({ found: false }), refused('CQ-E201')],
    [
      '[CQ-03][CQ-E201] a stage that is not stored',
      erratum({ data: { stage: 'TENDER' } }),
      refused('CQ-E201'),
    ],
    [
      '[CQ-03][CQ-E202] used in a qualification application',
      erratum({ marks: ['USED_IN_QUALIFICATION'] }),
      refused('CQ-E202'),
    ],
    [
      '[CQ-03][CQ-E202] or so declared',
      erratum({ data: { usedInQualificationDeclaration: true } }),
      refused('CQ-E202'),
    ],
    [
      '[CQ-03][CQ-E203] a stranger about the shared acceptance',
      erratum({ uscc: '91350100M000100Y43', data: { stage: 'ACCEPT' } }),
      refused('CQ-E203'),
    ],
    ['[CQ-03][CQ-E205] as it is', erratum(corrected('amount', '1200')), refused('CQ-E205')],
    ['[CQ-03][CQ-E205] nothing entered', erratum({ data: { items: [] } }), refused('CQ-E205')],
    [
      '[CQ-03][CQ-E206] an open upgrade of the stage',
      erratum({ related: [open('cq-grade-d-b', { stages: ['CONTRACT'] })] }),
      refused('CQ-E206'),
    ],
    [
      '[CQ-03][CQ-E206] somebody else’s erratum of a shared stage',
      erratum({
        data: { stage: 'ACCEPT' },
        related: [open('cq-erratum', { stage: 'ACCEPT' }, `enterprise-${DESIGNER}`)],
      }),
      refused('CQ-E206'),
    ],
    [
      '[CQ-03] somebody else’s erratum of its own contract',
      erratum({ related: [open('cq-erratum', { stage: 'CONTRACT' }, `enterprise-${DESIGNER}`)] }),
      refused(),
    ],
    ['[CQ-03][CQ-E207] left empty', erratum(corrected('contractNo', null)), refused('CQ-E207')],
    ['[CQ-03][CQ-E207] no amount', erratum(corrected('amount', '一千')), refused('CQ-E207')],
    ['[CQ-03][CQ-E207] less than nothing', erratum(corrected('amount', '-1')), refused('CQ-E207')],
    ['[CQ-03][CQ-E207] no day', erratum(corrected('signedOn', '2023-02-30')), refused('CQ-E207')],
    ['[CQ-03][CQ-E207] no credit code', erratum(corrected('owner', '9150')), refused('CQ-E207')],
    [
      '[CQ-03] personal data is never taken for the same',
      erratum(personal('owner', '9**')),
      refused(),
    ],
    [
      '[CQ-03][CQ-E207] a person that the record does not list',
      erratum(personal('personnel.0.personName', '张**')),
      refused('CQ-E207'),
    ],
    ['[CQ-03] another day', erratum(corrected('signedOn', '2023-02-28')), refused()],
    [
      '[CQ-03] all at once',
      erratum({ marks: ['USED_IN_QUALIFICATION'], ...corrected('amount', '') }),
      refused('CQ-E202', 'CQ-E207'),
    ],
  ],
  ERRATUM_RULES,
);
