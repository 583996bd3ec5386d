import type { EntityManager } from 'typeorm';
import { appendAudit, SYSTEM } from '../../records/audit';
import { type Finding, formatFindings, isFault } from './finding';

/** Who deploys models in spite of their faults, and why. */
export interface Forced {
  by: string;
  why: string;
}

/** So many faults stand in the audit event; their number stands there in any case. */
const NAMED = 50;

/**
 * Reads the arguments `--force --by <person> --why <text>`.
 * @returns null where nothing is to be forced
 * @throws Error when one of the three stands without the others
 */
export function forcedBy(given: {
  force?: boolean | undefined;
  by?: string | undefined;
  why?: string | undefined;
}): Forced | null {
  const by = given.by?.trim();
  const why = given.why?.trim();
  if (!given.force && by === undefined && why === undefined) return null;
  if (!given.force || !by || !why)
    throw new Error(
      '--force 要与 --by <人> 和 --why "<理由>" 一并给出；--force needs --by <person> and --why "<text>", and these need --force',
    );
  return { by, why };
}

/**
 * Lets models pass that have no faults, or whose faults somebody takes upon themselves.
 * @returns the faults that were forced, none where there are none
 * @throws Error that names every fault
 */
export function passGate(findings: Finding[], forced: Forced | null): Finding[] {
  const faults = findings.filter(isFault);
  if (faults.length > 0 && !forced)
    throw new Error(
      `${formatFindings(faults)}\n模型有 ${faults.length} 处错误，没有部署；${faults.length} faults, nothing was deployed (--force --by <person> --why "<text>" deploys all the same, and is recorded)`,
    );
  return faults;
}

/** Writes into the audit trail that a release was deployed in spite of its faults. */
export async function recordForced(
  db: EntityManager,
  release: number,
  { by, why }: Forced,
  faults: Finding[],
  at: Date,
): Promise<void> {
  await appendAudit(db, {
    caseId: null,
    at,
    actor: { user: by, name: by, organisation: SYSTEM.organisation },
    action: 'release.forced',
    entity: `release:${release}`,
    detail: {
      why,
      faults: faults.length,
      named: faults.slice(0, NAMED).map(({ file, element, rule }) => `${file} ${element} ${rule}`),
    },
    requestId: `release-${release}`,
  });
}
