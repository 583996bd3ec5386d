import { testDecision } from '../../harness/decisions';

/** Who begins, who decides in the end, how the city handles it: as in the requirements, D-CQ-05. */
const table: [string, string, object][] = [
  ['ENTRY', 'DISTRICT', { finalAuthority: 'DISTRICT', cityMode: 'MONTHLY_SAMPLING' }],
  ['SUPPLEMENT', 'DISTRICT', { finalAuthority: 'DISTRICT', cityMode: 'MONTHLY_SAMPLING' }],
  ['ENTRY', 'CITY', { finalAuthority: 'CITY', cityMode: 'FULL_REVIEW', firstDuty: 'CITY_VERIFY' }],
  ['ERRATUM', 'DISTRICT', { finalAuthority: 'MINISTRY', cityMode: 'COMMITMENT' }],
  [
    'ERRATUM',
    'CITY',
    { finalAuthority: 'MINISTRY', cityMode: 'FULL_REVIEW', firstDuty: 'CITY_ERRATUM' },
  ],
  ['GRADE_D_B', 'DISTRICT', { finalAuthority: 'DISTRICT', cityMode: 'NONE' }],
  ['GRADE_D_B', 'CITY', { finalAuthority: 'NOT_ALLOWED', errorCode: 'CQ-E303' }],
  ['GRADE_B_A', 'DISTRICT', { finalAuthority: 'CITY', cityMode: 'COMMITMENT' }],
  ['GRADE_D_A', 'CITY', { finalAuthority: 'CITY', firstDuty: 'CITY_VERIFY' }],
  ['GRADE_D_A', 'DISTRICT', { finalAuthority: 'NOT_ALLOWED', errorCode: 'CQ-E305' }],
  ['GRADE_B_A', 'CITY', { finalAuthority: 'CITY', cityMode: 'FULL_REVIEW' }],
];

const asked = (businessType: string, managementLevel: string) => ({
  businessType,
  managementLevel,
  regionCode: '500103',
});

testDecision('cq-routing', [
  ...table.map(([type, level, expected]): [string, object, unknown] => [
    `[D-CQ-05] ${type} ${level}`,
    asked(type, level),
    expected,
  ]),
  [
    '[D-CQ-05] the district of the place begins',
    asked('ENTRY', 'DISTRICT'),
    { firstLevel: 'COUNTY', firstRegion: '500103', firstDuty: 'CONSTRUCTION', secondDuty: null },
  ],
  [
    '[D-CQ-05] what a district reports comes to the city by formal document',
    asked('GRADE_B_A', 'DISTRICT'),
    {
      reportDocument: 'FORMAL_DOCUMENT',
      secondReviewer: 'CITY',
      secondLevel: 'CITY',
      secondRegion: '500000',
      secondDuty: 'CITY_ERRATUM',
    },
  ],
]);
