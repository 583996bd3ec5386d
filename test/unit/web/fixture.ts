import type {
  CaseFileView,
  DeadlineDay,
  HomeView,
  InboxView,
  SubmitPageView,
  TaskRow,
  TaskView,
} from '../../../src/web';

const user = {
  name: '陈晓岚',
  username: 'xiaoshan.chen',
  organisations: ['杭州市萧山区住房和城乡建设局'],
};

/** A made-up permit and made-up people: nothing here exists. */
export const caseFile: CaseFileView = {
  user,
  tasklistHref: 'http://127.0.0.1:8082/',
  now: '2026-09-28T10:20:00+08:00',
  case: {
    id: '0c8f3a52-4b1e-4a53-9d28-5b7a90b3b1d2',
    number: 'ZJ-07-2026-000128',
    title: '萧山科创园二期 3 号楼 — 建筑幕墙工程（专业承包业绩）',
    processId: 'zj-subcontract',
    processName: '专业承包业绩（总包确认）',
    flow: 'ZJ-07',
    status: { code: 'UNDER_REVIEW', label: '待审核' },
    marks: [{ code: 'GC_UNCONFIRMED', label: '总承包企业未确认' }],
    dossiers: [{ title: '项目档案 330109202604070101', href: '/projects/330109202604070101' }],
    flags: [{ code: 'REMINDED', label: '已提醒' }],
    round: 1,
    applicant: { id: '91330782MA00000028', name: '义乌恒远幕墙工程有限公司' },
    createdAt: '2026-09-15T14:06:31+08:00',
  },
  data: [
    { group: '总承包项目', label: '施工许可证编号', value: '330109202603150101' },
    { group: '总承包项目', label: '项目名称', value: '萧山科创园二期' },
    { group: '总承包项目', label: '总承包企业', value: '杭州甲建设集团有限公司' },
    { group: '总承包项目', label: '发证机关', value: '杭州市萧山区住房和城乡建设局' },
    { group: '专业工程', label: '专业类别', value: '建筑幕墙工程' },
    { group: '专业工程', label: '分包合同编号', value: 'YW-FB-2026-031' },
    { group: '专业工程', label: '合同金额（万元）', value: '1 286.40' },
    { group: '专业工程', label: '开工日期', value: '2026-04-08' },
    { group: '专业工程', label: '验收日期', value: '2026-08-30' },
    { group: '专业工程', label: '项目负责人', value: '王*' },
    { group: '专业工程', label: '身份证号码', value: '3307**********0019' },
  ],
  attachments: [
    {
      id: 'a1',
      kind: 'SUBCONTRACT',
      kindLabel: '专业分包合同',
      name: '幕墙分包合同（盖章扫描件）.pdf',
      size: 3_481_220,
      sha256: '4f0c7d5a9be1c3f2a8d6e47b1f90c2355d7e8a61b4c09f3e2d1a0b9c8d7e6f50',
      uploadedAt: '2026-09-15T14:05:02+08:00',
      href: '/cases/0c8f3a52/attachments/a1',
    },
    {
      id: 'a2',
      kind: 'ACCEPTANCE_RECORD',
      kindLabel: '分部（分项）工程质量验收记录',
      name: '幕墙分部工程质量验收记录.pdf',
      size: 812_004,
      sha256: '9ac1b27e5540f8d3c6e1907ab3f4d2885e0c7b69a1d3f5e8024c6b8d9e7f1a32',
      uploadedAt: '2026-09-15T14:05:40+08:00',
      href: '/cases/0c8f3a52/attachments/a2',
    },
  ],
  documents: [
    {
      id: 'd1',
      title: '督促单',
      number: '萧住建督〔2026〕17 号',
      status: { code: 'EXPIRED', label: '已逾期' },
      issuedAt: '2026-09-21T09:12:00+08:00',
      href: '/cases/0c8f3a52/documents/d1',
    },
  ],
  library: [
    {
      kind: '环节信息',
      key: '5001032403150101|CONTRACT',
      version: 2,
      status: { code: 'D', label: 'D级' },
      at: '2026-09-25T09:00:00+08:00',
      rows: [{ label: '合同金额（万元）', before: '1200', after: '1250' }],
    },
  ],
  diagram: {
    bpmnXml: '<definitions/>',
    active: ['Task_Review'],
    visited: [
      'Event_Submitted',
      'Flow_1',
      'Task_Confirm',
      'Event_ConfirmDue',
      'Flow_3',
      'Task_Urge',
      'Flow_4',
      'Task_Reply',
      'Event_ReplyDue',
      'Flow_6',
      'Task_Mark',
      'Flow_7',
      'Task_Review',
    ],
    stepCounts: { Task_Urge: 2 },
  },
  deadlines: [
    {
      key: 'CONFIRM',
      label: '总承包企业确认',
      n: 3,
      unit: 'WD',
      startedAt: '2026-09-15T14:06:31+08:00',
      dueAt: '2026-09-19T00:00:00+08:00',
      state: 'OVER',
      days: days('2026-09-16 2026-09-17 2026-09-18'),
    },
    {
      key: 'REPLY',
      label: '督促后回复并确认',
      n: 3,
      unit: 'WD',
      startedAt: '2026-09-21T09:12:00+08:00',
      dueAt: '2026-09-25T00:00:00+08:00',
      state: 'OVER',
      days: days('2026-09-22 2026-09-23 2026-09-24'),
    },
    {
      key: 'REVIEW',
      label: '施工许可发证机关审核',
      n: 5,
      unit: 'WD',
      startedAt: '2026-09-25T00:00:03+08:00',
      dueAt: '2026-10-10T00:00:00+08:00',
      state: 'OPEN',
      days: [
        ...days('-2026-09-25:中秋 -2026-09-26:中秋 -2026-09-27:中秋'),
        ...days('2026-09-28 2026-09-29 2026-09-30'),
        ...days('-2026-10-01:国庆节 -2026-10-02:国庆节 -2026-10-03:国庆节 -2026-10-04:国庆节'),
        ...days('-2026-10-05:国庆节 -2026-10-06:国庆节 -2026-10-07:国庆节 2026-10-08 2026-10-09'),
      ],
    },
  ],
  rounds: [],
  decisions: [
    {
      at: '2026-09-21T09:12:00+08:00',
      act: 'urge',
      actLabel: '下发督促单',
      outcome: 'issued',
      outcomeLabel: '已下发',
      opinion: '贵单位超过 3 个工作日未确认，请收到督促单后先回复，再办理确认。',
      person: '陈晓岚',
      organisation: '杭州市萧山区住房和城乡建设局',
      late: false,
      valid: true,
    },
    {
      at: '2026-09-22T16:40:12+08:00',
      act: 'reply',
      actLabel: '回复督促单',
      outcome: 'replied',
      outcomeLabel: '已回复',
      opinion: '项目经理出差，',
      person: '李建军',
      organisation: '杭州乙建筑工程有限公司',
      late: false,
      valid: false,
    },
  ],
  rules: [
    {
      at: '2026-09-15T14:06:32+08:00',
      decisionId: 'zj-deadline',
      decisionName: '办理时限',
      ruleId: 'R03',
      annotation: '总承包企业应在 3 个工作日内确认（S0 二(二)）',
      inputs: [saidAs('事项', '总包确认')],
      outputs: [saidAs('时限', '3'), saidAs('单位', '工作日')],
    },
    {
      at: '2026-09-25T00:00:02+08:00',
      decisionId: 'zj-review-routing',
      decisionName: '审核分办',
      ruleId: 'R07',
      annotation: '专业承包业绩由发放施工许可证的建设主管部门审核（S0 二(二)）',
      inputs: [
        saidAs('业务', '专业承包业绩'),
        saidAs('发证机关', '萧山区（330109）'),
        saidAs('标注', '总承包企业未确认'),
      ],
      outputs: [
        saidAs('审核层级', '县级', 'COUNTY'),
        saidAs('审核机关', '杭州市萧山区住房和城乡建设局'),
      ],
    },
  ],
  events: [
    event(
      1,
      '2026-09-15T14:06:31',
      'case.submitted',
      '提交申报',
      '赵敏',
      '义乌恒远幕墙工程有限公司',
    ),
    event(
      2,
      '2026-09-15T14:06:32',
      'deadline.set',
      '设定时限',
      '系统',
      '',
      '总承包企业确认：3 个工作日',
    ),
    event(3, '2026-09-19T00:00:01', 'deadline.over', '时限届满', '系统', '', '总承包企业确认'),
    event(
      4,
      '2026-09-21T09:12:00',
      'document.issued',
      '下发督促单',
      '陈晓岚',
      '杭州市萧山区住房和城乡建设局',
      '萧住建督〔2026〕17 号',
    ),
    event(
      5,
      '2026-09-22T16:40:12',
      'security.not-entitled',
      '无权办理',
      '李建军',
      '杭州乙建筑工程有限公司',
      '不是本项目总承包企业，办理无效，任务已重新派发',
    ),
    event(6, '2026-09-25T00:00:01', 'case.marked', '设置标注', '系统', '', '总承包企业未确认'),
  ],
  audit: { ok: true, count: 6, checkedAt: '2026-09-28T10:20:00+08:00' },
  acts: [{ act: 'review', label: '办理审核', href: 'http://127.0.0.1:8082/123' }],
};

