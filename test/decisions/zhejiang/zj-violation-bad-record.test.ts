import { testDecision } from '../../harness/decisions';

const imposed = {
  case: {
    number: 'ZJ-18-2026-000001',
    parties: { authority: 'county-330282' },
    places: { authority: '慈溪市' },
  },
  data: { violation: 'FALSE_INFO', uscc: '9133', enterpriseName: '甲' },
  refs: { uscc: { found: true, data: { name: '甲建设' } } },
  publicFacts: '合同价不实。',
  measures: [{ label: '依法予以警告' }, { label: '责令限期整改' }],
  order: { warningNo: '3号', rectifyContent: '更正', rectifyDue: '2026-10-20' },
  from: '2026-09-22T10:00:00+08:00',
};
const kind = (violation: string) => ({ ...imposed, data: { ...imposed.data, violation } });

testDecision('zj-violation-bad-record', [
  [
    '[ZJ-18] by the number of the case, with all that was imposed',
    imposed,
    {
      key: 'ZJ-18-2026-000001',
      title: '不良行为记录 · 甲建设 · 提供虚假信息',
      content: {
        ...{ enterpriseUscc: '9133', class: 'BAD', violation: 'FALSE_INFO', documentNo: '3号' },
        ...{ issuedBy: '慈溪市建设主管部门', title: '提供虚假信息', facts: '合同价不实。' },
        ...{ effectiveOn: '2026-09-22', measures: ['依法予以警告', '责令限期整改'] },
      },
      lines: expect.arrayContaining([
        { label: '处理措施', value: '依法予以警告；责令限期整改' },
        { label: '整改期限', value: '2026-10-20' },
      ]),
    },
  ],
  [
    '[ZJ-18][ZJ-17][DD-07] of what was verified as false: the record that is there',
    {
      ...{ ...imposed, data: { ...imposed.data, recordNo: 'ZJ-23-2026-000007' } },
      refs: { ...imposed.refs, recordNo: { found: true, credit: { found: true } } },
    },
    { key: 'ZJ-23-2026-000007' },
  ],
  ['[ZJ-18] late', kind('LATE'), { title: '不良行为记录 · 甲建设 · 迟报信息' }],
  ['[ZJ-18] omitted', kind('OMITTED'), { title: '不良行为记录 · 甲建设 · 漏报信息' }],
  [
    '[ZJ-18] an enterprise that is in the library no more: as it was called',
    { ...imposed, refs: { uscc: { found: false } } },
    { content: { enterpriseName: '甲' } },
  ],
]);
