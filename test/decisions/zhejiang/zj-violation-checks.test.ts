import { refused, testDecision } from '../../harness/decisions';

const found = {
  data: { uscc: '甲', recordNo: 'ZJ-04-2026-000001', facts: '合同价与合同不一致' },
  refs: { uscc: { found: true }, recordNo: { found: true } },
  applicant: { organisation: 'county-330282' },
};
const { facts: _, ...silent } = found.data;
const { recordNo: __, ...omitted } = found.data;

testDecision('zj-violation-checks', [
  ['[ZJ-18] found by an authority of the province', found, null],
  [
    '[ZJ-18] by a bureau of a sector',
    { ...found, applicant: { organisation: 'sector-330000-power' } },
    null,
  ],
  [
    '[ZJ-18] omitted: there is no case',
    { ...found, data: omitted, refs: { uscc: { found: true }, recordNo: { found: false } } },
    null,
  ],
  [
    '[ZJ-18][E-18-03][E-00-01] by an authority elsewhere',
    { ...found, applicant: { organisation: 'county-500103' } },
    refused('E-00-01'),
  ],
  [
    '[ZJ-18][E-18-03][E-00-01] by somebody of no authority',
    { ...found, applicant: { organisation: 'person-1' } },
    refused('E-00-01'),
  ],
  [
    '[ZJ-18][E-18-02] nothing stated as fact',
    { ...found, data: silent },
    [{ code: 'E-18-02', field: 'facts' }],
  ],
  [
    '[ZJ-18][E-18-02] nor written, nor a number',
    {
      ...{ ...found, data: { ...found.data, facts: '', recordNo: '' } },
      refs: { uscc: { found: true }, recordNo: { found: false } },
    },
    [{ code: 'E-18-02', field: 'facts' }],
  ],
  [
    '[ZJ-18][E-18-04] no such enterprise',
    { ...found, refs: { ...found.refs, uscc: { found: false } } },
    [{ code: 'E-18-04', field: 'uscc' }],
  ],
  [
    '[ZJ-18][E-18-05] no such case',
    { ...found, refs: { ...found.refs, recordNo: { found: false } } },
    [{ code: 'E-18-05', field: 'recordNo' }],
  ],
]);
