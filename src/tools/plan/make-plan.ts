import type { Deps } from '../../deps';
import { NO_REPLAY, type Plan, type PlanFinding } from '../../domain/plan';
import { Release } from '../../entities';
import { diffModels } from '../../models/diff';
import { type Resource, readModels } from '../../models/read';
import { contentHashOf, requireAhead } from '../../records/deploy-release';
import { standingReleases } from '../../records/release-turn';
import { workers } from '../../workers';
import type { Finding } from '../models/finding';
import { lintResources } from '../models/lint-models';
import { describeWorkers } from '../models/worker-info';
import { openCases } from './open-cases';
import { planHash } from './plan-files';
import type { PlanOptions } from './plan-options';
import { replayPast } from './replay-past';

/**
 * What deploying these models would change against the release in force. Deploys nothing and writes
 * nothing.
 * @param project where the rules of the lint are
 * @throws ReleaseRefused DAY_INVALID, DAY_NOT_AHEAD for a day in force that cannot be
 */
export async function makePlan(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  project: string,
  resources: Resource[],
  { inForceFrom, last }: Pick<PlanOptions, 'last' | 'inForceFrom'>,
): Promise<Plan> {
  if (inForceFrom) requireAhead(inForceFrom, await clock.now());
  const { inForce } = await standingReleases(db);
  const before = inForce ? await db.getRepository(Release).findOneByOrFail({ id: inForce }) : null;
  const plan = {
    from: inForce ?? 0,
    contentHash: contentHashOf(resources as never),
    inForceFrom,
    changes: await diffModels(before?.resources ?? [], resources),
    replay: before ? await replayPast(db, before, resources, last) : NO_REPLAY,
    open: await openCases(db, await readModels(resources)),
    findings: (await lintResources(project, resources, describeWorkers(workers))).flatMap(told),
  };
  return { ...plan, hash: planHash(plan) };
}

/** Infos are for those who write models, not for those who decide on a change. */
function told({ file, element, severity, rule, message }: Finding): PlanFinding[] {
  if (severity === 'info') return [];
  const kind = severity === 'warn' ? 'warning' : 'error';
  return [{ severity: kind, file, where: element, rule, message }];
}

/** 1: the lint found errors; 2: something that was judged would come out otherwise; else 0. */
export function exitCodeOf({ findings, replay }: Plan): 0 | 1 | 2 {
  if (findings.some(({ severity }) => severity === 'error')) return 1;
  return replay.groups.length > 0 ? 2 : 0;
}
