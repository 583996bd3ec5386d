import { testDecision } from '../../harness/decisions';

const district = { level: 'COUNTY', regionCode: '500103', duty: 'CONSTRUCTION' };
const asked = (businessType: string, managementLevel: string) => ({
  businessType,
  managementLevel,
  regionCode: '500103',
});

/** D-CQ-05 as the authority directory is asked: who begins, and who decides second. */
testDecision('cq-authority', [
  [
    '[D-CQ-05] what a district reports: the district, then the city',
    asked('GRADE_B_A', 'DISTRICT'),
    {
      ...district,
      second: { level: 'CITY', regionCode: '500000', duty: 'CITY_ERRATUM' },
      cityMode: 'COMMITMENT',
      firstReviewer: 'DISTRICT',
    },
  ],
  [
    '[D-CQ-05] without a second reviewer the first one is the second too',
    asked('ENTRY', 'DISTRICT'),
    { ...district, second: district, secondReviewer: null },
  ],
  [
    '[D-CQ-05] what the city manages, the city begins',
    asked('GRADE_D_A', 'CITY'),
    {
      ...{ level: 'CITY', regionCode: '500000', duty: 'CITY_VERIFY' },
      second: { level: 'CITY', regionCode: '500000' },
    },
  ],
]);
