import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellValue } from 'hucre/xlsx';
import type { Browser } from 'playwright-core';
import { samples } from '../../seed';
import { launchBrowser } from '../harness/browser';
import { cancelOpenCases, clockAt, leaveStack, sql, unique } from '../harness/cases';
import { waitFor } from '../harness/client';
import { Desk } from '../harness/desk';
import { ofSector } from '../harness/representative';
import { JIA } from '../harness/subcontract';

const FLOW = 'zj-sector';
const NOW = '2026-09-30 10:00';
const WORDS: Record<string, Record<string, string>> = {
  sector: { HIGHWAY: '公路' },
  inProvince: { YES: '是' },
};

describe('an enterprise enters many from a spreadsheet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
  let browser: Browser;
  let desk: Desk;
  let template: Buffer;
  const contracts = [1, 2, 3].map(() => unique('HY-'));
  const papers = contracts.map((contract) => join(folder, `${contract}.pdf`));

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt(NOW);
    browser = await launchBrowser();
    desk = await Desk.of(JIA, browser, NOW);
    for (const paper of papers) writeFileSync(paper, await readFile(samples.subcontract.path));
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  /** The template as it was downloaded, filled in; what is said of a row lies over what is right. */
  async function filled(name: string, changes: Record<string, CellValue>[]): Promise<string> {
    const { readXlsx, writeXlsx } = await import('hucre/xlsx');
    const [sheet] = (await readXlsx(template)).sheets;
    if (!sheet) throw new Error('the template has no sheet');
    const paths = (sheet.rows[1] ?? []).map(String);
    const rows = changes.map((change, i) => {
      const data: Record<string, unknown> = {
        ...ofSector({ contractNo: contracts[i] }),
        'attachments.MATERIAL': `${contracts[i]}.pdf`,
        ...change,
      };
      return paths.map((path): CellValue => {
        const value = data[path] ?? null;
        return (WORDS[path]?.[String(value)] ?? value) as CellValue;
      });
    });
    const bytes = await writeXlsx({
      sheets: [{ name: '填写', rows: [...sheet.rows.slice(0, 2), ...rows] }],
    });
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  test('the page offers the template, made from the form', async () => {
    await desk.open(`/submit/${FLOW}`);
    await desk.page.getByRole('link', { name: '用表格批量申报' }).click();
    const coming = desk.page.waitForEvent('download');
    await desk.page.getByRole('link', { name: '下载模板' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    template = await readFile(await download.path());
    expect(await desk.overhang()).toBe(0);
  });

  test('what is wrong is named by row and column, beside its cell', async () => {
    const { page } = desk;
    const path = await filled('first.xlsx', [
      {},
      { contractAmount: '五千万', projectPlace: '杭州' },
      { contractNo: contracts[0] ?? '', finishDate: null },
    ]);
    await page.locator('#sheet').setInputFiles(path);
    await page.locator('#files').setInputFiles(papers.slice(0, 2));
    await page.getByRole('button', { name: '检查' }).click();
    await page.locator('#preview').waitFor();
    const problems = await page.locator('#problems li').allInnerTexts();
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^第 4 行 [A-Z] 列：.*合同价（万元）：.*“五千万”/),
        expect.stringMatching(/^第 4 行 [A-Z] 列：工程项目所在地不是/),
        expect.stringMatching(/^第 5 行 [A-Z] 列：.*竣工日期：必填/),
        expect.stringMatching(/^第 5 行 [A-Z] 列 合同编号：.*（与本表第 3 行）/),
        expect.stringMatching(/^第 5 行 [A-Z] 列 .*没有选择文件/),
      ]),
    );
    expect(await page.locator('#preview tbody tr.bad').count()).toBe(2);
    expect(await page.locator('#verdict').innerText()).toBe('共 3 行，2 行不能提交');
    expect(await page.getByRole('button', { name: '提交', exact: true }).isDisabled()).toBe(true);
    await desk.shot('sheet', true);
  });

  test('mended and handed in, every row is a case, and the page shows how far they are', async () => {
    const { page } = desk;
    await page.locator('#sheet').setInputFiles(await filled('second.xlsx', [{}, {}, {}]));
    await page.locator('#files').setInputFiles(papers.slice(2));
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByText('共 3 行，全部通过').waitFor();
    await page.getByRole('button', { name: '提交全部 3 件' }).click();
    await page.waitForURL('**/sheets/*');
    await page.locator('#sheet-cases[data-going="0"]').waitFor();
    await page.locator('.chips', { hasText: '待专业厅（局）审核' }).waitFor();
    expect(await page.locator('.chips b').allInnerTexts()).toEqual(['3']);
    await desk.shot('sheet-cases', true);
    const rows = await sql(`select id from case_file where data->>'contractNo' = any($1)`, [
      contracts,
    ]);
    expect(rows).toHaveLength(3);
    expect(desk.complaints).toEqual([]);
  });

  test('the bureau decides them on a list, a verdict a row, and each row is told what came of it', async () => {
    const reviewer = await Desk.of('transport.xu', browser, NOW);
    const { page } = reviewer;
    await reviewer.open('/tasks');
    await page.getByRole('link', { name: /专业厅（局）审核的工程业绩.*（3）/ }).click();
    await page.locator('html[data-form=ready]').waitFor();
    const row = (contract = '') => page.locator('tr[data-case]', { hasText: contract });
    await row(contracts[0]).locator('select').selectOption({ label: '审核通过' });
    await row(contracts[1]).locator('select').selectOption({ label: '审核未通过' });
    await page.getByRole('button', { name: '提交已选的 2 件结论' }).click();
    await page.getByText('已办理 1 件，1 件未能办理').waitFor();
    expect(await row(contracts[0]).getAttribute('class')).toContain('done');
    expect(await row(contracts[1]).locator('.why').innerText()).toMatch(/（[A-Z-]+[\d-]+）/);
    await reviewer.shot('verdicts', true);
    await row(contracts[1]).locator('textarea').fill('业绩指标与合同不符。');
    await page.locator('#all').selectOption({ label: '审核通过' });
    await page.getByRole('button', { name: '提交已选的 2 件结论' }).click();
    await page.getByText('已办理 2 件').waitFor();
    expect(await page.locator('tr.done').count()).toBe(3);
    await waitFor('the three decided', async () => {
      const [{ n } = { n: 0 }] = await sql<{ n: number }>(
        `select count(*)::int as n from case_file
         where data->>'contractNo' = any($1) and status in ('IN_LIBRARY', 'NOT_APPROVED')`,
        [contracts],
      );
      return n === 3;
    });
    expect(reviewer.complaints).toEqual([]);
  });
});
