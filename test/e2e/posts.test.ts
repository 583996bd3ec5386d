/** Districts, posts of the city and the ministry: each sees its own tasks and nobody else's. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { cancelOpenCases, clockAt, doAct, leaveStack, waitTask } from '../harness/cases';
import { enteredBuilding } from '../harness/chongqing';
import {
  APPLICATION,
  APPROVE,
  COMPLAINTS,
  ERRATUM,
  fraudComplaint,
  givenProject,
  MINISTRY,
  report,
  SUPERVISION,
  taken,
  tryErratum,
  tryUpgrade,
  VERIFY,
  YUBEI,
  YUZHONG,
} from '../harness/chongqing-records';
import { as, waitFor } from '../harness/client';
import { Desk } from '../harness/desk';

const NOW = '2024-10-12 10:00';

/** An erratum that the district reported to the city, and that the draw on arrival left out. */
async function reported(): Promise<string> {
  const id = taken(await tryErratum(await givenProject()));
  await doAct(id, YUZHONG, 'VERIFY', APPROVE);
  await report(id);
  await waitTask(id, 'HANDLE');
  return id;
}

async function atMinistry(): Promise<void> {
  const id = await reported();
  await doAct(id, ERRATUM, 'HANDLE', { outcome: 'AGREED' });
  await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
  await waitTask(id, 'MINISTRY_REPLY');
}

async function complained(): Promise<void> {
  const data = {
    ...{ channel: 'PHONE', named: 'NO', allegation: 'FRAUD', content: '合同金额与实际不符。' },
    projectNo: await givenProject(),
  };
  const id = taken(await (await as(YUZHONG)).post('/api/cases/cq-complaint-intake', { data }));
  await waitTask(id, 'ACCEPT_COMPLAINT');
}

/** A city-managed stage that the city is to verify. */
async function cityManaged(): Promise<void> {
  const project = await givenProject({ managementLevel: 'CITY' });
  const id = taken(await tryUpgrade('cq-grade-d-a-city', project, ['CONTRACT'], 'A'));
  await waitTask(id, 'VERIFY');
}

describe('who sees which tasks in Tasklist', () => {
  let browser: Browser;

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt(NOW);
    browser = await launchBrowser();
    await Promise.all([
      enteredBuilding(),
      reported(),
      atMinistry(),
      complained(),
      // accepted, it is checked
      givenProject().then(fraudComplaint),
      cityManaged(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await leaveStack();
  });

  test.each([
    [YUZHONG, '受理'],
    [YUBEI, ''],
    ['city.gu', ''],
    [VERIFY, '核实申报内容'],
    // post and ministry share the reply: the city's clerk may record it
    [ERRATUM, '住房城乡建设部意见、即时办理'],
    [SUPERVISION, '决定检查方式'],
    [COMPLAINTS, '决定是否受理'],
    [MINISTRY, '住房城乡建设部意见'],
  ])('[CQ-02][CQ-03][CQ-07] %s has “%s”, nothing else', async (who, expected) => {
    const desk = await Desk.of(who, browser, NOW);
    await desk.tasklist();
    // its own index is a moment behind the engine
    await waitFor(`“${expected}” in the list of ${who}`, async () => {
      const names = (await desk.listed()).map(([name]) => name).sort();
      if (names.join('、') === expected) return true;
      throw new Error(names.join('、'));
    });
    await desk.shot(`tasklist-${who}`);
    expect(desk.complaints).toEqual([]);
    await desk.page.context().close();
  });
});
