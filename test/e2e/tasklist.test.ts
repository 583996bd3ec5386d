import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import {
  actsOf,
  cancelOpenCases,
  caseView,
  clockAt,
  doAct,
  leaveStack,
  sql,
  waitStatus,
} from '../harness/cases';
import { API, as, setting, waitFor } from '../harness/client';
import { Desk } from '../harness/desk';
import { completeInEngine, taskKey } from '../harness/engine-tasks';
import { CIXI, CONFIRM, givenPermit, JIA, submitted, XIAOSHAN } from '../harness/subcontract';
import { tasklist } from '../harness/tasklist';

const NOW = '2026-09-30 15:00';
const COLLEAGUE = 'cixi.chen';
const ID_NUMBER = '330782188801010011';

describe('reviewers in Tasklist', () => {
  let browser: Browser;
  let jia: Desk;
  let cixi: Desk;
  let stranger: Desk;
  let id = '';

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt(NOW);
    await givenPermit();
    browser = await launchBrowser();
    [jia, cixi, stranger] = (await Promise.all(
      [JIA, CIXI, XIAOSHAN].map((who) => Desk.of(who, browser, NOW)),
    )) as [Desk, Desk, Desk];
    id = await submitted();
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  test('[ZJ-07][GR-03] 甲 logs in through Keycloak and sees the task, in Chinese, with its last day', async () => {
    const key = await taskKey(id, 'CONFIRM');
    await jia.tasklist();
    await jia.listedTask(key).waitFor();
    expect(await jia.listed()).toEqual([
      [
        '总承包单位确认',
        '专业承包业绩（需关联施工许可，总包确认）',
        'Unassigned',
        'Medium',
        expect.stringMatching(/^(Now|1 minute ago|\d+ minutes ago|30 Sep, 3:00 PM)$/),
        '10 Oct',
      ],
    ]);
    await jia.shot('tasklist-list');
  });

  test('[ZJ-07] the form shows masked data, attachments and a link to the case file', async () => {
    await jia.claim(await taskKey(id, 'CONFIRM'));
    const form = await jia.form();
    for (const shown of [
      '330282202609220101',
      '建筑装修装饰工程',
      '陈**',
      '330***********0011',
      '专业分包合同.pdf',
      '分部（分项）工程质量验收记录',
    ])
      expect(form).toContain(shown);
    expect(await jia.page.content()).not.toContain(ID_NUMBER);
    expect(await jia.page.getByRole('link', { name: /打开案卷/ }).getAttribute('href')).toBe(
      `${API}/cases/${id}`,
    );
    await jia.shot('tasklist-confirm');
    await jia.choose('确认并上报');
    await jia.complete();
    await waitStatus(id, 'UNDER_REVIEW');
  });

  test('[ZJ-07][GR-03] only 慈溪市 is shown the review', async () => {
    const key = await taskKey(id, 'REVIEW');
    await Promise.all([cixi.tasklist(), stranger.tasklist()]);
    await cixi.listedTask(key).waitFor();
    expect((await cixi.listed()).map(([name]) => name)).toEqual(['审核专业承包业绩']);
    expect(await stranger.listed()).toEqual([]);
    await stranger.shot('tasklist-nothing-for-others');
    // nor by its address
    const answer = stranger.page.waitForResponse((r) => r.url().endsWith(`/v1/tasks/${key}`));
    await stranger.page.goto(`${API}/tasklist/${key}`);
    expect((await answer).status()).toBe(404);
    await stranger.shot('tasklist-task-of-others');
    expect(await stranger.page.content()).not.toContain('陈**');
  });

  test('[ZJ-07][D3] 萧山区 cannot claim or complete it from a script in the own browser: noted, nothing changed', async () => {
    const key = await taskKey(id, 'REVIEW');
    const answers = await stranger.page.evaluate(async (task) => {
      const call = async (path: string, body?: object) => {
        const answer = await fetch(`/v1/tasks/${task}/${path}`, {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        });
        return [answer.status, (await answer.json()).code];
      };
      const variables = [{ name: 'outcome', value: '"APPROVED"' }];
      return [await call('assign'), await call('unassign'), await call('complete', { variables })];
    }, key);
    expect(answers).toEqual(Array(3).fill([404, 'E-00-22']));
    const events = await sql<{ person: string }>(
      `select person from security_event where detail ->> 'entity' = $1`,
      [`task:${key}`],
    );
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ person }) => person))).toEqual(new Set([XIAOSHAN]));
    expect(await actsOf(id)).toEqual([`${JIA} CONFIRM`]);
    expect(await taskKey(id, 'REVIEW')).toBe(key);
  });

  test('[ZJ-07][E-00-01][E-07-09] an act that got past the doors all the same: void, noted, offered again', async () => {
    const key = await completeInEngine(id, 'REVIEW', XIAOSHAN, { outcome: 'APPROVED' });
    await waitFor('the void act', async () =>
      (await actsOf(id)).includes(`${XIAOSHAN} REVIEW void:E-00-01`),
    );
    const events = await sql('select person, code from security_event where case_id = $1', [id]);
    expect(events).toEqual([{ person: XIAOSHAN, code: 'E-00-01' }]);
    const again = await waitFor('another task', async () => {
      const next = await taskKey(id, 'REVIEW');
      return next !== key && next;
    });
    expect((await caseView(id)).status).toBe('UNDER_REVIEW');
    await cixi.listedTask(again).waitFor();
  });

  test('[ZJ-07][GR-04] a negative decision needs an opinion', async () => {
    const key = await taskKey(id, 'REVIEW');
    await cixi.claim(key);
    await cixi.choose('审核未通过');
    await cixi.complete();
    await cixi.page.getByText('Field is required.').waitFor();
    await cixi.shot('tasklist-opinion-required');
    expect(await actsOf(id)).toHaveLength(2);
    await cixi.page
      .getByRole('textbox', { name: '审核意见' })
      .fill('验收记录缺少监理签字，请补齐。');
    await cixi.shot('tasklist-review');
    await cixi.complete();
    await waitStatus(id, 'NOT_APPROVED');
  });

  test('[ZJ-07][GR-01] the case file tells it all: diagram, time, reasons, opinions, unbroken audit', async () => {
    await cixi.open(`/cases/${id}`);
    await cixi.page.locator('html[data-diagram=ready]').waitFor();
    expect(await cixi.page.locator('.djs-shape.is-visited').count()).toBeGreaterThan(5);
    const passed = (step: string) =>
      cixi.page.locator(`.djs-shape.is-visited[data-element-id=${step}]`).count();
    expect(await passed('Call_ResolveAuthority')).toBe(1);
    expect(await passed('Call_CorrectAfterReturn')).toBe(0);
    const text = await cixi.page.locator('main').innerText();
    for (const said of [
      '审核未通过',
      '验收记录缺少监理签字，请补齐。',
      '王慈一',
      '赵甲二',
      '李萧一',
      '无效：无权办理',
      'DT-03 审核分办',
      '慈溪市住房和城乡建设局',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/✓ 完整，共 \d+ 条/);
    expect(text).not.toContain(ID_NUMBER);
    await cixi.shot('case-file-reviewer', true);
    await cixi.page.locator('#diagram').screenshot({ path: 'reports/screenshots/diagram.png' });
  });

  test('the case file leads to the task in Tasklist', async () => {
    const other = await submitted();
    await doAct(other, JIA, 'CONFIRM', CONFIRM);
    const key = await taskKey(other, 'REVIEW');
    // Tasklist reads its own index, which is a moment behind the engine's
    const inbox = await tasklist(CIXI);
    await waitFor('the task in Tasklist', async () =>
      (await inbox.tasks()).some((task) => task.id === key),
    );
    await cixi.open(`/cases/${other}`);
    await cixi.page.getByRole('link', { name: '审核专业承包业绩' }).first().click();
    await cixi.page.getByRole('link', { name: '在 Tasklist 中打开' }).click();
    await cixi.page.getByRole('button', { name: 'Assign to me' }).waitFor();
    expect(cixi.page.url()).toContain(key);
    await cixi.page.locator('.fjs-container').waitFor();

    // a colleague is quicker
    await (await as(COLLEAGUE)).post(`/api/tasks/${key}/claim`).expect(200);
    await cixi.page.getByRole('button', { name: 'Assign to me' }).click();
    const told = cixi.page.getByRole('dialog');
    await told.getByText('E-00-03 当前步骤不能办理该事项，或已由他人认领').waitFor();
    await cixi.shot('tasklist-refused');
    await told.getByRole('button', { name: '知道了' }).click();
    await told.waitFor({ state: 'detached' });
  });

  test('[D12] who logs out of Tasklist is logged out of the portal, too', async () => {
    await cixi.page.goto(`${API}/tasklist`);
    await cixi.page.getByRole('button', { name: 'Open Settings' }).click();
    await cixi.shot('tasklist-menu');
    await cixi.page.getByRole('button', { name: 'Log out' }).click();
    await cixi.page.waitForURL((at) => !at.href.includes('/tasklist'));
    await cixi.page.goto(`${API}/tasklist`);
    expect(cixi.page.url()).toContain(setting('KEYCLOAK_URL'));
    await cixi.page.locator('#kc-login').waitFor();
    expect([...jia.complaints, ...cixi.complaints]).toEqual([]);
  });
});
