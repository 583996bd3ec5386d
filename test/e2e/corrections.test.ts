/** A case is sent back in Tasklist and corrected in the portal by a colleague: what each of them sees. */
import type { Browser } from 'playwright-core';
import { samples } from '../../seed';
import { launchBrowser } from '../harness/browser';
import { cancelOpenCases, clockAt, leaveStack, sql, waitStatus, waitTask } from '../harness/cases';
import { Desk } from '../harness/desk';
import { taskKey } from '../harness/engine-tasks';
import { newPerson } from '../harness/people';
import { GROUP, givenPermit, JIA, submitted } from '../harness/subcontract';

const NOW = '2026-09-30 15:00';
const REMARK = '台账为 118 万元';

describe('a correction by a colleague', () => {
  let browser: Browser;
  let jia: Desk;
  let colleague: Desk;
  let id = '';

  beforeAll(async () => {
    // what other tests left for the same office would fill Tasklist's first page
    await cancelOpenCases();
    await clockAt(NOW);
    await givenPermit();
    browser = await launchBrowser();
    const sun = await newPerson({
      name: '孙乙四',
      roles: ['enterprise'],
      organisations: [GROUP.yi],
    });
    jia = await Desk.of(JIA, browser, NOW);
    colleague = await Desk.of(sun, browser, NOW);
    id = await submitted();
    await waitTask(id, 'CONFIRM');
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  test('[T1] 甲 sends it back in Tasklist, with a remark on one field', async () => {
    await jia.tasklist();
    await jia.claim(await taskKey(id, 'CONFIRM'));
    await jia.choose('退回专业承包企业');
    await jia.page.getByLabel('退回理由（退回必填）').fill('请核对。');
    await jia.page.getByRole('button', { name: 'Add new' }).click();
    await jia.chooseInRow(1, '申报项目', '合同金额（万元）');
    await jia.fillInRow(1, '意见', REMARK);
    await jia.shot('tasklist-remarks', true);
    await jia.complete();
    await waitStatus(id, 'RETURNED');
  });

  test('[T1] a colleague finds all of it, with the remark beside its field, and changes one thing', async () => {
    const { page } = colleague;
    await colleague.open(`/cases/${id}/correct`);
    await page.locator('html[data-form=ready]').waitFor();
    const value = (label: string) => page.getByLabel(label).inputValue();
    expect(await value('项目负责人姓名')).toBe('陈**');
    expect(await value('项目负责人身份证号')).toBe('330***********0011');
    expect(await page.locator('.picked li').count()).toBe(2);
    expect(await page.locator('#sent-back').innerText()).toMatch(
      new RegExp(`赵甲二[\\s\\S]*退回[\\s\\S]*请核对。[\\s\\S]*合同金额（万元）：${REMARK}`),
    );
    const below = await page
      .locator('#form')
      .getByText(`合同金额（万元）：${REMARK}`)
      .boundingBox();
    const field = await page.getByLabel('合同金额（万元）').boundingBox();
    expect((below?.y ?? 0) - (field?.y ?? 0)).toBeGreaterThan(0);
    expect((below?.y ?? 0) - (field?.y ?? 0)).toBeLessThan(120);
    await page.getByLabel('合同金额（万元）').fill('118');
    await page.getByRole('button', { name: /^移除/ }).first().click();
    await page.setInputFiles('#file-SUBCONTRACT', samples.subcontract.path);
    await page.locator('#changes tbody tr', { hasText: /合同金额（万元）\s*120\s*118/ }).waitFor();
    await colleague.shot('portal-correct-colleague', true);
    await page.getByRole('button', { name: '重新提交' }).click();
    await page.waitForURL(`**/cases/${id}`);
    expect(await waitStatus(id, 'WAIT_GC')).toMatchObject({ round: 2 });
    const files = await sql('select 1 from attachment where case_id = $1 and round = 2', [id]);
    expect(files).toHaveLength(2);
  });

  test('[T1] 甲 sees what was changed, in Tasklist, in the inbox and on the case file', async () => {
    const key = await taskKey(id, 'CONFIRM');
    await jia.listedTask(key).click();
    const changed = (text: string) => expect(text).toMatch(/合同金额（万元）\s*120\s*118/);
    await jia.page.getByText('与上一轮相比的更改').waitFor();
    changed(await jia.form());
    await jia.shot('tasklist-changes', true);
    await jia.open(`/tasks/${key}`);
    await jia.page.locator('html[data-form=ready]').waitFor();
    changed(await jia.form());
    await jia.shot('inbox-changes', true);
    await jia.open(`/cases/${id}`);
    changed(await jia.page.locator('#rounds').innerText());
    await jia.page.locator('#rounds').scrollIntoViewIfNeeded();
    await jia.shot('case-file-rounds');
    expect([...jia.complaints, ...colleague.complaints]).toEqual([]);
  });
});
