import { testDecision } from '../../harness/decisions';

const of = (kind: string, data: object, status = 'ENTERED') => ({
  ...{ library: '-', kind, key: 'K', version: 1, status, data, marks: ['IN_PROGRESS'] },
  ...{ case: { number: 'ZJ-1' }, since: '2026-09-28T09:00:00+08:00' },
  ...{ over: false, disclosure: { starts: null, until: '2027-01-01T00:00:00+08:00' } },
});

testDecision('zj-exchange-body', [
  [
    '[ZJ-30] an enterprise',
    of('enterprise', { name: '甲', legalRepresentative: '方**', regPlace: '330282' }),
    { creditCode: 'K', name: '甲', regPlace: '330282', status: 'ENTERED' },
  ],
  [
    '[ZJ-30] a person by the number of the person',
    of('person', { name: '陈**', idNumber: '3307**********0011', employer: '1' }, 'LOCKED'),
    { person: 'K', employer: '1', employerName: null, status: 'LOCKED' },
  ],
  [
    '[ZJ-30] a certificate',
    of('qualification', { person: 'P-1', category: 'TITLE', certificateNo: 'ZC-1', employer: '1' }),
    { person: 'P-1', category: 'TITLE', certificateNo: 'ZC-1' },
  ],
  [
    '[ZJ-30] a project',
    of('project', { projectName: '示例', enterpriseUscc: '1' }),
    { permitNo: 'K', projectName: '示例', enterpriseUscc: '1', inProgress: true },
  ],
  [
    '[ZJ-30] performance',
    of('representative', { projectName: '示例' }, 'IN_LIBRARY'),
    { caseNumber: 'ZJ-1', projectName: '示例', status: 'IN_LIBRARY' },
  ],
  [
    '[ZJ-30] a credit record',
    of('credit', { class: 'BAD', enterpriseUscc: '1', reason: '内部' }, 'PUBLISHED'),
    { recordNo: 'K', class: 'BAD', shownUntil: '2027-01-01T00:00:00+08:00' },
  ],
]);
