/** What an applicant types is text at every door: nothing of it is a link, a picture or markup. */
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { clockAt, leaveStack, sql, unique, waitMessage } from '../harness/cases';
import { as, waitFor } from '../harness/client';
import { Desk } from '../harness/desk';
import { taskKey } from '../harness/engine-tasks';
import { EVIL } from '../harness/hostile-texts';
import { deployModels, deployPublicProcess } from '../harness/models';
import { Publisher } from '../harness/publisher';
import { givenPermit, JIA, record, submitted, YI } from '../harness/subcontract';
import { inTasklist } from '../harness/tasklist';

const NOW = '2026-09-30 15:00';
/** The name of a project that would be a link, a picture, an address, a heading and a script. */
const TYPED = `# [补正](http://${EVIL})![x](http://${EVIL}/p.png) www.${EVIL} <img src=//${EVIL}/i> **粗** {{1+1}}`;

describe('[D13] the name of a project stays text', () => {
  let browser: Browser;
  let jia: Desk;
  let yi: Desk;
  let id = '';
  const wanted: string[] = [];

  beforeAll(async () => {
    await clockAt(NOW);
    await givenPermit();
    browser = await launchBrowser();
    [jia, yi] = (await Promise.all([JIA, YI].map((who) => Desk.of(who, browser, NOW)))) as [
      Desk,
      Desk,
    ];
    for (const { page } of [jia, yi])
      page.on('request', (request) => {
        if (request.url().includes(EVIL)) wanted.push(request.url());
      });
    id = await submitted({ projectName: TYPED });
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  /** Links and pictures among what a page shows that the text would have made. */
  const made = (page: Page) =>
    page.locator(`:is(a[href*="${EVIL}"], img[src*="${EVIL}"], img[alt="x"])`).count();

  async function isText(page: Page, within: string): Promise<void> {
    await page.locator(within).getByText(TYPED).first().waitFor();
    expect([await made(page), wanted]).toEqual([0, []]);
  }

  test('in the form of a task in the inbox', async () => {
    await jia.open(`/tasks/${await taskKey(id, 'CONFIRM')}`);
    await jia.page.locator('html[data-form=ready]').waitFor();
    await isText(jia.page, '#form h4');
    await jia.shot('hostile-inbox');
  });

  test('in the form of the same task in Tasklist', async () => {
    const key = await taskKey(id, 'CONFIRM');
    await inTasklist(JIA, key, ['title']);
    await jia.tasklist();
    await jia.claim(key);
    await isText(jia.page, '.fjs-container h4');
    await jia.shot('hostile-tasklist');
  });

  test('in lists, the case file and the messages of the portal', async () => {
    await waitMessage(id, 'TASK_OFFERED');
    for (const path of [`/cases/${id}`, '/cases', '/tasks']) {
      await jia.open(path);
      await isText(jia.page, 'main');
    }
    await yi.open(`/cases/${id}`);
    await isText(yi.page, 'main');
  });

  test('in a draft that is opened again', async () => {
    const data = record({ projectName: TYPED });
    const { body } = await (await as(YI)).post('/api/drafts/zj-subcontract', { data });
    await yi.open(body.href);
    await yi.page.locator('html[data-form=ready]').waitFor();
    await waitFor('the draft to stand in the form', async () => {
      const values = await yi.page
        .locator('#form input')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
      return values.includes(TYPED) || null;
    });
    expect([await made(yi.page), wanted]).toEqual([0, []]);
    await (await as(YI)).delete(`/api/drafts/${body.id}`).set('If-Match', '*');
  });

  test('on the public pages', async () => {
    await deployPublicProcess();
    const publisher = await Publisher.open();
    try {
      const { id: number } = await publisher.published({
        projectName: TYPED,
        units: [{ name: TYPED, uscc: unique('') }],
      });
      for (const path of [`/public/${number}`, '/public']) {
        await yi.open(path);
        await isText(yi.page, 'main');
      }
    } finally {
      await publisher.close();
      await sql('delete from publicity');
      await deployModels();
    }
  });
});
