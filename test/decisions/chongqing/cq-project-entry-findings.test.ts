import { numberFacts } from '../../../src/domain/identifiers';
import { testSupported } from '../../harness/judged-decisions';
import { application, DESIGNER, ENTRY_RULES, PROJECT, supplement } from './entry';

function withRefs(data: object, refs: object) {
  const facts = application({ data });
  return { ...facts, refs: { ...facts.refs, ...refs } };
}

/** With the numbers of a tender and a contract as entered. */
function numbered({ tender = '', contract = '' }) {
  const ref = (value: string) => {
    const facts = numberFacts('record-number', value);
    return { found: facts.valid, ...facts };
  };
  return withRefs(
    { tender: { tenderNo: tender }, contract: { recordNo: contract } },
    { tender: { tenderNo: ref(tender) }, contract: { recordNo: ref(contract) } },
  );
}

testSupported(
  'cq-project-entry-findings',
  [
    [
      '[CQ-01] what is missing in a supplement without permit feed',
      supplement({ permit: null, data: { stages: ['CONTRACT'] } }),
      { derived: 'SUPPLEMENT', missing: ['BASIC', 'TENDER', 'DRAWING', 'ACCEPT', 'INDICATOR'] },
    ],
    [
      '[CQ-01] acceptance is not missing where another unit enters',
      supplement({ uscc: DESIGNER, data: { applicantRole: 'DESIGN', stages: ['CONTRACT'] } }),
      { missing: ['TENDER', 'DRAWING', 'INDICATOR'], missingText: '招投标、施工图审查、业绩指标' },
    ],
    ['[CQ-01] nothing is in an entry', application({ data: { stages: [] } }), { missing: [] }],
    [
      '[CQ-01] an old permit number is no mistake',
      (() => {
        const facts = application();
        const permitNo = { found: true, 'permit-number': { valid: false }, valid: false };
        return { ...facts, refs: { ...facts.refs, permitNo } };
      })(),
      { invalid: [] },
    ],
    [
      '[CQ-01][CQ-E018] a record number of this project and stage, and a local one',
      numbered({ tender: `${PROJECT}-BD-001`, contract: '示例备2023-9' }),
      { invalid: [] },
    ],
    [
      '[CQ-01][CQ-E018] a record number of another stage',
      numbered({ tender: `${PROJECT}-HZ-001` }),
      { invalid: ['RECORD_NO'] },
    ],
    [
      '[CQ-01][CQ-E018] of another project',
      numbered({ contract: '5001032403110199-HZ-001' }),
      { invalid: ['RECORD_NO'] },
    ],
    [
      '[CQ-01][CQ-E018] an ID number in a list inside a stage',
      withRefs(
        { indicator: { personnel: [{ personId: '1101' }, { personId: '1102' }] } },
        {
          indicator: { personnel: [{ personId: { valid: true } }, { personId: { valid: false } }] },
        },
      ),
      { invalid: ['ID'] },
    ],
  ],
  ENTRY_RULES.slice(0, -1),
);
