import { testDecision } from '../../harness/decisions';

const shown = (state: string, over = false) => ({ named: true, state, over });

testDecision('cq-objection-channel', [
  ['[CQ-02] in publicity', shown('OPEN'), { channel: 'OBJECTION', code: null }],
  [
    '[CQ-02] suspended by an objection or a key check, also beyond its former end',
    shown('SUSPENDED', true),
    { channel: 'OBJECTION', code: null },
  ],
  ['[CQ-02] its end has just come', shown('OPEN', true), { channel: 'COMPLAINT', code: null }],
  ['[CQ-02] before the push', shown('DONE', true), { channel: 'COMPLAINT', code: null }],
  ['[CQ-02][CQ-E105] stored', shown('STORED', true), { channel: 'REFUSED', code: 'CQ-E105' }],
  ['[CQ-02][CQ-E105] withdrawn', shown('WITHDRAWN'), { channel: 'REFUSED', code: 'CQ-E105' }],
  [
    '[CQ-02][CQ-E107] not what is published',
    { ...shown('OPEN'), named: false },
    { channel: 'REFUSED', code: 'CQ-E107' },
  ],
]);
