/** CQ-02 with the acceptance examples of 5.3: verification, publicity, push. */
import {
  cancelOpenCases,
  caseView,
  clockAt,
  deadlinesOf,
  endSql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  confirmed,
  enteredBuilding,
  gradesOf,
  group,
  projectEntries,
  uscc,
} from '../../harness/chongqing';

describe('verification, publicity, push', () => {
  afterAll(async () => {
    await cancelOpenCases();
    await clockAt(null);
    await endSql();
  });

  test('[CQ-02][AC-16] automatic publicity and push: ten working days over the holidays', async () => {
    await clockAt('2024-04-30 10:00');
    const { id, projectNo } = await enteredBuilding();
    const task = await waitTask(id, 'ACCEPT_CASE');
    expect(task.groups).toEqual(['county-500103']);
    await confirmed(id);
    expect(await deadlinesOf(id)).toMatchObject({ 'CQ_PUBLICITY#1': '2024-05-17 00:00' });
    expect(await waitMessage(id, 'CQ_PUBLICITY_STARTED')).toEqual([group('丁')]);
    await clockAt('2024-05-16 23:59:59');
    expect((await caseView(id)).status).toBe('PUBLICITY');
    await clockAt('2024-05-17 00:00');
    await waitStatus(id, 'STORED');
    expect(await gradesOf(projectNo)).toEqual([
      'BASIC - D',
      `CONTRACT ${uscc('丁')} D`,
      'PERMIT - D',
      `TENDER ${uscc('丁')} D`,
    ]);
    const [project] = await projectEntries(projectNo);
    expect(project).toMatchObject({ kind: 'project', status: 'PARTLY_STORED', marks: [] });
  });
});
