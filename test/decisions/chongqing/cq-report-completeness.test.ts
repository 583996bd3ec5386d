import { testDecision } from '../../harness/decisions';

const REPORT = { documentNo: '渝某建文〔2024〕18号', documentDate: '2024-10-12', commitment: true };
const KINDS = ['ERRATUM_REPORT', 'COMMITMENT_LETTER', 'APPLICATION_FORM', 'EVIDENCE'];

const reported = (report: object, attachmentKinds = KINDS) => ({
  report: { ...REPORT, ...report },
  attachmentKinds,
});
const lacks = (...kinds: string[]) => kinds.map((kind) => ({ kind }));

testDecision('cq-report-completeness', [
  ['[CQ-07] all there', reported({}), null],
  [
    '[CQ-07] an upgrade has a report of another name',
    reported({}, ['UPGRADE_REPORT', ...KINDS.slice(1)]),
    null,
  ],
  ['[CQ-07] no number', reported({ documentNo: null }), lacks('FORMAL_DOCUMENT')],
  ['[CQ-07] no date', reported({ documentDate: '' }), lacks('DOCUMENT_DATE')],
  ['[CQ-07] of another project', reported({ coversProject: false }), lacks('COVERS_PROJECT')],
  ['[CQ-07] no commitment', reported({ commitment: false }), lacks('DISTRICT_COMMITMENT')],
  ['[CQ-07] not approved', reported({ approved: false }), lacks('DISTRICT_APPROVAL')],
  [
    '[CQ-07] nothing of the enterprise',
    reported({}, []),
    lacks('REPORT', 'COMMITMENT_LETTER', 'APPLICATION_FORM', 'EVIDENCE'),
  ],
]);
