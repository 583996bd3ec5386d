/** Answers that are lost on their way, and two people at one draft: what a person at a browser sees. */
import type { Browser } from 'playwright-core';
import { samples } from '../../seed';
import { launchBrowser } from '../harness/browser';
import { clockAt, leaveStack, sql, unique, waitStatus, waitTask } from '../harness/cases';
import { API } from '../harness/client';
import { Desk } from '../harness/desk';
import { dropAnswer } from '../harness/dropped';
import { taskKey } from '../harness/engine-tasks';
import { deployModels, deployPublicProcess } from '../harness/models';
import { newPerson } from '../harness/people';
import { OPEN_PROCESS } from '../harness/public';
import { GROUP, givenPermit, JIA, PERMIT, YI } from '../harness/subcontract';

const NOW = '2026-09-30 15:00';

let browser: Browser;
let yi: Desk;
let colleague: Desk;
let jia: Desk;

beforeAll(async () => {
  await clockAt(NOW);
  await deployPublicProcess();
  await givenPermit();
  browser = await launchBrowser();
  const second = await newPerson({
    ...{ name: '孙同事', roles: ['enterprise'], organisations: [GROUP.yi] },
  });
  [yi, colleague, jia] = (await Promise.all(
    [YI, second, JIA].map((who) => Desk.of(who, browser, NOW)),
  )) as [Desk, Desk, Desk];
});
afterAll(async () => {
  await browser?.close();
  await deployModels();
  await leaveStack();
});

const ready = (desk: Desk) => desk.page.locator('html[data-form=ready]').waitFor();
const field = (desk: Desk, label: string) => desk.page.getByLabel(label, { exact: false });
const button = (desk: Desk, name: RegExp | string) => desk.page.getByRole('button', { name });
const submit = (desk: Desk) => button(desk, /^(重新)?提交$/).click();
const unanswered = (desk: Desk) => desk.page.getByText('没有收到平台的答复').waitFor();
const casesOf = (contract: string) =>
  sql<{ id: string }>("select id from case_file where data ->> 'contractNo' = $1", [contract]);

/** What the form of a subcontract record asks for. */
async function fillIn(desk: Desk, contract: string): Promise<void> {
  await field(desk, '总承包项目施工许可证编号').fill(PERMIT);
  await desk.page.locator('.fjs-form-field-select .fjs-input-group').click();
  await desk.page.getByText('建筑装修装饰工程', { exact: true }).click();
  await field(desk, '专业承包项目名称').fill('示例家园一期1号楼精装修（虚构）');
  await field(desk, '专业分包合同编号').fill(contract);
  await field(desk, '合同金额（万元）').fill('120');
  await field(desk, '开工日期').fill('2026/05/06');
  await field(desk, '完工日期').fill('2026/09/20');
  await field(desk, '技术指标').fill('精装修面积 3200 平方米');
  await field(desk, '项目负责人姓名').fill('陈乙三');
  await field(desk, '项目负责人身份证号').fill('330782188801010011');
  await desk.page.setInputFiles('#file-SUBCONTRACT', samples.subcontract.path);
  await desk.page.setInputFiles('#file-ACCEPTANCE_RECORD', samples.acceptanceRecord.path);
}

describe('[T4] the answer is lost, and the button pressed again', () => {
  const contract = unique('HT-');
  let id = '';

  test('a submission with its files: one case, and the page goes to it', async () => {
    await yi.open('/submit/zj-subcontract');
    await ready(yi);
    await fillIn(yi, contract);
    await dropAnswer(yi.page, /^\/api\/cases\/zj-subcontract$/);
    await submit(yi);
    await unanswered(yi);
    await yi.shot('sending-unanswered', true);
    expect(await casesOf(contract)).toHaveLength(1);
    await submit(yi);
    await yi.page.waitForURL('**/cases/*');
    const [file, ...others] = await casesOf(contract);
    id = file?.id ?? '';
    expect([yi.page.url(), others]).toEqual([`${API}/cases/${id}`, []]);
  });

  test('with something else entered meanwhile: told which case took the first', async () => {
    const other = unique('HT-');
    await yi.open('/submit/zj-subcontract');
    await ready(yi);
    await fillIn(yi, other);
    await dropAnswer(yi.page, /^\/api\/cases\/zj-subcontract$/);
    await submit(yi);
    await unanswered(yi);
    await field(yi, '合同金额（万元）').fill('121');
    await submit(yi);
    await yi.page.getByText('E-00-25').waitFor();
    const [file] = await casesOf(other);
    await yi.page.locator(`#problems a[href="/cases/${file?.id}"]`).waitFor();
    await yi.shot('sending-other-content', true);
  });

  test('an act in the inbox, then a correction: one decision, one more round', async () => {
    await waitTask(id, 'CONFIRM');
    const key = await taskKey(id, 'CONFIRM');
    await jia.open(`/tasks/${key}`);
    await ready(jia);
    await button(jia, '认领并办理').click();
    await jia.page.locator('.fjs-container label', { hasText: '退回' }).click();
    await field(jia, '退回理由').fill('合同金额与台账不符');
    await dropAnswer(jia.page, /\/completion$/);
    await button(jia, '办结提交').click();
    await unanswered(jia);
    expect(await field(jia, '退回理由').inputValue()).toBe('合同金额与台账不符');
    await jia.shot('sending-act-unanswered', true);
    await waitStatus(id, 'RETURNED');
    await button(jia, '办结提交').click();
    await jia.page.waitForURL((url) => !url.pathname.endsWith(key));
    expect(await sql('select act from decision where case_id = $1', [id])).toHaveLength(1);

    await yi.open(`/cases/${id}/correct`);
    await ready(yi);
    await field(yi, '合同金额（万元）').fill('118');
    await field(yi, '项目负责人姓名').fill('陈乙三');
    await field(yi, '项目负责人身份证号').fill('330782188801010011');
    await yi.page.setInputFiles('#file-SUBCONTRACT', samples.subcontract.path);
    await yi.page.setInputFiles('#file-ACCEPTANCE_RECORD', samples.acceptanceRecord.path);
    await dropAnswer(yi.page, /\/corrections$/);
    await submit(yi);
    await unanswered(yi);
    await submit(yi);
    await yi.page.waitForURL(`${API}/cases/${id}`);
    expect(await waitStatus(id, 'WAIT_GC')).toMatchObject({ round: 2 });
  });

  test('without log-in: one case, and the receipt shows its number', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    const reason = unique('公示的建筑面积与现场不符（虚构）');
    await page.goto(`${API}/public/submit/${OPEN_PROCESS}`);
    await page.locator('html[data-form=ready]').waitFor();
    await page.getByLabel('项目名称').fill('示例大桥（虚构）');
    await page.getByLabel('理由').fill(reason);
    await page.getByLabel('姓名').fill('陈路人');
    await page.getByLabel('联系电话').fill('13900001234');
    await dropAnswer(page, /^\/api\/public\/cases\//);
    const press = page.getByRole('button', { name: '提交' });
    await press.click();
    await page.getByText('没有收到平台的答复').waitFor();
    await press.click();
    await page.locator('html[data-form=received]').waitFor();
    const rows = await sql<{ number: string }>(
      "select number from case_file where data ->> 'reason' = $1",
      [reason],
    );
    expect(rows).toHaveLength(1);
    expect(await page.locator('#head').innerText()).toContain(rows[0]?.number);
    await context.close();
  });

  test('offline, nothing that was entered is lost, and it goes through afterwards', async () => {
    const other = unique('HT-');
    await yi.open('/submit/zj-subcontract');
    await ready(yi);
    await fillIn(yi, other);
    await yi.page.context().setOffline(true);
    await submit(yi);
    await unanswered(yi);
    expect(await field(yi, '专业分包合同编号').inputValue()).toBe(other);
    expect(await yi.page.locator('.picked li').count()).toBe(2);
    await yi.page.context().setOffline(false);
    await submit(yi);
    await yi.page.waitForURL('**/cases/*');
    expect(await casesOf(other)).toHaveLength(1);
  });
});

