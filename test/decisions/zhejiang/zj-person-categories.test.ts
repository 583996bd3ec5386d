import { testDecision } from '../../harness/decisions';

testDecision('zj-person-categories', [
  ['[ZJ-01]', { data: { category: 'REGISTERED' } }, { label: '注册执业人员', downloaded: true }],
  ['[ZJ-01] OP-48', { data: { category: 'TITLE' } }, { label: '职称人员', downloaded: false }],
  [
    '[ZJ-01] and posts',
    { data: { category: 'SITE' } },
    { label: '现场管理人员', downloaded: true },
  ],
  ['[ZJ-01] workers', { data: { category: 'WORKER' } }, { label: '技术工人', downloaded: true }],
  ['[ZJ-01][E-01-04] no other', { data: {} }, { label: null, downloaded: false }],
]);
