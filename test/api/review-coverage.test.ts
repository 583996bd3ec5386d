/** CQ-07a: of what was handed in, how much the competent authority reviewed. */
import request from 'supertest';
import { clockAt, codes, endSql, sql } from '../harness/cases';
import { confirmedInRecord, withoutRecordedOnly } from '../harness/chongqing-supervision';
import { API, as, token } from '../harness/client';
import { type JobBench, jobBench } from '../harness/jobs';

const PATH = '/api/reports/review-coverage?from=2022-02-01&to=2022-02-28';
const PROCESS = 'cq-project-entry';
const [DISTRICT, OTHER] = ['county-500103', 'county-500112'];

describe('[CQ-07a] review coverage', () => {
  let bench: JobBench;
  beforeAll(async () => {
    await clockAt('2024-05-08 09:00');
    bench = await jobBench();
    for (let i = 0; i < 30; i += 1) await confirmedInRecord(bench, '2022-02-10');
  });
  afterAll(async () => {
    await withoutRecordedOnly();
    await sql(
      `update case_file set process_id = 'zj-subcontract' where process_id = $1
       and created_at < '2023-01-01'`,
      [PROCESS],
    );
    await bench.deps.close();
    await clockAt(null);
    await endSql();
  });

  const seenBy = async (who: string) => (await (await as(who)).get(PATH)).body;
  const counted = { received: 30, withdrawn: 0, reviewed: 30, percent: 100 };

  test('[AC-46] 30 applications in a month, 30 individual verification records: 100 %', async () => {
    const records = await sql(
      `select d.person, d.completed_at from decision d join case_file c on c.id = d.case_id
       where c.created_at >= '2022-02-01' and c.created_at < '2022-03-01' and d.act = 'VERIFY'`,
    );
    expect(records).toHaveLength(30);
    const { rows, total } = await seenBy('yuzhong.qin');
    expect(rows).toEqual([
      expect.objectContaining({ process: PROCESS, organisation: DISTRICT, ...counted }),
    ]);
    expect(total).toEqual(counted);
    const { text } = await request(API)
      .get('/reports/review-coverage?from=2022-02-01&to=2022-02-28')
      .set('Authorization', `Bearer ${await token('yuzhong.qin')}`)
      .expect(200);
    expect(text).toContain('审查覆盖率');
    expect(text).toContain('100%');
  });

  test('each sees what is its own and below it, enterprises nothing', async () => {
    const other = await confirmedInRecord(bench, '2022-02-11', { authority: OTHER });
    await sql('delete from decision where case_id = $1', [other]);
    expect((await seenBy('yubei.ma')).rows).toMatchObject([
      { organisation: OTHER, received: 1, reviewed: 0, percent: 0 },
    ]);
    for (const who of ['city.gu', 'audit.he'])
      expect((await seenBy(who)).total).toEqual({ ...counted, received: 31, percent: 96.7 });
    expect((await seenBy('verify.cao')).rows).toEqual([]);
    const refused = await (await as('ding.su')).get(PATH);
    expect([refused.status, codes(refused)]).toEqual([403, ['E-00-21']]);
    const wrong = await (await as('city.gu')).get(PATH.replace('2022-02-01', 'gestern'));
    expect([wrong.status, codes(wrong)]).toEqual([400, ['E-00-23']]);
  });

  test('what was taken back before a review is no gap', async () => {
    const id = await confirmedInRecord(bench, '2022-02-12', { authority: OTHER });
    await sql(`update decision set act = 'WITHDRAW', outcome = 'WITHDRAWN' where case_id = $1`, [
      id,
    ]);
    expect((await seenBy('yubei.ma')).total).toMatchObject({ received: 1, withdrawn: 1 });
  });
});
