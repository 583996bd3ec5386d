/** Facts of an erratum or an upgrade: about records that are on the national platform. */
import { CONTRACTOR, DESIGNER, PROJECT, record } from './entry';

/** The `facts` decisions of `cq-erratum`. */
export const ERRATUM_RULES = [
  'cq-qualification-lock',
  'cq-erratum-facts',
  'cq-erratum-authority@cq-erratum-facts.authority',
];

/** The `facts` decisions of the three flows that adjust grades. */
export const GRADE_RULES = [
  'cq-grade-form',
  'cq-grade-facts',
  'cq-grade-transition@cq-grade-facts.selected',
  'cq-grade-findings',
];

export interface Given {
  level?: string;
  marks?: string[];
  data?: object;
  entries?: object[];
  related?: object[];
  uscc?: string;
  found?: boolean;
}

const CONTRACT = { contractNo: 'HT-1', amount: 1200, signedOn: '2023-02-01', owner: DESIGNER };
const ENTRIES = [record('CONTRACT', CONTRACTOR, { data: CONTRACT }), record('ACCEPT', '-')];

/** Something the contractor asks for about its stored project. */
function asked(flow: string, data: object, given: Given) {
  const { uscc = CONTRACTOR, found = true, entries = ENTRIES } = given;
  const participants = [{ uscc: CONTRACTOR }, { uscc: DESIGNER }];
  const project = { projectName: '某中心项目', regionCode: '500103', participants };
  return {
    flow,
    data: { projectNo: PROJECT, ...data, ...given.data },
    refs: {
      projectNo: {
        found,
        ...(found && {
          status: 'FULLY_STORED',
          marks: given.marks ?? [],
          data: { ...project, managementLevel: given.level ?? 'DISTRICT' },
        }),
        'stage-record': { found: found && entries.length > 0, entries: found ? entries : [] },
      },
    },
    attachments: ['UPGRADE_REPORT', 'COMMITMENT_LETTER', 'APPLICATION_FORM', 'EVIDENCE'],
    applicant: { organisation: `enterprise-${uscc}`, uscc },
    related: given.related ?? [],
  };
}

/** The amount of the contract was wrong. */
export function erratum(given: Given = {}) {
  const items = [{ field: 'amount', currentValue: '1200', value: '1300', reason: '笔误' }];
  return asked('CQ-03', { stage: 'CONTRACT', items, usedInQualificationDeclaration: false }, given);
}

/** A personal field, masked as decisions see it. */
export const personal = (field: string, personalValue: string) => ({
  data: { items: [{ field, personalValue, reason: '漏填' }] },
});

export const corrected = (field: string, value: string | null) => ({
  data: { items: [{ field, value, reason: '笔误' }] },
});

/** An upgrade of the contract, with the form of a flow. */
export function upgrade(flow: string, given: Given = {}) {
  return asked(flow, { stages: ['CONTRACT'] }, given);
}

/** The contract and the acceptance with these grades. */
export const grades = (contract: string, acceptance = 'D') => [
  record('CONTRACT', CONTRACTOR, { status: contract }),
  record('ACCEPT', '-', { status: acceptance }),
];

/** Another case about the project, of the contractor. */
export const open = (process: string, data: object, applicant = `enterprise-${CONTRACTOR}`) => ({
  id: 'c1',
  process,
  status: 'PENDING_VERIFY',
  open: true,
  applicant,
  data,
});
