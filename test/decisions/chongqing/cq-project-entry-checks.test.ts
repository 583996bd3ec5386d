import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';
import {
  application,
  CONTRACTOR,
  DESIGNER,
  ENTRY_RULES,
  other,
  record,
  specialist,
  supplement,
} from './entry';

const ofSector = { projectCategory: 'OTHER_GC', sector: '公路', stages: ['BASIC', 'CONTRACT'] };
const highway = (data: object) =>
  application({ permit: null, data: { ...ofSector, letterIssuerType: 'OWNER', ...data } });
const parentPart = (status: string) =>
  other(status, { projectCategory: 'BM_GC', part: 'PARENT', stages: ['BASIC'] });

testSupported(
  'cq-project-entry-checks',
  [
    ['[CQ-01] an entry with nothing wrong', application(), refused()],
    ['[CQ-01] a supplement on the last day', supplement(), refused()],
    [
      '[CQ-01][CQ-E001] entry the day before it opens',
      application({ today: '2023-12-31' }),
      refused('CQ-E001'),
    ],
    [
      '[CQ-01][CQ-E002] supplement one day too late',
      supplement({ today: '2025-01-01' }),
      refused('CQ-E002'),
    ],
    [
      '[CQ-01][CQ-E002] corrected later: the first submission counts',
      { ...supplement({ today: '2025-01-20' }), firstSubmitted: '2024-12-31', round: 2 },
      refused(),
    ],
    [
      '[CQ-01][CQ-E003] supplement of a project not accepted yet',
      supplement({ data: { completionAcceptanceDate: '' } }),
      [{ code: 'CQ-E003', useInstead: 'cq-project-entry?applicationType=ENTRY' }],
    ],
    [
      '[CQ-01][CQ-E003] or accepted a day too late',
      supplement({ data: { completionAcceptanceDate: '2024-01-01' } }),
      refused('CQ-E003'),
    ],
    [
      '[CQ-01][CQ-E004] all stored',
      application({
        entries: [record('CONTRACT', CONTRACTOR), record('INDICATOR', CONTRACTOR)],
      }),
      [{ code: 'CQ-E004', zh: '该项目已入库，不得补录，如信息有误请申请勘误' }],
    ],
    [
      '[CQ-01][CQ-E004] one of two stored: named',
      application({ entries: [record('CONTRACT', CONTRACTOR)] }),
      [{ code: 'CQ-E004', zh: '该项目已入库，不得补录，如信息有误请申请勘误（合同登记）' }],
    ],
    [
      '[CQ-01] another participant has stored a contract of its own',
      application({ entries: [record('CONTRACT', DESIGNER)] }),
      refused(),
    ],
    [
      '[CQ-01] fed records do not count',
      supplement({
        data: { stages: ['BASIC', 'TENDER', 'CONTRACT', 'DRAWING', 'ACCEPT', 'INDICATOR'] },
        entries: [record('BASIC', '-')],
      }),
      refused(),
    ],
    [
      '[CQ-01][CQ-E005] an old project through the entry route',
      application({ data: { completionAcceptanceDate: '2023-11-20' } }),
      refused('CQ-E005'),
    ],
    [
      '[CQ-01][CQ-E005] also after supplements closed',
      application({ today: '2025-02-10', data: { completionAcceptanceDate: '2023-11-20' } }),
      refused('CQ-E005'),
    ],
    [
      '[CQ-01][CQ-E006] outside Chongqing',
      application({ data: { regionCode: '510107' } }),
      refused('CQ-E006'),
    ],
    [
      '[CQ-01][CQ-E007][CQ-E008] stages that the permit system pushes',
      application({ data: { stages: ['BASIC', 'CONTRACT', 'PERMIT'] } }),
      refused('CQ-E007', 'CQ-E008'),
    ],
    [
      '[CQ-01][CQ-E010] sector authority, letter of the owner',
      highway({ hasSectorAuthority: true }),
      refused('CQ-E010'),
    ],
    [
      '[CQ-01] no sector authority, letter of the owner',
      highway({ hasSectorAuthority: false }),
      refused(),
    ],
    [
      '[CQ-01][CQ-E010] no sector authority, letter of somebody else',
      highway({ hasSectorAuthority: false, letterIssuerType: 'SECTOR_AUTHORITY' }),
      refused('CQ-E010'),
    ],
    [
      '[CQ-01] specialist, parent on the national platform',
      specialist({ project: { found: true, status: 'PARTLY_STORED' } }),
      refused(),
    ],
    ['[CQ-01][CQ-E011] specialist without parent', specialist(), refused('CQ-E011')],
    [
      '[CQ-01][CQ-E011] another specialist is no parent',
      specialist({ related: [other('STORED', { projectCategory: 'SPECIALIST' })] }),
      refused('CQ-E011'),
    ],
    [
      '[CQ-01][CQ-E012] parent not verified yet',
      specialist({ related: [parentPart('VERIFYING')] }),
      refused('CQ-E012'),
    ],
    [
      '[CQ-01][CQ-E012] parent given up',
      specialist({ related: [parentPart('WITHDRAWN')] }),
      refused('CQ-E012'),
    ],
    ['[CQ-01] parent in publicity', specialist({ related: [parentPart('PUBLICITY')] }), refused()],
    [
      '[CQ-01][CQ-E014] not qualified',
      supplement({ data: { acceptanceResult: 'UNQUALIFIED' } }),
      refused('CQ-E014'),
    ],
    [
      '[CQ-01] not asked of specialists',
      specialist({
        today: '2024-05-06',
        project: { found: true, status: 'FULLY_STORED' },
        data: { applicationType: 'SUPPLEMENT', completionAcceptanceDate: '2023-06-01' },
      }),
      refused(),
    ],
    ['[CQ-01][CQ-E015] a stranger', application({ uscc: DESIGNER }), refused('CQ-E015')],
    [
      '[CQ-01] a participant that the project knows',
      application({
        uscc: DESIGNER,
        project: { found: true, data: { participants: [{ uscc: DESIGNER }] } },
      }),
      refused(),
    ],
    [
      '[CQ-01][CQ-E015] acceptance is the contractor’s',
      application({ data: { applicantRole: 'DESIGN', stages: ['ACCEPT'] } }),
      refused('CQ-E015'),
    ],
    [
      '[CQ-01][CQ-E016] a shared stage is in somebody’s application',
      application({
        data: { stages: ['DRAWING', 'CONTRACT'] },
        related: [
          other('VERIFYING', { projectCategory: 'BM_GC', stages: ['DRAWING', 'CONTRACT'] }),
        ],
      }),
      [{ code: 'CQ-E016', zh: '该环节已有在办申请（施工图审查）' }],
    ],
    [
      '[CQ-01][CQ-E016] an own stage in an own application',
      application({
        related: [
          other(
            'RETURNED',
            { projectCategory: 'BM_GC', stages: ['CONTRACT', 'INDICATOR'] },
            { applicant: `enterprise-${CONTRACTOR}` },
          ),
        ],
      }),
      refused('CQ-E016'),
    ],
    ['[CQ-01][CQ-E017] no permit feed', application({ permit: null }), refused('CQ-E017')],
    [
      '[CQ-01] a general contract entered for a specialist needs none',
      application({
        permit: null,
        data: { part: 'PARENT', stages: ['BASIC', 'TENDER', 'CONTRACT', 'ACCEPT'] },
      }),
      refused(),
    ],
    [
      '[CQ-01][CQ-E018] numbers that cannot be',
      {
        ...application({
          region: { found: false },
          data: { regionCode: '500999', managerId: '500***********0010' },
          participants: [{ uscc: { valid: false, found: false } }],
          project: { valid: false },
        }),
      },
      refused('CQ-E018', 'CQ-E018', 'CQ-E018'),
    ],
    [
      '[CQ-01][CQ-E018] an ID number in a group',
      (() => {
        const facts = application({ data: { tender: { managerId: '5001', agency: '' } } });
        const tender = { managerId: { valid: false }, agency: { valid: false, found: false } };
        return { ...facts, refs: { ...facts.refs, tender } };
      })(),
      [{ code: 'CQ-E018', zh: '身份证号码校验不通过' }],
    ],
    [
      '[CQ-01][CQ-E018] a record number of another project',
      (() => {
        const facts = application({ data: { tender: { tenderNo: '5001032403110199-BD-001' } } });
        const tender = {
          tenderNo: { valid: true, projectNo: '5001032403110199', stage: 'TENDER' },
        };
        return { ...facts, refs: { ...facts.refs, tender } };
      })(),
      [{ code: 'CQ-E018', zh: '环节记录编号校验不通过' }],
    ],
    [
      '[CQ-01][CQ-E019] tendering of a specialist',
      specialist({
        project: { found: true, status: 'FULLY_STORED' },
        data: { stages: ['TENDER', 'CONTRACT'] },
      }),
      [{ code: 'CQ-E019', zh: '该类别项目无需录入此环节（招投标）' }],
    ],
    [
      '[CQ-01][CQ-E020] a supplement without two mandatory stages, one not applicable',
      supplement({ data: { stages: ['CONTRACT', 'ACCEPT'], notApplicable: ['TENDER'] } }),
      [{ code: 'CQ-E020', zh: '补录须一次填报全部必填环节，尚缺：施工图审查、业绩指标' }],
    ],
    [
      '[CQ-01] the designer supplements what is left for it',
      supplement({
        uscc: DESIGNER,
        data: {
          applicantRole: 'DESIGN',
          stages: ['TENDER', 'CONTRACT', 'INDICATOR'],
          participants: [{ uscc: DESIGNER }],
        },
        entries: [record('DRAWING', '-'), record('ACCEPT', '-')],
      }),
      refused(),
    ],
    [
      '[CQ-01] all at once',
      supplement({
        today: '2025-01-01',
        uscc: DESIGNER,
        data: { regionCode: '510107', acceptanceResult: 'UNQUALIFIED' },
      }),
      refused('CQ-E002', 'CQ-E006', 'CQ-E014', 'CQ-E015'),
    ],
  ],
  ENTRY_RULES,
);
