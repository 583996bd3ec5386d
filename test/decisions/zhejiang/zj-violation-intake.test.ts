import { testDecision } from '../../harness/decisions';

const found = {
  data: {
    violation: 'FALSE_INFO',
    uscc: '9133',
    record: '示例家园',
    recordNo: 'ZJ-04-2026-000001',
  },
  refs: {
    uscc: { found: true, data: { name: '甲' } },
    recordNo: { found: true, authority: 'county-330282' },
  },
  applicant: { organisation: 'county-330109' },
};
const { recordNo: _, ...omitted } = found.data;

testDecision('zj-violation-intake', [
  [
    '[ZJ-18][OP-38] whoever reviews the record decides; the enterprise is no party yet',
    found,
    {
      title: '信息录入违规 · 甲 · ZJ-04-2026-000001',
      parties: { applicant: 'county-330109' },
      variables: {
        lead: { violation: 'FALSE_INFO', uscc: '9133', places: { own: 'county-330282' } },
      },
    },
  ],
  [
    '[ZJ-18][OP-38] without a case, or one that nobody reviews yet: whoever found it',
    { ...found, data: omitted, refs: { uscc: found.refs.uscc, recordNo: { found: false } } },
    {
      title: '信息录入违规 · 甲 · 示例家园',
      variables: { lead: { places: { own: 'county-330109' } } },
    },
  ],
]);
