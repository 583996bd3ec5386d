import { testSupported } from '../../harness/judged-decisions';
import { application, CONTRACTOR, ENTRY_RULES, PROJECT, specialist, supplement } from './entry';

const variables = (expected: object) => ({ variables: expected });

testSupported(
  'cq-project-entry-intake',
  [
    [
      '[CQ-01] title, applicant and records of an entry',
      application(),
      {
        title: '入库 · 某中心项目',
        parties: { applicant: `enterprise-${CONTRACTOR}` },
        variables: {
          businessType: 'ENTRY',
          managementLevel: 'DISTRICT',
          regionCode: '500103',
          part: 'MAIN',
          noPermitFeed: false,
          projectStatus: 'PARTLY_STORED',
          records: [
            {
              stage: 'CONTRACT',
              key: `${PROJECT}|CONTRACT|${CONTRACTOR}`,
              part: 'contract',
              grade: 'D',
            },
            { stage: 'INDICATOR', key: `${PROJECT}|INDICATOR|${CONTRACTOR}`, part: 'indicator' },
          ],
        },
      },
    ],
    [
      '[CQ-01] the level of the permit system wins',
      application({ permit: { managementLevel: 'CITY' }, data: { managementLevel: 'DISTRICT' } }),
      variables({ managementLevel: 'CITY' }),
    ],
    [
      '[CQ-01] a supplement with everything stores the project fully',
      supplement(),
      variables({ projectStatus: 'FULLY_STORED', noPermitFeed: false }),
    ],
    [
      '[CQ-01][DD-C02] basic information that was fed stays as it was fed',
      supplement({ data: { stages: ['BASIC', 'CONTRACT'] } }),
      variables({ stages: ['BASIC', 'CONTRACT'], records: [{ stage: 'CONTRACT' }] }),
    ],
    [
      '[CQ-01] an old building without permit feed is marked',
      supplement({ permit: null }),
      variables({ noPermitFeed: true, projectMarks: ['NO_PERMIT_FEED'] }),
    ],
    [
      '[CQ-01] a specialist: the level of the parent, records of its own',
      specialist({
        permit: null,
        project: { found: true, status: 'FULLY_STORED', data: { managementLevel: 'CITY' } },
      }),
      {
        title: '入库 · 某中心项目 · 专业承包（分包）',
        variables: {
          managementLevel: 'CITY',
          projectNo: PROJECT,
          parentOnNational: true,
          records: [
            {},
            { stage: 'ACCEPT', key: `${PROJECT}|ACCEPT|${CONTRACTOR}`, part: 'acceptance' },
            {},
          ],
        },
      },
    ],
  ],
  ENTRY_RULES,
);
