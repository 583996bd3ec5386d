import { testDecision } from '../../harness/decisions';

const record = (more = {}) => ({ publicityEnded: true, objectionOpen: false, ...more });
const refused = {
  action: 'WAIT',
  code: 'CQ-E104',
  zh: '公示期未满或存在异议，不能推送',
};
const waits = (reason: string) => ({ action: 'WAIT', code: null, reason });

testDecision('cq-push-release', [
  ['[CQ-02] nothing in the way', record(), { action: 'PUSH', code: null }],
  ['[CQ-02][CQ-E104] still in publicity', record({ publicityEnded: false }), refused],
  ['[CQ-02][CQ-E104] an objection is open', record({ objectionOpen: true }), refused],
  ['[CQ-02] key check', record({ keyCheckOpen: true }), waits('KEY_CHECK')],
  ['[CQ-02] held by a failed sample', record({ sampleHold: true }), waits('SAMPLE_HOLD')],
  ['[CQ-02] a late objection', record({ complaintOpen: true }), waits('COMPLAINT')],
  ['[CQ-02][AC-14] the parent is not stored yet', record({ parentStored: false }), waits('PARENT')],
]);
