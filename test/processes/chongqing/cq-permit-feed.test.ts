/** CQ-08: permits and basic information come from the permit issuing system. */
import { clockAt, endSql, waitMessage } from '../../harness/cases';
import { fed, gradesOf, group, newProjectNo, projectEntries } from '../../harness/chongqing';

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

  test('[CQ-08][CQ-E006][CQ-E018] elsewhere, or a number that cannot be: refused', async () => {
    await expect(fed(newProjectNo('510107'))).rejects.toThrow('CQ-E006');
    await expect(fed('5001032402300101')).rejects.toThrow('CQ-E018');
  });
});
