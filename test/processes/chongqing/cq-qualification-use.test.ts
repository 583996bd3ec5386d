import { clockAt, codes, endSql, sql } from '../../harness/cases';
import {
  cited,
  givenProject,
  newProjectNo,
  recordKey,
  tryCite,
  YUZHONG,
} from '../../harness/chongqing-records';
import { as } from '../../harness/client';

const markedOf = (key: string) =>
  sql<{ version: number; marks: string[] }>(
    `select version, marks from library_entry where natural_key = $1 and valid_to is null`,
    [key],
  );

describe('qualification applications that cite a project', () => {
  beforeAll(() => clockAt('2024-06-11 09:00'));
  afterAll(async () => {
    await clockAt(null);
    await endSql();
  });

  test('[CQ-03][CQ-03-R02][OP-13][library.amend] the project is marked from the first one on, once', async () => {
    const projectNo = await givenProject({ marks: ['NO_PERMIT_FEED'] });
    await cited(projectNo);
    const marked = [{ version: 2, marks: ['NO_PERMIT_FEED', 'USED_IN_QUALIFICATION'] }];
    expect(await markedOf(projectNo)).toEqual(marked);
    await cited(projectNo);
    expect(await markedOf(projectNo)).toEqual(marked);
    expect(await markedOf(recordKey(projectNo, 'CONTRACT'))).toEqual([{ version: 1, marks: [] }]);
  });

  test('[CQ-03][OP-13] the records that were cited are marked, too', async () => {
    const projectNo = await givenProject({ stages: { CONTRACT: 'D', ACCEPT: 'D' } });
    await cited(projectNo, { stages: ['ACCEPT'] });
    expect(await markedOf(recordKey(projectNo, 'ACCEPT'))).toMatchObject([
      { marks: ['USED_IN_QUALIFICATION'] },
    ]);
    expect(await markedOf(recordKey(projectNo, 'CONTRACT'))).toMatchObject([{ marks: [] }]);
  });

  test('[CQ-03][CQ-E211] an unknown project, or somebody else who says so', async () => {
    const unknown = await tryCite(newProjectNo());
    expect([unknown.status, codes(unknown)]).toEqual([422, ['CQ-E211']]);
    const data = { applicationNo: 'ZZ-0', projectNo: await givenProject() };
    const person = await (await as(YUZHONG)).post('/api/cases/cq-qualification-use', { data });
    expect(person.status).toBe(403);
  });
});
