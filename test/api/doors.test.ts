import { leaveStack, sql } from '../harness/cases';
import { as } from '../harness/client';
import { problem } from '../harness/problem';
import { givenPermit, PERMIT, STANDALONE_PERMIT, XIAOSHAN, YI } from '../harness/subcontract';

const DOOR = 'zj-project-door';

/** Asks the door as an enterprise that is in the province and of no sector. */
async function ask(answers: object, who = YI) {
  const data = { sector: 'NONE', inProvince: 'YES', ...answers };
  return (await as(who)).post(`/api/doors/${DOOR}`, { data });
}

describe('the door before the flows', () => {
  beforeAll(async () => {
    await givenPermit();
    await givenPermit(STANDALONE_PERMIT);
  });
  afterAll(leaveStack);

  test('[DT-02][ZJ-07] says which flow it is, with what is known filled in', async () => {
    const response = await ask({ mode: 'SUB', specialty: 'DECORATION', permitNo: ` ${PERMIT}` });
    expect([response.status, response.body]).toEqual([
      200,
      {
        process: 'zj-subcontract',
        title: '专业承包业绩（需关联施工许可，总包确认）',
        href: `/submit/zj-subcontract?gcPermitNo=${PERMIT}&specialty=DECORATION`,
        step: 'ZJ-07',
      },
    ]);
    const page = await (await as(YI)).get(response.body.href).expect(200);
    expect(page.text).toContain(`"gcPermitNo":"${PERMIT}"`);
    expect(page.text).toContain(`/door/${DOOR}`);
  });

  test.each([
    [
      'E-10-06',
      '上述情形之外的工程项目不予认可',
      { inProvince: 'NO', mode: 'GC', category: 'RAILWAY' },
    ],
    ['E-04-01', '未查询到施工许可信息', { mode: 'GC', category: 'BUILDING', noPermit: true }],
    [
      'E-07-01',
      '未查询到总承包项目施工许可证',
      { mode: 'SUB', specialty: 'FIRE', permitNo: STANDALONE_PERMIT },
    ],
    ['E-07-02', '专业类别不在范围内', { mode: 'SUB', specialty: 'OTHER', permitNo: PERMIT }],
    [
      'E-09-02',
      '建筑市政类项目须关联施工许可',
      { mode: 'STANDALONE', specialty: 'ENVIRONMENT', noPermit: true, outsideBM: 'NO' },
    ],
    ['E-09-03', '已有施工许可证', { mode: 'GC', category: 'MEP', permitNo: PERMIT }],
  ])('[DT-02][%s] or why there is none: %s', async (code, words, answers) => {
    const response = await ask(answers);
    expect([response.status, problem(response)]).toEqual([422, [code]]);
    expect(response.body.errors[0].zh).toContain(words);
  });

  test('what is not answered is asked for; hidden questions are not', async () => {
    const response = await ask({ mode: 'GC' });
    expect(response.status).toBe(422);
    const fields = response.body.errors.map((e: { field: string }) => e.field).sort();
    expect(fields).toEqual(['category', 'permitNo']);
  });

  test('stores nothing', async () => {
    const count = () => sql('select count(*) from draft union all select count(*) from case_file');
    const before = await count();
    await ask({ mode: 'GC', category: 'BUILDING', noPermit: true });
    expect(await count()).toEqual(before);
  });

  test('is for those who may enter by it; nothing else is a door', async () => {
    expect((await ask({ mode: 'GC' }, XIAOSHAN)).status).toBe(403);
    const yi = await as(YI);
    await yi.get(`/door/${DOOR}`).expect(200);
    await (await as(XIAOSHAN)).get(`/door/${DOOR}`).expect(403);
    for (const id of ['zj-deadlines', 'zj-subcontract', 'nothing']) {
      await yi.post(`/api/doors/${id}`, { data: {} }).expect(404);
      await yi.get(`/door/${id}`).expect(404);
    }
  });
});
