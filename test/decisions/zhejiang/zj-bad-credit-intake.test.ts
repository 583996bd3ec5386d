import { testDecision } from '../../harness/decisions';

const facts = (data: object, found: boolean) => ({
  ...{ applicant: { organisation: 'city-330100' }, refs: { enterpriseUscc: { found } } },
  data: { creditClass: 'BAD', enterpriseName: '甲', enterpriseUscc: '9133', ...data },
  rules: {
    'zj-bad-credit-source': { basis: 'SELF', deadlineKey: 'BAD_OWN_7' },
    'zj-bad-credit-duty': { from: '2026-02-11', places: { own: 'city-330100' } },
  },
});

testDecision('zj-bad-credit-intake', [
  [
    '[ZJ-13] of an enterprise of the library, which is told',
    facts({ documentNo: '1号', facts: '未按图施工' }, true),
    {
      title: '不良信用信息 · 甲 · 1号',
      parties: { applicant: 'city-330100' },
      variables: {
        ...{ basis: 'SELF', deadlineKey: 'BAD_OWN_7', from: '2026-02-11T00:00:00+08:00' },
        ...{ facts: '未按图施工', subjects: ['enterprise-9133'] },
      },
    },
  ],
  [
    '[ZJ-14][DD-05] a person, of an enterprise that is in no library',
    facts({ creditClass: 'BLACKLIST', subjectType: 'PERSON', personName: '陈一' }, false),
    { title: '黑名单信息 · 陈一', variables: { subjects: [] } },
  ],
]);
