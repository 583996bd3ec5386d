import { administrator, terminate } from '../../harness/administer';
import { clockAt, codes, leaveStack, sql, unique, waitStatus } from '../../harness/cases';
import { waitFor } from '../../harness/client';
import {
  ACCEPTED,
  broughtIn,
  importedResult,
  importing,
  recommended,
  recordOf,
  result,
} from '../../harness/credit';
import { incidentOf } from '../../harness/incidents';

describe('results of awards are imported', () => {
  beforeAll(() => clockAt('2026-11-02 10:00'));
  afterAll(leaveStack);

  test('[ZJ-16][E-23-03][E-16-09] a result without an application is imported, too, with a flag; once', async () => {
    const permitNo = unique('330282202201010');
    expect((await importing(result(permitNo))).status).toBe(201);
    const row = await waitFor('the import', () => importedResult(permitNo));
    expect(row).toMatchObject({ status: 'WON', flags: ['NO_APPLICATION'] });
    expect((await recordOf(row.id)).entry?.status).toBe('PUBLISHED');
    expect(codes(await importing(result(permitNo)))).toEqual(['E-16-09']);
    const invalid = result(unique('X'), { uscc: '91330282MA2GM00X1X' });
    expect(codes(await importing(invalid))).toEqual(['E-23-03']);
  });

  test('[ZJ-16][R8] an import that an administrator ends decides nothing: the application goes on waiting', async () => {
    const permitNo = await broughtIn(ACCEPTED);
    const id = await recommended(permitNo);
    // for a while nobody has the duty to publish it
    const [{ duties = [] } = {}] = await sql<{ duties?: string[] }>(
      `select duties from organisation where id = 'province-330000'`,
    );
    const give = (some: string[]) =>
      sql(`update organisation set duties = $1 where id = 'province-330000'`, [some]);
    await give([]);
    try {
      expect((await importing(result(permitNo))).status).toBe(201);
      const stuck = await waitFor('the import', () => importedResult(permitNo, 'open'));
      await waitFor('its incident', () => incidentOf(stuck.id));
      expect(await terminate(stuck.id, await administrator('province-330000'))).toEqual([202, []]);
      await waitStatus(stuck.id, 'TERMINATED');
    } finally {
      await give(duties);
    }
    await waitStatus(id, 'RECOMMENDED');
  });
});
