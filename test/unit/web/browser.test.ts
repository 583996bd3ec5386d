import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { renderCaseFile, renderInbox, renderSubmitPage, renderTask } from '../../../src/web';
import { launchBrowser } from '../../harness/browser';
import { diagram } from './diagram';
import { caseFile, inboxPage, submitPage, taskPage } from './fixture';
import { servePages } from './serve';

const view = { ...caseFile, diagram: { ...caseFile.diagram, bpmnXml: diagram() } };
/** A case that stands in a process it called; two of them, one after the other. */
const child = {
  ...{ name: '更正', calledBy: 'Task_Review', calledByName: '审核', parentKey: null },
  ...{ href: '/diagram.bpmn', active: ['Task_Urge'], visited: ['Task_Confirm'], stepCounts: {} },
  startedAt: '2026-09-25T00:00:00+08:00',
  endedAt: null,
};
const calling = {
  ...view,
  diagram: {
    ...view.diagram,
    called: [
      { ...child, key: '1', active: [], endedAt: '2026-09-26T00:00:00+08:00' },
      { ...child, key: '2' },
    ],
    waiting: [
      { name: '3个工作日已满', until: '2026-10-10T00:00:00+08:00' },
      { name: '申请人更正', processName: '更正' },
    ],
  },
};
/** As an administrator of cases sees it. */
const administered = {
  ...view,
  administration: {
    action: '/api/cases/1',
    tasks: [
      { key: '11', name: '核查人员签名', organisation: '监督岗' },
      { key: '12', name: '审核', organisation: '慈溪市' },
    ],
  },
};
const instead = { flow: 'aa-entry', title: '项目入库', href: '/submit/aa-entry?kind=ENTRY' };
const refusal = {
  ...{ code: 'E-07-01', zh: '未查询到总承包项目施工许可证', field: 'permitNumber' },
  instead,
};

