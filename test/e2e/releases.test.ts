/** What an analyst shows the boss: the releases of the rules, in a real browser. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { leaveStack } from '../harness/cases';
import { Desk } from '../harness/desk';
import { deployModels } from '../harness/models';

const NOW = '2026-09-28 09:00';
const TELEPHONE = { width: 375, height: 812 };

describe('the releases of the rules', () => {
  let browser: Browser;
  beforeAll(async () => {
    await deployModels({
      file: 'dmn/zhejiang/zj-authority.dmn',
      from: '<outputEntry id="R07_basisOut">\n          <text>"PERMIT_ISSUER"',
      to: '<outputEntry id="R07_basisOut">\n          <text>"REG_CITY"',
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await deployModels();
    await leaveStack();
  });

  test('an analyst goes from the first page to what the newest one changed', async () => {
    const desk = await Desk.of('rules.tan', browser, NOW);
    await desk.open('/');
    await desk.page.getByRole('link', { name: '规则版本' }).click();
    await desk.page
      .getByRole('link', { name: /^版本 \d+$/ })
      .first()
      .click();
    await desk.page.getByRole('heading', { name: '改了什么' }).waitFor();
    const row = desk.page.locator('.diff tr', { hasText: '依据' });
    expect(await row.locator('del').innerText()).toBe('施工许可发放部门 PERMIT_ISSUER');
    expect(await row.locator('ins').innerText()).toBe('企业注册地设区市 REG_CITY');
    expect(await desk.page.locator('.badge', { hasText: '现行' }).isVisible()).toBe(true);
    await desk.page.getByRole('link', { name: /^版本 \d+$/ }).click();
    await desk.page.locator('.badge', { hasText: '旧版' }).waitFor();
    expect(desk.complaints).toEqual([]);
  });

  test('nothing runs over the edge of a telephone', async () => {
    const desk = await Desk.of('rules.tan', browser, NOW, TELEPHONE);
    await desk.open('/releases');
    expect(await desk.page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    await desk.page
      .getByRole('link', { name: /^版本 \d+$/ })
      .first()
      .click();
    await desk.page.getByRole('heading', { name: '改了什么' }).waitFor();
    expect(await desk.page.evaluate('document.documentElement.scrollWidth')).toBe(375);
  });

  test('who has nothing to do with them sees no link', async () => {
    const desk = await Desk.of('cixi.wang', browser, NOW);
    await desk.open('/');
    await desk.page.getByRole('heading', { name: /您好/ }).waitFor();
    expect(await desk.page.getByRole('link', { name: '规则版本' }).count()).toBe(0);
  });
});
