import { testDecision } from '../../harness/decisions';

const facts = (data: object) => ({
  ...{ case: { number: 'ZJ-13-2026-000001' }, publicFacts: '未按图施工' },
  refs: { enterpriseUscc: { data: { name: '甲建设' } }, personIdNumber: { person: 'P-1' } },
  data: {
    ...{ creditClass: 'BAD', subjectType: 'ENTERPRISE', enterpriseUscc: '9133', title: '罚款' },
    ...data,
  },
});

testDecision('zj-bad-credit-record', [
  [
    '[ZJ-13] by the number of the case; what is public is what the authority says',
    facts({ effectiveOn: '2026-02-11', documentNo: '1号', facts: '内部' }),
    {
      ...{ key: 'ZJ-13-2026-000001', title: '不良信用信息 · 甲建设 · 罚款' },
      holder: 'enterprise-9133',
      content: {
        ...{ class: 'BAD', subjectType: 'ENTERPRISE', enterpriseName: '甲建设', person: null },
        ...{ documentNo: '1号', effectiveOn: '2026-02-11', facts: '未按图施工' },
      },
    },
  ],
  [
    '[ZJ-14][ZJ-26] of a person: by name, the ID number masked, held by no enterprise',
    facts({
      ...{ creditClass: 'BLACKLIST', subjectType: 'PERSON', personName: '陈一' },
      personIdNumber: '3302**********1234',
    }),
    {
      ...{ title: '黑名单信息 · 陈一 · 罚款', holder: '' },
      content: { person: 'P-1', personName: '陈一', personIdNumber: '3302**********1234' },
    },
  ],
]);