describe('pages in a real browser, under a strict content security policy', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof servePages>>;
  let received = '';
  const complaints: string[] = [];
  const administering: object[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    const linked = { ...view, diagram: { ...view.diagram, href: '/diagram.bpmn' } };
    const pages = {
      '/case': () => renderCaseFile(view),
      '/linked': () => renderCaseFile(linked),
      '/submit': () => renderSubmitPage(submitPage),
      '/inbox': () => renderInbox(inboxPage),
      '/task': () => renderTask(taskPage),
      '/calling': () => renderCaseFile(calling),
      '/administered': () => renderCaseFile(administered),
    };
    site = await servePages(pages, (app) => {
      app.get('/diagram.bpmn', (_request, response) => {
        response.type('xml').send(diagram());
      });
      app.post('/api/cases/1/:what', express.json(), (request, response) => {
        administering.push({ what: request.params.what, ...request.body });
        if (request.body.reason) response.status(202).json({ accepted: true });
        else response.status(409).json({ detail: '请填写理由' });
      });
      app.get('/api/tasks/events', (_request, response) => {
        response.type('text/event-stream').write(': open\n\n');
      });
      app.post('/api/cases/zj-subcontract', (request, response) => {
        request.on('data', (chunk: Buffer) => {
          received += chunk.toString('utf8');
        });
        request.on('end', () => response.status(422).json({ errors: [refusal] }));
      });
    });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function open(path: string, width = 1280): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('422')) {
        complaints.push(message.text());
      }
    });
    await page.goto(site.url + path);
    return page;
  }

  test.each(['/case', '/linked'])('%s shows where the case stands on its diagram', async (path) => {
    const page = await open(path);
    await page.waitForSelector('.djs-shape.is-active');
    expect(await page.locator('.djs-shape.is-active').getAttribute('data-element-id')).toBe(
      'Task_Review',
    );
    expect(await page.locator('.djs-connection.is-visited').count()).toBe(5);
    expect(await page.locator('#diagram-now').textContent()).toBe('当前环节：施工许可发证机关审核');
    expect(await page.locator('.times').textContent()).toBe('×2');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a click on a call activity shows where the newest call of it stands, and the way back', async () => {
    const page = await open('/calling');
    const active = page.locator('.djs-shape.is-active');
    await page.locator('html[data-diagram=ready]').waitFor();
    expect(await active.getAttribute('data-element-id')).toBe('Task_Review');
    await active.locator('.djs-hit').first().click();
    await page.locator('.djs-shape.is-active[data-element-id=Task_Urge]').waitFor();
    expect(await page.locator('#diagram-path').innerText()).toMatch(/^专业承包业绩.* › 更正$/);
    expect(await page.locator('[aria-current=true]').getAttribute('data-called')).toBe('2');
    await page.locator('#diagram-path button').click();
    await page.locator('.djs-shape.is-active[data-element-id=Task_Review]').waitFor();
    expect(await page.locator('#diagram-path').isVisible()).toBe(false);
    // what has ended is in the list
    await page.locator('[data-called="1"]').click();
    await page.locator('#diagram-path').waitFor();
    expect(await active.count()).toBe(0);
    expect(await page.locator('#waiting li').allInnerTexts()).toEqual([
      '到 2026-10-09 24:00：3个工作日已满',
      '消息：申请人更正（更正）',
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('[R8] an administrator reassigns a task and ends a case, each with a reason', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/administered`);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await press('改派任务');
    await page.getByLabel('任务', { exact: true }).selectOption('12');
    await page.getByLabel('改派给谁').fill(' cixi.chen ');
    await press('确认改派');
    await page.getByText('请填写理由').waitFor();
    await page.locator('#reassignment').getByLabel('理由').fill('已离职');
    const anew = page.waitForEvent('load');
    await press('确认改派');
    await anew;
    await press('终止案件');
    await page.locator('#termination').getByRole('button', { name: '取消' }).click();
    await press('终止案件');
    await page.locator('#termination').getByLabel('理由').fill('不能继续');
    const again = page.waitForEvent('load');
    await press('确认终止');
    await again;
    expect(administering).toEqual([
      { what: 'reassignment', task: '12', person: 'cixi.chen' },
      { what: 'reassignment', task: '12', person: 'cixi.chen', reason: '已离职' },
      { what: 'termination', reason: '不能继续' },
    ]);
    await page.close();
  });

  test('nothing runs over the edge of a telephone', async () => {
    for (const path of ['/case', '/calling', '/submit', '/inbox', '/task']) {
      const page = await open(path, 375);
      await page.waitForSelector('.djs-shape.is-active, .fjs-form-field, #inbox');
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
        path,
        375,
      ]);
      await page.close();
    }
  });

  test('portal asks for what is missing, then sends fields and files and shows refusals', async () => {
    const page = await open('/submit');
    await page.waitForSelector('[data-form=ready]');
    await page.click('#submit');
    expect(await page.locator('#problems li').allInnerTexts()).toEqual([
      '施工许可证编号：此项必填',
      '专业类别：此项必填',
      '缺少附件：专业分包合同',
      '缺少附件：分部（分项）工程质量验收记录',
    ]);
    await page.fill('#form input[type=text]', '330109202603150101');
    await page.click('.fjs-input-group:has(.fjs-select-display)');
    await page.click('.fjs-dropdownlist-item >> nth=0');
    for (const kind of ['SUBCONTRACT', 'ACCEPTANCE_RECORD']) {
      await page.setInputFiles(`#file-${kind}`, {
        name: `${kind}.pdf`,
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.3 sample'),
      });
    }
    await page.click('#submit');
    await page.waitForSelector('#problems li:has-text("E-07-01")');
    // [R10] the flow that fits is linked
    const link = page.locator('#problems li a');
    expect([await link.innerText(), await link.getAttribute('href')]).toEqual([
      instead.title,
      instead.href,
    ]);
    expect(received).toContain('"specialty":"CURTAIN_WALL"');
    expect(received).toContain('name="ACCEPTANCE_RECORD"; filename="ACCEPTANCE_RECORD.pdf"');
    expect(complaints).toEqual([]);
    await page.close();
  });
});
