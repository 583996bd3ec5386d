/** ZJ-31: figures of authorities against a small set of cases that is known. */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { createDataSource } from '../../src/entities/data-source';
import { rebuildFacts, wrongFacts } from '../../src/records/statistics';
import { clockAt, codes, endSql, sql, unique } from '../harness/cases';
import { API, as, runtime, token } from '../harness/client';
import { type JobBench, jobBench } from '../harness/jobs';
import { type CountedMonth, countedMonth } from '../harness/statistics';

// a month before anything else that tests do, a county that no other test counts
const DAYS = 'from=2013-03-01&to=2013-03-31';
const [XIANGSHAN, NINGBO] = ['county-330225', 'city-330200'];
const HOSTILE = '=HYPERLINK("http://x.invalid","点此")';

let bench: JobBench;
let march: CountedMonth;

const get = async (who: string, path: string) =>
  (await as(who)).get(`/api/reports/statistics${path}`);

interface Row {
  authority: string;
  counts: Record<string, number>;
  [name: string]: unknown;
}

async function figures(who: string, more = ''): Promise<Map<string, Row>> {
  const { body } = await get(who, `?${DAYS}${more}`);
  return new Map((body.rows as Row[]).map((row) => [row.authority, row]));
}

describe('[ZJ-31] statistics for authorities', () => {
  const EXPECTED = {
    ...{ received: 5, completed: 3, inTime: 2, late: 1, backlog: 2, backlogOverdue: 1 },
    ...{ returned: 1, lateEntries: 1, urgingNotices: 1, creditInTime: 0, creditLate: 1 },
  };

  beforeAll(async () => {
    await clockAt('2013-03-28 10:00');
    bench = await jobBench();
    march = countedMonth(bench, XIANGSHAN, '2013-03');
    const { received, decided } = march;
    const closed = { status: 'ENTERED', closed_at: '2013-03-20 09:00+08' };
    const [quick, slow, refused] = [
      await received(11, closed),
      await received(12, { ...closed, title: HOSTILE }),
      await received(13, { ...closed, status: 'NOT_APPROVED' }),
    ];
    await decided(quick, 12, 'APPROVED');
    await decided(slow, 20, 'APPROVED', true);
    await decided(refused, 16, 'NOT_APPROVED');
    await received(14, { ...closed, status: 'WITHDRAWN' });
    const [waits, overdue] = [await received(18), await received(19)];
    // flags as processes set them
    await bench.done('case.set-status', { caseId: overdue, addFlags: ['RECORD_OVERDUE'] });
    await bench.done('case.set-status', { caseId: waits, addFlags: ['ENTRY_OVERDUE'] });
    await bench.done('case.set-status', { caseId: waits, removeFlags: ['ENTRY_OVERDUE'] });
    await sql(
      `insert into issued_document (id, case_id, round, kind, issuer, year, sequence, number, title,
         status, content, sha256, issued_at)
       values ($1, $2, 1, 'URGING_NOTICE', $3, 2013, 1, $4, 'x', 'ISSUED', '{}', '', $5)`,
      [randomUUID(), waits, XIANGSHAN, unique('2013-'), '2013-03-22 09:00+08'],
    );
  });
  afterAll(async () => {
    await march.forget();
    await bench.deps.close();
    await clockAt(null);
    await endSql();
  });

  test('[AE-83][GR-05][GR-06] received, decided, overdue, returned, urged, late entries', async () => {
    const rows = await figures('ningbo.wu');
    expect(rows.get(XIANGSHAN)).toMatchObject({
      ...{ counts: EXPECTED, medianDays: 3, rates: { timeliness: 50, completeness: 60 } },
      hasBelow: false,
    });
    // the city itself did nothing; with what is below it, it has the same
    expect(rows.get(NINGBO)?.counts).toMatchObject({ received: 0, backlogOverdue: 0 });
    expect((await figures('ningbo.wu', '&below=1')).get(NINGBO)?.counts).toEqual(EXPECTED);
    // an act that is void and a month in which nothing was count for nothing
    await sql('update decision set valid = false where case_id = $1', [march.ids[0]]);
    expect((await figures('ningbo.wu')).get(XIANGSHAN)?.counts).toMatchObject({ inTime: 1 });
    await sql('update decision set valid = true where case_id = $1', [march.ids[0]]);
    const april = await get('ningbo.wu', '?from=2013-04-01&to=2013-04-30');
    expect(april.body.rows[1]).toMatchObject({ medianDays: null, rates: { completeness: null } });
  });

  test('a period is the same from sums, from what is not yet in them, and day by day', async () => {
    const periods = [
      'from=2013-01-01&to=2013-12-31',
      'from=2013-01-01&to=2013-03-31',
      'from=2012-08-07&to=2013-12-27',
      'from=2013-03-05&to=2013-05-05',
    ];
    const all = () =>
      Promise.all(
        periods.map(async (period) => {
          const { body } = await get('ningbo.wu', `?${period}`);
          return (body.rows as Row[]).find(({ authority }) => authority === XIANGSHAN);
        }),
      );
    const same = periods.map(() => ({ counts: EXPECTED, medianDays: 3 }));
    expect(await all()).toMatchObject(same);
    for (const period of ['from=0000-01-01&to=0001-01-01', 'from=2999-01-01&to=9999-12-31'])
      for (const path of [`?${period}`, `/cases?${period}&measure=late&authority=${XIANGSHAN}`])
        expect([period, (await get('ningbo.wu', path)).status]).toEqual([period, 200]);
    const [first = ''] = march.ids;
    const owner = createDataSource(runtime.env.DATABASE_OWNER_URL ?? '', 2);
    await owner.initialize();
    try {
      // two that change figures of one authority do not wait for one another, nor does the folding
      await owner.transaction(async (tx) => {
        await tx.query('update decision set valid = false where case_id = $1', [first]);
        await sql('update decision set late = true where case_id = $1', [march.ids[2]]);
        await sql('select statistic_fold()');
      });
      const changed = { ...EXPECTED, inTime: 0, late: 2 };
      expect(await all()).toMatchObject(periods.map(() => ({ counts: changed })));
      await sql('select statistic_fold()');
      expect(await all()).toMatchObject(periods.map(() => ({ counts: changed })));
      expect(await owner.query('select from statistic_sum where n = 0')).toEqual([]);
    } finally {
      await owner.destroy();
      await sql('update decision set valid = true where case_id = $1', [first]);
      await sql('update decision set late = false where case_id = $1', [march.ids[2]]);
    }
    expect(await all()).toMatchObject(same);
  });

  test('the province sees cities, a city its counties, a county itself; nobody else', async () => {
    const province = await figures('province.lin');
    expect([...province.keys()].slice(0, 3)).toEqual([
      'province-330000',
      'city-330100',
      'city-330200',
    ]);
    expect(province.has(XIANGSHAN)).toBe(false);
    const under = await figures('province.lin', `&under=${NINGBO}&below=1`);
    expect([under.get(NINGBO)?.counts, under.get(XIANGSHAN)?.counts]).toEqual([EXPECTED, EXPECTED]);
    expect((await figures('audit.he', `&under=${NINGBO}`)).get(XIANGSHAN)?.counts).toEqual(
      EXPECTED,
    );
    expect([...(await figures('cixi.wang')).keys()]).toEqual(['county-330282']);
    const list = `measure=received&${DAYS}&authority=${XIANGSHAN}`;
    const refused = [
      await get('cixi.wang', `?${DAYS}&under=${XIANGSHAN}`),
      await get('cixi.wang', `?${DAYS}&under=${NINGBO}`),
      await get('cixi.wang', `/cases?${list}`),
      await get('cixi.wang', `/cases.csv?${list}`),
      await get('hangzhou.zheng', `/cases?${list}`),
      await get('yubei.ma', `/cases?${list}`),
      await get('ningbo.wu', `/cases?${list.replace('received', 'nothing')}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
    const enterprise = await get('yi.qian', `?${DAYS}`);
    expect([enterprise.status, codes(enterprise)]).toEqual([403, ['E-00-21']]);
  });

  test('each number leads to as many lines, page by page', async () => {
    // of a year, too, whose newest month has nothing
    for (const days of [DAYS, 'from=2012-08-07&to=2013-12-27'])
      for (const [measure, n] of Object.entries(EXPECTED)) {
        const list = `/cases?measure=${measure}&${days}&authority=${XIANGSHAN}&limit=2`;
        const numbers: string[] = [];
        let after = '';
        do {
          const { body } = await get('ningbo.wu', `${list}${after && `&after=${after}`}`);
          numbers.push(...body.items.map((one: { number: string }) => one.number));
          after = body.next ?? '';
        } while (after);
        expect([measure, numbers.length, new Set(numbers).size]).toEqual([measure, n, n]);
      }
    // who may not see a case learns its number only
    const list = `/cases?measure=inTime&${DAYS}&authority=${XIANGSHAN}`;
    const [seen, counted] = await Promise.all([get('ningbo.wu', list), get('province.lin', list)]);
    expect(seen.body.items[0]).toMatchObject({ title: 'job', what: '审核：审核未通过' });
    expect(counted.body.items[0]).toMatchObject({ title: null, caseId: null, day: '2013-03-16' });
  });

  test('files for spreadsheets have no formulas and begin with the mark of UTF-8', async () => {
    const list = `/cases.csv?measure=late&${DAYS}&authority=${XIANGSHAN}`;
    const lines = await get('ningbo.wu', list);
    expect(lines.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(lines.text).toMatch(/^\uFEFF编号,/);
    expect(lines.text).toContain(`"'=HYPERLINK(""http://x.invalid"",""点此"")"`);
    const table = (await get('ningbo.wu', `.csv?${DAYS}`)).text.split('\n');
    expect(table[0]).toMatch(/^\uFEFF单位,收到,已办结,.*,及时率%,完整率%$/);
    expect(table.find((row) => row.startsWith('象山县'))).toMatch(
      /,5,3,2,1,2,1,1,1,1,0,1,3,50,60$/,
    );
  });

  test('pages are tables that links and a form lead through', async () => {
    const page = async (path: string) =>
      request(API)
        .get(path)
        .set('Authorization', `Bearer ${await token('ningbo.wu')}`)
        .expect(200);
    const { text } = await page(`/reports/statistics?${DAYS}`);
    expect(text).toContain('象山县');
    const [href] = /\/reports\/statistics\/cases\?[^"]*measure=late[^"]*/.exec(text) ?? [];
    const drilled = await page((href ?? '').replaceAll('&amp;', '&'));
    expect(drilled.text).toContain('=HYPERLINK(&quot;');
    expect(drilled.text).toContain('审核：审核通过');
    expect((await page('/reports/statistics?from=gestern')).text).toContain('本季度');
    expect((await page('/assets/chart.js/chart.umd.min.js')).text).toContain('Chart');
  });

  test('what is kept is what the record says, and is made anew from it', async () => {
    const owner = createDataSource(runtime.env.DATABASE_OWNER_URL ?? '', 1);
    await owner.initialize();
    try {
      expect(await wrongFacts(owner)).toBe(0);
      await owner.query('delete from statistic_fact where case_id = $1', [march.ids[1]]);
      await owner.query('update statistic_fact set late = true where case_id = $1', [march.ids[0]]);
      expect(await wrongFacts(owner)).toBeGreaterThan(2);
      await rebuildFacts(owner);
      expect(await wrongFacts(owner)).toBe(0);
      // a year and a quarter too many
      await owner.query('update statistic_sum set n = n + 1 where authority = $1', [XIANGSHAN]);
      expect(await wrongFacts(owner)).toBeGreaterThanOrEqual(2);
      await rebuildFacts(owner);
      expect(await wrongFacts(owner)).toBe(0);
    } finally {
      await owner.destroy();
    }
    // the application itself cannot change it
    for (const table of ['statistic_fact', 'statistic_change', 'statistic_sum'])
      await expect(sql(`delete from ${table}`)).rejects.toThrow(/permission denied/);
  });
});
