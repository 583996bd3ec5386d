/** A typing error in one model, and what the lint has to say of it. */
export interface Seed {
  kind: string;
  file: string;
  /** `from` is looked for behind this text */
  after?: string;
  from: string;
  to: string;
  /** file of the finding, where it is another one */
  at?: string;
  element: string;
  says: RegExp;
}

const authority = 'dmn/zhejiang/zj-authority.dmn';
const deadlines = 'dmn/zhejiang/zj-deadlines.dmn';
const messages = 'dmn/common/common-messages.dmn';
const subcontract = 'bpmn/zhejiang/zj-subcontract.bpmn';
const erratum = 'bpmn/chongqing/cq-erratum.bpmn';
const publish = 'bpmn/chongqing/cq-verify-publish-push.bpmn';
const commitment = 'bpmn/chongqing/cq-commitment-handling.bpmn';
const intake = 'dmn/zhejiang/zj-subcontract-intake.dmn';
const checks = 'dmn/zhejiang/zj-subcontract-checks.dmn';
const acts = 'dmn/zhejiang/zj-subcontract-acts.dmn';
const complaint = 'bpmn/chongqing/cq-complaint.bpmn';
const sampling = 'bpmn/chongqing/cq-monthly-sampling.bpmn';
const monthly = 'dmn/chongqing/cq-monthly-sampling-intake.dmn';
const permit = 'bpmn/zhejiang/zj-permit-intake.bpmn';
const keyCheck = 'bpmn/chongqing/cq-key-check.bpmn';
const enterprise = 'dmn/zhejiang/zj-enterprise-intake.dmn';
const quot = (name: string) => `&quot;${name}&quot;`;

const KEY = '期限代码';
const BASIS = '分办环节和依据';
const MESSAGE = '消息代码';
const VARIABLE = '变量';
const FIELD = '表单字段';
const PART = '对象的字段';
const CODE = '状态、标记、标志';
const ACT = '办理事项和结果';
const MODEL = '决策、流程、流程消息';
const INPUT = '作业和调用的输入输出';
const DEAD = '无人使用的行、列、映射';
const RESULT = '决策的输出';

