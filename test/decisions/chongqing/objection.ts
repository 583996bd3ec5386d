/** An objection to what stands on the public page. */
import { PROJECT } from './entry';

const NUMBER = 'CQ-01-2024-000001';

/** How the publicity stands, and what else differs from an objection in time. */
export function objection(state = 'OPEN', { over = false, data = {}, found = true } = {}) {
  return {
    flow: 'CQ-02',
    data: { caseNumber: NUMBER, projectNo: PROJECT, stage: 'CONTRACT', ...data },
    refs: {
      publication: found
        ? {
            ...{ found, caseId: 'c0', process: 'cq-project-entry', number: NUMBER, state, over },
            ...{ subject: PROJECT, authority: 'county-500103' },
          }
        : { found },
    },
    applicant: { organisation: 'public' },
    related: ['c1', 'c0'].map((id) => ({
      id,
      applicant: 'enterprise-a',
      data: { projectNo: PROJECT, projectName: '某中心项目' },
    })),
  };
}

/** The `facts` decisions of `cq-objection`. */
export const OBJECTION_RULES = ['cq-objection-facts', 'cq-objection-channel@cq-objection-facts'];
