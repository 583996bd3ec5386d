/**
 * The calendar as data that an administrator publishes [R7]: open deadlines follow, in the record, in the
 * engine and for people; what cannot be moved safely is named and left.
 */
import { calendar, csv, movesOf, SIGNED, timersOf, waitMoved } from '../harness/calendar';
import {
  clockAt,
  deadlinesOf,
  doAct,
  leaveStack,
  openTasksOf,
  settledClockAt,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { publicityOf, published } from '../harness/chongqing';
import { as, part, waitFor, waitReady } from '../harness/client';
import { APPROVE, CIXI, CONFIRM, givenPermit, JIA, submittedMany } from '../harness/subcontract';

afterEach(async () => {
  await sql('delete from calendar_day');
});
afterAll(leaveStack);

const numberOf = async (id: string) =>
  (await sql<{ number: string }>('select number from case_file where id = $1', [id]))[0]?.number;

const dueOf = async (id: string, who: string) => {
  const { items } = (await (await as(who)).get('/api/tasks').expect(200)).body;
  return items.find((task: { caseId: string }) => task.caseId === id)?.dueAt;
};

const audited = async (id: string, action: string) =>
  sql<{ detail: Record<string, unknown>; actor: string }>(
    'select detail, actor from audit_event where chain = $1 and action = $2 order by seq',
    [`case:${id}`, action],
  );

describe('[R7] a day of the calendar changes while deadlines run', () => {
  beforeEach(async () => {
    await clockAt('2026-09-28 15:00');
    await givenPermit();
  });

  test('a holiday more: preview names it; deadline, reminder, timer and due date move; it fires at the new instant', async () => {
    const { a } = await submittedMany('a');
    const [task] = await openTasksOf(a);
    expect(await deadlinesOf(a)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-09 00:00' });
    const days = csv('2026-10-08,REST,测试假日');
    const preview = await calendar(days);
    expect(preview.code).toBe(0);
    expect(preview.out).toContain('2026-10-08 WORK → REST 测试假日');
    expect(preview.out).toContain(
      `MOVES ${await numberOf(a)} GC_CONFIRM_3 2026-10-09T00:00:00+08:00 → 2026-10-10T00:00:00+08:00`,
    );
    // only shown
    expect(await deadlinesOf(a)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-09 00:00' });
    expect(await sql('select 1 from calendar_day')).toEqual([]);

    const done = await calendar(days, ...SIGNED);
    expect(done).toMatchObject({ code: 0 });
    expect(done.out).toMatch(/published .*: 1 moved, 0 left, 0 under way/);
    expect(await deadlinesOf(a)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-10 00:00' });
    expect(await timersOf(a)).toEqual({
      Event_ConfirmationDue: '2026-10-10 00:00',
      Event_ConfirmationReminder: '2026-09-30 09:00',
    });
    // the same task, with another day
    expect(await openTasksOf(a)).toEqual([task]);
    expect(await dueOf(a, JIA)).toBe('2026-10-09T23:59:59+08:00');
    expect(await audited(a, 'deadline.moved')).toMatchObject([
      {
        actor: 'ops.lv',
        detail: {
          key: 'GC_CONFIRM_3',
          from: '2026-10-09T00:00:00+08:00',
          to: '2026-10-10T00:00:00+08:00',
        },
      },
    ]);
    const [published] = await sql<{ detail: { why: string } }>(
      `select detail from audit_event where chain = 'system' and action = 'calendar.published'
       order by seq desc limit 1`,
    );
    expect(published?.detail.why).toBe('国务院办公厅通知（测试）');

    await clockAt('2026-09-30 09:00:01');
    await waitMessage(a, 'GC_CONFIRM_REMINDER');
    // after the old instant the task is still there
    await clockAt('2026-10-09 12:00');
    await doAct(a, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(a, 'UNDER_REVIEW');
    await waitTask(a, 'REVIEW');
    // the review has no limit
    expect(await audited(a, 'deadline.set')).toHaveLength(1);
  });

  test('it fires at the new instant', async () => {
    const { a } = await submittedMany('a');
    await calendar(csv('2026-10-08,REST,测试假日'), ...SIGNED);
    await clockAt('2026-10-10 00:00:00');
    await waitStatus(a, 'TO_URGE');
    const [fired] = await sql<{ at: string }>(
      `select to_char(t.ended_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
       from case_file c join engine_timer t on t.instance_key = c.process_instance_key
       where c.id = $1 and t.element_id = 'Event_ConfirmationDue' and t.fired`,
      [a],
    );
    expect(fired?.at).toBe('2026-10-10 00:00');
  });

  test('a day taken away: earlier, and the reminder that would be past goes out at once', async () => {
    await calendar(csv('2026-10-08,REST,测试假日'), ...SIGNED);
    const { a } = await submittedMany('a');
    expect(await deadlinesOf(a)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-10 00:00' });
    const done = await calendar('[{"date":"2026-10-08","kind":"按国家日历","name":""}]', ...SIGNED);
    expect(done).toMatchObject({ code: 0 });
    expect(await deadlinesOf(a)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-09 00:00' });
    expect(await timersOf(a)).toMatchObject({ Event_ConfirmationDue: '2026-10-09 00:00' });
    expect(await dueOf(a, JIA)).toBe('2026-10-08T23:59:59+08:00');
    await clockAt('2026-10-09 00:00:00');
    await waitStatus(a, 'TO_URGE');
  });

  test('a new end that is past is unsafe: nobody is made late at a stroke, the old end stays', async () => {
    await calendar(csv('2026-10-08,REST,测试假日'), ...SIGNED);
    const { a } = await submittedMany('a');
    await clockAt('2026-10-09 12:00');
    const done = await calendar(csv('2026-10-08,NATIONAL,'), ...SIGNED);
    expect(done.code).toBe(2);
    expect(done.out).toMatch(new RegExp(`UNSAFE ${await numberOf(a)} GC_CONFIRM_3 .*期限已过`));
    expect(await deadlinesOf(a)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-10 00:00' });
    expect(await movesOf(a)).toEqual([]);
    await clockAt('2026-10-10 00:00:00');
    await waitStatus(a, 'TO_URGE');
  });

  test('refused when a case came in since the preview; a file with mistakes names each line', async () => {
    const { a } = await submittedMany('a');
    const days = csv('2026-10-08,REST,测试假日');
    const hash = / hash (\w+)/.exec((await calendar(days)).out)?.[1] ?? '';
    await doAct(a, JIA, 'CONFIRM', CONFIRM);
    await waitTask(a, 'REVIEW');
    const late = await calendar(days, ...SIGNED, '--hash', hash);
    expect(late).toMatchObject({ code: 1, out: expect.stringContaining('E-00-91') });
    expect(await sql('select 1 from calendar_day')).toEqual([]);
    const wrong = await calendar(
      csv('2026-02-30,REST,x', '2026-10-08,FREE,x', '2026-10-09,休息日,'),
    );
    expect(wrong.code).toBe(1);
    expect(wrong.out).toMatch(/E-00-90 .*:2 “2026-02-30”不是日期/);
    expect(wrong.out).toMatch(/E-00-90 .*:3 “FREE”不是日期类别/);
    expect(wrong.out).not.toContain(':4');
  });

  test('on the page of a sys-admin: previewed, published as shown, told afterwards; nobody else may', async () => {
    const { a } = await submittedMany('a');
    const ops = await as('ops.lv');
    const text = '日期,类别,名称\n2026-10-08,休息日,测试假日';
    const preview = (await ops.post('/api/calendar/preview', { text }).expect(200)).body;
    expect(preview.moves).toMatchObject([{ caseNumber: await numberOf(a), key: 'GC_CONFIRM_3' }]);
    const wanted = { text, why: '国办发明电（测试）' };
    await ops
      .post('/api/calendar/publications', { ...wanted, hash: 'another' })
      .expect(409)
      .expect(({ body }) => expect(body.code).toBe('E-00-91'));
    await ops.post('/api/calendar/publications', { ...wanted, hash: preview.hash }).expect(201);
    expect(await waitMoved(a)).toEqual(['MOVED']);
    expect(await timersOf(a)).toMatchObject({ Event_ConfirmationDue: '2026-10-10 00:00' });
    const { text: page } = await ops.get('/calendar').expect(200);
    expect(page).toContain('国办发明电（测试）');
    expect(page).toContain('1 个期限已改动');
    await ops.post('/api/calendar/preview', { text: 'x' }).expect(422);
    for (const who of [JIA, CIXI, 'sec.gao', 'audit.he']) {
      const other = await as(who);
      await other.get('/calendar').expect(403);
      await other.post('/api/calendar/preview', { text }).expect(403);
      await other.post('/api/calendar/publications', { ...wanted, hash: 'x' }).expect(403);
    }
  });

  test('an act while it moves counts; what was met is not moved', async () => {
    const { a, b } = await submittedMany('a', 'b');
    await doAct(b, JIA, 'CONFIRM', CONFIRM);
    await waitTask(b, 'REVIEW');
    const [done] = await Promise.all([
      calendar(csv('2026-10-08,REST,测试假日'), ...SIGNED),
      doAct(a, JIA, 'CONFIRM', CONFIRM),
    ]);
    expect([0, 1, 2]).toContain(done.code);
    await waitTask(a, 'REVIEW');
    // the confirmation of b was over, and its review has no limit
    expect(await audited(b, 'deadline.moved')).toEqual([]);
    await doAct(a, CIXI, 'REVIEW', APPROVE);
    await doAct(b, CIXI, 'REVIEW', APPROVE);
    await Promise.all([waitStatus(a, 'ENTERED'), waitStatus(b, 'ENTERED')]);
  });

  test('killed between record and engine: the application goes on where it was', async () => {
    const { a } = await submittedMany('a');
    await settledClockAt('2026-09-28 16:00');
    await part('broker', 'freeze');
    const running = calendar(csv('2026-10-08,REST,测试假日'), ...SIGNED);
    await waitFor('the record to have moved', async () => (await movesOf(a)).includes('WAITING'));
    await part('app', 'kill9');
    await part('broker', 'thaw');
    await part('app', 'start');
    await waitReady();
    await running;
    expect(await waitMoved(a)).toEqual(['MOVED']);
    expect(await timersOf(a)).toMatchObject({ Event_ConfirmationDue: '2026-10-10 00:00' });
    await clockAt('2026-10-10 00:00:00');
    await waitStatus(a, 'TO_URGE');
  });
});

describe('[R7] periods that are no tasks', () => {
  test('a publicity ends later, on its page and in the engine', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await published();
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-18 00:00' }]);
    expect(await calendar(csv('2024-05-14,REST,测试假日'), ...SIGNED)).toMatchObject({ code: 0 });
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-21 00:00' }]);
    expect(await timersOf(id)).toEqual({ Event_PublicityEnded: '2024-05-21 00:00' });
    await clockAt('2024-05-21 00:00:00');
    await waitStatus(id, 'STORED');
  });
});
