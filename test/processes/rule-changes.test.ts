/** Must show 2: what analysts are asked for, each done in the models alone and planned as the docs say. */
import { calendar, csv } from '../harness/calendar';
import { clockAt, leaveStack, sql, waitTask } from '../harness/cases';
import { deployModels } from '../harness/models';
import { ASKED_FOR } from '../harness/nine-changes';
import { newestRelease, planModels } from '../harness/rule-changes';
import { givenPermit, submitted } from '../harness/subcontract';

describe('what analysts are asked for', () => {
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await deployModels();
    await givenPermit();
    // somebody whose case would have come out otherwise
    await waitTask(await submitted(), 'CONFIRM');
  });
  afterAll(() => leaveStack());

  test.each(ASKED_FOR)('$name: a plan without errors', async ({ changes, differs }) => {
    const made = await changes();
    expect(made.map(({ file }) => file)).toEqual(
      made.map(() => expect.stringMatching(/^(bpmn|dmn|forms|labels)\//)),
    );
    const { id } = await newestRelease();
    const { code, plan } = await planModels(made);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(code).not.toBe(1);
    const words = plan.changes.map((one) =>
      [one.model, one.where, one.before, one.after].join(' '),
    );
    expect(words.join('\n')).toMatch(differs);
    expect(new Set(plan.changes.map(({ file }) => file))).toEqual(
      new Set(made.map(({ file }) => file)),
    );
    expect((await newestRelease()).id).toBe(id);
  });

  test('the calendar of 2027: no model, a file of days whose preview is its plan', async () => {
    const days = csv('2027-01-01,REST,元旦', '2027-01-02,REST,元旦', '2027-01-03,WORK,补班');
    const { code, out } = await calendar(days);
    expect(code).toBe(0);
    expect(out).toMatch(/2027-01-01/);
    expect(await sql('select 1 from calendar_day')).toEqual([]);
  });
});
