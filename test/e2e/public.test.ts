/** The public pages on a telephone: no log-in, 375 pixels wide, nothing to scroll sideways. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { clockAt, endSql, sql, unique } from '../harness/cases';
import { API } from '../harness/client';
import { deployModels, deployPublicProcess, ROOT } from '../harness/models';
import { OPEN_PROCESS } from '../harness/public';
import { Publisher } from '../harness/publisher';

const SHOTS = join(ROOT, 'reports/screenshots');

describe('a neighbour with a telephone', () => {
  let browser: Browser;
  let publisher: Publisher;
  let context: BrowserContext;
  let phone: Page;
  const complaints: string[] = [];
  const reason = unique('公示的建筑面积与现场不符（虚构）');

  beforeAll(async () => {
    await clockAt('2026-09-28 15:00');
    await deployPublicProcess();
    publisher = await Publisher.open();
    for (const name of [
      '嘉陵江示例大桥',
      '示例家园一期1号楼',
      '第七示例中学教学楼及附属地下车库工程',
    ])
      await publisher.published(
        {
          projectName: `${name}（虚构）`,
          stages: ['DRAWING', 'ACCEPT'],
          scale: { area: 32000 },
          units: [
            { name: '示例建工集团有限责任公司', uscc: '915001030000000011' },
            { name: '示例监理咨询有限公司', uscc: '91500199MA00000027' },
          ],
        },
        { subject: '5001032604300101' },
      );
    browser = await launchBrowser();
    context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 375, height: 812 },
      isMobile: true,
      hasTouch: true,
    });
    phone = await context.newPage();
    phone.setDefaultTimeout(60_000);
    phone.on('pageerror', (error) => complaints.push(error.message));
    phone.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await publisher?.close();
    await sql('delete from publicity');
    await deployModels();
    await clockAt(null);
    await endSql();
  });

  /** Keeps the page in reports/screenshots, and finds it no wider than the screen. */
  const fits = async (name: string, page = phone) => {
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
  };

  test('finds a project, without JavaScript, too', async () => {
    const plain = await browser.newContext({
      viewport: { width: 375, height: 812 },
      javaScriptEnabled: false,
    });
    const page = await plain.newPage();
    await page.goto(`${API}/public`);
    await page
      .getByRole('link', { name: '第七示例中学教学楼及附属地下车库工程（虚构）' })
      .waitFor();
    await page.getByLabel('项目名称、编号、企业').fill('嘉陵江');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('link', { name: '嘉陵江示例大桥（虚构）' }).click();
    expect(await page.locator('main').innerText()).toMatch(/示例建工集团有限责任公司[\s\S]*915001/);
    await plain.close();
  });

  test('reads list and record without scrolling sideways', async () => {
    await phone.goto(`${API}/public`);
    await fits('public-list-phone');
    await phone.getByRole('link', { name: '嘉陵江示例大桥（虚构）' }).first().click();
    await phone.getByText('2026-09-28 至 2026-10-13').waitFor();
    await fits('public-record-phone');
  });

  test('objects: is told what is missing, then has a number', async () => {
    await phone.goto(`${API}/public?q=嘉陵江`);
    await phone.getByRole('link', { name: '嘉陵江示例大桥（虚构）' }).first().click();
    await phone.locator('.acts a').first().click();
    await phone.locator('html[data-form=ready]').waitFor();
    expect(await phone.getByLabel('项目名称').inputValue()).toBe('嘉陵江示例大桥（虚构）');
    await fits('public-form-phone');
    const submit = phone.getByRole('button', { name: '提交' });
    await submit.click();
    expect(await phone.locator('#problems li').allInnerTexts()).toEqual(['理由：此项必填']);
    await phone.getByLabel('理由').fill(reason);
    await phone.getByLabel('姓名').fill('陈路人');
    await phone.getByLabel('联系电话').fill('13900001234');
    await submit.click();
    await phone.locator('html[data-form=received]').waitFor();
    const said = await phone.locator('#head').innerText();
    expect(said).toMatch(/已收到[\s\S]*TEST-01-2026-\d{6}/);
    await fits('public-received-phone');
    const rows = await sql<{ process_id: string; data: { publicity: string } }>(
      `select process_id, data from case_file where data ->> 'reason' = $1`,
      [reason],
    );
    expect(rows).toMatchObject([{ process_id: OPEN_PROCESS, data: { contactName: '陈**' } }]);
    await phone.goto(`${API}/public/${rows[0]?.data.publicity}`);
    await phone.getByRole('heading', { name: '嘉陵江示例大桥（虚构）' }).waitFor();
  });

  test('meets no error of a script, and gets no cookie', async () => {
    expect(complaints).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });
});
