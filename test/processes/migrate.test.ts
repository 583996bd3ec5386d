/**
 * Open cases go on under a newer release (`npm run migrate`): in every waiting state of ZJ-07 and of the
 * entry of projects in 重庆 the preview says what the engine does, and each case comes to its end.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timersOf } from '../harness/calendar';
import {
  attach,
  clockAt,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../harness/cases';
import {
  accept,
  confirmed,
  DING,
  decideObjection,
  enteredBuilding,
  entry,
  mark,
  national,
  objected,
  PAPERS,
  tell,
  verify,
  YUZHONG,
} from '../harness/chongqing';
import { as, engine, waitFor } from '../harness/client';
import { deployModels, ROOT, tool } from '../harness/models';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  correct,
  givenPermit,
  JIA,
  NOTICE,
  REPLY,
  submitted,
  submittedMany,
} from '../harness/subcontract';
import { waitTimer } from '../harness/timers';

const SIGNED = ['--apply', '--by', 'ops.lv', '--why', '测试移到新版'];
const CONFIRMING = 'Task_ConfirmByGeneralContractor';
const SUBCONTRACT = 'bpmn/zhejiang/zj-subcontract.bpmn';
/** A change that every release after it carries, so that it is another release. */
const RENAMED = {
  file: SUBCONTRACT,
  from: 'id="Task_ReviewPerformance" name="审核专业承包业绩"',
  to: 'id="Task_ReviewPerformance" name="审核专业承包业绩（新版）"',
};

afterAll(async () => {
  await national().behaveAsUsual();
  await deployModels();
  await leaveStack();
});

const numberOf = async (id: string) =>
  (await sql<{ number: string }>('select number from case_file where id = $1', [id]))[0]?.number ??
  '';

const releaseOf = async (id: string) =>
  (await sql<{ r: number }>('select release_id as r from case_file where id = $1', [id]))[0]?.r;

const newest = async () =>
  (await sql<{ r: number }>('select max(id)::int as r from release'))[0]?.r ?? 0;

/** Whether every running instance of a case has a definition of a release. */
const isUnder = async (id: string, release: number) => {
  const rows = await sql<{ all: boolean }>(
    `select bool_and(r.processes ? i.definition_key) as all
     from case_file c join engine_instance i on i.root_key = c.process_instance_key
     join release r on r.id = $2 where c.id = $1 and i.ended_at is null`,
    [id, release],
  );
  return rows[0]?.all === true;
};

/** Moves these cases, each of which must move, and checks that deadlines and timers kept. */
async function moved(ids: string[]): Promise<void> {
  const numbers = await Promise.all(ids.map(numberOf));
  const asked = numbers.flatMap((number) => ['--case', number]);
  const before = await Promise.all(
    ids.map(async (id) => [await deadlinesOf(id), await timersOf(id)]),
  );
  const preview = await tool('migrate', ...asked);
  for (const number of numbers) expect(preview.out).toContain(`MOVES ${number} `);
  const done = await tool('migrate', ...asked, ...SIGNED);
  expect(done).toMatchObject({ code: 0 });
  for (const number of numbers) expect(done.out).toContain(`moved ${number}`);
  const release = await newest();
  for (const [i, id] of ids.entries()) {
    expect(await releaseOf(id)).toBe(release);
    await waitFor(`${id} under release ${release}`, () => isUnder(id, release));
    expect([await deadlinesOf(id), await timersOf(id)]).toEqual(before[i]);
    const [event] = await sql<{ detail: { why: string; to: number } }>(
      `select detail from audit_event where chain = $1 and action = 'case.moved'`,
      [`case:${id}`],
    );
    expect(event?.detail).toMatchObject({ why: '测试移到新版', to: release });
  }
}

