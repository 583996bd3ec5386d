/** A complaint about what stands on the public page (ZJ-25). */

const NUMBER = 'ZJ-09-2026-000001';

/** How the publicity and the entry of the library stand, and what else differs from one in time. */
export function complaint({
  process = 'zj-nopermit',
  state = 'OPEN',
  over = false,
  found = true,
  number = NUMBER,
  record = {},
}: {
  process?: string;
  state?: string;
  over?: boolean;
  found?: boolean;
  number?: string;
  record?: object;
} = {}) {
  const publication = {
    ...{ found, caseId: 'c0', process, number: NUMBER, state, over },
    ...{ title: '甲 · 石油化工工程 · 裂解装置', authority: 'city-330100' },
  };
  const data = { enterpriseUscc: '甲', enterpriseReg: REGISTERED };
  return {
    flow: 'ZJ-25',
    data: { caseNumber: number, publication: 'p0', grounds: '指标不实' },
    refs: {
      publication: found ? publication : { found },
      caseNumber: { found: true, key: 'enterprise-甲|PETROCHEM|1', data, ...record },
    },
    applicant: { organisation: 'public' },
  };
}

/** Where the enterprise of the complaint was registered when it was approved. */
export const REGISTERED = { code: '330109', city: '330100', placeKind: 'COUNTY_UNIT' };

/** The `facts` decisions of `zj-complaint`. */
export const COMPLAINT_RULES = ['zj-complaint-subject'];
