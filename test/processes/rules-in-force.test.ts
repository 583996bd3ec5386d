/** Must show 5: a rule in force from a day (生效日期), seen on both sides of midnight. */
import {
  clockAt,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { waitFor } from '../harness/client';
import { deployModels } from '../harness/models';
import {
  ANALYST,
  applyModels,
  auditOf,
  fiveDays,
  newestRelease,
  planModels,
  rewording,
  rulesOf,
  WHY,
  withdraw,
  withdrawWaiting,
} from '../harness/rule-changes';
import { correct, givenPermit, JIA, submitted, trySubmit } from '../harness/subcontract';

const EVE = '2026-11-30';
const DAY = '2026-12-01';

/** Hands a record in and waits until the engine has the case; its deadline is set then. */
async function confirming(): Promise<string> {
  const id = await submitted();
  await waitTask(id, 'CONFIRM');
  return id;
}

describe('rules in force from a day', () => {
  let before: number;
  let after: number;
  let returned: string;
  let eve: string;

  beforeAll(async () => {
    await clockAt(`${EVE} 09:00`);
    await givenPermit();
    await deployModels();
    before = (await newestRelease()).id;
    returned = await confirming();
    await doAct(returned, JIA, 'CONFIRM', { outcome: 'RETURNED', opinion: '请更正。' });
    await waitStatus(returned, 'RETURNED');
  });
  afterAll(async () => {
    await withdrawWaiting();
    await deployModels();
    await leaveStack();
  });

  test('applied before its day it is kept, not deployed: who, why and the plan are on record', async () => {
    const applied = await applyModels([await fiveDays()], '--in-force', DAY);
    after = applied.release;
    expect(await newestRelease()).toMatchObject({
      ...{ id: after, waits: true, day: DAY, deployed_by: ANALYST, reason: WHY },
      plan: { hash: applied.plan.hash, from: before, inForceFrom: DAY },
    });
    const [kept, ...others] = await auditOf(after);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({
      ...{ action: 'release.kept-for-its-day', actor: ANALYST },
      detail: { from: before, reason: WHY, inForceFrom: DAY, plan: applied.plan.hash },
    });
  });

  test('while it waits no other change is deployed, the same one goes on waiting', async () => {
    await expect(deployModels(rewording('other'))).rejects.toThrow(
      /RELEASE_WAITS.*2026-12-01.*--withdraw/,
    );
    await deployModels(await fiveDays());
    await deployModels();
    expect(await newestRelease()).toMatchObject({ id: after, waits: true });
  });

  test('a second before midnight the old rules judge: three working days', async () => {
    await clockAt(`${EVE} 23:59:59`);
    eve = await confirming();
    expect(await rulesOf(eve)).toEqual({ judged: before, runs: before });
    expect(await deadlinesOf(eve)).toEqual({ 'GC_CONFIRM_3#1': '2026-12-04 00:00' });
  });

  test('at midnight the new ones do, at the door and in the engine: five working days', async () => {
    await clockAt(`${DAY} 00:00:00`);
    const id = await confirming();
    expect(await rulesOf(id)).toEqual({ judged: after, runs: after });
    expect(await deadlinesOf(id)).toEqual({ 'GC_CONFIRM_3#1': '2026-12-09 00:00' });
    const actions = (await auditOf(after)).map(({ action, actor }) => `${actor} ${action}`);
    expect(actions).toEqual([`${ANALYST} release.kept-for-its-day`, 'system release.in-force']);
  });

  test('what was handed in before and corrected after keeps the rules it began with', async () => {
    await correct(returned);
    await waitTask(returned, 'CONFIRM');
    expect(await rulesOf(returned)).toEqual({ judged: before, runs: before });
    expect(await deadlinesOf(returned)).toMatchObject({ 'GC_CONFIRM_3#2': '2026-12-05 00:00' });
    expect(await rulesOf(eve)).toEqual({ judged: before, runs: before });
  });

  test('withdrawn before its day it never comes into force', async () => {
    const { release } = await applyModels([rewording('12-03')], '--in-force', '2026-12-03');
    expect(await withdraw(after)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/RELEASE_NOT_WAITING/),
    });
    expect(await withdraw(release)).toMatchObject({ code: 0 });
    await clockAt('2026-12-03 00:00:00');
    expect((await rulesOf(await confirming())).judged).toBe(after);
    expect((await auditOf(release)).map(({ action }) => action)).toEqual([
      'release.kept-for-its-day',
      'release.withdrawn',
    ]);
  });

  test('nobody asks: housekeeping brings it into force', async () => {
    const { release } = await applyModels([rewording('12-04')], '--in-force', '2026-12-04');
    expect(await newestRelease()).toMatchObject({ id: release, waits: true });
    await clockAt('2026-12-04 00:00:00');
    await waitFor('the release in force', async () => !(await newestRelease()).waits);
    expect((await newestRelease()).id).toBe(release);
  });

  test('cases handed in while midnight passes: each judged, and run, by the rules of its instant', async () => {
    const { release } = await applyModels([await fiveDays()], '--in-force', '2026-12-05');
    await clockAt('2026-12-04 23:59:59');
    const handing = Array.from({ length: 12 }, () => trySubmit());
    await Promise.race(handing);
    await clockAt('2026-12-05 00:00:00');
    const answers = await Promise.all([
      ...handing,
      ...Array.from({ length: 4 }, () => trySubmit()),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const ids = answers.map(({ body }) => body.id as string);
    await Promise.all(ids.map((id) => waitTask(id, 'CONFIRM')));
    for (const id of ids) {
      const [{ late = false } = {}] = await sql<{ late: boolean }>(
        `select created_at >= '2026-12-05 00:00+08' as late from case_file where id = $1`,
        [id],
      );
      const { judged, runs } = await rulesOf(id);
      expect({ id, judged: judged === release, runs: runs === release }).toEqual({
        ...{ id, judged: late, runs: late },
      });
    }
  });

  test('a day that has come, or is none, is refused before anything is planned', async () => {
    await expect(planModels([], '--in-force', '2026-12-05')).rejects.toThrow(/DAY_NOT_AHEAD/);
    await expect(planModels([], '--in-force', '2026-02-30')).rejects.toThrow(/DAY_INVALID/);
  });
});
