import { testDecision } from '../../harness/decisions';

const letter = (category: string, hasSectorAuthority?: boolean) => ({
  category,
  hasSectorAuthority: hasSectorAuthority ?? null,
});

testDecision('cq-letter-issuer', [
  ['[D-CQ-04] sector authority', letter('OTHER_GC', true), 'SECTOR_AUTHORITY'],
  ['[D-CQ-04] no sector authority: the owner', letter('OTHER_GC', false), 'OWNER'],
  ['[D-CQ-04] building', letter('BM_GC'), 'NONE'],
  ['[D-CQ-04] specialist', letter('SPECIALIST', true), 'NONE'],
  ['[D-CQ-04] not answered', letter('OTHER_GC'), null],
]);