describe('every waiting state of zj-subcontract', () => {
  test('moves as previewed and comes to its end', async () => {
    await deployModels();
    await clockAt('2026-09-28 15:00');
    await givenPermit();
    const { urge, answer } = await submittedMany('urge', 'answer');
    await clockAt('2026-10-09 00:00:00');
    await Promise.all([waitStatus(urge, 'TO_URGE'), waitStatus(answer, 'TO_URGE')]);
    await doAct(answer, CIXI, 'ISSUE_NOTICE', NOTICE);
    await waitTask(answer, 'REPLY');
    const [confirm, review, returned, refused] = await Promise.all([
      submitted(),
      submitted(),
      submitted(),
      submitted(),
    ]);
    await waitTask(confirm, 'CONFIRM');
    await doAct(review, JIA, 'CONFIRM', CONFIRM);
    await doAct(returned, JIA, 'CONFIRM', { outcome: 'RETURNED', opinion: '请更正。' });
    await doAct(refused, JIA, 'CONFIRM', CONFIRM);
    await doAct(refused, CIXI, 'REVIEW', {
      outcome: 'NOT_APPROVED',
      opinion: '材料不全，请补正。',
    });
    await waitTask(review, 'REVIEW');
    for (const id of [returned, refused])
      await waitFor(`${id} to await its correction`, async () =>
        Boolean(
          (
            await sql(
              `select 1 from case_file c join engine_instance i on i.root_key = c.process_instance_key
               join engine_subscription s on s.instance_key = i.key
               where c.id = $1 and s.message = 'case.corrected' and s.ended_at is null`,
              [id],
            )
          ).length,
        ),
      );
    await waitTask(urge, 'ISSUE_NOTICE');

    await deployModels(RENAMED);
    await moved([urge, answer, confirm, review, returned, refused]);

    await doAct(review, CIXI, 'REVIEW', APPROVE);
    await doAct(confirm, JIA, 'CONFIRM', CONFIRM);
    await doAct(answer, JIA, 'REPLY', REPLY);
    await doAct(answer, JIA, 'CONFIRM', CONFIRM);
    await doAct(urge, JIA, 'CONFIRM', CONFIRM);
    await correct(returned);
    await correct(refused);
    for (const id of [returned, refused]) await doAct(id, JIA, 'CONFIRM', CONFIRM);
    for (const id of [confirm, answer, urge, returned, refused])
      await doAct(id, CIXI, 'REVIEW', APPROVE);
    for (const id of [review, confirm, answer, urge, returned, refused])
      await waitStatus(id, 'ENTERED');
  });

  test('a node that is gone needs a mapping, and the engine says so, too; mapped it moves', async () => {
    await deployModels();
    await clockAt('2026-09-28 15:00');
    await givenPermit();
    const id = await submitted();
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitTask(id, 'REVIEW');
    const number = await numberOf(id);
    await deployRenamedReview();
    const preview = await tool('migrate', '--case', number);
    expect(preview).toMatchObject({ code: 2 });
    expect(preview.out).toContain(`NEEDS_MAPPING ${number} `);
    expect(preview.out).toContain('（Task_ReviewPerformance）在新流程图中没有，须用 --map 指明');
    expect(await refusedByEngine(id)).toMatch(/no mapping instruction defined|INVALID/);
    const map = ['--case', number, '--map', 'Task_ReviewPerformance=Task_ReviewAgain'];
    expect((await tool('migrate', ...map)).out).toContain(`MOVES ${number} `);
    expect(await tool('migrate', ...map, ...SIGNED)).toMatchObject({ code: 0 });
    expect(await releaseOf(id)).toBe(await newest());
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
    // claimed after the move, which the engine tells with the name of before
    const acts = await sql<{ element: string }>(
      `select element_id as element from decision where case_id = $1 and act = 'REVIEW'`,
      [id],
    );
    expect(acts).toEqual([{ element: 'Task_ReviewAgain' }]);
  });
});