/** The portal's page of the same flow. */
export const submitPage: SubmitPageView = {
  user: { name: '赵敏', username: 'yiwu.zhao', organisations: ['义乌恒远幕墙工程有限公司'] },
  process: { id: 'zj-subcontract', name: '专业承包业绩（总包确认）', flow: 'ZJ-07' },
  schema: {
    type: 'default',
    id: 'zj-subcontract-start',
    components: [
      {
        type: 'textfield',
        id: 'f1',
        key: 'permitNumber',
        label: '施工许可证编号',
        validate: { required: true, maxLength: 18 },
      },
      {
        type: 'select',
        id: 'f2',
        key: 'specialty',
        label: '专业类别',
        values: [
          { label: '建筑幕墙工程', value: 'CURTAIN_WALL' },
          { label: '消防设施工程', value: 'FIRE' },
        ],
        validate: { required: true },
      },
      { type: 'number', id: 'f3', key: 'amount', label: '合同金额（万元）', decimalDigits: 2 },
      { type: 'datetime', id: 'f4', key: 'startDate', subtype: 'date', dateLabel: '开工日期' },
      { type: 'textarea', id: 'f5', key: 'scope', label: '工程内容' },
      { type: 'button', id: 'f6', action: 'submit', label: 'Submit' },
    ],
  },
  attachments: [
    { kind: 'SUBCONTRACT', label: '专业分包合同', required: true },
    { kind: 'ACCEPTANCE_RECORD', label: '分部（分项）工程质量验收记录', required: true },
    { kind: 'OTHER', label: '其他材料', required: false },
  ],
  action: '/api/cases/zj-subcontract',
  limits: { maxBytes: 20 * 1024 * 1024, accept: '.pdf,.jpg,.png' },
};

