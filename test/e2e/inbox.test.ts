import type { Browser, Locator } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import {
  actsOf,
  cancelOpenCases,
  clockAt,
  leaveStack,
  sql,
  waitMessage,
  waitTask,
} from '../harness/cases';
import {
  DING,
  givenProject,
  taken,
  tryErratum,
  YUBEI,
  YUZHONG,
} from '../harness/chongqing-records';
import { API, as, waitFor } from '../harness/client';
import { Desk } from '../harness/desk';
import { YI } from '../harness/subcontract';

const COLLEAGUE = 'yuzhong.you';
const BEGIN = '2024-06-03 09:00';
const NOW = '2024-06-14 10:00';
const TELEPHONE = { width: 375, height: 812 };

/** An erratum that waits for its district, which has five working days. */
async function erratum(): Promise<string> {
  const id = taken(await tryErratum(await givenProject()));
  await waitTask(id, 'VERIFY');
  return id;
}

/** The task of a case in the inbox of the district. */
async function keyOf(caseId: string): Promise<string> {
  const { body } = await (await as(YUZHONG)).get('/api/tasks').expect(200);
  return body.items.find((item: { caseId: string }) => item.caseId === caseId).key;
}

describe('reviewers in the inbox of the portal', () => {
  let browser: Browser;
  /** on a telephone */
  let qin: Desk;
  /** at a desk */
  let you: Desk;
  let late = '';
  let fresh = '';

  beforeAll(async () => {
    await cancelOpenCases();
    // what other tests had sent to the same offices, some of it at a later time than here
    await sql('update notice set read_at = at where read_at is null');
    await clockAt(BEGIN);
    browser = await launchBrowser();
    late = await erratum();
    // the flag says that the time is over
    await clockAt('2024-06-12 00:00');
    await waitMessage(late, 'CQ_OVERDUE');
    await clockAt(NOW);
    fresh = await erratum();
    [qin, you] = (await Promise.all([
      Desk.of(YUZHONG, browser, NOW, TELEPHONE),
      Desk.of(COLLEAGUE, browser, NOW),
    ])) as [Desk, Desk];
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  const row = (desk: Desk, key: string): Locator =>
    desk.page.locator('.tasks tbody tr', { has: desk.page.locator(`a[href="/tasks/${key}"]`) });

  test('the first page says how much waits, and leads there', async () => {
    await qin.open('/');
    const counts = await qin.page.locator('.counts li').allInnerTexts();
    expect(counts.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      '2 待办',
      '1 逾期',
      '0 待我单位补正',
      expect.stringMatching(/^\d+ 未读消息$/),
    ]);
    expect(await qin.overhang()).toBe(0);
    await qin.shot('inbox-home-telephone', true);
    await qin.page.getByRole('link', { name: /逾期/ }).click();
    await qin.page.waitForURL('**/tasks?filter=late');
    expect(await qin.page.locator('.tasks tbody tr').count()).toBe(1);
  });

  test('[CQ-03][OP-39] on a telephone the late task comes first and says how late it is', async () => {
    await qin.open('/tasks');
    const rows = await qin.page.locator('.tasks tbody tr').allInnerTexts();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/核实申报内容.*截至 6月11日 24:00.*逾期 3 天.*未认领/s);
    expect(rows[1]).toMatch(/截至 6月21日 24:00/);
    expect(rows[1]).not.toContain('逾期');
    expect(await qin.overhang()).toBe(0);
    expect(await qin.tooLow(qin.page.locator('main a, main button, .top nav a'))).toEqual([]);
    await qin.shot('inbox-telephone');
  });

  test('[GR-03] an enterprise and another district have none of it, nor by its address', async () => {
    const yubei = await Desk.of(YUBEI, browser, NOW);
    await yubei.open('/tasks');
    await yubei.page.getByText('没有待办任务').waitFor();
    await yubei.shot('inbox-empty');
    await yubei.open(`/tasks/${await keyOf(late)}`);
    await yubei.page.getByText('未找到').first().waitFor();
    expect(await yubei.page.content()).not.toContain('核实申报内容');
    await yubei.page.context().close();
  });

  test('claimed on the telephone, a colleague sees who has it without asking again', async () => {
    const key = await keyOf(late);
    await you.open('/tasks');
    await you.page.locator('html[data-inbox=listening]').waitFor();
    await you.page.evaluate('window.neverLeft = true');
    await row(qin, key).getByRole('link', { name: '办理' }).click();
    await qin.page.locator('html[data-form=ready]').waitFor();
    // nobody fills in what nobody has claimed
    expect(await qin.page.locator('#form input[type=radio]:not([disabled])').count()).toBe(0);
    await qin.page.getByRole('button', { name: '认领并办理' }).click();
    await qin.page.getByRole('button', { name: '办结提交' }).waitFor();
    await row(you, key).getByText('秦渝一').waitFor();
    expect(await you.page.evaluate('window.neverLeft')).toBe(true);
    await you.shot('inbox-claimed');
    await row(you, key).getByRole('link', { name: '查看' }).click();
    await you.page.getByText('秦渝一 已认领').waitFor();
    await you.page.locator('html[data-form=ready]').waitFor();
    expect(await you.page.getByRole('button', { name: /办结|认领/ }).count()).toBe(0);
    await you.open('/tasks');
    await you.page.locator('html[data-inbox=listening]').waitFor();
    await you.page.evaluate('window.neverLeft = true');
  });

  test('[CQ-03] decided on the telephone: told what is missing, then done, and the case goes on', async () => {
    const key = await keyOf(late);
    expect(await qin.overhang()).toBe(0);
    expect(
      await qin.tooLow(qin.page.locator('main .button, #form label.fjs-inline-label, .top nav a')),
    ).toEqual([]);
    await qin.page.getByRole('button', { name: '办结提交' }).click();
    expect(await qin.page.locator('#problems li').allInnerTexts()).toEqual([
      expect.stringMatching(/：此项必填$/),
    ]);
    // a rule of the act, not of the form
    await qin.choose('退回补正');
    await qin.shot('inbox-decide-telephone', true);
    await qin.page.getByRole('button', { name: '办结提交' }).click();
    await qin.page.locator('#problems .mono').waitFor();
    expect(await actsOf(late)).toEqual([]);
    await qin.shot('inbox-refused-telephone');
    await qin.choose('核实通过');
    await qin.shot('inbox-decide-chosen-telephone');
    await qin.page.getByRole('button', { name: '办结提交' }).click();
    await qin.page.waitForURL(`**/tasks?done=${late}`);
    const [file] = await sql<{ number: string }>('select number from case_file where id = $1', [
      late,
    ]);
    await qin.page.getByText('✓ 已办理').waitFor();
    expect(await qin.page.locator('[role=status]').innerText()).toContain(file?.number);
    await qin.shot('inbox-done-telephone');
    await waitTask(late, 'REPORT');
    expect(await actsOf(late)).toEqual([`${YUZHONG} VERIFY`]);
    // the colleague's page follows by itself
    await row(you, key).waitFor({ state: 'detached' });
    await you.page.getByRole('link', { name: '以正式公文上报' }).waitFor();
    expect(await you.page.evaluate('window.neverLeft')).toBe(true);
  });

  test('what was claimed is given back', async () => {
    const key = await keyOf(fresh);
    await qin.open(`/tasks/${key}`);
    await qin.page.getByRole('button', { name: '认领并办理' }).click();
    await qin.page.getByRole('button', { name: '放弃认领' }).click();
    await qin.page.getByRole('button', { name: '认领并办理' }).waitFor();
    expect(await qin.page.locator('#holder').innerText()).toBe('未认领');
    await row(you, key).getByText('未认领').waitFor();
  });

  test('messages name their case, and are marked as read', async () => {
    await you.open('/');
    const unread = async () =>
      Number((await you.page.locator('.counts li').last().innerText()).match(/\d+/)?.[0]);
    const before = await unread();
    const [file] = await sql<{ number: string; title: string }>(
      'select number, title from case_file where id = $1',
      [late],
    );
    const message = you.page.locator('.messages li.unread', {
      has: you.page.locator(`a[href="/cases/${late}"]`),
    });
    expect(await message.first().innerText()).toContain(`${file?.number} ${file?.title}`);
    await you.shot('inbox-home', true);
    await message
      .first()
      .getByRole('button', { name: /标为已读/ })
      .click();
    await waitFor('one unread message less', async () => (await unread()) === before - 1);
  });

  test('what one may start is what concerns the own province', async () => {
    for (const [who, own, other] of [
      [DING, '工程项目信息勘误', '专业承包业绩'],
      [YI, '专业承包业绩', '工程项目信息勘误'],
    ] as const) {
      const desk = await Desk.of(who, browser, NOW);
      await desk.open('/');
      const offered = await desk.page.locator('#start').innerText();
      expect([offered.includes(own), offered.includes(other)]).toEqual([true, false]);
      await desk.page.context().close();
    }
  });

  test('[CQ-03] the case file shows the called processes, where each stands, and what it waits for', async () => {
    const key = await keyOf(fresh);
    await you.open(`/cases/${fresh}`);
    await you.page.locator('html[data-diagram=ready]').waitFor();
    expect(await you.page.getByRole('link', { name: '核实申报内容' }).getAttribute('href')).toBe(
      `/tasks/${key}`,
    );
    expect(await you.page.locator('#waiting li').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^到 2024-06-21 24:00：/)]),
    );
    const active = you.page.locator('.djs-shape.is-active');
    const caller = await active.getAttribute('data-element-id');
    // by a click on the call activity
    await active.locator('.djs-hit').first().click();
    await you.page.locator('.djs-shape.is-active[data-element-id=Task_Verify]').waitFor();
    expect(await you.page.locator('#diagram-now').innerText()).toBe('当前环节：核实申报内容');
    expect(await you.page.locator('#canvas .empty').count()).toBe(0);
    await you.shot('case-file-called', true);
    await you.page.locator('#diagram-path button').click();
    await you.page.locator(`.djs-shape.is-active[data-element-id=${caller}]`).waitFor();
    // and by the list, also what has ended
    const ended = you.page.locator('#called li', { hasText: '已结束' }).first();
    await ended.getByRole('button').click();
    await you.page.locator('#diagram-path b').waitFor();
    expect(await you.page.locator('.djs-shape.is-visited').count()).toBeGreaterThan(0);
    expect(await you.page.locator('.djs-shape.is-active').count()).toBe(0);
    expect(await you.page.locator('#diagram-path b').innerText()).toBe(
      await ended.getByRole('button').innerText(),
    );
  });

  test('the pages made no errors', () => {
    expect([...qin.complaints, ...you.complaints]).toEqual([]);
    expect(qin.page.url().startsWith(API)).toBe(true);
  });
});
