import { testDecision } from '../../harness/decisions';

/** Kind, code and text when missing. */
type Piece = [kind: string, code: string, zh: string];

const pieces = (...rows: Piece[]) =>
  rows.map(([kind, code, zh]) => ({ kind, required: true, code, zh }));

/** The four documents of an application: a report of its own and three that are always the same. */
const four = (report: Piece) =>
  pieces(
    report,
    ['COMMITMENT_LETTER', report[1], '请上传企业承诺书'],
    ['APPLICATION_FORM', report[1], '请上传企业申请表'],
    ['EVIDENCE', report[1], '请上传佐证材料'],
  );

const supplement = four(['SUPPLEMENT_REPORT', 'CQ-E013', '请上传补录报告']);
const letter = pieces(['AUTHENTICITY_LETTER', 'CQ-E009', '请上传项目信息真实性确认函']);
const upgrade = four(['UPGRADE_REPORT', 'CQ-E304', '请上传升级报告']);
const report = pieces(
  ['FORMAL_DOCUMENT', 'CQ-E208', '请上传正式公文并作出真实性、准确性承诺'],
  ['DISTRICT_COMMITMENT', 'CQ-E208', '请上传正式公文并作出真实性、准确性承诺'],
);
const optional = { kind: 'SUPPLEMENT_REPORT', label: '入库报告', required: false };

const entry = (applicationType: string, projectCategory: string, more = {}) => ({
  flow: 'CQ-01',
  data: { applicationType, projectCategory, ...more },
});
const district = { managementLevel: 'DISTRICT' };

testDecision('cq-required-attachments', [
  ['[D-CQ-03][CQ-E013] supplement', entry('SUPPLEMENT', 'BM_GC'), supplement],
  [
    '[D-CQ-03][CQ-E009] supplement of another sector',
    entry('SUPPLEMENT', 'OTHER_GC'),
    [...supplement, ...letter],
  ],
  [
    '[D-CQ-03][CQ-E013] entry: the report is optional and has another name',
    entry('ENTRY', 'SPECIALIST'),
    [optional, ...supplement.slice(1)],
  ],
  [
    '[D-CQ-03] the general contract of a specialist, of another sector',
    entry('ENTRY', 'SPECIALIST', { part: 'PARENT', sector: '公路' }),
    [optional, ...supplement.slice(1), ...letter],
  ],
  [
    '[D-CQ-03] a specialist needs no letter of its own',
    entry('ENTRY', 'SPECIALIST', { part: 'SPECIALIST', sector: '公路' }),
    [optional, ...supplement.slice(1)],
  ],
  [
    '[D-CQ-03] before anything is filled in, all that may be asked for',
    { flow: 'CQ-01', data: {} },
    [
      { kind: 'SUPPLEMENT_REPORT', required: false },
      ...supplement.slice(1),
      { kind: 'AUTHENTICITY_LETTER', required: false },
    ],
  ],
  [
    '[D-CQ-03][CQ-E204] erratum',
    { flow: 'CQ-03', data: {} },
    four(['ERRATUM_REPORT', 'CQ-E204', '请上传勘误报告']),
  ],
  [
    '[D-CQ-03][CQ-E208] the district reports',
    { businessType: 'ERRATUM', ...district, step: 'REPORT' },
    report,
  ],
  [
    '[D-CQ-03][CQ-E209] the city applies to the ministry',
    { businessType: 'ERRATUM', managementLevel: 'CITY', step: 'TO_MINISTRY' },
    pieces(['WRITTEN_APPLICATION', 'CQ-E209', '请上传书面勘误申请']),
  ],
  ['[D-CQ-03][CQ-E304] D to B', { flow: 'CQ-04', data: {} }, upgrade],
  ['[D-CQ-03][CQ-E304] B to A', { flow: 'CQ-05', data: {} }, upgrade],
  ['[D-CQ-03][CQ-E304] D to A', { flow: 'CQ-06', data: {} }, upgrade],
  [
    '[D-CQ-03] the district reports B to A',
    { businessType: 'GRADE_B_A', ...district, step: 'REPORT' },
    report,
  ],
]);