/** A reviewer's first page. */
export const home: HomeView = {
  user,
  tasklistHref: 'http://127.0.0.1:8082/',
  casesHref: '/cases',
  doors: [{ href: '/door/zj-project-door', title: '工程业绩走哪个入口' }],
  processes: [
    {
      href: '/submit/zj-subcontract',
      name: '专业承包业绩（总包确认）',
      flow: 'ZJ-07',
      areaLabel: '浙江省',
      says: [{ text: '总承包项目的施工许可已推送后填报', none: false }],
      entries: [
        {
          href: '/submit/zj-subcontract?gcPermitNo=330109202604070101',
          title: '萧山科创园二期',
          key: '330109202604070101',
        },
      ],
      more: true,
    },
    {
      ...{ href: '/submit/zj-personnel', name: '人员信息入库', flow: 'ZJ-01' },
      ...{ areaLabel: '浙江省', says: [], entries: [], more: false },
    },
    {
      ...{ href: '/submit/cq-bid-record', name: '中标业绩勘误', flow: 'CQ-03' },
      ...{ areaLabel: '重庆市', says: [], entries: [], more: false },
    },
  ],
  closed: [
    {
      ...{ href: '/submit/zj-history-project', name: '历史项目补录', flow: 'ZJ-05' },
      ...{
        areaLabel: '浙江省',
        says: [{ text: '历史业绩补录已停止', none: false }],
        entries: [],
        more: false,
      },
    },
  ],
  dossierHref: '/enterprises/91330109MA2GM00X1X',
  cases: [
    {
      href: `/cases/${caseFile.case.id}`,
      number: caseFile.case.number,
      title: caseFile.case.title,
      flow: 'ZJ-07',
      processName: caseFile.case.processName,
      status: caseFile.case.status,
      marks: caseFile.case.marks,
      applicant: caseFile.case.applicant.name,
      createdAt: caseFile.case.createdAt,
      dueAt: '2026-10-10T00:00:00+08:00',
    },
    {
      href: '/cases/2',
      number: 'ZJ-01-2026-004410',
      title: '王* 一级注册建造师入库',
      flow: 'ZJ-01',
      processName: '人员信息入库',
      status: { code: 'APPROVED', label: '审核通过' },
      marks: [],
      applicant: '杭州甲建设集团有限公司',
      createdAt: '2026-09-02T08:31:00+08:00',
      dueAt: '2026-09-10T00:00:00+08:00',
      over: true,
    },
  ],
  drafts: [
    {
      href: '/submit/zj-subcontract?draft=6a0f7f1e-0d1b-4a52-8a7b-1de5f0a3a111',
      action: '/api/drafts/6a0f7f1e-0d1b-4a52-8a7b-1de5f0a3a111',
      etag: '"3"',
      title: '330109202603150101 · 建筑幕墙工程',
      processName: '专业承包业绩（总包确认）',
      updatedAt: '2026-09-27T16:40:00+08:00',
    },
  ],
  messages: [
    {
      at: '2026-09-25T00:00:05+08:00',
      text: '案件 ZJ-07-2026-000128 待您审核',
      about: {
        href: `/cases/${caseFile.case.id}`,
        number: caseFile.case.number,
        title: caseFile.case.title,
      },
      readAction: '/api/messages/0f7e/read',
    },
    { at: '2026-09-19T00:00:04+08:00', text: '总承包企业未在时限内确认，请下发督促单' },
  ],
  unread: 1,
  counts: [
    { label: '待办', count: 2, href: '/tasks', tone: 'active' },
    { label: '逾期', count: 1, href: '/tasks?filter=late', tone: 'bad' },
    { label: '待我单位补正', count: 0, href: '/cases?correct=1', tone: 'warn' },
  ],
};

