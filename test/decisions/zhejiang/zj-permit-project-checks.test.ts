import { refused, testDecision } from '../../harness/decisions';

const PERMIT = { builderUscc: '甲', contractMode: 'GC', worksCategory: 'BUILDING' };
const CONTRACT = {
  contractNo: 'SG-1',
  contractAmount: 100,
  signedDate: '2026-09-01',
  startDate: '2026-09-25',
  plannedFinishDate: '2027-12-31',
};
const INDICATORS = { indicators: [{ name: 'AREA', value: '52000' }] };

interface Given {
  flow: 'ZJ-04' | 'ZJ-08';
  permit?: object | null;
  data?: object;
  round?: number;
  duplicates?: number;
}

function facts({ flow, permit, data = {}, round = 1, duplicates = 0 }: Given) {
  const own = flow === 'ZJ-04' ? PERMIT : { ...PERMIT, contractMode: 'STANDALONE' };
  return {
    ...{ flow, round, duplicates, applicant: { uscc: '甲' } },
    data: { permitNo: '330282202609220101', ...data },
    refs: { permitNo: permit === null ? { found: false } : { found: true, data: permit ?? own } },
  };
}

const flows = [
  ['ZJ-04', 'E-04'],
  ['ZJ-08', 'E-08'],
] as const;

testDecision('zj-permit-project-checks', [
  ...flows.flatMap(([flow, code]): Parameters<typeof testDecision>[1] => [
    [`[${flow}] downloaded, nothing added yet`, facts({ flow }), refused()],
    [`[${flow}] all at once`, facts({ flow, data: { ...CONTRACT, ...INDICATORS } }), refused()],
    [`[${flow}][${code}-01] no such permit`, facts({ flow, permit: null }), refused(`${code}-01`)],
    [
      `[${flow}][${code}-02] somebody else's permit`,
      facts({
        flow,
        permit: {
          ...PERMIT,
          builderUscc: '乙',
          contractMode: flow === 'ZJ-04' ? 'GC' : 'STANDALONE',
        },
      }),
      refused(`${code}-02`),
    ],
    [
      `[${flow}][${code}-03] the contract's price is missing`,
      facts({ flow, data: { ...CONTRACT, ...INDICATORS, contractAmount: null } }),
      refused(`${code}-03`),
    ],
    [
      `[${flow}][${code}-04] no indicators`,
      facts({ flow, data: { ...CONTRACT, indicators: [] } }),
      refused(`${code}-04`),
    ],
    [
      `[${flow}][${code}-03][${code}-04] supplemented with nothing`,
      facts({ flow, round: 2 }),
      refused(`${code}-03`, `${code}-04`),
    ],
    [`[${flow}][${code}-05] there already`, facts({ flow, duplicates: 1 }), refused(`${code}-05`)],
  ]),
  [
    '[ZJ-04][E-04-06] a standalone permit: ZJ-08 is the way',
    facts({ flow: 'ZJ-04', permit: { ...PERMIT, contractMode: 'STANDALONE' } }),
    [{ code: 'E-04-06', useInstead: 'zj-standalone-project' }],
  ],
  [
    '[ZJ-04][E-04-06] neither building nor municipal works',
    facts({ flow: 'ZJ-04', permit: { ...PERMIT, worksCategory: 'MINING' } }),
    refused('E-04-06'),
  ],
  [
    '[ZJ-08][E-08-06] a general contract: ZJ-04 is the way',
    facts({ flow: 'ZJ-08', permit: PERMIT }),
    [{ code: 'E-08-06', useInstead: 'zj-permit-project' }],
  ],
]);
