import { testDecision } from '../../harness/decisions';

const enterprise = (enterpriseType: string | null) => ({
  uscc: '91330109MA2GM00X1X',
  enterprise: enterpriseType ? { found: true, data: { enterpriseType } } : { found: false },
});
const gate = (code: string | null) => ({
  'zj-gates': code && { code, zh: '历史业绩补录已停止' },
});
const of = (flow: string, { type = 'CONSTRUCTION', closed = null }: Given = {}) => {
  return { flow, applicant: enterprise(type), rules: gate(closed) };
};
interface Given {
  type?: string | null;
  closed?: string | null;
}

const nothing = { kind: null, statuses: null, parties: null, where: null, once: null, way: null };
const said = (open: boolean, zh: string, more: object = {}) => [{ open, zh, ...nothing, ...more }];
const entries = (kind: string, statuses: string[], parties: string[], way: string, more = {}) => {
  return { kind, statuses, parties, way, once: true, ...more };
};
const both = ['applicant', 'builder'];

testDecision('zj-offers', [
  [
    '[ZJ-23] an enterprise not yet on record',
    of('ZJ-23', { type: null }),
    said(true, '登记本企业基本信息'),
  ],
  ['[ZJ-23] one that is', of('ZJ-23'), said(true, '基本信息已入库，有变更时填报')],
  [
    '[ZJ-04] not before the enterprise is on record',
    of('ZJ-04', { type: null }),
    said(false, '企业基本信息（ZJ-23）入库后再填报'),
  ],
  ['[ZJ-27] while projects are filed', of('ZJ-27'), said(true, '最近三年的工程项目')],
  [
    '[ZJ-27][DT-13] at other times',
    of('ZJ-27', { closed: 'E-27-01' }),
    said(false, '历史业绩补录已停止'),
  ],
  ['[ZJ-09] not for other kinds', of('ZJ-09', { type: 'TESTING' }), said(false, '由施工企业填报')],
  [
    '[ZJ-01] people, of other kinds, too',
    of('ZJ-01', { type: 'TESTING' }),
    said(true, '录入本企业的注册执业人员、职称人员、现场管理人员和技术工人'),
  ],
  [
    '[ZJ-03] its people',
    of('ZJ-03'),
    said(
      true,
      '为申请最低等级资质采集技术负责人（或注册人员）的个人业绩',
      entries('person', ['LOCKED'], ['holder'], 'zj-personal-performance?person={key}', {
        once: false,
      }),
    ),
  ],
  [
    '[ZJ-24] certificates of its people',
    of('ZJ-24'),
    said(
      true,
      '本企业已入库的人员证书，信息有变更时填报',
      entries('qualification', ['ENTERED'], ['holder'], 'zj-person-change?record={key}', {
        once: false,
      }),
    ),
  ],
  [
    '[ZJ-02] its directory of people, to unlock one of them',
    of('ZJ-02A'),
    said(
      true,
      '本企业人员目录：要调出的人员，经身份识别锁确认后解锁',
      entries('person', ['LOCKED'], ['holder'], 'zj-person-unlock?person={key}', { once: false }),
    ),
  ],
  [
    '[ZJ-04] permits of general contractors',
    of('ZJ-04'),
    said(
      true,
      '施工许可已推送、尚未补充的总承包项目',
      entries('permit', ['PUSHED'], ['builder'], 'zj-permit-project?permitNo={key}', {
        where: { contractMode: 'GC' },
      }),
    ),
  ],
  [
    '[ZJ-08] permits of standalone projects',
    of('ZJ-08'),
    said(
      true,
      '施工许可已推送、尚未补充的单独立项专业工程',
      entries('permit', ['PUSHED'], ['builder'], 'zj-standalone-project?permitNo={key}', {
        where: { contractMode: 'STANDALONE' },
      }),
    ),
  ],
  [
    '[ZJ-22] entered projects',
    of('ZJ-22'),
    said(
      true,
      '已入库、尚未竣工验收备案的项目',
      entries('project', ['ENTERED', 'COMPLETED'], both, 'zj-completion?permitNo={key}', {
        once: false,
      }),
    ),
  ],
  [
    '[ZJ-05] imported projects',
    of('ZJ-05'),
    said(
      true,
      '后台已导入、信息不全的历史项目',
      entries('project', ['IMPORTED'], ['builder'], 'zj-history-project?permitNo={key}'),
    ),
  ],
  [
    '[ZJ-05][DT-13] not after the cut-off',
    of('ZJ-05', { closed: 'E-05-04' }),
    said(false, '历史业绩补录已停止'),
  ],
  [
    '[ZJ-06] entered projects and subcontract performance',
    of('ZJ-06'),
    [
      ...said(
        true,
        '已入库、尚未作为代表工程业绩的项目',
        entries(
          'project',
          ['ENTERED', 'COMPLETED', 'FILED'],
          both,
          'zj-representative?collection=GC&permitNo={key}',
        ),
      ),
      ...said(
        true,
        '已入库、尚未作为代表工程业绩的专业承包业绩',
        entries(
          'subcontract-performance',
          ['ENTERED'],
          ['applicant'],
          'zj-representative?collection=SPECIALIST&recordNo={number}',
        ),
      ),
    ],
  ],
  [
    '[ZJ-07] subcontractors',
    of('ZJ-07'),
    said(true, '总承包项目的施工许可已推送后，由专业承包企业填报，总承包企业确认'),
  ],
  [
    '[ZJ-13][E-13-04] bad credit: not entered by enterprises',
    of('ZJ-13'),
    said(false, '由责任部门录入，企业不能录入'),
  ],
  [
    '[ZJ-26][OP-50] an objection: its own public credit records',
    of('ZJ-26', { type: 'TESTING' }),
    said(true, '对本企业已公开的信用信息提出异议或者申请修复', {
      ...entries('credit', ['PUBLISHED'], ['holder'], 'zj-credit-appeal?recordNo={key}'),
      once: false,
    }),
  ],
  ['[ZJ-09] no permit', of('ZJ-09'), said(true, '依法不办理施工许可的工程')],
  ['[ZJ-10] out of province', of('ZJ-10'), said(true, '省外承接的工程')],
  ['[ZJ-11] bureaus', of('ZJ-11'), said(true, '交通、水利、通信、电力等专业厅（局）审核的工程')],
  [
    '[ZJ-12] awards, of other kinds, too',
    of('ZJ-12', { type: 'TESTING' }),
    said(true, '本企业或本企业人员获得的县级以上奖项、表彰'),
  ],
  [
    '[ZJ-16] completed projects',
    of('ZJ-16'),
    said(
      true,
      '申报钱江杯、省标化工地：已办理竣工验收的施工总承包项目',
      entries('project', ['COMPLETED', 'FILED'], both, 'zj-award?permitNo={key}', {
        once: false,
        where: { contractMode: 'GC' },
      }),
    ),
  ],
  [
    '[ZJ-15] not by an enterprise',
    of('ZJ-15'),
    said(false, '由县（市、区）、设区市建设主管部门补录'),
  ],
  [
    '[ZJ-15] by an authority',
    of('ZJ-15', { type: null }),
    said(true, '补录近三年的良好、不良和黑名单信息'),
  ],
  [
    '[ZJ-15] until it was over',
    of('ZJ-15', { type: null, closed: 'E-15-01' }),
    said(false, '历史业绩补录已停止'),
  ],
]);