describe('deadlines of cases that go on under another release', () => {
  const days = (from: number, to: number) => ({
    file: 'dmn/zhejiang/zj-deadlines.dmn',
    from: `<outputEntry id="GC_CONFIRM_3_nOut">\n          <text>${from}<`,
    to: `<outputEntry id="GC_CONFIRM_3_nOut">\n          <text>${to}<`,
  });
  const due = async (id: string) => (await deadlinesOf(id))['GC_CONFIRM_3#1'];

  beforeEach(async () => {
    await deployModels();
    await clockAt('2026-09-28 15:00');
    await givenPermit();
  });

  test('are computed anew where that is asked for: shown before, then moved in record and engine', async () => {
    const { a, kept, done } = await submittedMany('a', 'kept', 'done');
    await doAct(done, JIA, 'CONFIRM', CONFIRM);
    await waitTask(done, 'REVIEW');
    await deployModels(days(3, 5));
    const [number, other] = [await numberOf(a), await numberOf(kept)];
    const asked = ['--case', number, '--case', await numberOf(done), '--deadlines', 'recompute'];
    const preview = await tool('migrate', ...asked);
    expect(preview.out).toContain(
      'MOVES GC_CONFIRM_3 2026-10-09T00:00:00+08:00 → 2026-10-11T00:00:00+08:00',
    );
    // what was met has no end that could be another
    expect(preview.out.match(/GC_CONFIRM_3/g)).toHaveLength(1);
    expect(await due(a)).toBe('2026-10-09 00:00');

    const stale = await tool('migrate', ...asked, ...SIGNED, '--hash', 'another');
    expect(stale).toMatchObject({ code: 1, out: expect.stringContaining('E-00-91') });
    const hash = / hash (\w+)/.exec(preview.out)?.[1] ?? '';
    const applied = await tool('migrate', ...asked, ...SIGNED, '--hash', hash);
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.out).toContain('1 moved, 0 left, 0 under way');
    expect(await tool('migrate', '--case', other, ...SIGNED)).toMatchObject({ code: 0 });
    expect([await due(a), await due(kept)]).toEqual(['2026-10-11 00:00', '2026-10-09 00:00']);
    expect(await timersOf(a)).toMatchObject({ Event_ConfirmationDue: '2026-10-11 00:00' });
    const [event] = await sql<{ detail: object }>(
      `select detail from audit_event where chain = $1 and action = 'deadline.moved'`,
      [`case:${a}`],
    );
    expect(event?.detail).toMatchObject({ key: 'GC_CONFIRM_3', release: await newest() });

    await clockAt('2026-10-09 00:00:00');
    await waitStatus(kept, 'TO_URGE');
    await waitTask(a, 'CONFIRM');
    await clockAt('2026-10-11 00:00:00');
    await waitStatus(a, 'TO_URGE');
  });

  test('an end that would be past is named and kept: nobody is made late at a stroke', async () => {
    const { a } = await submittedMany('a');
    await clockAt('2026-09-30 12:00');
    await deployModels(days(3, 1));
    const asked = ['--case', await numberOf(a), '--deadlines', 'recompute'];
    const done = await tool('migrate', ...asked, ...SIGNED);
    expect(done).toMatchObject({ code: 2 });
    expect(done.out).toMatch(/UNSAFE GC_CONFIRM_3 .* → \?.*期限已过/);
    expect(done.out).toContain('moved');
    expect([await due(a), await releaseOf(a)]).toEqual(['2026-10-09 00:00', await newest()]);
  });
});

