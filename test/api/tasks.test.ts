import {
  actsOf,
  cancelOpenCases,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  waitTask,
} from '../harness/cases';
import { accept, enteredBuilding } from '../harness/chongqing';
import {
  APPROVE,
  DING,
  GROUP,
  givenProject,
  taken,
  tryErratum,
  YUBEI,
  YUZHONG,
} from '../harness/chongqing-records';
import { as } from '../harness/client';
import { listenTo } from '../harness/events';
import { problem, refusedWith } from '../harness/problem';
import { inTasklist } from '../harness/tasklist';

const COLLEAGUE = 'yuzhong.you';
const FACTS = ['title', 'link', 'notes', 'summary', 'changes', 'attachments'];

interface Task {
  key: string;
  caseId: string;
  act: string;
  assignee: string | null;
  dueAt: string | null;
  late: boolean;
}

async function list(
  who: string,
  query = '',
): Promise<{ total: number; late: number; items: Task[]; next: string | null }> {
  return (await (await as(who)).get(`/api/tasks${query}`).expect(200)).body;
}

/** The task of a case in somebody's inbox. */
async function taskIn(who: string, caseId: string): Promise<Task> {
  const task = (await list(who)).items.find((item) => item.caseId === caseId);
  if (!task) throw new Error(`${who} has no task of ${caseId}`);
  return task;
}

const claim = async (who: string, key: string) => (await as(who)).post(`/api/tasks/${key}/claim`);
const giveBack = async (who: string, key: string) =>
  (await as(who)).delete(`/api/tasks/${key}/claim`);
const complete = async (who: string, key: string, fields: object) =>
  (await as(who)).post(`/api/tasks/${key}/completion`, fields);

/** An erratum that waits for its district, which has five working days. */
async function erratum(): Promise<string> {
  const id = taken(await tryErratum(await givenProject()));
  await waitTask(id, 'VERIFY');
  return id;
}

