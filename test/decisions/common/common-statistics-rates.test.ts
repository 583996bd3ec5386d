import { testDecision } from '../../harness/decisions';

const timeliness = (place: string) => ({ rate: 'timeliness', place });
const days = { rate: 'medianDays', place: 'DAYS' };

testDecision('common-statistics-rates', [
  [
    '[ZJ-31] decided in time is a part of what was decided, and of what should have been',
    { measure: 'inTime' },
    [timeliness('PART'), timeliness('WHOLE'), days],
  ],
  ['[ZJ-31] decided late', { measure: 'late' }, [timeliness('WHOLE'), days]],
  [
    '[ZJ-31] what waits although its time is over',
    { measure: 'backlogOverdue' },
    [timeliness('WHOLE')],
  ],
  ['[ZJ-31] what is done', { measure: 'completed' }, [{ rate: 'completeness', place: 'PART' }]],
  ['[ZJ-31] of what came in', { measure: 'received' }, [{ rate: 'completeness', place: 'WHOLE' }]],
  ['[ZJ-31] what waits is in no rate', { measure: 'backlog' }, null],
]);
