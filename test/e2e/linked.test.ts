import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { clockAt, leaveStack, unique } from '../harness/cases';
import { Desk } from '../harness/desk';
import { nationalProject, OUT_OF_PROVINCE, platform } from '../harness/out-of-province';
import { JIA } from '../harness/subcontract';

const NOW = '2019-12-30 10:00';
const PHONE = { width: 390, height: 844 };

describe('a form that draws on the national platform', () => {
  let browser: Browser;
  let jia: Desk;

  beforeAll(async () => {
    await clockAt(NOW);
    browser = await launchBrowser();
    jia = await Desk.of(JIA, browser, NOW);
  });
  afterAll(async () => {
    await browser?.close();
    await platform.behaveAsUsual();
    await leaveStack();
  });

  const choose = async (label: string, option: string) => {
    const select = jia.page.locator('.fjs-form-field-select', { hasText: label }).first();
    await select.locator('.fjs-input-group').click();
    await jia.page.locator('.fjs-dropdownlist-item', { hasText: option }).first().click();
  };
  /** What stands in a field that nobody can type in. */
  const drawn = (key: string) =>
    jia.page.locator(`[id$="national_${key}"], [id*="national_${key}-"]`).first();
  const waitDrawn = (key: string, value: string) =>
    jia.page.waitForFunction(
      ([selector, wanted]) =>
        (document.querySelector(selector as string) as HTMLInputElement | null)?.value === wanted,
      [`[id*="national_${key}"]`, value] as const,
    );

  test('shows what is drawn as soon as the number is entered, and nobody can type there', async () => {
    const { permitNo, projectName, ownerName } = await nationalProject();
    await jia.open(`/submit/${OUT_OF_PROVINCE}`);
    await jia.page.locator('html[data-form=ready]').waitFor();
    await choose('承包方式', '施工总承包');
    await choose('工程类别', '建筑工程');
    await jia.page.getByLabel('工程所在地').first().fill('310101');
    await jia.page.getByLabel('施工许可证编号').fill(permitNo);
    await waitDrawn('projectName', projectName as string);
    await waitDrawn('ownerName', ownerName as string);
    expect(await drawn('projectName').isEditable()).toBe(false);
    await jia.shot('linked-drawn', true);
  });

  test('empties it again for a number that is not there', async () => {
    await jia.page.getByLabel('施工许可证编号').fill(unique('999999'));
    await waitDrawn('projectName', '');
    await waitDrawn('ownerName', '');
    await jia.page.getByRole('button', { name: '保存草稿' }).click();
    await jia.page.getByText('E-10-01').waitFor();
    await jia.shot('linked-not-found', true);
  });

  test('says that the platform does not answer, and keeps the draft', async () => {
    const { permitNo, projectName } = await nationalProject();
    await platform.behave({ platform: 'PROJECTS', key: permitNo, mode: 'DOWN' });
    await jia.page.getByLabel('施工许可证编号').fill(permitNo);
    await jia.page.getByRole('button', { name: '保存草稿' }).click();
    await jia.page.getByText('E-10-08').waitFor();
    await jia.shot('linked-unanswered', true);
    await platform.behaveAsUsual();
    await jia.page.reload();
    await jia.page.locator('html[data-form=ready]').waitFor();
    await waitDrawn('projectName', projectName as string);
    await jia.page.setViewportSize(PHONE);
    expect(await jia.overhang()).toBeLessThanOrEqual(0);
    await jia.shot('linked-phone', true);
    expect(jia.complaints).toEqual([]);
  });
});