const task: TaskRow = {
  href: '/tasks/1',
  name: '审核专业承包业绩',
  caseHref: `/cases/${caseFile.case.id}`,
  number: caseFile.case.number,
  title: caseFile.case.title,
  processName: caseFile.case.processName,
  organisation: '杭州市萧山区住房和城乡建设局',
  assignee: null,
  createdAt: '2026-09-15T14:06:31+08:00',
  dueAt: '2026-09-25T00:00:00+08:00',
  late: true,
};

/** A reviewer's inbox: a late task, one that a colleague has, one of one's own. */
export const inboxPage: InboxView = {
  user,
  state: 'abc',
  tabs: [
    { label: '全部', count: 3, href: '/tasks', here: true },
    { label: '未认领', count: 1, href: '/tasks?filter=free', here: false },
    { label: '我认领的', count: 1, href: '/tasks?filter=mine', here: false },
    { label: '逾期', count: 1, href: '/tasks?filter=late', here: false },
  ],
  lists: [{ href: '/tasks/list?process=x&act=REVIEW', title: '甲流程 · 审核', count: 2 }],
  rows: [
    task,
    {
      ...task,
      ...{ href: '/tasks/2', late: false, dueAt: '2026-10-10T00:00:00+08:00' },
      assignee: { name: '李萧一', isMe: false },
    },
    {
      ...task,
      ...{ href: '/tasks/3', late: false, dueAt: undefined },
      assignee: { name: '陈晓岚', isMe: true },
    },
  ],
  now: '2026-09-28T10:20:00+08:00',
};

/** The first task of it, with a form like that of a review. */
export const taskPage: TaskView = {
  user,
  task,
  schema: {
    type: 'default',
    id: 'review',
    components: [
      { type: 'text', id: 't1', text: '#### {{title}}' },
      {
        type: 'table',
        id: 't2',
        label: '申报内容',
        dataSource: '=summary',
        columns: [
          { id: 'c1', label: '事项', key: 'label' },
          { id: 'c2', label: '内容', key: 'value' },
        ],
      },
      {
        type: 'radio',
        id: 't3',
        key: 'outcome',
        label: '审核结论',
        values: [
          { label: '审核通过', value: 'APPROVED' },
          { label: '审核未通过', value: 'NOT_APPROVED' },
        ],
        validate: { required: true },
      },
    ],
  },
  data: {
    title: caseFile.case.title,
    summary: [{ label: '施工许可证编号', value: '330109202603150101' }],
  },
  claimAction: '/api/tasks/1/claim',
  completeAction: '/api/tasks/1/completion',
  inTasklistHref: 'http://127.0.0.1:8082/tasklist/1',
  doneHref: '/tasks?done=0c8f3a52-4b1e-4a53-9d28-5b7a90b3b1d2',
  now: '2026-09-28T10:20:00+08:00',
};

/** `2026-09-16 -2026-09-25:中秋` → a working day and a named rest day. */
function days(text: string): DeadlineDay[] {
  return text.split(' ').map((word) => {
    const [date = '', name] = word.replace(/^-/, '').split(':');
    return { date, working: !word.startsWith('-'), name };
  });
}

function event(
  seq: number,
  at: string,
  action: string,
  actionLabel: string,
  person: string,
  organisation: string,
  detail?: string,
) {
  const hash = Buffer.from(`${seq}${action}`).toString('hex').padEnd(64, 'c').slice(0, 64);
  return { seq, at: `${at}+08:00`, action, actionLabel, person, organisation, detail, hash };
}

/** A value as a case file says it. */
function saidAs(label: string, text: string, code?: string) {
  return { label, value: text, said: [{ text, ...(code && { code }) }] };
}
