// Generated from bpmn/, dmn/ and forms/ by `npm run generate`; do not edit.

export const processIds = [
  'common-correction',
  'zj-authority',
  'zj-deadline',
  'zj-enterprise',
  'zj-permit-intake',
  'zj-subcontract',
] as const;
export type ProcessId = (typeof processIds)[number];

export const decisionIds = [
  'common-messages',
  'zj-attachments',
  'zj-deadlines',
  'zj-enterprise-acts',
  'zj-enterprise-checks',
  'zj-enterprise-intake',
  'zj-gc-escalation',
  'zj-local-authority',
  'zj-permit-intake-acts',
  'zj-permit-intake-checks',
  'zj-permit-intake-intake',
  'zj-review-routing',
  'zj-specialties',
  'zj-subcontract-acts',
  'zj-subcontract-checks',
  'zj-subcontract-intake',
  'zj-urging-notice',
  'zj-verification-outcome',
] as const;
export type DecisionId = (typeof decisionIds)[number];

export const formIds = [
  'common-review',
  'zj-enterprise',
  'zj-enterprise-recheck',
  'zj-enterprise-verify',
  'zj-permit-classify',
  'zj-permit-intake',
  'zj-subcontract',
  'zj-subcontract-confirm',
  'zj-subcontract-confirm-late',
  'zj-urging-notice-issue',
  'zj-urging-notice-reply',
] as const;
export type FormId = (typeof formIds)[number];

export const messageNames = [
  'case.corrected',
  'zj-enterprise.submitted',
  'zj-permit-intake.submitted',
  'zj-subcontract.submitted',
] as const;
export type MessageName = (typeof messageNames)[number];

export const jobTypes = [
  'authority.resolve',
  'case.set-status',
  'deadline.compute',
  'decision.explain',
  'decision.record',
  'document.issue',
  'document.set-status',
  'library.write',
  'notify',
  'organisation.provision',
  'task.prepare',
] as const;
export type JobType = (typeof jobTypes)[number];

export const acts = [
  'CLASSIFY',
  'CONFIRM',
  'ISSUE_NOTICE',
  'RECHECK',
  'REPLY',
  'REVIEW',
  'VERIFY',
] as const;
export type Act = (typeof acts)[number];

export const errorCodes = [
  'E-00-01',
  'E-01-06',
  'E-02-08',
  'E-05-05',
  'E-06-05',
  'E-07-01',
  'E-07-02',
  'E-07-03',
  'E-07-04',
  'E-07-05',
  'E-07-06',
  'E-07-07',
  'E-07-08',
  'E-07-10',
  'E-07-11',
  'E-07-12',
  'E-07-13',
  'E-07-14',
  'E-09-05',
  'E-10-03',
  'E-10-04',
  'E-10-05',
  'E-11-03',
  'E-12-07',
  'E-13-08',
  'E-21-01',
  'E-21-02',
  'E-21-03',
  'E-21-04',
  'E-21-05',
  'E-21-06',
  'E-23-01',
  'E-23-02',
  'E-23-03',
  'E-23-04',
] as const;
export type ErrorCode = (typeof errorCodes)[number];
