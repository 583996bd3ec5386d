import { testDecision } from '../../harness/decisions';

const facts = { case: { title: '某业绩' }, task: { name: '审核' } };

/** Key and what the message must say. */
const table: Record<string, string> = {
  TASK_OFFERED: '审核',
  CASE_NOT_APPROVED: '审核未通过',
  CASE_ENTERED: '已入库',
  REVIEW_OVERDUE: '审核逾期',
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
  ENTERPRISE_DOUBTFUL: '存疑库',
};

testDecision('common-messages', [
  ...Object.entries(table).map(([message, part]) => {
    const says = expect.stringMatching(new RegExp(`某业绩.*${part}|${part}.*某业绩`));
    const expected = { subject: expect.any(String), body: says };
    return [`[GR-08] ${message}`, { message, ...facts }, expected] as [string, object, unknown];
  }),
  ['[GR-08] a message nobody worded is none', { message: 'X', ...facts }, null],
]);
