import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { clockAt, leaveStack } from '../harness/cases';
import { Desk } from '../harness/desk';
import { givenPermit, PERMIT, YI } from '../harness/subcontract';

const NOW = '2026-09-30 15:00';
const TELEPHONE = { width: 375, height: 760 };

describe('somebody who does not know which flow it is', () => {
  let browser: Browser;
  let yi: Desk;

  beforeAll(async () => {
    await clockAt(NOW);
    await givenPermit();
    browser = await launchBrowser();
    yi = await Desk.of(YI, browser, NOW);
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  const choose = (question: string, answer: string, desk = yi) =>
    desk.page
      .locator('.fjs-form-field', { has: desk.page.locator(`label:has-text("${question}")`) })
      .locator('label', { hasText: new RegExp(`^${answer}`) })
      .last()
      .click();
  async function select(question: string, answer: string, desk = yi): Promise<void> {
    const field = desk.page.locator('.fjs-form-field-select', { hasText: question });
    await field.locator('.fjs-input-group').click();
    await field.getByText(answer, { exact: true }).click();
  }
  const ask = (desk = yi) => desk.page.getByRole('button', { name: '查看入口' }).click();
  const questions = async (desk = yi) =>
    (await desk.page.locator('#form .fjs-form-field-label, #form legend').allInnerTexts()).join();

  test('[DT-02] finds the door on the first page, and is asked what matters only', async () => {
    await yi.open('/');
    await yi.shot('door-home');
    await yi.page.getByRole('link', { name: '工程业绩走哪个入口' }).click();
    await yi.page.locator('html[data-form=ready]').waitFor();
    await ask();
    await yi.page.getByRole('heading', { name: '请先答完这些问题' }).waitFor();
    await select('行业', '水利');
    await yi.page.getByText('承包方式').waitFor({ state: 'detached' });
    await yi.shot('door-sector', true);
    await select('行业', '不属于以下行业');
    await choose('工程在浙江省内', '是');
    await choose('承包方式', '总承包分包的专业承包');
    expect(await questions()).toContain('专业承包类别');
    expect(await questions()).not.toContain('工程类别,');
    expect(await questions()).not.toContain('是否建筑市政类以外');
  });

  test('[DT-02][ZJ-07] is led to the form of the flow, with what was answered filled in', async () => {
    await select('专业承包类别', '建筑装修装饰工程');
    await yi.page.getByLabel('施工许可证编号').fill(PERMIT);
    await ask();
    const way = yi.page.getByRole('link', { name: /^去填报：专业承包业绩/ });
    await way.waitFor();
    await yi.shot('door-way', true);
    await way.click();
    await yi.page.waitForURL('**/submit/zj-subcontract?*');
    await yi.page.locator('html[data-form=ready]').waitFor();
    expect(await yi.page.getByLabel('总承包项目施工许可证编号').inputValue()).toBe(PERMIT);
    expect(await yi.page.locator('#form').innerText()).toContain('建筑装修装饰工程');
    await yi.shot('door-filled-in', true);
  });

  test('[DT-02][E-10-06][AE-47] or is told at once that it is not recognised, on a telephone, too', async () => {
    const desk = await Desk.of(YI, browser, NOW, TELEPHONE);
    await desk.open('/door/zj-project-door');
    await desk.page.locator('html[data-form=ready]').waitFor();
    await select('行业', '不属于以下行业', desk);
    await choose('工程在浙江省内', '否', desk);
    await choose('承包方式', '施工总承包', desk);
    await select('工程类别', '铁路工程', desk);
    await ask(desk);
    await desk.page.getByText('E-10-06').waitFor();
    expect(await desk.page.locator('#problems').innerText()).toContain(
      '上述情形之外的工程项目不予认可',
    );
    expect(await desk.overhang()).toBe(0);
    await desk.shot('door-refused-telephone', true);
    // another answer: the old word is gone
    await choose('工程在浙江省内', '是', desk);
    await desk.page.locator('#problems').waitFor({ state: 'hidden' });
    await choose('没有施工许可证', '没有施工许可证', desk);
    await ask(desk);
    await desk.page.locator('#problems, #way').and(desk.page.locator(':visible')).waitFor();
    expect(await desk.overhang()).toBe(0);
    await desk.shot('door-way-telephone', true);
    expect([desk.complaints, yi.complaints]).toEqual([[], []]);
  });
});
