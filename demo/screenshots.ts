import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { localEnvironment } from '../src/tools/local-environment';
import { createApi } from '../stand-in/api';
import type { CaseView } from '../stand-in/cases';
import { createTokens, setting } from '../stand-in/tokens';
import { waitFor } from '../stand-in/wait';
import { launchBrowser } from '../test/harness/browser';
import { person, say } from './print';
import { DISTRICT_REVIEWER, REVIEWER } from './waiting';

/**
 * `npm run screenshots`: does the waiting reviews in a real browser, as their reviewers would, in
 * Tasklist and in the portal's inbox, and keeps the pictures of README, docs/reviewers.md and docs/analysts.md in
 * docs/images. Beside a running `npm start`, after `npm run demo`.
 */
const IMAGES = join(__dirname, '../docs/images');
const VIEWPORT = { width: 1280, height: 1060 };
const TASK = '审核专业承包业绩';
const DISTRICT_TASK = '逐一核实项目信息';
const ANALYST = 'rules.tan';
const BUILDER = 'jia.zhao';
const TELEPHONE = { width: 375, height: 812 };

async function main(): Promise<void> {
  localEnvironment();
  const env = process.env;
  mkdirSync(IMAGES, { recursive: true });
  const browser = await launchBrowser();
  try {
    await review(env, await open(browser, VIEWPORT));
    const phone = await open(browser, TELEPHONE);
    await inbox(env, phone);
    await verify(env, await open(browser, VIEWPORT));
    await phone.goto(`${setting(env, 'PUBLIC_URL')}/public?list=stored`);
    await keep(phone, 'public');
    await release(env, await open(browser, VIEWPORT));
    await enterprise(env, await open(browser, VIEWPORT));
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser, viewport: typeof VIEWPORT): Promise<Page> {
  const where = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport };
  const page = await (await browser.newContext(where)).newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** A performance reviewed, and its case file. */
async function review(env: NodeJS.ProcessEnv, page: Page): Promise<void> {
  await logIn(page, `${setting(env, 'PUBLIC_URL')}/tasklist`, REVIEWER);
  say(`logged in to Tasklist as ${person(REVIEWER)}`);
  const caseId = await openTask(page, TASK);
  // the radio button itself is drawn by its label
  await page.locator('.fjs-container').getByText('审核通过', { exact: true }).click();
  await keep(page, 'tasklist');
  await page.getByRole('button', { name: 'Complete Task' }).click();
  const reviewer = createApi(env, createTokens(env))(REVIEWER);
  const view = await waitFor(`case ${caseId} in the library`, async () => {
    const seen = await reviewer.get<CaseView>(`/api/cases/${caseId}`);
    return seen.status === 'ENTERED' && seen;
  });
  say(`task done, case ${view.number} is ${view.statusLabel}`);
  await logIn(page, `${setting(env, 'PUBLIC_URL')}/cases/${caseId}`, REVIEWER);
  await page.locator('html[data-diagram=ready]').waitFor();
  await keep(page, 'case-file');
  await page.getByRole('link', { name: '时限' }).click();
  await keep(page, 'case-file-why');
}

/** The district's inbox on a telephone, and a task of it, claimed and given back. */
async function inbox(env: NodeJS.ProcessEnv, page: Page): Promise<void> {
  await logIn(page, `${setting(env, 'PUBLIC_URL')}/tasks`, DISTRICT_REVIEWER);
  say(`logged in to the inbox as ${person(DISTRICT_REVIEWER)}`);
  await page.locator('html[data-inbox=listening]').waitFor();
  await keep(page, 'inbox');
  await page.getByRole('link', { name: DISTRICT_TASK }).first().click();
  await page.getByRole('button', { name: '认领并办理' }).click();
  const giveBack = page.getByRole('button', { name: '放弃认领' });
  await giveBack.waitFor();
  await keep(page, 'inbox-task');
  await giveBack.click();
  await page.getByRole('button', { name: '认领并办理' }).waitFor();
}

/** The newest release of the rules, as an analyst shows it: best after `npm run plan` and `apply`. */
async function release(env: NodeJS.ProcessEnv, page: Page): Promise<void> {
  await logIn(page, `${setting(env, 'PUBLIC_URL')}/releases`, ANALYST);
  await page.locator('.releases .lead a').first().click();
  await page.getByRole('heading', { name: '改了什么' }).waitFor();
  await keep(page, 'release', true);
}

/** What an enterprise is offered to enter, and the file of one of its projects. */
async function enterprise(env: NodeJS.ProcessEnv, page: Page): Promise<void> {
  await logIn(page, setting(env, 'PUBLIC_URL'), BUILDER);
  await page.getByRole('heading', { name: '我要申报' }).waitFor();
  await keep(page, 'home');
  const number = await page
    .locator('a[href^="/submit/zj-completion?"]')
    .first()
    .getAttribute('href');
  const project = new URLSearchParams(number?.split('?')[1]).get('permitNo');
  await page.goto(`${setting(env, 'PUBLIC_URL')}/projects/${project}`);
  await keep(page, 'project-file', true);
}

/** An entry, as the district sees it before it decides stage by stage. */
async function verify(env: NodeJS.ProcessEnv, page: Page): Promise<void> {
  await logIn(page, `${setting(env, 'PUBLIC_URL')}/tasklist`, DISTRICT_REVIEWER);
  say(`logged in to Tasklist as ${person(DISTRICT_REVIEWER)}`);
  await openTask(page, DISTRICT_TASK);
  for (const verdict of await page.getByText('属实', { exact: true }).all()) await verdict.click();
  await keep(page, 'tasklist-stages');
}

async function logIn(page: Page, url: string, who: string): Promise<void> {
  await page.goto(url);
  if (!page.url().startsWith(setting(process.env, 'KEYCLOAK_URL'))) return;
  await page.fill('#username', who);
  await page.fill('#password', setting(process.env, 'ZJF_DEMO_PASSWORD'));
  await page.click('#kc-login');
}

/** Opens and claims the first such task in the list; returns the case its form links to. */
async function openTask(page: Page, name: string): Promise<string> {
  await page.locator('[data-testid^="task-"]').filter({ hasText: name }).first().click();
  const assign = page.getByRole('button', { name: 'Assign to me' });
  const unassign = page.getByRole('button', { name: 'Unassign' });
  await assign.or(unassign).waitFor();
  if (await assign.isVisible()) await assign.click();
  const link = await page.getByRole('link', { name: /打开案卷/ }).getAttribute('href');
  const enabled = page.getByRole('button', { name: 'Complete Task' }).and(page.locator(':enabled'));
  await enabled.waitFor();
  return link?.split('/').pop() ?? '';
}

async function keep(page: Page, name: string, fullPage = false): Promise<void> {
  const path = join(IMAGES, `${name}.png`);
  await page.screenshot({ path, fullPage, animations: 'disabled' });
  say(`kept ${path}`);
}

main().catch((error: Error) => {
  say(error.message);
  process.exit(1);
});