describe('every waiting state of cq-project-entry', () => {
  test('moves as previewed and comes to its end', async () => {
    await deployModels();
    await clockAt('2024-04-30 10:00');
    const before = await madeCases(['held', 'sent', 'refused']);
    for (const { id } of Object.values(before)) await confirmed(id);
    const { held, sent, refused } = before;
    await mark(held.projectNo, ['UNDER_KEY_CHECK']);
    await national().behave(
      { platform: 'NATIONAL', key: sent.id, mode: 'LATER' },
      { platform: 'NATIONAL', key: refused.id, mode: 'REJECT', reason: '合同类别有误', times: 1 },
    );
    await clockAt('2024-05-17 00:00');
    await waitTimer(held.id, 'Event_HoldRechecked');
    await waitTimer(sent.id, 'Event_RetryDue');
    await waitTask(refused.id, 'RETRY_PUSH');

    const { entered, verifying, returned, checked, publicity, disputed } = await madeCases([
      ...(['entered', 'verifying', 'returned', 'checked', 'publicity', 'disputed'] as const),
    ]);
    await waitTask(entered.id, 'ACCEPT_CASE');
    for (const { id } of [verifying, returned, checked]) await accept(id);
    await waitTask(verifying.id, 'VERIFY');
    await verify(returned.id, { outcome: 'RETURNED', opinion: '合同金额有误' });
    await waitTimer(returned.id, 'Event_CorrectionOverdue');
    await tell('key-check.opened', checked.id);
    await waitStatus(checked.id, 'KEY_CHECK');
    await confirmed(publicity.id);
    await confirmed(disputed.id);
    const objection = await objected(disputed.id, disputed.projectNo);
    await waitStatus(disputed.id, 'OBJECTION');

    const all = [held, sent, refused, entered, verifying, returned, checked, publicity, disputed];
    await deployModels(RENAMED);
    await moved(all.map(({ id }) => id));

    await national().acknowledge({ platform: 'NATIONAL', key: sent.id });
    await mark(held.projectNo, []);
    await tell('project.changed', held.id);
    await doAct(refused.id, YUZHONG, 'RETRY_PUSH', { outcome: 'RETRY' });
    for (const { id } of [held, sent, refused]) await waitStatus(id, 'STORED');
    await decideObjection(objection, 'DISMISSED');
    await confirmed(entered.id);
    await verify(verifying.id);
    await tell('key-check.concluded', checked.id, { conclusion: 'CLEAN' });
    await waitStatus(checked.id, 'VERIFYING');
    await verify(checked.id);
    await (await as(DING))
      .post(`/api/cases/${returned.id}/corrections`, {
        data: entry({ projectNo: returned.projectNo }),
        attachments: await attach(DING, PAPERS),
      })
      .expect(200);
    await waitStatus(returned.id, 'PENDING_VERIFY');
    await confirmed(returned.id);
    const published = [entered, verifying, returned, checked, publicity, disputed];
    for (const { id } of published) await waitStatus(id, 'PUBLICITY');
    await clockAt('2024-07-15 00:00:00');
    for (const { id } of published) await waitStatus(id, 'STORED');
  });
});

/** Applications for building projects, by names. */
async function madeCases<N extends string>(
  names: N[],
): Promise<Record<N, { id: string; projectNo: string }>> {
  const made = await Promise.all(names.map(() => enteredBuilding()));
  return Object.fromEntries(names.map((name, i) => [name, made[i]])) as never;
}

/** Deploys models in which the review of ZJ-07 has another id. */
async function deployRenamedReview(): Promise<void> {
  const text = await readFile(join(ROOT, SUBCONTRACT), 'utf8');
  const content = text.replaceAll(/\bTask_ReviewPerformance\b/g, 'Task_ReviewAgain');
  await deployModels({ file: SUBCONTRACT, content });
}

/** What the engine itself says to moving a case as it stands onto the newest release. */
async function refusedByEngine(id: string): Promise<string> {
  const [row] = await sql<{ key: string; definition: string }>(
    `select c.process_instance_key as key,
       (select key from release r, jsonb_each_text(r.processes) p(key, id)
        where r.id = $2 and p.id = 'zj-subcontract') as definition
     from case_file c where c.id = $1`,
    [id, await newest()],
  );
  const { status, body } = await engine(`process-instances/${row?.key}/migration`, {
    targetProcessDefinitionKey: row?.definition,
    mappingInstructions: [{ sourceElementId: CONFIRMING, targetElementId: CONFIRMING }],
  });
  expect(status).toBeGreaterThanOrEqual(400);
  return String(body.detail ?? body.title);
}
