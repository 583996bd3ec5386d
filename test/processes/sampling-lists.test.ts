/** CQ-07b: two districts at another rate (cq-draw-stratum), by lists and not(…) in plain cells. */
import { clockAt, leaveStack, sql, waitStatus } from '../harness/cases';
import {
  arrives,
  confirmedInRecord,
  drawnAt,
  emptyMonth,
  itemOf,
  withoutRecordedOnly,
} from '../harness/chongqing-supervision';
import { waitFor } from '../harness/client';
import { type JobBench, jobBench } from '../harness/jobs';
import { type Change, deployModels, tool } from '../harness/models';

const YUZHONG = 'county-500103';
const YUBEI = 'county-500112';
const LISTED = '"渝中区","江北区"';

const input = (id: string, value: string) =>
  `<inputEntry id="${id}"><text>${value}</text></inputEntry>`;
const output = (id: string, value: string) =>
  `<outputEntry id="${id}"><text>${value}</text></outputEntry>`;

/** A row at 20 % for the two districts, and the row it is taken from for all others. */
function twentyPercent(row: string, kind: string, values: Record<string, string>): Change[] {
  const all = { stratum: 'null', rate: '20', code: 'null', zh: 'null', en: 'null', ...values };
  const size = 'if population = null then null else floor((population * 20 + 99) / 100)';
  return [
    {
      file: 'dmn/chongqing/cq-sampling.dmn',
      from: `<inputEntry id="${row}_place">\n          <text>`,
      to: `<inputEntry id="${row}_place">\n          <text>not(${LISTED})`,
    },
    {
      file: 'dmn/chongqing/cq-sampling.dmn',
      from: `<rule id="${row}">`,
      to: `<rule id="${row}B">
        <description>渝中区、江北区按20%</description>
        ${input(`${row}B_sampling`, `"${kind}"`)}
        ${input(`${row}B_ratePercent`, 'null')}
        ${input(`${row}B_place`, LISTED)}
        ${[
          'population',
          'stratum',
          'rate',
          'size',
          'blockSize',
          'positions',
          'drawAt',
          'code',
          'zh',
          'en',
        ]
          .map((name) => output(`${row}B_${name}`, { size, ...all }[name] ?? 'null'))
          .join('\n        ')}
      </rule>
      <rule id="${row}">`,
    },
  ];
}

const twoDistricts = [
  ...twentyPercent('S1', 'MONTHLY', {
    population: '"CONFIRMED_IN_MONTH"',
    drawAt: '"FIRST_WORKING_DAY"',
  }),
  ...twentyPercent('S2', 'IN_PROCESS', {
    population: '"REPORTED_IN_MONTH"',
    blockSize: '10',
    positions: '2',
    drawAt: '"ON_ARRIVAL"',
  }),
];

interface Drawn {
  id: string;
  stratum: string;
  population: string[];
  drawn: string[];
}

const drawsOf = (caseId: string, kind: string) =>
  sql<Drawn>(
    `select id, stratum, population, drawn from sample
     where case_id = $1 and kind = $2 and drawn is not null order by stratum`,
    [caseId, kind],
  );

describe('rates by district', () => {
  let bench: JobBench;
  beforeAll(async () => {
    bench = await jobBench();
    await deployModels(...twoDistricts);
  });
  afterAll(async () => {
    await deployModels();
    await withoutRecordedOnly();
    await bench.deps.close();
    await leaveStack();
  });

  const confirmed = (n: number, on: string, authority: string) =>
    Promise.all(Array.from({ length: n }, () => confirmedInRecord(bench, on, { authority })));

  test('[CQ-07b][CQ-07e][D-CQ-11] two districts at 20 %, all others at 10 %; each draw can be repeated', async () => {
    const period = '2023-11';
    await emptyMonth(period);
    await clockAt('2024-03-29 09:00');
    const listed = await confirmed(6, `${period}-11`, YUZHONG);
    const others = await confirmed(6, `${period}-12`, YUBEI);
    for (let n = 0; n < 9; n += 1) await arrives(bench, { period, stratum: YUZHONG });

    const counted = await bench.done('sample.places', {
      ...{ caseId: listed[0], period, processes: ['cq-project-entry'] },
      ...{ act: 'VERIFY', outcome: 'CONFIRMED', level: 'COUNTY' },
    });
    expect(counted).toEqual({
      places: [
        { place: '渝中区', count: 6 },
        { place: '渝北区', count: 6 },
      ].sort((a, b) => (a.place < b.place ? -1 : 1)),
    });

    const id = await drawnAt('2024-03-29 09:01', period);
    const draws = await waitFor('both draws', async () => {
      const found = await drawsOf(id, 'MONTHLY');
      return found.length === 2 && found;
    });
    expect(draws.map(({ stratum, drawn }) => [stratum, drawn.length])).toEqual([
      ['10%', 1],
      ['20%', 2],
    ]);
    expect(draws.map(({ population }) => [...population].sort())).toEqual([
      others.sort(),
      listed.sort(),
    ]);
    await waitFor('the record of both', async () => {
      const [issued] = await sql<{ text: string }>(
        `select content::text as text from issued_document
         where case_id = $1 and kind = 'SAMPLING_RECORD'`,
        [id],
      );
      return issued?.text.includes('其中比例 20% 的区县（渝中区）：6 件，应抽 2 件');
    });
    for (const { id: sample, drawn } of draws) {
      expect((await tool('sample-verify', sample)).code).toBe(0);
      for (const one of drawn) await waitStatus(await itemOf(one), 'RECHECKING');
    }
    // one in ten was drawn on arrival at most; at 20 % nine give two
    const [topUp] = await drawsOf(id, 'IN_PROCESS_TOP_UP');
    const [arrived] = await sql<{ drawn: number }>(
      `select (count(*) filter (where a.drawn))::int as drawn
       from sample_arrival a join sample_block b on b.id = a.block_id
       where b.period = $1 and b.stratum = $2`,
      [period, YUZHONG],
    );
    expect((arrived?.drawn ?? 0) + (topUp?.drawn.length ?? 0)).toBe(2);
  });

  test('[CQ-07b][D-CQ-11] districts at the same rate are one draw, as before', async () => {
    const period = '2023-12';
    await emptyMonth(period);
    await clockAt('2024-03-29 09:02');
    await confirmed(6, `${period}-11`, YUBEI);
    await confirmed(5, `${period}-12`, 'county-500105');
    // 江北区 is county-500105 and at 20 % now: a rate for the month is for all
    const id = await drawnAt('2024-03-29 09:03', period, { ratePercent: 30 });
    const draws = await waitFor('the draw', async () => {
      const found = await drawsOf(id, 'MONTHLY');
      return found.length > 0 && found;
    });
    expect(draws.map(({ stratum, drawn }) => [stratum, drawn.length])).toEqual([['', 4]]);
  });
});
