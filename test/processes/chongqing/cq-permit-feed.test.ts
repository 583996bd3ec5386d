/** CQ-08: permits and basic information come from the permit issuing system. */
import request from 'supertest';
import { clockAt, endSql, sql, waitMessage } from '../../harness/cases';
import { fed, gradesOf, group, newProjectNo, projectEntries } from '../../harness/chongqing';
import { API } from '../../harness/client';

describe('permit feed', () => {
  beforeAll(() => clockAt('2024-05-06 10:00'));
  afterAll(async () => {
    await clockAt(null);
    await endSql();
  });

  test('[CQ-08][OP-04] a fed project is known, its records have grade D unless the feed says more', async () => {
    const projectNo = newProjectNo();
    const id = await fed(projectNo);
    expect(await gradesOf(projectNo)).toEqual(['BASIC - D', 'PERMIT - D']);
    const [project] = await projectEntries(projectNo);
    expect(project).toMatchObject({
      kind: 'project',
      status: 'PARTLY_STORED',
      data: { managementLevel: 'DISTRICT' },
    });
    expect(await waitMessage(id, 'PERMIT_PUSHED')).toEqual([group('丁')]);
  });

  test('[CQ-08][OP-02] fed again: the level of management follows, no grade falls', async () => {
    const projectNo = newProjectNo();
    await fed(projectNo, { grade: 'B' });
    await fed(projectNo, { managementLevel: 'CITY' });
    expect(await gradesOf(projectNo)).toEqual(['BASIC - B', 'PERMIT - B']);
    const [project] = await projectEntries(projectNo);
    expect(project?.data).toMatchObject({ managementLevel: 'CITY' });
  });

  test('[CQ-08][CQ-08-R03][CQ-08-R04] everyone finds what was fed, once, as it is now', async () => {
    const projectNo = newProjectNo();
    await fed(projectNo);
    await fed(projectNo, { projectName: '渝中示例项目二期（虚构）' });
    const rows = await sql<{ id: string; title: string; state: string }>(
      'select id, title, state from publicity where subject = $1',
      [projectNo],
    );
    expect(rows).toMatchObject([
      { title: '渝中示例项目二期（虚构）（施工许可）', state: 'STORED' },
    ]);
    const list = await request(API).get(`/public?list=stored&q=${projectNo}`).expect(200);
    expect(list.text).toContain(`/public/${rows[0]?.id}`);
    const page = await request(API).get(`/public/${rows[0]?.id}`).expect(200);
    for (const shown of [
      '渝中区',
      '重庆丁建设工程有限公司',
      '渝中区住房和城乡建设委员会',
      '投诉举报',
      '施工许可 · 数据等级',
    ])
      expect(page.text).toContain(shown);
    expect(page.text).not.toContain('公示期');
  });

  test('[CQ-08][CQ-E006][CQ-E018] elsewhere, or a number that cannot be: refused', async () => {
    await expect(fed(newProjectNo('510107'))).rejects.toThrow('CQ-E006');
    await expect(fed('5001032402300101')).rejects.toThrow('CQ-E018');
  });
});
