/** An objection to what stands on the public page. */
import { PROJECT } from './entry';

export function objection(...statuses: string[]) {
  return {
    flow: 'CQ-02',
    data: { projectNo: PROJECT, stage: 'CONTRACT' },
    refs: {},
    applicant: { organisation: 'public' },
    related: statuses.map((status, position) => ({
      id: `c${position}`,
      number: `N${position}`,
      applicant: 'enterprise-a',
      parties: { authority: 'county-500103' },
      process: 'cq-project-entry',
      status,
      data: { projectNo: PROJECT, projectName: '某中心项目' },
    })),
  };
}

/** The `facts` decisions of `cq-objection`. */
export const OBJECTION_RULES = ['cq-objection-facts', 'cq-objection-channel@cq-objection-facts'];
