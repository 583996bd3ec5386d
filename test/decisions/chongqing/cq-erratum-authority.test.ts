import { testDecision } from '../../harness/decisions';

const erratum = (onNationalPlatform: boolean, usedInQualification: boolean, level: string) => ({
  onNationalPlatform,
  usedInQualification,
  managementLevel: level,
});
const toMinistry = { consentBy: 'MINISTRY', errorCode: null };

testDecision('cq-erratum-authority', [
  [
    '[D-CQ-09][CQ-E201] not on the national platform',
    erratum(false, true, 'CITY'),
    { errorCode: 'CQ-E201' },
  ],
  [
    '[D-CQ-09][CQ-E202] used in a qualification application',
    erratum(true, true, 'DISTRICT'),
    { errorCode: 'CQ-E202' },
  ],
  [
    '[D-CQ-09] of a district: the ministry in the end',
    erratum(true, false, 'DISTRICT'),
    { ...toMinistry, verifiedBy: 'DISTRICT', reportDocument: 'FORMAL_DOCUMENT' },
  ],
  [
    '[D-CQ-09] of the city: the ministry, too',
    erratum(true, false, 'CITY'),
    { ...toMinistry, verifiedBy: 'CITY', reportDocument: null },
  ],
]);
