import type { Browser } from 'playwright-core';
import { samples } from '../../seed';
import { launchBrowser } from '../harness/browser';
import { clockAt, doAct, leaveStack, sql, unique, waitStatus, waitTask } from '../harness/cases';
import { API } from '../harness/client';
import { Desk } from '../harness/desk';
import { BING, givenPermit, JIA, PERMIT, YI } from '../harness/subcontract';

const NOW = '2026-09-30 15:00';

describe('an applicant at the portal', () => {
  let browser: Browser;
  let yi: Desk;
  let id = '';
  const contract = unique('HT-');

  beforeAll(async () => {
    await clockAt(NOW);
    await givenPermit();
    browser = await launchBrowser();
    yi = await Desk.of(YI, browser, NOW);
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  /** Problems as the page lists them above the form. */
  const problems = () => yi.page.locator('#problems li').allInnerTexts();
  const submit = () => yi.page.getByRole('button', { name: /^(重新)?提交$/ }).click();

  test('logs in through Keycloak and finds what there is to do', async () => {
    await yi.open('/');
    await yi.page.getByRole('heading', { name: '钱乙二，您好' }).waitFor();
    await yi.shot('portal-home');
    await yi.page
      .getByRole('link', { name: '专业承包业绩（需关联施工许可，总包确认）' })
      .first()
      .click();
    await yi.page.waitForURL('**/submit/zj-subcontract');
  });

  test('[ZJ-07][E-07-03, E-07-04] is told everything that is missing, in Chinese', async () => {
    await yi.page.locator('html[data-form=ready]').waitFor();
    await submit();
    const said = await problems();
    expect(said).toEqual(
      expect.arrayContaining([
        '总承包项目施工许可证编号：此项必填',
        '开工日期：此项必填',
        '缺少附件：专业分包合同',
        '缺少附件：分部（分项）工程质量验收记录',
      ]),
    );
    expect(said.filter((text) => /[a-z]{4}/.test(text))).toEqual([]);
    await yi.shot('portal-missing', true);
  });

  test('[ZJ-07][E-07-01][T9] is refused by a rule, with everything still in place', async () => {
    const field = (label: string) => yi.page.getByLabel(label, { exact: false });
    await field('总承包项目施工许可证编号').fill('330282000000000000');
    await yi.page.locator('.fjs-form-field-select .fjs-input-group').click();
    await yi.page.getByText('建筑装修装饰工程', { exact: true }).click();
    await field('专业承包项目名称').fill('示例家园一期1号楼精装修（虚构）');
    await field('专业分包合同编号').fill(contract);
    await field('合同金额（万元）').fill('120');
    await field('开工日期').fill('2026/05/06');
    await field('完工日期').fill('2026/09/20');
    await field('技术指标').fill('精装修面积 3200 平方米');
    await field('项目负责人姓名').fill('陈乙三');
    // copied from a spreadsheet
    await field('项目负责人身份证号').fill('330782 18880101 ００１1\u200b');
    await yi.page.setInputFiles('#file-SUBCONTRACT', samples.subcontract.path);
    await yi.page.setInputFiles('#file-ACCEPTANCE_RECORD', samples.acceptanceRecord.path);
    await submit();
    await yi.page.getByText('E-07-01').waitFor();
    expect(await problems()).toEqual([
      '总承包项目施工许可证编号：未查询到总承包项目施工许可证（填写的是“330282000000000000”） E-07-01',
    ]);
    await yi.page.locator('#problems a').click();
    const isFocused = (one: Element) => one === document.activeElement;
    expect(await field('总承包项目施工许可证编号').evaluate(isFocused)).toBe(true);
    expect(await field('专业分包合同编号').inputValue()).toBe(contract);
    expect(await field('项目负责人身份证号').inputValue()).toBe('330782188801010011');
    await yi.shot('portal-refused', true);
  });

  test('[ZJ-07] hands in and stands before the case file', async () => {
    await yi.page.getByLabel('总承包项目施工许可证编号').fill(PERMIT);
    await submit();
    await yi.page.waitForURL('**/cases/*');
    id = yi.page.url().split('/').at(-1) ?? '';
    await waitTask(id, 'CONFIRM');
    await yi.page.reload();
    await yi.page.locator('html[data-diagram=ready]').waitFor();
    await yi.page
      .locator('.djs-shape.is-active[data-element-id=Task_ConfirmByGeneralContractor]')
      .waitFor();
    const text = await yi.page.locator('main').innerText();
    for (const said of ['待总包确认', '当前环节：总承包单位确认', '2026-10-10 24:00 止', contract])
      expect(text).toContain(said);
    expect(text).not.toContain('330782188801010011');
    await yi.shot('case-file-applicant', true);
    const stored = await sql('select name, kind from attachment where case_id = $1 order by kind', [
      id,
    ]);
    expect(stored).toEqual([
      { name: 'acceptance-record.pdf', kind: 'ACCEPTANCE_RECORD' },
      { name: 'subcontract.pdf', kind: 'SUBCONTRACT' },
    ]);
  });

  test('finds the case in the list, by text and by process; others do not', async () => {
    const [file] = await sql<{ number: string }>('select number from case_file where id = $1', [
      id,
    ]);
    await yi.open(`/cases?q=${file?.number}&process=zj-subcontract`);
    const rows = yi.page.locator(`a[href="/cases/${id}"]`);
    expect(await rows.count()).toBe(1);
    expect(await yi.page.locator('tr', { has: rows }).innerText()).toMatch(/2026-10-10 24:00/);
    await yi.shot('portal-cases');
    await yi.open('/cases?process=zj-enterprise');
    expect(await rows.count()).toBe(0);

    const bing = await Desk.of(BING, browser, NOW);
    await bing.open('/cases');
    expect(await bing.page.locator(`a[href="/cases/${id}"]`).count()).toBe(0);
    await bing.open(`/cases/${id}`);
    await bing.page.getByText('未找到').first().waitFor();
    await bing.shot('page-not-found');
    await bing.page.context().close();
  });

  test('[ZJ-07][GR-04] is sent back, finds the reason and hands in again', async () => {
    await doAct(id, JIA, 'CONFIRM', {
      outcome: 'RETURNED',
      opinion: '合同金额与台账不符，请核对。',
    });
    await waitStatus(id, 'RETURNED');
    await yi.open(`/cases/${id}`);
    await yi.page.getByRole('link', { name: '更正后重新提交' }).click();
    await yi.page.waitForURL('**/correct');
    await yi.page.locator('html[data-form=ready]').waitFor();
    await yi.page.getByText('合同金额与台账不符，请核对。').waitFor();
    expect(await yi.page.getByLabel('专业分包合同编号').inputValue()).toBe(contract);
    // [T1] personal data stands there masked and stays what it is, files need not be given again
    expect(await yi.page.getByLabel('项目负责人姓名').inputValue()).toBe('陈**');
    expect(await yi.page.getByLabel('项目负责人身份证号').inputValue()).toBe('330***********0011');
    await yi.shot('portal-correct', true);
    await yi.page.getByLabel('合同金额（万元）').fill('118');
    await submit();
    await yi.page.waitForURL(`${API}/cases/${id}`);
    expect(await waitStatus(id, 'WAIT_GC')).toMatchObject({ round: 2, awaitsCorrection: false });
  });

  test('logs out, and the session is gone', async () => {
    await yi.open('/');
    await yi.page.getByRole('link', { name: '退出' }).click();
    // not our own address, where it stands already
    await yi.page.waitForURL(/openid-connect/);
    await yi.page.goto(`${API}/cases/${id}`);
    await yi.page.locator('#username').waitFor();
    expect(yi.complaints).toEqual([]);
  });
});
