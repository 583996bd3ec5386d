import { testDecision } from '../../harness/decisions';

const facts = (data: object, refs: object = {}) => ({
  ...{ case: { number: 'ZJ-2026-1' }, data, refs },
  applicant: { uscc: '乙', enterprise: { data: { name: '乙公司' } } },
});

testDecision('zj-credit-content', [
  [
    '[ZJ-12] an award of an enterprise',
    facts({
      ...{ subjectType: 'ENTERPRISE', awardName: '优质工程奖', awardLevel: 'COUNTY' },
      ...{ awardKind: 'QUALITY', awardGiver: '某市人民政府', documentNo: '1' },
    }),
    {
      key: 'ZJ-2026-1',
      title: '良好信用信息 · 优质工程奖 · 乙公司',
      holder: 'enterprise-乙',
      subjects: ['enterprise-乙'],
      content: {
        ...{ class: 'GOOD', subjectType: 'ENTERPRISE', enterpriseUscc: '乙', title: '优质工程奖' },
        ...{ awardLevel: 'COUNTY', awardKind: 'QUALITY', issuedBy: '某市人民政府', person: null },
      },
    },
  ],
  [
    '[ZJ-12][ZJ-26] of a person: number and masked name',
    facts(
      { subjectType: 'PERSON', awardName: '先进个人', person: 'P-1' },
      { person: { data: { name: '李*', idNumber: '3307****' } } },
    ),
    { content: { person: 'P-1', personName: '李*', personIdNumber: '3307****' } },
  ],
  [
    '[ZJ-15][DD-05] history, of a party outside the library: nobody to tell',
    facts(
      {
        ...{ creditClass: 'BAD', uscc: '丙', enterpriseName: '丙公司', title: '罚款' },
        ...{ issuedBy: '某局', disclosedUntil: '2022-12-30' },
      },
      { uscc: { found: false } },
    ),
    {
      ...{ title: '不良信用信息 · 罚款 · 丙公司', holder: 'enterprise-丙', subjects: [] },
      ...{ disclosedUntil: '2022-12-30', content: { class: 'BAD', issuedBy: '某局' } },
    },
  ],
  [
    '[ZJ-16] an imported result is a provincial award',
    facts(
      { award: 'QIANJIANG_CUP', uscc: '甲', enterpriseName: '甲', permitNo: '1' },
      { uscc: { found: true, data: { name: '甲公司' } } },
    ),
    {
      subjects: ['enterprise-甲'],
      content: {
        ...{ class: 'GOOD', awardName: '省“钱江杯”优质工程', awardLevel: 'PROVINCE' },
        ...{ awardKind: 'QUALITY', enterpriseName: '甲公司', projectNo: '1' },
      },
    },
  ],
]);
