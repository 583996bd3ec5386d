import {
  act,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  messagesOf,
  sql,
  unique,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { decidedByStranger } from '../../harness/engine-tasks';
import {
  entered,
  entryRefusals,
  libraryEntry,
  nextRound,
  tryEntry,
  tryRound,
} from '../../harness/entry';
import {
  general,
  nationalProject,
  OUT_OF_PROVINCE,
  platform,
  specialist,
  withoutPermit,
} from '../../harness/out-of-province';
import { APPROVE, GROUP, HANGZHOU, JIA, XIAOSHAN, YI, YIWU } from '../../harness/subcontract';

const JINHUA = 'jinhua.feng';
const HANGZHOU_GROUP = 'city-330100';
const JINHUA_GROUP = 'city-330700';
const REFUSE = { outcome: 'NOT_APPROVED', opinion: '扫描件不清晰。' };

const submit = (given: Parameters<typeof entered>[1]) =>
  entered(OUT_OF_PROVINCE, given, 'UNDER_REVIEW');
const refusals = (given: Parameters<typeof entered>[1]) => entryRefusals(OUT_OF_PROVINCE, given);
const without = ({ papers, ...given }: Parameters<typeof entered>[1], kind: string) => {
  return { ...given, papers: papers?.filter((one) => one !== kind) ?? [] };
};
const key = (of: string, ...parts: string[]) => [of, ...parts].join('|');
const dataOf = async (id: string, who = JIA) =>
  (await (await as(who)).get(`/api/cases/${id}`).expect(200)).body.data;

beforeAll(() => clockAt('2019-12-30 10:00'));
afterAll(async () => {
  await platform.behaveAsUsual();
  await leaveStack();
});

describe('ZJ-10-1: a general contracting project that the national platform has', () => {
  test('[ZJ-10][AE-43][DT-02][DT-03] drawn from the platform, decided by 杭州市, without a due date', async () => {
    const { permitNo, projectName } = await nationalProject();
    const id = await submit(general(permitNo, { nationalProject: { projectName: '自己填的' } }));
    expect((await dataOf(id)).nationalProject).toEqual({
      projectName,
      ...{ projectPlace: '310101', category: 'BUILDING', permitDate: '2018-03-15' },
      ...{ ownerName: '虚构滨江置业有限公司', contractAmount: 36800.5 },
      ...{ contractor: '杭州甲建设集团有限公司（虚构）', contractorUscc: '913301090000000A2U' },
    });
    expect((await waitTask(id, 'REVIEW')).groups).toEqual([HANGZHOU_GROUP]);
    expect(await caseView(id)).toMatchObject({ statusLabel: '待设区市审核', flags: [] });
    expect(Object.values(await deadlinesOf(id)).filter(Boolean)).toEqual([]);
    await doAct(id, HANGZHOU, 'REVIEW', APPROVE);
    const done = await waitStatus(id, 'IN_LIBRARY');
    expect(done).toMatchObject({ statusLabel: '已入代表工程业绩库', marks: [] });
    expect(done.closedAt).not.toBeNull();
    expect(await waitMessage(id, 'CASE_ENTERED')).toEqual([GROUP.jia]);
    expect(await libraryEntry('representative', key(GROUP.jia, permitNo, '', ''))).toMatchObject({
      ...{ library: 'representative', status: 'IN_LIBRARY', marks: [] },
      data: {
        ...{ projectName, projectPlace: '310101', enterpriseUscc: '913301090000000A2U' },
        ...{ mode: 'GC', category: 'BUILDING', ownerName: '虚构滨江置业有限公司' },
      },
    });
  });

  test('[ZJ-10][AE-44][E-10-01] a number that the platform does not have; nothing typed gets in', async () => {
    const typed = { projectName: '自己填的', category: 'BUILDING', contractorUscc: GROUP.jia };
    const given = general(unique('999999'), { nationalProject: typed });
    expect(await refusals(given)).toEqual(['E-10-01']);
    const answer = await (await as(JIA)).post(`/api/cases/${OUT_OF_PROVINCE}/check`, {
      data: given.data,
    });
    expect(answer.body.linked).toEqual({});
  });

  test('[ZJ-10][E-10-08] the platform does not answer: the draft is kept, and goes through later', async () => {
    const { permitNo } = await nationalProject();
    const given = general(permitNo, { nationalProject: { projectName: '自己填的' } });
    for (const mode of ['DOWN', 'NONSENSE', 'SILENT'] as const) {
      await platform.behave({ platform: 'PROJECTS', key: permitNo, mode });
      expect(await refusals(given)).toEqual(['E-10-08']);
    }
    const jia = await as(JIA);
    const saved = await jia
      .post(`/api/drafts/${OUT_OF_PROVINCE}`, { data: given.data })
      .expect(201);
    // its scan is not there yet
    expect(codes({ body: { errors: saved.body.warnings } })).toEqual(['E-10-03', 'E-10-08']);
    const { data } = (await jia.get(`/api/drafts/${saved.body.id}`).expect(200)).body;
    expect(JSON.stringify(data)).not.toContain('自己填的');
    await platform.behaveAsUsual();
    await submit({ ...given, data });
  });

  test('[ZJ-10][E-10-02][E-10-03][E-10-07][E-10-10] what the platform says of it must fit', async () => {
    const railway = await nationalProject({ category: 'RAILWAY' });
    expect(await refusals(general(railway.permitNo))).toEqual(['E-10-02']);
    const others = await nationalProject({ contractorUscc: '913302820000000X11' });
    expect(await refusals(general(others.permitNo))).toEqual(['E-10-07']);
    const { permitNo } = await nationalProject();
    expect(await refusals(without(general(permitNo), 'RELATED_SCAN'))).toEqual(['E-10-03']);
    expect(await refusals(general(permitNo, { projectPlace: '320102' }))).toEqual(['E-10-10']);
  });

  test('[ZJ-10][E-10-09] the same project is taken once', async () => {
    const { permitNo } = await nationalProject();
    await submit(general(permitNo));
    expect(await refusals(general(permitNo))).toEqual(['E-10-09']);
  });

  test('[ZJ-10][GR-03][E-00-01] 萧山区 cannot review what 杭州市 has', async () => {
    const { permitNo } = await nationalProject();
    const id = await submit(general(permitNo));
    await waitTask(id, 'REVIEW');
    const refused = await act(id, XIAOSHAN, 'REVIEW', APPROVE);
    expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
    await decidedByStranger(id, 'REVIEW', XIAOSHAN, APPROVE);
    expect((await caseView(id)).status).toBe('UNDER_REVIEW');
  });

  test('[ZJ-10][GR-04] not approved: what the platform says now is drawn with the correction', async () => {
    const project = await nationalProject({ ownerName: '虚构旧业主' });
    const id = await submit(general(project.permitNo));
    await doAct(id, HANGZHOU, 'REVIEW', REFUSE);
    const view = await waitStatus(id, 'NOT_APPROVED');
    expect(view).toMatchObject({ statusLabel: '审核未通过', statusReason: REFUSE.opinion });
    await platform.knowProjects({ ...project, ownerName: '虚构新业主' });
    await nextRound(id, general(project.permitNo), 'UNDER_REVIEW');
    expect((await dataOf(id)).nationalProject.ownerName).toBe('虚构新业主');
    const { rounds } = (await (await as(JIA)).get(`/api/cases/${id}/corrections`).expect(200)).body;
    expect(JSON.stringify(rounds)).toContain('虚构旧业主');
    await doAct(id, HANGZHOU, 'REVIEW', APPROVE);
    await waitStatus(id, 'IN_LIBRARY');
  });

  test('[ZJ-10] 甲 withdraws it while it is under review', async () => {
    const { permitNo } = await nationalProject();
    const id = await submit(general(permitNo));
    await waitTask(id, 'REVIEW');
    await (await as(JIA)).post(`/api/cases/${id}/withdrawal`, { reason: '填报有误' }).expect(202);
    await waitStatus(id, 'WITHDRAWN');
    await submit(general(permitNo));
  });
});

describe('ZJ-10-2: a specialist performance under a general contractor', () => {
  test('[ZJ-10][AE-45][DT-02] 金华市 decides; nobody confirms, nobody is urged', async () => {
    const { permitNo } = await nationalProject();
    const given = specialist(permitNo);
    const id = await submit(given);
    expect((await waitTask(id, 'REVIEW')).groups).toEqual([JINHUA_GROUP]);
    const view = await caseView(id);
    expect(view.tasks.map((task) => task.act)).toEqual(['REVIEW']);
    expect(view.parties).not.toHaveProperty('generalContractor');
    const { projectName, contractNo, nationalProject: drawn } = await dataOf(id, YI);
    expect([projectName, drawn.projectName]).toEqual([
      '虚构·科创中心幕墙工程',
      '虚构·滨江科创中心',
    ]);
    await doAct(id, JINHUA, 'REVIEW', APPROVE);
    await waitStatus(id, 'IN_LIBRARY');
    expect(Object.keys(await messagesOf(id))).not.toContain('GC_CONFIRM_REMINDER');
    const entry = await libraryEntry(
      'representative',
      key(GROUP.yi, permitNo, 'CURTAIN_WALL', contractNo),
    );
    expect(entry).toMatchObject({
      ...{ library: 'representative', status: 'IN_LIBRARY', marks: [] },
      data: {
        mode: 'SUB',
        specialty: 'CURTAIN_WALL',
        projectName,
        projectPlace: '310101',
      },
    });
  });

  test('[ZJ-10][AE-46][E-10-04][E-10-05] both papers are asked for', async () => {
    const { permitNo } = await nationalProject();
    expect(await refusals(without(specialist(permitNo), 'SUBCONTRACT'))).toEqual(['E-10-04']);
    expect(await refusals(without(specialist(permitNo), 'ACCEPTANCE_RECORD'))).toEqual(['E-10-05']);
  });

  test('[ZJ-10][E-10-01][E-10-02][E-10-06][E-10-09] what is not recognised, and what is there already', async () => {
    const { permitNo } = await nationalProject();
    expect(await refusals(specialist(unique('999999')))).toEqual(['E-10-01']);
    expect(await refusals(specialist(permitNo, { specialty: 'ANCIENT_REPAIR' }))).toContain(
      'E-10-06',
    );
    const { permitNo: mining } = await nationalProject({ category: 'MINING' });
    expect(await refusals(specialist(mining))).toEqual(['E-10-02']);
    const given = specialist(permitNo);
    await submit(given);
    expect(await refusals(given)).toEqual(['E-10-09']);
    // another contract under the same permit is another performance
    await submit(specialist(permitNo));
  });

  test('[ZJ-10][E-00-01] 义乌市, where 乙 is registered, cannot review', async () => {
    const { permitNo } = await nationalProject();
    const id = await submit(specialist(permitNo));
    await waitTask(id, 'REVIEW');
    await decidedByStranger(id, 'REVIEW', YIWU, APPROVE);
    expect((await caseView(id)).status).toBe('UNDER_REVIEW');
  });
});

describe('out of the province, other than these', () => {
  test.each([
    ['[AE-47] 铁路工程', withoutPermit({ category: 'RAILWAY' })],
    [
      '[AE-49] 单独立项古建筑修缮',
      withoutPermit({ mode: 'STANDALONE', category: undefined, specialty: 'ANCIENT_REPAIR' }),
    ],
    ['其他工程', withoutPermit({ category: 'OTHER' })],
  ])('[ZJ-10][E-10-06]%s: 不予认可', async (_what, given) => {
    const answer = await tryEntry(OUT_OF_PROVINCE, given);
    expect(answer.status).toBe(422);
    expect(codes(answer)).toContain('E-10-06');
    expect(JSON.stringify(answer.body)).toContain('不予认可');
  });

  test('[ZJ-10][E-10-11][E-10-12] a project in the province, and a place that is none', async () => {
    const { permitNo } = await nationalProject();
    expect(await refusals(general(permitNo, { projectPlace: '330282' }))).toContain('E-10-11');
    expect(await refusals(general(permitNo, { projectPlace: '999999' }))).toContain('E-10-12');
  });
});

/** 2020-01-01 is a holiday: working day 10 after Mon 2019-12-30 is Tue 2020-01-14. */
describe('ZJ-10-3: works without a permit', () => {
  let inTime = '';
  let late = '';
  let contractNo = '';

  test('[ZJ-10][DT-03][DT-04][E-09-05] 杭州市 has ten working days', async () => {
    const given = withoutPermit();
    expect(await refusals(without(given, 'MATERIAL'))).toEqual(['E-09-05']);
    inTime = await submit(given);
    contractNo = (await dataOf(inTime)).contractNo;
    late = await submit(withoutPermit());
    expect((await waitTask(inTime, 'REVIEW')).groups).toEqual([HANGZHOU_GROUP]);
    await waitTask(late, 'REVIEW');
    expect(await deadlinesOf(inTime)).toEqual({ 'CITY_REVIEW_10#1': '2020-01-15 00:00' });
    expect(await refusals({ ...given, data: { ...given.data, contractNo } })).toEqual(['E-09-08']);
  });

  test('[ZJ-10][E-09-04][E-09-06][E-09-08] indicators, the way of entry, and the same again', async () => {
    expect(await refusals(withoutPermit({ indicators: [] }))).toEqual(['E-09-04']);
    const wrongWay = withoutPermit({ mode: 'SUB', category: undefined, specialty: 'PETROCHEM' });
    expect(await refusals(wrongWay)).toEqual(expect.arrayContaining(['E-09-06', 'E-10-06']));
  });

  test('[ZJ-10][E-09-07][E-00-01] a county authority cannot review', async () => {
    await decidedByStranger(inTime, 'REVIEW', XIAOSHAN, APPROVE);
    expect((await caseView(inTime)).status).toBe('UNDER_REVIEW');
  });

  test('[ZJ-10][DT-11][OP-19] approved at 23:00 of the last day: in the library, publicised without an end', async () => {
    await clockAt('2020-01-14 23:00');
    await doAct(inTime, HANGZHOU, 'REVIEW', APPROVE);
    const done = await waitStatus(inTime, 'IN_LIBRARY');
    expect(done).toMatchObject({ flags: [], marks: ['PUBLICISED'] });
    const entry = await libraryEntry('representative', key(GROUP.jia, '', '', contractNo));
    expect(entry).toMatchObject({
      ...{ library: 'representative', status: 'IN_LIBRARY', marks: ['PUBLICISED'] },
      data: { category: 'PETROCHEM', projectPlace: '370202', mode: 'GC' },
    });
    const [published] = await sql(
      'select state, ends, authority from publicity where case_id = $1',
      [inTime],
    );
    expect(published).toEqual({ state: 'OPEN', ends: null, authority: HANGZHOU_GROUP });
  });

  test('[ZJ-10][GR-05] not decided: 审核逾期 at 01-15 00:00, and still to be decided', async () => {
    await clockAt('2020-01-15 00:00:00');
    expect(await waitMessage(late, 'REVIEW_OVERDUE')).toContain(HANGZHOU_GROUP);
    expect(await caseView(late)).toMatchObject({
      ...{ status: 'UNDER_REVIEW', flags: ['REVIEW_OVERDUE'] },
    });
    await doAct(late, HANGZHOU, 'REVIEW', REFUSE);
    await waitStatus(late, 'NOT_APPROVED');
    expect(codes(await tryRound(late, withoutPermit({ indicators: [] })))).toContain('E-09-04');
    await nextRound(late, withoutPermit(), 'UNDER_REVIEW');
    await waitTask(late, 'REVIEW');
    // a new round, a new limit: Sunday 01-19 is worked; after the Spring Festival 02-03 to 02-05
    expect((await deadlinesOf(late))['CITY_REVIEW_10#2']).toBe('2020-02-06 00:00');
  });
});
