import { testDecision } from '../../harness/decisions';

testDecision('cq-objection-channel', [
  ['[CQ-02] in publicity', { status: 'PUBLICITY' }, { channel: 'OBJECTION', code: null }],
  ['[CQ-02] a second one', { status: 'OBJECTION' }, { channel: 'OBJECTION' }],
  ['[CQ-02] before the push', { status: 'PUSH_PENDING' }, { channel: 'COMPLAINT' }],
  ['[CQ-02][CQ-E105] stored', { status: 'STORED' }, { channel: 'REFUSED', code: 'CQ-E105' }],
  ['[CQ-02][CQ-E105] nothing there', { status: null }, { channel: 'REFUSED' }],
]);
