import type { DataSource } from 'typeorm';
import type { Deps } from '../../deps';
import { NO_REPLAY, type Plan, type PlanFinding, type Replay } from '../../domain/plan';
import { Release } from '../../entities';
import { diffModels } from '../../models/diff';
import { type Resource, readModels } from '../../models/read';
import { contentHashOf, requireAhead } from '../../records/deploy-release';
import { standingReleases } from '../../records/release-turn';
import { workers } from '../../workers';
import { type Finding, isFault } from '../models/finding';
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
  const lint = await lintResources(project, resources, describeWorkers(workers));
  const past = before ? replayPast(db, before, resources, last) : NO_REPLAY;
  const plan = {
    from: inForce ?? 0,
    contentHash: contentHashOf(resources as never),
    inForceFrom,
    changes: await diffModels(before?.resources ?? [], resources),
    replay: lint.some(isFault) ? await despiteErrors(db, past) : await past,
    open: await openCases(db, await readModels(resources)),
    findings: lint.flatMap(told),
  };
  return { ...plan, hash: planHash(plan) };
}

/** Models with errors may not even load: the plan then says so of all that was not judged again. */
async function despiteErrors(db: DataSource, past: Replay | Promise<Replay>): Promise<Replay> {
  try {
    return await past;
  } catch (error) {
    const [row]: { n: number }[] = await db.query('select count(*)::int as n from judgement');
    const reason = `模型有错误，未重新判断：${(error as Error).message}`;
    return { ...NO_REPLAY, notReplayed: [{ reason, count: row?.n ?? 0 }] };
  }
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
