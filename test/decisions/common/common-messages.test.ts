import { testDecision } from '../../harness/decisions';

const facts = { case: { title: '某业绩' }, task: { name: '审核' } };

/** Key and what the message must say. */
const table: Record<string, string> = {
  TASK_OFFERED: '审核',
  CASE_NOT_APPROVED: '审核未通过',
  CASE_ENTERED: '已入库',
  REVIEW_OVERDUE: '审核逾期',
  VERIFICATION_FALSE: '诚信记录并公示',
  VERIFICATION_CLOSED: '没有核实',
  REVIEW_REMINDER: '即将届满',
  CORRECTION_REMINDER: '即将届满',
  SUPPLEMENT_NEEDED: '补充合同登记信息',
  HIST_SUPPLEMENT_NEEDED: '补',
  HIST_ENTRY_CLOSED: '截止',
  HIST_CLOSED: '截止',
  ENTRY_OVERDUE: '填报逾期',
  OPINION_OVERDUE: '会签逾期',
  URGING_NOTICE_ISSUED: '先回复督促单',
  GC_CONFIRM_REMINDER: '即将届满',
  GC_CONFIRM_OVERDUE: '未在规定期限内',
  SUBCONTRACT_RETURNED: '退回',
  SUBCONTRACT_CONFIRMED: '确认',
  URGING_NOTICE_REPLIED: '回复督促单',
  GC_UNCONFIRMED: '总承包企业未确认',
  PERMIT_PUSHED: '已推送',
  ENTERPRISE_ENTERED: '基础数据库',
  ENTERPRISE_FALSE: '虚假',
  VERIFICATION_DOUBTFUL: '存疑库',
  COMPLAINT_UPHELD: '公示已撤回',
  PERFORMANCE_USABLE: '公示期满',
  VIOLATION_WARNED: '予以警告',
  RECTIFICATION_ORDERED: '责令你单位限期整改',
  RECORD_OVERDUE: '录入逾期',
  RECTIFICATION_OVERDUE: '逾期未整改',
  RECTIFICATION_REPORTED: '请复查',
  VIOLATION_RECTIFIED: '记录保留',
  CQ_RETURNED: '退回补正',
  CQ_REJECTED: '不予通过',
  CQ_PUBLICITY_STARTED: '自动公示',
  CQ_PUBLICITY_ENDED: '公示期已满',
  CQ_OBJECTION: '公示计时中止',
  CQ_OBJECTION_DECIDED: '异议已处理',
  CQ_PUSH_FAILED: '重推',
  CQ_PUSH_REFUSED: '重新推送或退回补正',
  CQ_SUBMITTED: '待核实',
  CQ_STORED: '已推送全国平台',
  CQ_TERMINATED: '逾期未补正',
  CQ_WITHDRAWN: '撤回',
  CQ_OVERDUE: '超时未办',
  CQ_KEY_CHECK_OPENED: '重点检查',
  CQ_E202_ENDED: '已用于资质申报',
  CQ_INCOMPLETE: '材料不齐',
  CQ_TO_MINISTRY: '待报住房城乡建设部',
  CQ_MINISTRY_REFUSED: '数据不变',
  CQ_CORRECTED: '已勘误',
  CQ_GRADED: '结果见案卷',
  CQ_CITY_REFUSED: '不予确认',
  CQ_SAMPLE_FAILED: '抽查不合格',
  CQ_COMPLAINT_DISMISSED: '不予受理',
  CQ_COMPLAINT_CLOSED: '已办结',
  CQ_DRAW_MISSING: '没有抽取',
  CORRECTION_OVERDUE: '补正期限已到',
  TASK_REASSIGNED: '改派',
  CASE_TERMINATED: '终止',
};

testDecision('common-messages', [
  ...Object.entries(table).map(([message, part]) => {
    const says = expect.stringMatching(new RegExp(`某业绩.*${part}|${part}.*某业绩`));
    const expected = { subject: expect.any(String), body: says };
    return [`[GR-08] ${message}`, { message, ...facts }, expected] as [string, object, unknown];
  }),
  [
    '[R9] what is missing is named in the message',
    { message: 'CQ_INCOMPLETE', ...facts, case: { title: '某业绩', reason: '缺少企业申请表' } },
    { body: expect.stringContaining('材料不齐或须重新核实：缺少企业申请表。') },
  ],
  ...[
    'CQ_RETURNED',
    'CQ_REJECTED',
    'CQ_CITY_REFUSED',
    'SUBCONTRACT_RETURNED',
    'CASE_NOT_APPROVED',
    'ENTERPRISE_FALSE',
    'COMPLAINT_UPHELD',
  ].map(
    (message) =>
      [
        `[R9] ${message} says why`,
        { message, ...facts, case: { title: '某业绩', reason: '缺少佐证材料' } },
        { body: expect.stringContaining('理由：缺少佐证材料。') },
      ] as [string, object, unknown],
  ),
  ['[GR-08] a message nobody worded is none', { message: 'X', ...facts }, null],
]);
