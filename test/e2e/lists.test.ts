/** Forms with lists, drafts and withdrawal in the browser, on a flow of no province. */
import type { Browser } from 'playwright-core';
import { samples } from '../../seed';
import { launchBrowser } from '../harness/browser';
import { clockAt, leaveStack, sql, waitStatus, waitTask } from '../harness/cases';
import { Desk } from '../harness/desk';
import { openTaskOf } from '../harness/engine-tasks';
import { deployModels } from '../harness/models';
import { SAMPLE } from '../harness/sample';
import { CIXI, YI } from '../harness/subcontract';

const NOW = '2026-09-28 09:00';

describe('forms with lists', () => {
  let browser: Browser;
  let yi: Desk;
  let id = '';

  beforeAll(async () => {
    await clockAt(NOW);
    await deployModels(...SAMPLE);
    browser = await launchBrowser();
    yi = await Desk.of(YI, browser, NOW);
  });
  afterAll(async () => {
    await browser?.close();
    await deployModels();
    await leaveStack();
  });

  const problems = () => yi.page.locator('#problems li').allInnerTexts();
  const press = (name: string) => yi.page.getByRole('button', { name, exact: true }).click();
  const ready = () => yi.page.locator('html[data-form=ready]').waitFor();
  const saved = () => yi.page.locator('#progress', { hasText: '草稿已保存' }).waitFor();
  const keptAs = (name: string) => sql("select 1 from draft where data->>'name' = $1", [name]);
  const submittedId = async () => {
    await yi.page.waitForURL('**/cases/*', { timeout: 20_000 }).catch(async (error) => {
      throw new Error(`refused: ${await problems()}`, { cause: error });
    });
    return yi.page.url().split('/').at(-1) ?? '';
  };

  test('the portal shows what the stages ask for, and keeps a draft of it', async () => {
    await yi.open('/submit/sample-lists');
    await ready();
    expect(await yi.page.locator('#attachments').isVisible()).toBe(false);
    await yi.page.getByText('招标投标', { exact: true }).first().click();
    // the group and the attachment come with the stage
    await yi.page.getByLabel('中标人').fill('示例建设公司');
    await yi.page.setInputFiles('#file-OTHER', samples.subcontract.path);
    await yi.page.getByLabel('名称').fill('浏览器示例');
    await yi.chooseInRow(1, '角色', '监理');
    await yi.fillInRow(1, '负责人', '王慈一');
    await yi.fillInRow(1, '份额', '100');
    await yi.page.getByRole('button', { name: '新增一项' }).first().click();
    await yi.chooseInRow(2, '角色', '施工');
    await yi.inRow(2, '身份证号').waitFor();
    await press('保存草稿');
    await saved();
    await yi.page.getByRole('heading', { name: '草稿已保存，提交前还需处理' }).waitFor();
    expect(await problems()).toEqual([
      'T-SHARE T-SHARE',
      '表单填写有误：参建单位第2项 负责人：必填。 E-00-10',
      '表单填写有误：参建单位第2项 身份证号：必填。 E-00-10',
      expect.stringContaining('未满百分之百的原因：必填。'),
    ]);
    await yi.shot('portal-draft', true);
  });

  test('the draft waits on the home page and opens as it was left', async () => {
    await yi.open('/');
    await yi.page.locator('#drafts').waitFor();
    await yi.shot('portal-drafts');
    await yi.page.locator('#drafts a', { hasText: '浏览器示例' }).click();
    await ready();
    expect(await yi.page.getByLabel('中标人').inputValue()).toBe('示例建设公司');
    expect(await yi.inRow(1, '负责人').locator('input').inputValue()).toBe('王慈一');
    await yi.page.locator('.picked', { hasText: 'KB' }).waitFor();
    await yi.fillInRow(1, '份额', '40');
    await yi.fillInRow(2, '负责人', '陈乙三');
    await yi.fillInRow(2, '身份证号', '330782188801010011');
    await yi.fillInRow(2, '份额', '60');
    await press('提交');
    id = await submittedId();
    await waitTask(id, 'VERIFY');
    expect(await keptAs('浏览器示例')).toEqual([]);
    await yi.page.reload();
    const text = await yi.page.locator('#data').innerText();
    expect(text).toMatch(
      /参建单位（共 2 项）[\s\S]*监理\s+王\*\*[\s\S]*施工\s+陈\*\*\s+330\*+0011/,
    );
    await yi.shot('case-file-lists', true);
  });

  test('a reviewer gives a verdict on each row in Tasklist', async () => {
    const cixi = await Desk.of(CIXI, browser, NOW);
    await cixi.tasklist();
    await cixi.claim(await openTaskOf(id, ['Task_Verify']));
    expect(await cixi.form()).toContain('施工，负责人：陈**');
    await cixi.chooseInRow(1, '结论', '不属实');
    await cixi.complete();
    await cixi.page.getByText('Field is required.').waitFor();
    await cixi.fillInRow(1, '理由', '中标通知书与备案不一致');
    await cixi.shot('tasklist-rows');
    await cixi.complete();
    await waitStatus(id, 'FALSE');
    await cixi.page.context().close();
  });

  test('a draft is deleted; a case is withdrawn, with the reason', async () => {
    await yi.open('/submit/sample-lists');
    await ready();
    await yi.page.getByLabel('名称').fill('要撤回的');
    await press('保存草稿');
    await saved();
    await yi.page.getByText('施工图审查', { exact: true }).first().click();
    await yi.page.getByLabel('审查机构').fill('示例审图公司');
    await yi.chooseInRow(1, '角色', '监理');
    await yi.fillInRow(1, '负责人', '王慈一');
    await yi.page.getByLabel('未满百分之百的原因').fill('另有安排');
    await press('提交');
    const other = await submittedId();
    await waitTask(other, 'VERIFY');
    await yi.page.reload();
    await press('撤回');
    await yi.page.getByLabel('撤回原因').fill('填报有误');
    await yi.shot('case-file-withdraw');
    // the page loads anew by itself, which would break off whatever is opened meanwhile
    const anew = yi.page.waitForEvent('load');
    await press('确认撤回');
    await anew;
    await waitStatus(other, 'WITHDRAWN');

    await yi.open('/submit/sample-lists');
    await ready();
    await yi.page.getByLabel('名称').fill('要删除的');
    await press('保存草稿');
    await saved();
    await yi.open('/');
    const row = yi.page.locator('#drafts li', { hasText: '要删除的' });
    yi.page.once('dialog', (dialog) => dialog.accept());
    await row.getByRole('button').click();
    await row.waitFor({ state: 'detached' });
    expect(await keptAs('要删除的')).toEqual([]);
    expect(yi.complaints).toEqual([]);
  });
});