export const seeds: Seed[] = [
  {
    ...{ kind: KEY, file: deadlines, after: '<rule id="GC_CONFIRM_3">', from: '>"GC_CONFIRM_3"' },
    ...{
      to: '>"GC_CONFIRM3"',
      element: 'GC_CONFIRM_3',
      says: /第 \d+ 行.*GC_CONFIRM3.*GC_CONFIRM_3？/,
    },
  },
  {
    ...{ kind: KEY, file: authority, from: '"LOCAL_REVIEW_5"', to: '"LOCAL_REVEIW_5"' },
    ...{ element: 'R03', says: /第 \d+ 行 · 期限.*LOCAL_REVEIW_5.*LOCAL_REVIEW_5？/ },
  },
  {
    ...{
      kind: KEY,
      file: subcontract,
      from: quot('GC_AFTER_NOTICE'),
      to: quot('GC_AFTER_NOTICES'),
    },
    ...{ element: 'Call_NoticeDeadline', says: /GC_AFTER_NOTICES.*GC_AFTER_NOTICE？/ },
  },
  {
    ...{ kind: KEY, file: publish, from: quot('CQ_PUBLICITY'), to: quot('CQ_PUBLICTY') },
    ...{ element: 'Call_Publicity', says: /CQ_PUBLICTY.*CQ_PUBLICITY？/ },
  },
  {
    ...{ kind: KEY, file: erratum, from: quot('CQ_CORRECTION'), to: quot('CQ_CORECTION') },
    ...{ element: 'Call_Correct', says: /CQ_CORECTION.*CQ_CORRECTION？/ },
  },
  {
    ...{ kind: BASIS, file: authority, after: '<rule id="R07">', from: '"PERMIT_ISSUER"' },
    ...{
      to: '"PERMIT_ISUER"',
      element: 'R07',
      says: /第 \d+ 行 · 依据.*PERMIT_ISUER.*PERMIT_ISSUER？/,
    },
  },
  {
    ...{ kind: BASIS, file: subcontract, from: quot('ZJ-07'), to: quot('ZJ-O7') },
    ...{ element: 'Call_ResolveAuthority', says: /ZJ-O7.*ZJ-07？/ },
  },
  {
    ...{ kind: BASIS, file: erratum, from: quot('ERRATUM'), to: quot('ERATUM') },
    ...{ element: 'Rule_Routing', says: /ERATUM.*ERRATUM？/ },
  },
  {
    ...{ kind: BASIS, file: authority, after: 'id="L01"', from: '"PERMIT_ISSUER"' },
    ...{
      to: '"PERMIT_ISSUERS"',
      element: 'L01',
      says: /第 \d+ 行 · 依据.*PERMIT_ISSUERS.*PERMIT_ISSUER？/,
    },
  },
  {
    ...{ kind: MESSAGE, file: subcontract, from: quot('GC_CONFIRM_REMINDER') },
    ...{ to: quot('GC_CONFIRM_REMINDR'), element: 'Task_RemindGeneralContractor' },
    says: /GC_CONFIRM_REMINDR.*GC_CONFIRM_REMINDER？/,
  },
  {
    ...{
      kind: MESSAGE,
      file: messages,
      after: '<rule id="CASE_ENTERED">',
      from: '>"CASE_ENTERED"',
    },
    ...{ to: '>"CASE_ENTRED"', element: 'CASE_ENTERED', says: /CASE_ENTRED.*CASE_ENTERED？/ },
  },
  {
    ...{
      kind: MESSAGE,
      file: publish,
      from: quot('CQ_PUBLICITY_ENDED'),
      to: quot('CQ_PUBLICITY_END'),
    },
    ...{ element: 'Call_Publicity', says: /CQ_PUBLICITY_END”.*CQ_PUBLICITY_ENDED？/ },
  },
  {
    ...{ kind: MESSAGE, file: commitment, from: quot('CQ_INCOMPLETE'), to: quot('CQ_INCOMPLET') },
    ...{ element: 'Task_SetIncomplete', says: /CQ_INCOMPLET”.*CQ_INCOMPLETE？/ },
  },
  {
    ...{ kind: VARIABLE, file: erratum, from: '=reviewOutcome = "APPROVED"' },
    ...{ to: '=reviewOutcom = "APPROVED"', element: 'Flow_Reviewed_RecheckBeforeReport' },
    says: /变量 reviewOutcom .*reviewOutcome？/,
  },
  {
    ...{
      kind: VARIABLE,
      file: subcontract,
      after: 'Task_SetUrged',
      from: '=[intake.generalContractorGroup',
    },
    ...{
      to: '=[intak.generalContractorGroup',
      element: 'Task_SetUrged',
      says: /变量 intak .*intake？/,
    },
  },
  {
    ...{ kind: VARIABLE, file: complaint, from: '=[complaintsGroup]', to: '=[complaintGroup]' },
    ...{ element: 'Task_SetClosed', says: /变量 complaintGroup .*complaintsGroup？/ },
  },
  {
    ...{ kind: VARIABLE, file: commitment, from: '=keyCheckOpen"', to: '=keyChekOpen"' },
    ...{ element: 'Rule_CityHandling', says: /变量 keyChekOpen .*keyCheckOpen？/ },
  },
  {
    ...{
      kind: VARIABLE,
      file: 'dmn/zhejiang/zj-gc-escalation.dmn',
      from: '<text>noticeIssued</text>',
    },
    ...{ to: '<text>noticeIsued</text>', element: 'zj-gc-escalation' },
    says: /输入列.*变量 noticeIsued .*noticeIssued？/,
  },
  {
    ...{ kind: FIELD, file: 'dmn/zhejiang/zj-project-door.dmn', from: 'data.specialty =' },
    ...{ to: 'data.speciality =', element: 'zj-specialties', says: /speciality .*specialty？/ },
  },
  {
    ...{ kind: FIELD, file: intake, from: 'data.projectName', to: 'data.projectNmae' },
    ...{ element: 'zj-subcontract-intake', says: /projectNmae .*projectName？/ },
  },
  {
    ...{ kind: FIELD, file: checks, from: 'data.gcPermitNo', to: 'data.gcPermitNr' },
    ...{ element: 'zj-subcontract-checks', says: /gcPermitNr .*gcPermitNo？/ },
  },
  {
    ...{ kind: FIELD, file: monthly, from: 'data.ratePercent', to: 'data.ratePercnt' },
    ...{ element: 'cq-monthly-sampling-intake', says: /ratePercnt .*ratePercent？/ },
  },
  {
    ...{ kind: FIELD, file: enterprise, from: 'refs.regPlace.city', to: 'refs.regPlase.city' },
    ...{ element: 'zj-enterprise-intake', says: /regPlase .*regPlace？/ },
  },
  {
    ...{ kind: FIELD, file: 'forms/common/common-verify.form', from: '=outcome != ' },
    ...{ to: '=outcom != ', element: 'opinion', says: /变量 outcom .*outcome？/ },
  },
  {
    ...{
      kind: PART,
      file: authority,
      from: '<text>places.permitIssuer<',
      to: '<text>places.permitIsuer<',
    },
    ...{ element: 'L01', says: /第 \d+ 行.*permitIsuer .*permitIssuer？/ },
  },
  {
    ...{ kind: PART, file: subcontract, from: 'routing.deadlineKey', to: 'routing.deadlinKey' },
    ...{ element: 'Call_ReviewDeadline', says: /routing 的 deadlinKey .*deadlineKey？/ },
  },
  {
    ...{ kind: PART, file: intake, from: 'permit.builderUscc', to: 'permit.builderUsc' },
    ...{ element: 'zj-subcontract-intake', says: /builderUsc .*builderUscc？/ },
  },
  {
    ...{ kind: PART, file: subcontract, from: 'gcDeadline.dueTimer', to: 'gcDeadline.dueTime' },
    ...{ element: 'Event_ConfirmationDue', says: /dueTime .*dueTimer？/ },
  },
  {
    ...{
      kind: PART,
      file: acts,
      from: 'case.parties.generalContractor',
      to: 'case.parties.generalContracter',
    },
    ...{ element: 'zj-subcontract-acts', says: /generalContracter .*generalContractor？/ },
  },
  {
    ...{
      kind: PART,
      file: 'dmn/zhejiang/zj-urging-notice.dmn',
      from: 'deadlines.GC_AFTER_NOTICE.',
    },
    ...{
      to: 'deadlines.GC_AFTER_NOTIC.',
      element: 'zj-urging-notice',
      says: /GC_AFTER_NOTIC .*GC_AFTER_NOTICE？/,
    },
  },
  {
    ...{ kind: CODE, file: subcontract, from: quot('WAIT_GC'), to: quot('WAIT_CG') },
    ...{ element: 'Task_SetWaitGc', says: /WAIT_CG .*WAIT_GC？/ },
  },
  {
    ...{
      kind: CODE,
      file: subcontract,
      from: `${quot('REVIEW_OVERDUE')}]`,
      to: `${quot('REVIEW_OVRDUE')}]`,
    },
    ...{ element: 'Task_FlagReviewOverdue', says: /REVIEW_OVRDUE .*flags.*REVIEW_OVERDUE？/ },
  },
  {
    ...{ kind: CODE, file: acts, from: '"GC_UNCONFIRMED") = true', to: '"GC_UNCONFIRMD") = true' },
    ...{ element: 'zj-subcontract-acts', says: /GC_UNCONFIRMD" .*GC_UNCONFIRMED？/ },
  },
  {
    ...{
      kind: CODE,
      file: 'bpmn/chongqing/cq-sampling-item.bpmn',
      from: quot('RECHECKING'),
      to: quot('RECHEKING'),
    },
    ...{ element: 'Task_SetRechecking', says: /RECHEKING .*RECHECKING？/ },
  },
  {
    ...{
      kind: CODE,
      file: 'dmn/chongqing/cq-key-check-open.dmn',
      from: '"ON_SITE"',
      to: '"ONSITE"',
    },
    ...{ element: 'cq-key-check-open', says: /"ONSITE" .*ON_SITE？/ },
  },
  {
    ...{
      kind: ACT,
      file: acts,
      after: '<rule id="A01">',
      from: '"CONFIRM","REPLY"',
      to: '"CONFRIM","REPLY"',
    },
    ...{ element: 'A01', says: /第 \d+ 行.*CONFRIM.*CONFIRM？/ },
  },
  {
    ...{ kind: ACT, file: subcontract, from: '=reviewDecision.outcome = "APPROVED"' },
    ...{ to: '=reviewDecision.outcome = "APROVED"', element: 'Flow_Approved_WriteLibrary' },
    says: /"APROVED" .*APPROVED？/,
  },
  {
    ...{
      kind: ACT,
      file: acts,
      from: 'list contains(case.acts, "REPLY")',
      to: 'list contains(case.acts, "REPLAY")',
    },
    ...{ element: 'zj-subcontract-acts', says: /"REPLAY" .*REPLY？/ },
  },
  {
    ...{
      kind: ACT,
      file: sampling,
      from: `${quot('VERIFY')}" target="act"`,
      to: `${quot('VERIFI')}" target="act"`,
    },
    ...{ element: 'Task_Places', says: /VERIFI.*VERIFY？/ },
  },
  {
    ...{
      kind: MODEL,
      file: subcontract,
      from: quot('zj-urging-notice'),
      to: quot('zj-urging-notce'),
    },
    ...{ element: 'Task_IssueDocument', says: /决策 zj-urging-notce.*zj-urging-notice？/ },
  },
  {
    ...{ kind: MODEL, file: complaint, from: quot('project.changed'), to: quot('project.chnaged') },
    ...{ element: 'Task_ReleaseAccepted', says: /project\.chnaged.*project\.changed？/ },
  },
  {
    ...{
      kind: MODEL,
      file: erratum,
      from: quot('cq-erratum-recheck'),
      to: quot('cq-eratum-recheck'),
    },
    ...{
      element: 'Task_RecheckBeforeReport',
      says: /决策 cq-eratum-recheck.*cq-erratum-recheck？/,
    },
  },
  {
    ...{
      kind: MODEL,
      file: sampling,
      from: quot('cq-project-entry'),
      to: quot('cq-project-entri'),
    },
    ...{ element: 'Task_Places', says: /流程 cq-project-entri.*cq-project-entry？/ },
  },
  {
    ...{
      kind: INPUT,
      file: subcontract,
      after: 'Task_FlagReviewOverdue',
      from: 'target="recipients"',
    },
    ...{
      to: 'target="recipiants"',
      element: 'Task_FlagReviewOverdue',
      says: /recipiants .*recipients？/,
    },
  },
  {
    ...{ kind: INPUT, file: subcontract, after: 'Call_ReviewDeadline', from: 'target="item"' },
    ...{ to: 'target="itme"', element: 'Call_ReviewDeadline', says: /输入 itme.*没有任何地方使用/ },
  },
  {
    ...{ kind: INPUT, file: permit, from: 'target="library"', to: 'target="libary"' },
    ...{ element: 'Task_WritePermit', says: /作业 library\.write 的输入 library .*libary？/ },
  },
  {
    ...{ kind: INPUT, file: keyCheck, from: 'target="inspectorAccount"' },
    ...{
      to: 'target="inspectorAcount"',
      element: 'Task_Sign',
      says: /inspectorAcount 没有任何地方使用/,
    },
  },
  {
    ...{ kind: DEAD, file: intake, from: 'item: data.specialty,', to: 'itemCode: data.specialty,' },
    ...{ element: 'zj-subcontract-intake', says: /itemCode 没有任何地方使用/ },
  },
  {
    ...{
      kind: DEAD,
      file: subcontract,
      from: 'target="confirmPeriodOver" />\n        </zeebe:ioMapping>\n      </bpmn:extensionElements>\n      <bpmn:outgoing>Flow_ConfirmationDue',
    },
    ...{
      to: 'target="confirmPeriodOvr" />\n        </zeebe:ioMapping>\n      </bpmn:extensionElements>\n      <bpmn:outgoing>Flow_ConfirmationDue',
    },
    ...{ element: 'Event_ConfirmationDue', says: /confirmPeriodOvr 没有任何地方使用/ },
  },
  {
    ...{
      kind: DEAD,
      file: 'dmn/chongqing/cq-erratum-acts.dmn',
      after: 'id="A209"',
      from: '"SEND_TO_MINISTRY"',
    },
    ...{ to: '"EXECUTE"', element: 'A209', says: /EXECUTE，此行不会命中/ },
  },
  {
    ...{
      kind: RESULT,
      file: 'dmn/zhejiang/zj-gc-escalation.dmn',
      from: 'name="late"',
      to: 'name="latee"',
    },
    ...{ element: 'zj-gc-escalation', says: /latee 没有任何地方使用/ },
  },
  {
    ...{
      kind: RESULT,
      file: 'dmn/zhejiang/zj-gc-escalation.dmn',
      from: 'name="late"',
      to: 'name="latee"',
    },
    ...{ at: subcontract, element: 'Task_SetConfirmed', says: /escalation 的 late .*latee？/ },
  },
  {
    ...{
      kind: RESULT,
      file: 'dmn/chongqing/cq-push-retry.dmn',
      from: 'name="again"',
      to: 'name="agian"',
    },
    ...{
      at: 'bpmn/chongqing/cq-ministry-reply.bpmn',
      element: 'Flow_Again_SendDue',
      says: /retry 的 again .*agian？/,
    },
  },
];
