import { testDecision } from '../../harness/decisions';

/** Size of the sample at 10 %: the table below D-CQ-11. */
const sizes: [number, number][] = [
  [0, 0],
  [1, 1],
  [9, 1],
  [10, 1],
  [11, 2],
  [12, 2],
  [19, 2],
  [20, 2],
  [21, 3],
  [30, 3],
  [31, 4],
  [99, 10],
  [100, 10],
  [101, 11],
];
const month = (population: number | null, ratePercent?: number) => ({
  sampling: 'MONTHLY',
  population,
  ratePercent: ratePercent ?? null,
});
const onArrival = (population: number | null, ratePercent?: number) => ({
  ...month(population, ratePercent),
  sampling: 'IN_PROCESS',
});
const tooLow = { code: 'CQ-E401', zh: '抽查比例不得低于10%', size: null };

testDecision('cq-sampling', [
  ...sizes.map(([population, size]): [string, object, unknown] => [
    `[D-CQ-11] ${size} of ${population}`,
    month(population),
    { rate: 10, size, code: null },
  ]),
  ['[D-CQ-11] 15 % of 41', month(41, 15), { rate: 15, size: 7 }],
  ['[D-CQ-11][CQ-E401] 9 %', month(41, 9), tooLow],
  ['[D-CQ-11][CQ-E401] 0 %', onArrival(41, 0), tooLow],
  [
    '[D-CQ-11] on arrival: one in each ten, of each district',
    onArrival(11),
    { size: 2, blockSize: 10, positions: 1, stratum: 'EACH_DISTRICT' },
  ],
  ['[D-CQ-11] on arrival at 25 %: three in ten', onArrival(null, 25), { positions: 3, size: null }],
  [
    '[D-CQ-11] full coverage',
    { sampling: 'FULL', population: 30, ratePercent: null },
    { rate: 100, size: 30 },
  ],
]);
