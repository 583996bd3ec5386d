import { testDecision } from '../../harness/decisions';

const disclosure = { shownFrom: '2026-09-30', shownUntil: null };
const line = (label: string, value: string) => ({ label, value });

testDecision('zj-credit-page', [
  [
    '[ZJ-26][ZJ-13] a penalty of an enterprise',
    {
      disclosure: { ...disclosure, shownUntil: '2026-12-31' },
      content: {
        ...{ class: 'BAD', subjectType: 'ENTERPRISE', enterpriseName: '甲建设' },
        ...{ enterpriseUscc: '9133', title: '罚款', documentNo: '1号', decisionKind: 'PENALTY' },
        ...{ violatedRule: '某条例', facts: '未按图施工', effectiveOn: '2026-09-01' },
      },
      extra: [line('处理措施', '警告'), line('整改期限', '')],
    },
    [
      line('信用信息类别', '不良信用信息'),
      line('信用主体', '甲建设'),
      line('统一社会信用代码', '9133'),
      line('名称', '罚款'),
      line('处理类型', '行政处罚'),
      line('文号', '1号'),
      line('处理生效之日', '2026-09-01'),
      line('违反的规定', '某条例'),
      line('事实', '未按图施工'),
      line('处理措施', '警告'),
      line('公开日期', '2026-09-30'),
      line('公开截止日期', '2026-12-31'),
    ],
  ],
  [
    '[ZJ-26][ZJ-12] an award of a person: masked ID number, and where the person works',
    {
      disclosure,
      content: {
        ...{ class: 'GOOD', subjectType: 'PERSON', personName: '陈一', enterpriseName: '甲建设' },
        ...{ personIdNumber: '330282********1234', awardName: '甬江杯', awardLevel: 'CITY' },
      },
    },
    [
      line('信用信息类别', '良好信用信息'),
      line('信用主体', '陈一'),
      line('身份证号码', '330282********1234'),
      line('所在企业', '甲建设'),
      line('奖项名称', '甬江杯'),
      line('奖项级别', '市级'),
      line('公开日期', '2026-09-30'),
      line('公开截止日期', '长期公开'),
    ],
  ],
]);