describe('[T3] two people at one draft', () => {
  const name = '专业承包项目名称';
  const save = (desk: Desk) => button(desk, /^保存草稿$/).click();
  const saved = (desk: Desk) => desk.page.getByText(/草稿已保存 \d/).waitFor();
  const choice = (desk: Desk) => desk.page.getByText('请选择以哪一份为准').waitFor();
  let address = '';

  test('an answer lost when it was first saved: one draft, with what was entered since', async () => {
    const title = unique('草稿工程');
    await yi.open('/submit/zj-subcontract');
    await ready(yi);
    await field(yi, name).fill(title);
    await dropAnswer(yi.page, /^\/api\/drafts\/zj-subcontract$/);
    await save(yi);
    await unanswered(yi);
    await field(yi, '技术指标').fill('精装修面积 3200 平方米');
    await save(yi);
    await saved(yi);
    const rows = await sql<{ id: string; data: object }>(
      "select id, data from draft where data ->> 'projectName' = $1",
      [title],
    );
    expect(rows).toMatchObject([{ data: { indicators: '精装修面积 3200 平方米' } }]);
    address = `/submit/zj-subcontract?draft=${rows[0]?.id}`;
  });

  test('who saves second sees what the other changed, and keeps the own over it', async () => {
    await Promise.all([yi.open(address), colleague.open(address)]);
    await Promise.all([ready(yi), ready(colleague)]);
    await field(colleague, name).fill('同事改的名称');
    await field(colleague, '项目负责人姓名').fill('陈乙三');
    await save(colleague);
    await saved(colleague);
    await field(yi, name).fill('我改的名称');
    await save(yi);
    await choice(yi);
    const told = await yi.page.locator('#problems').innerText();
    for (const said of ['孙同事', '2026-09-30 15:00', '同事改的名称', '我改的名称', '陈**'])
      expect(told).toContain(said);
    expect(told).not.toContain('陈乙三');
    expect(await field(yi, name).inputValue()).toBe('我改的名称');
    await yi.shot('draft-changed', true);
    await button(yi, '以本页内容为准').click();
    await saved(yi);
    const [row] = await sql<{ data: { projectName: string } }>(
      'select data from draft where id = $1',
      [address.split('=')[1]],
    );
    expect(row?.data.projectName).toBe('我改的名称');
  });

  test('or takes theirs; handing in asks, too, and what is gone is kept anew', async () => {
    await field(colleague, name).fill('同事又改的名称');
    await save(colleague);
    await choice(colleague);
    await button(colleague, '载入同事的内容').click();
    await ready(colleague);
    await colleague.page.waitForFunction(
      `[...document.querySelectorAll('#form input')].some((one) => one.value === '我改的名称')`,
    );
    // handed in, too
    await field(yi, name).fill('我最后的名称');
    await save(yi);
    await saved(yi);
    await fillIn(colleague, unique('HT-'));
    await submit(colleague);
    await choice(colleague);
    await colleague.shot('draft-changed-handed-in', true);
    await button(colleague, '以本页内容为准').click();
    await colleague.page.waitForURL('**/cases/*');
    // 乙 has still open what is no draft any more
    await save(yi);
    await yi.page.getByText('再次保存即另存为新草稿').waitFor();
    await save(yi);
    await saved(yi);
    expect([...yi.complaints, ...colleague.complaints, ...jia.complaints]).toEqual([]);
  });
});
