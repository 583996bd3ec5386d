import { testDecision } from '../../harness/decisions';

interface Given {
  certificate?: { status: string; certificateType: string };
  permits?: string[][];
  projects?: string[][];
  /** what stands beside each record of a subcontract */
  works?: { kind: string; marks: string[] }[][];
}

const CONSTRUCTOR = { status: 'ENTERED', certificateType: 'CONSTRUCTOR' };
const PROGRESS = ['IN_PROGRESS'];

function facts({ certificate, permits = [], projects = [], works = [] }: Given) {
  const certificates = certificate
    ? [{ status: certificate.status, data: { certificateType: certificate.certificateType } }]
    : [];
  const marked = (marks: string[]) => ({ status: 'PUSHED', marks, beside: [] });
  return {
    refs: {
      person: {
        found: true,
        qualification: { entries: certificates },
        permit: { entries: permits.map(marked) },
        project: { entries: projects.map(marked) },
        'subcontract-performance': {
          entries: works.map((beside) => ({ status: 'ENTERED', marks: [], beside })),
        },
      },
    },
  };
}

const barred = { inProgress: true, code: 'E-02-03' };
const busy = { inProgress: true, code: null };
const free = { inProgress: false, code: null };
const permit = (marks: string[]) => ({ kind: 'permit', marks });

testDecision('zj-transfer-guard', [
  [
    '[ZJ-02][DT-14][E-02-03][DD-14] leads the project of a permit',
    facts({ certificate: CONSTRUCTOR, permits: [PROGRESS] }),
    barred,
  ],
  [
    '[ZJ-02][DT-14][DD-02] leads a project that was imported',
    facts({ certificate: CONSTRUCTOR, projects: [[], PROGRESS] }),
    barred,
  ],
  [
    '[ZJ-02][DT-14][DD-14] leads a subcontract under a permit in progress',
    facts({ certificate: CONSTRUCTOR, works: [[], [permit(PROGRESS)]] }),
    barred,
  ],
  [
    '[ZJ-02][DT-14][OP-26] the same, completed or handed over',
    facts({ certificate: CONSTRUCTOR, permits: [[]], projects: [[]], works: [[permit([])]] }),
    free,
  ],
  [
    '[ZJ-02][DT-14] what else a subcontract refers to binds nobody',
    facts({ certificate: CONSTRUCTOR, works: [[{ kind: 'enterprise', marks: PROGRESS }]] }),
    free,
  ],
  ['[ZJ-02][DT-14] leads nothing', facts({ certificate: CONSTRUCTOR }), free],
  [
    '[ZJ-02][DT-14] another certificate',
    facts({ certificate: { ...CONSTRUCTOR, certificateType: 'ARCHITECT' }, permits: [PROGRESS] }),
    busy,
  ],
  [
    '[ZJ-02][DT-14] a certificate that is not entered',
    facts({ certificate: { ...CONSTRUCTOR, status: 'FALSE' }, permits: [PROGRESS] }),
    busy,
  ],
  ['[ZJ-02][DT-14] no certificate', facts({ permits: [PROGRESS] }), busy],
  ['[ZJ-02][DT-14] nobody the library knows', { refs: { person: { found: false } } }, free],
]);
