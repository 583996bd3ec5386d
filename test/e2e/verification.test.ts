/** The form of a verification, whose choices come from a table, in the real Tasklist. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { clockAt, doAct, leaveStack, waitStatus } from '../harness/cases';
import { Desk } from '../harness/desk';
import { openTaskOf } from '../harness/engine-tasks';
import { DOUBTFUL, registered } from '../harness/enterprise';
import { registrant } from '../harness/people';
import { CIXI } from '../harness/subcontract';

const NOW = '2026-09-28 09:00';

describe('an authority verifies in Tasklist', () => {
  let browser: Browser;
  beforeAll(async () => {
    await clockAt(NOW);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  test('[ZJ-17][ZJ-23][DT-19] it is offered what the step offers, and says why in doubt or false', async () => {
    const id = await registered(await registrant());
    await doAct(id, CIXI, 'VERIFY', DOUBTFUL);
    await waitStatus(id, 'DOUBTFUL');
    const key = await openTaskOf(id, ['Task_Recheck']);
    const cixi = await Desk.of(CIXI, browser, NOW);
    await cixi.tasklist();
    await cixi.claim(key);
    const form = await cixi.form();
    for (const said of ['该信息在存疑库中待核实', '真实', '虚假']) expect(form).toContain(said);
    expect(form).not.toContain('暂时无法确认（存疑）');
    await cixi.choose('虚假');
    await cixi.page.getByLabel('依据材料').waitFor();
    await cixi.shot('tasklist-recheck');
    await cixi.page.getByLabel('认定理由').fill('营业执照与登记机关记录不符。');
    await cixi.page.getByLabel('依据材料').fill('登记机关2026年9月25日复函。');
    await cixi.complete();
    await waitStatus(id, 'FALSE');
  });
});
