import { refused, testDecision } from '../../harness/decisions';

const READING = {
  ...{ answered: true, found: true },
  data: { idNumber: '330***********0011', name: '李**', signedAt: '2026-09-28T01:00:00.000Z' },
};
const CARD = 'P-0000000000000000AAAA';
const SILENT = { answered: false, found: false };
const NONE = { answered: true, found: false };

interface Given {
  status?: string;
  reading?: object;
  person?: object;
  source?: object;
  holder?: string;
  data?: object;
  label?: string | null;
  downloaded?: boolean;
  related?: object[];
  duplicates?: number;
}

function facts(given: Given = {}) {
  const { label = '注册执业人员', downloaded = true, reading = READING } = given;
  return {
    data: {
      readingNo: 'R-1',
      category: 'REGISTERED',
      ...{ sourceRecordId: 'RY-1', registeredCategory: 'REGISTERED' },
      ...{ isEngOrEconDegree: 'YES', isFullTimeDegree: 'NO' },
      ...{ graduationSchool: '虚构理工大学', graduationDate: '2008-06-30' },
      ...given.data,
    },
    refs: {
      readingNo: reading,
      identity: { idNumber: { valid: true, person: CARD, found: false, ...given.person } },
      sourceRecordId: given.source ?? { answered: true, found: true },
      registeredIdNumber: { valid: true, person: given.holder ?? CARD },
    },
    rules: { 'zj-person-categories': { label, downloaded } },
    related: given.related ?? [],
    duplicates: given.duplicates ?? 0,
    applicant: {
      organisation: 'enterprise-1',
      uscc: '1',
      enterprise: { found: true, status: given.status ?? 'ENTERED' },
    },
    ...{ today: '2026-09-28', firstSubmitted: '2026-09-28' },
  };
}

const employed = (status: string, employer: string | null) => {
  return { found: true, status, data: { employer } };
};
const other = (status: string, applicant: string, open = true) => {
  return { flow: 'ZJ-01', status, applicant, open };
};
const titleData = { category: 'TITLE', titleCertificateNo: 'ZC-1' };
const title = { isEngTitle: 'YES', titleCertName: '工程师', titleIssueDate: '2015-12-01' };
const ofTitle = { label: '职称人员', downloaded: false };

testDecision('zj-person-checks', [
  ['[ZJ-01] nothing to refuse', facts(), refused()],
  [
    '[ZJ-01][E-01-01] the enterprise is not entered',
    facts({ status: 'DOUBTFUL' }),
    refused('E-01-01'),
  ],
  ['[ZJ-01][E-01-02] no card was read', facts({ reading: NONE }), refused('E-01-02')],
  ['[ZJ-01][E-01-12] the readers do not answer', facts({ reading: SILENT }), refused('E-01-12')],
  [
    '[ZJ-01][E-01-02] a reading of 31 days ago',
    facts({
      reading: { ...READING, data: { ...READING.data, signedAt: '2026-08-27T16:30:00.000Z' } },
    }),
    refused('E-01-02'),
  ],
  [
    '[ZJ-01] a reading of 30 days ago, by the day in Shanghai',
    facts({
      reading: { ...READING, data: { ...READING.data, signedAt: '2026-08-28T16:30:00.000Z' } },
    }),
    refused(),
  ],
  ['[ZJ-01][E-01-03] at another', facts({ person: employed('LOCKED', '2') }), refused('E-01-03')],
  ['[ZJ-01] at this one', facts({ person: employed('LOCKED', '1') }), refused()],
  ['[ZJ-01][E-01-11] unlocked', facts({ person: employed('UNLOCKED', null) }), refused('E-01-11')],
  ['[ZJ-01][E-01-04] no category', facts({ label: null, downloaded: false }), refused('E-01-04')],
  ['[ZJ-01][E-01-05] not downloaded', facts({ source: NONE }), refused('E-01-05')],
  ["[ZJ-01][E-01-05] another's record", facts({ holder: 'P-B' }), refused('E-01-05')],
  [
    '[ZJ-01][E-01-05] a record of another category',
    facts({ data: { registeredCategory: 'SITE' } }),
    refused('E-01-05'),
  ],
  ['[ZJ-01][E-01-13] the registers do not answer', facts({ source: SILENT }), refused('E-01-13')],
  [
    '[ZJ-01][E-01-07] an indicator of the degree is missing',
    facts({ data: { graduationSchool: '' } }),
    [{ code: 'E-01-07', field: 'graduationSchool' }],
  ],
  [
    '[ZJ-01][E-01-07] and the first of several is named',
    facts({ data: { isFullTimeDegree: null, graduationSchool: '' } }),
    [{ code: 'E-01-07', field: 'isFullTimeDegree' }],
  ],
  ['[ZJ-01] a title', facts({ ...ofTitle, data: { ...titleData, ...title } }), refused()],
  [
    '[ZJ-01][E-01-07] of a title',
    facts({ ...ofTitle, data: titleData }),
    [{ code: 'E-01-07', field: 'isEngTitle' }],
  ],
  [
    '[ZJ-01][E-01-07] who says to have one',
    facts({ data: { hasTitle: 'YES', ...title, titleIssueDate: null } }),
    [{ code: 'E-01-07', field: 'titleIssueDate' }],
  ],
  [
    '[ZJ-01][E-01-14] a graduation to come',
    facts({ data: { graduationDate: '2026-09-29' } }),
    [{ code: 'E-01-14', field: 'graduationDate' }],
  ],
  ['[ZJ-01][E-01-08] a wrong number', facts({ person: { valid: false } }), refused('E-01-08')],
  [
    '[ZJ-01][E-01-09] being reviewed for another',
    facts({ related: [other('SUBMITTED', 'enterprise-2')] }),
    refused('E-01-09'),
  ],
  [
    '[ZJ-01] sent back to another, or reviewed for this one',
    facts({ related: [other('NOT_APPROVED', 'enterprise-2'), other('SUBMITTED', 'enterprise-1')] }),
    refused(),
  ],
  [
    '[ZJ-01][E-01-10] the same certificate',
    facts({ duplicates: 1 }),
    [{ code: 'E-01-10', useInstead: 'zj-person-change' }],
  ],
]);
