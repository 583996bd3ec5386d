/** ZJ-31 in the browser: the chart says what the table says, and numbers lead to their cases. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { clockAt, endSql } from '../harness/cases';
import { Desk } from '../harness/desk';
import { type JobBench, jobBench } from '../harness/jobs';
import { type CountedMonth, countedMonth } from '../harness/statistics';

const NOW = '2013-05-28 10:00';
/** 宁海县, of which no other test counts anything. */
const NINGHAI = 'county-330226';

/** What the test reads of a chart, in the page. */
declare const Chart: {
  getChart(canvas: HTMLCanvasElement | null): {
    data: { labels: string[]; datasets: { label: string; data: number[] }[] };
  };
};

describe('[ZJ-31] statistics for authorities', () => {
  let browser: Browser;
  let bench: JobBench;
  let may: CountedMonth;
  let wu: Desk;

  beforeAll(async () => {
    await clockAt(NOW);
    bench = await jobBench();
    may = countedMonth(bench, NINGHAI, '2013-05');
    const closed = { status: 'ENTERED', closed_at: '2013-05-20 09:00+08' };
    const [quick, second, slow] = [
      await may.received(11, closed),
      await may.received(12, closed),
      await may.received(13, closed),
    ];
    await may.decided(quick, 12, 'APPROVED');
    await may.decided(second, 14, 'APPROVED');
    await may.decided(slow, 20, 'APPROVED', true);
    browser = await launchBrowser();
    wu = await Desk.of('ningbo.wu', browser, NOW);
  });
  afterAll(async () => {
    await browser?.close();
    await may?.forget();
    await bench?.deps.close();
    await clockAt(null);
    await endSql();
  });

  test('bars of what the table has, rates with their meaning', async () => {
    await wu.open(`/reports/statistics?${may.days}`);
    const { page } = wu;
    await page.locator('#chart canvas').waitFor();
    const { labels, datasets } = await page.evaluate(() => {
      const { data } = Chart.getChart(document.querySelector('canvas'));
      return {
        labels: data.labels,
        datasets: data.datasets.map((bar) => ({ label: bar.label, data: bar.data })),
      };
    });
    const at = labels.findIndex((name) => name.includes('宁海'));
    expect(datasets.map(({ label, data }) => [label, data[at]])).toEqual([
      ['按时办理', 2],
      ['逾期办理', 1],
      ['在办已逾期', 0],
    ]);
    // bars are drawn there, in green and red
    const colours = await page.locator('#chart canvas').evaluate((canvas: HTMLCanvasElement) => {
      const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return [...new Set(new Uint32Array(drawn?.buffer ?? new ArrayBuffer(0)))];
    });
    for (const [red, green, blue] of [
      [0x2f, 0x7d, 0x4f],
      [0xb3, 0x41, 0x2f],
    ] as const)
      expect(colours).toContain(((0xff << 24) | (blue << 16) | (green << 8) | red) >>> 0);
    expect(await page.locator('p.sub').innerText()).toContain(
      '及时率 = 按时办理 ÷（按时办理 + 逾期办理 + 在办已逾期）；完整率 = 已办结 ÷ 收到；',
    );
    const row = page.getByRole('row', { name: /宁海/ });
    expect(await row.locator('[data-th=及时率]').innerText()).toBe('66.6%');
    expect(await row.locator('[data-th=完整率]').innerText()).toBe('100%');
    await wu.shot('statistics');

    await row.locator('[data-th=按时办理]').getByRole('link').click();
    await page.getByRole('heading', { name: '按时办理' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(wu.complaints).toEqual([]);
  });
});