describe('the inbox through the API', () => {
  let late = '';
  let undated = '';
  let fresh = '';

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt('2024-06-03 09:00');
    [late, undated] = (await Promise.all([erratum(), erratum()])) as [string, string];
    // its report to the city has no day
    await doAct(undated, YUZHONG, 'VERIFY', APPROVE);
    await waitTask(undated, 'REPORT');
    await clockAt('2024-06-14 10:00');
    fresh = await erratum();
  });
  afterAll(leaveStack);

  test('[CQ-03][GR-05] has the oldest due first, what has no day last, and marks what is late', async () => {
    const { total, late: over, items } = await list(YUZHONG);
    expect([total, over]).toEqual([3, 1]);
    expect(items.map(({ caseId, act, late: isLate }) => [caseId, act, isLate])).toEqual([
      [late, 'VERIFY', true],
      [fresh, 'VERIFY', false],
      [undated, 'REPORT', false],
    ]);
    expect(items[0]).toMatchObject({
      name: '核实申报内容',
      process: 'cq-erratum',
      processName: '工程项目信息勘误',
      organisation: GROUP.yuzhong,
      organisationName: '重庆市渝中区住房和城乡建设委员会',
      assignee: null,
      assigneeName: null,
      dueAt: '2024-06-11T23:59:59+08:00',
      number: expect.stringMatching(/^CQ-03-2024-/),
      href: `/tasks/${items[0]?.key}`,
    });
    expect(items[2]?.dueAt).toBeNull();
  });

  test('comes in pages that together are the whole', async () => {
    const whole = (await list(YUZHONG)).items.map(({ key }) => key);
    const pages = [await list(YUZHONG, '?limit=1')];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
      pages.push(await list(YUZHONG, `?limit=1&after=${next}`));
    expect(pages.flatMap(({ items }) => items.map(({ key }) => key))).toEqual(whole);
    expect(pages.map(({ total }) => total)).toEqual([3, 3, 3]);
    expect((await list(YUZHONG, '?filter=late')).items.map(({ caseId }) => caseId)).toEqual([late]);
  });

  test('[GR-03] is empty for another district and for the applicant', async () => {
    for (const who of [YUBEI, DING])
      expect(await list(who)).toEqual({ total: 0, late: 0, items: [], next: null });
  });

  test('[GR-03] a task of others is not there, for whatever is asked', async () => {
    const { key } = await taskIn(YUZHONG, fresh);
    for (const who of [YUBEI, DING]) {
      const agent = await as(who);
      expect(await refusedWith(agent.get(`/api/tasks/${key}`))).toEqual([404, ['E-00-22']]);
      for (const answer of [
        await claim(who, key),
        await giveBack(who, key),
        await complete(who, key, APPROVE),
      ])
        expect([answer.status, problem(answer)]).toEqual([404, ['E-00-22']]);
    }
    expect(await taskIn(YUZHONG, fresh)).toMatchObject({ key, assignee: null });
  });

  test('shows the form that Tasklist shows, with the same in it', async () => {
    const { key } = await taskIn(YUZHONG, late);
    const { body } = await (await as(YUZHONG)).get(`/api/tasks/${key}`).expect(200);
    expect(body.form.id).toBe('cq-review');
    const names = Object.keys(body.data);
    expect(names).toEqual(expect.arrayContaining(FACTS));
    expect(body.data).toEqual(await inTasklist(YUZHONG, key, names));
  });

  test('of a task of an earlier release it finds again what every form shows', async () => {
    const { key } = await taskIn(YUZHONG, fresh);
    const ask = async () =>
      (await (await as(YUZHONG)).get(`/api/tasks/${key}`).expect(200)).body.data;
    const before = await ask();
    await sql('delete from task_form where case_id = $1', [fresh]);
    const after = await ask();
    expect(Object.keys(after).sort()).toEqual([...FACTS].sort());
    expect(before).toMatchObject(after);
    await sql(
      `insert into task_form select t.element_instance_key, c.id, $2 from engine_task t
       join case_file c on c.process_instance_key = t.root_key where t.key = $1`,
      [key, before],
    );
  });

  test('[E-00-03] who claims it has it, and only who has it gives it back', async () => {
    const { key } = await taskIn(YUZHONG, fresh);
    expect((await claim(YUZHONG, key)).status).toBe(200);
    // once more is no harm
    expect((await claim(YUZHONG, key)).status).toBe(200);
    expect(await taskIn(COLLEAGUE, fresh)).toMatchObject({
      assignee: YUZHONG,
      assigneeName: '秦渝一',
    });
    for (const answer of [
      await claim(COLLEAGUE, key),
      await giveBack(COLLEAGUE, key),
      await complete(COLLEAGUE, key, APPROVE),
    ])
      expect([answer.status, problem(answer)]).toEqual([409, ['E-00-03']]);
    expect((await list(YUZHONG, '?filter=mine')).items.map((item) => item.key)).toEqual([key]);
    expect((await list(COLLEAGUE, '?filter=mine')).total).toBe(0);
    expect((await list(COLLEAGUE, '?filter=free')).total).toBe(2);
    expect((await giveBack(YUZHONG, key)).status).toBe(200);
    expect((await taskIn(COLLEAGUE, fresh)).assignee).toBeNull();
    // two at once: one has it
    const both = await Promise.all([claim(YUZHONG, key), claim(COLLEAGUE, key)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await giveBack(both[0]?.status === 200 ? YUZHONG : COLLEAGUE, key);
  });

  test('says so when a task changes hands, and when nothing did says nothing of it', async () => {
    const { key } = await taskIn(YUZHONG, fresh);
    const first = await listenTo(COLLEAGUE, '/api/tasks/events');
    const known = await first.next('tasks');
    const second = await listenTo(COLLEAGUE, `/api/tasks/events?since=${known}`);
    const stranger = await listenTo(YUBEI, '/api/tasks/events');
    const empty = await stranger.next('tasks');
    await claim(YUZHONG, key);
    // whoever named the state hears of the change first, not of the state
    expect(await second.next('tasks')).not.toBe(known);
    await giveBack(YUZHONG, key);
    expect(await second.next('tasks')).toBe(known);
    await Promise.all([first, second, stranger].map((stream) => stream.close()));
    const again = await listenTo(YUBEI, '/api/tasks/events');
    expect(await again.next('tasks')).toBe(empty);
    await again.close();
  });

  test('[CQ-03][E-00-10] a form that is not filled in is refused by field, and all of it kept open', async () => {
    const { key } = await taskIn(YUZHONG, late);
    const missing = await complete(YUZHONG, key, {});
    expect([missing.status, codes(missing)]).toEqual([422, ['E-00-10']]);
    expect(missing.body.errors[0]).toMatchObject({ field: 'outcome' });
    expect((await taskIn(YUZHONG, late)).assignee).toBeNull();
  });

  test('[CQ-03] completed, it is decided, gone from the inbox at once, and the case goes on', async () => {
    const { key } = await taskIn(YUZHONG, late);
    expect((await complete(YUZHONG, key, APPROVE)).status).toBe(202);
    expect((await list(YUZHONG)).items.map(({ caseId }) => caseId)).toEqual([fresh, undated]);
    await waitTask(late, 'REPORT');
    expect(await actsOf(late)).toEqual([`${YUZHONG} VERIFY`]);
    const again = await complete(YUZHONG, key, APPROVE);
    expect([again.status, problem(again)]).toEqual([404, ['E-00-22']]);
  });

  test('what a form showed goes with its task', async () => {
    const { key } = await taskIn(YUZHONG, fresh);
    const kept = () =>
      sql<{ n: number }>('select count(*)::int as n from task_form where case_id = $1', [fresh]);
    expect(await kept()).toEqual([{ n: 1 }]);
    expect((await complete(YUZHONG, key, APPROVE)).status).toBe(202);
    expect(await kept()).toEqual([{ n: 0 }]);
  });

  test('[CQ-01] a form with a row an item shows the rows of its process, too', async () => {
    const { id } = await enteredBuilding();
    await accept(id);
    await waitTask(id, 'VERIFY');
    const { key } = await taskIn(YUZHONG, id);
    const { body } = await (await as(YUZHONG)).get(`/api/tasks/${key}`).expect(200);
    const names = Object.keys(body.data);
    expect(names.length).toBeGreaterThan(FACTS.length);
    expect(body.data).toEqual(await inTasklist(YUZHONG, key, names));
    expect((await giveBack(YUZHONG, key)).status).toBe(409);
  });
});
