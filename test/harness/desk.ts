import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { API, setting, waitFor } from './client';
import { ROOT } from './models';

const SHOTS = join(ROOT, 'reports/screenshots');

/** Somebody at a browser of their own, in Shanghai; the browser's clock shows the test's time. */
export class Desk {
  /** errors the pages made */
  readonly complaints: string[] = [];

  private constructor(
    readonly who: string,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async of(
    who: string,
    browser: Browser,
    local: string,
    viewport = { width: 1360, height: 1000 },
  ): Promise<Desk> {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport,
    });
    await context.clock.install({ time: `${local.replace(' ', 'T')}+08:00` });
    return new Desk(who, await context.newPage());
  }

  /** Opens a page of the platform; logs in where it asks for that. */
  async open(path: string): Promise<void> {
    await this.goTo(API + path);
  }

  /** Opens Tasklist; logs in where it asks for that. */
  async tasklist(): Promise<void> {
    await this.goTo(`${API}/tasklist`);
    await this.page.getByText('All open tasks').waitFor();
  }

  private async goTo(url: string): Promise<void> {
    await this.page.goto(url);
    if (!this.page.url().startsWith(setting('KEYCLOAK_URL'))) return;
    await this.page.fill('#username', this.who);
    await this.page.fill('#password', setting('ZJF_DEMO_PASSWORD'));
    await this.page.click('#kc-login');
    await this.page.waitForURL((at) => !at.href.startsWith(setting('KEYCLOAK_URL')));
  }

  /** The tasks in Tasklist's list, each as its lines of text. */
  async listed(): Promise<string[][]> {
    const items = await this.page.locator('[data-testid^="task-"]').allInnerTexts();
    return items.map((text) => text.split('\n').filter(Boolean));
  }

  /** A task in Tasklist's list, which it refreshes by itself. */
  listedTask(key: string): Locator {
    return this.page.locator(`[data-testid="task-${key}"]`);
  }

  /** Opens a task in Tasklist and claims it. */
  async claim(key: string): Promise<void> {
    await this.listedTask(key).click();
    await this.page.getByRole('button', { name: 'Assign to me' }).click();
    await this.page
      .getByRole('button', { name: 'Complete Task' })
      .and(enabled(this.page))
      .waitFor();
  }

  /** The open task's form, as text. */
  form(): Promise<string> {
    return this.page.locator('.fjs-container').innerText();
  }

  /** Chooses an answer by its text: Tasklist hides the round button itself. */
  async choose(label: string): Promise<void> {
    await this.page.locator('.fjs-container label', { hasText: label }).click();
  }

  /** A field of one row of the form's list, by its label; the first row is 1. */
  inRow(row: number, label: string): Locator {
    const name = this.page.locator(`label[for$="_${row - 1}"]`, { hasText: label });
    return this.page
      .locator('.fjs-form-field:not(.fjs-form-field-grouplike)')
      .filter({ has: name });
  }

  /** Chooses from the select of one row. */
  async chooseInRow(row: number, label: string, option: string): Promise<void> {
    const field = this.inRow(row, label);
    const choice = field.getByText(option, { exact: true });
    // Tasklist draws the form anew a moment after a claim, and closes what was open
    await waitFor(`${option} to be chosen`, async () => {
      await field.locator('.fjs-input-group').click();
      return choice.click({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Writes into a text field of one row. */
  async fillInRow(row: number, label: string, text: string): Promise<void> {
    await this.inRow(row, label).locator('input, textarea').fill(text);
  }

  async complete(): Promise<void> {
    await this.page.getByRole('button', { name: 'Complete Task' }).click();
  }

  /** How much wider the page is than the screen; 0: nothing runs over its edge. */
  async overhang(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  }

  /** What a finger has to hit among these and is lower than it can: text and height in pixels. */
  async tooLow(what: Locator, height = 44): Promise<[string, number][]> {
    const shown = await what.filter({ visible: true }).all();
    const found = await Promise.all(
      shown.map(async (one): Promise<[string, number]> => {
        return [(await one.innerText()).trim(), (await one.boundingBox())?.height ?? 0];
      }),
    );
    return found.filter(([, high]) => high < height);
  }

  /** Keeps what is on the screen in reports/screenshots. */
  async shot(name: string, fullPage = false): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage });
  }
}

const enabled = (page: Page) => page.locator(':enabled');
