import { clockAt, leaveStack, sql } from '../../harness/cases';
import { type JobBench, jobBench } from '../../harness/jobs';

interface Deadline {
  dueAt: string | null;
  dueDate: string | null;
  remindAt: string | null;
  dueTimer: string;
  remindTimer: string;
  never: string;
  days: number | null;
  onExpiry: string | null;
}

const NEVER = '9999-12-31T00:00:00+08:00';

/**
 * What the shared step common-deadline gives to a diagram. That the step asks the table its caller names is
 * shown by every flow with a deadline.
 */
describe('common-deadline', () => {
  let bench: JobBench;
  let caseId = '';
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    bench = await jobBench();
    caseId = await bench.storedCase();
  });
  afterAll(async () => {
    await leaveStack();
    await bench?.deps.close();
  });

  async function compute(rule: object, more: object = {}): Promise<Deadline> {
    const given = { caseId, key: 'TEST', rule, ...more };
    const { deadline } = await bench.done<{ deadline: Deadline }>('deadline.compute', given);
    return deadline;
  }

  test('[CAL-1][CAL-3] every instant a diagram needs: due, as a date, reminder, timers', async () => {
    expect(await compute({ n: 3, unit: 'WD', remindBefore: 1, onExpiry: 'REMIND' })).toEqual({
      dueAt: '2026-10-09T00:00:00+08:00',
      dueDate: '2026-10-08T23:59:59+08:00',
      remindAt: '2026-09-30T09:00:00+08:00',
      dueTimer: '2026-10-09T00:00:00+08:00',
      remindTimer: '2026-09-30T09:00:00+08:00',
      never: NEVER,
      days: 3,
      onExpiry: 'REMIND',
    });
  });

  test.each([
    ['no days', { n: null, unit: null, onExpiry: 'STAYS' }],
    ['a date that nobody has set', { n: null, unit: 'DATE', until: null }],
  ])('%s: no deadline, and timers that never fire', async (_, rule) => {
    expect(await compute(rule)).toMatchObject({
      ...{ dueAt: null, dueDate: null, remindAt: null, days: null },
      ...{ dueTimer: NEVER, remindTimer: NEVER },
    });
  });

  test('[CAL-5] a fixed date is in time until its 24:00, whatever the event', async () => {
    const rule = { n: null, unit: 'DATE', until: '2026-10-03', remindBefore: 1, onExpiry: 'STOP' };
    expect(await compute(rule)).toEqual({
      dueAt: '2026-10-04T00:00:00+08:00',
      dueDate: '2026-10-03T23:59:59+08:00',
      remindAt: '2026-09-30T09:00:00+08:00',
      dueTimer: '2026-10-04T00:00:00+08:00',
      remindTimer: '2026-09-30T09:00:00+08:00',
      never: NEVER,
      days: null,
      onExpiry: 'STOP',
    });
  });

  test('[CAL-5] a fixed date that is past is over at once: its timer fires, its reminder never', async () => {
    const rule = { n: null, unit: 'DATE', until: '2020-01-31', remindBefore: 1 };
    expect(await compute(rule, { key: 'PAST' })).toMatchObject({
      ...{ dueAt: '2020-02-01T00:00:00+08:00', dueTimer: '2020-02-01T00:00:00+08:00' },
      ...{ remindAt: null, remindTimer: NEVER },
    });
    const [stored] = await sql<{ unit: string; n: number | null; until: string }>(
      `select unit, n, asked ->> 'until' as until from deadline where case_id = $1 and key = 'PAST'`,
      [caseId],
    );
    expect(stored).toEqual({ unit: 'DATE', n: null, until: '2020-01-31' });
  });

  test('[CAL-2] a reminder whose time has gone by is not sent late', async () => {
    const rule = { n: 3, unit: 'WD', remindBefore: 1 };
    const late = await compute(rule, { from: '2026-09-23T10:00:00+08:00' });
    expect(late).toMatchObject({ remindAt: '2026-09-28T09:00:00+08:00', remindTimer: NEVER });
  });

  test.each([
    ['counted from the day before, it ends on the day itself', 1, '2026-09-29T00:00:00+08:00'],
    ['counted from the day itself, on the next working day', 0, '2026-09-30T00:00:00+08:00'],
  ])('[D-CQ-10] %s', async (_, startDaysBack, dueAt) => {
    expect(await compute({ n: 1, unit: 'WD', startDaysBack })).toMatchObject({ dueAt });
  });

  test('[D-CQ-10] first working day after a month, with an hour of its own', async () => {
    const rule = { n: 1, unit: 'WD', remindBefore: 0 };
    expect(await compute(rule, { month: '2026-09', remindAtHour: 2 })).toMatchObject({
      dueAt: '2026-10-09T00:00:00+08:00',
      remindAt: '2026-10-08T02:00:00+08:00',
    });
  });

  test('[OP-12] what is left takes the place of the days of the table', async () => {
    const key = 'INTERRUPTED';
    await compute({ n: 3, unit: 'WD' }, { key, from: '2026-09-23T10:00:00+08:00' });
    const elapsedTo = '2026-09-24T10:00:00+08:00';
    expect(await compute({ n: 10, unit: 'WD' }, { key, elapsedTo })).toMatchObject({ days: 2 });
    // the next interruption counts from where the period went on, on 09-28
    const again = { key, elapsedTo: '2026-09-29T10:00:00+08:00' };
    expect(await compute({ n: 10, unit: 'WD' }, again)).toMatchObject({ days: 1 });
    // nothing of that kind ran before
    const first = { key: 'FIRST', elapsedTo };
    expect(await compute({ n: 10, unit: 'WD' }, first)).toMatchObject({ days: 10 });
  });

  test('time.now tells a process that a timer started which day and month it is', async () => {
    expect(await bench.done('time.now', {})).toEqual({
      now: '2026-09-28T09:00:00+08:00',
      today: '2026-09-28',
      month: '2026-09',
    });
  });
});
