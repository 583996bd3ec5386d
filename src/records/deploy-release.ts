import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { Plan } from '../domain/plan';
import { type Day, shanghaiDay } from '../domain/working-days';
import type { Deployed, Engine, Resource } from '../engine';
import { Release } from '../entities';
import { isLabels, readModels } from '../models/read';
import { type Actor, appendAudit, SYSTEM } from './audit';
import type { Clock } from './clock';
import { relayOutbox } from './outbox';
import { ReleaseRefused } from './release-refused';
import { inReleaseTurn, isDue, standingReleases, type Waiting } from './release-turn';
import { keepAnnotations } from './rule-hits';

/** What deploying stands on. */
export interface Deploying {
  db: DataSource;
  engine: Engine;
  clock: Clock;
}

/** All models as one release, and who answers for it. */
export interface Deployment {
  resources: Resource[];
  by: Actor;
  reason?: string;
  /** The day (Asia/Shanghai) from whose first instant cases are judged by it; none: from now on. */
  inForceFrom?: Day | null;
  /** The plan that was shown before. */
  plan?: Plan;
}

/** What came of a deployment. */
export interface DeployedRelease {
  id: number;
  /** `kept`: it waits for its day; `unchanged`: the release was there already, in force or waiting. */
  outcome: 'deployed' | 'kept' | 'unchanged';
}

/** SHA-256, in hex, of a set of models, in whatever order they come: what a release and a plan are known by. */
export function contentHashOf(resources: Resource[]): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(resources)))
    .digest('hex');
}

/**
 * Deploys all models as one deployment and keeps them as a release; or, with a day in force, keeps them
 * until that day. Deployed are they even when nothing changed: the engine may be a new one beside an
 * old record. The audit trail tells who, why and what changed.
 * @throws ReleaseRefused while another release waits for its day, where the day is not ahead, and where
 * the plan was made of other models or on another release
 */
export async function deployRelease(
  deploying: Deploying,
  deployment: Deployment,
): Promise<DeployedRelease> {
  await bringIntoForce(deploying);
  const resources = inOrder(deployment.resources);
  const contentHash = contentHashOf(resources);
  return inReleaseTurn(deploying.db, async (tx) => {
    const now = await deploying.clock.now();
    const { inForce, waiting } = await standingReleases(tx);
    requirePlanned(deployment.plan, contentHash, inForce ?? 0);
    const newest = inForce ? await tx.findOneByOrFail(Release, { id: inForce }) : null;
    const same = newest?.contentHash === contentHash;
    if (waiting && !same) return keepsWaiting(tx, waiting, contentHash);
    const row = { ...rowOf(deployment, now), resources, contentHash };
    if (!same && deployment.inForceFrom) {
      requireAhead(deployment.inForceFrom, now);
      const { id } = await tx.save(Release, { ...row, processes: {}, decisions: {} } as Release);
      await audit(tx, 'release.kept-for-its-day', id, { ...deployment, now, from: inForce });
      return { id, outcome: 'kept' };
    }
    if (newest && !same) await sendStarts(deploying, newest);
    const deployed = await deploy(deploying.engine, tx, resources);
    if (newest && same && Object.keys(deployed.processes).every((key) => key in newest.processes))
      return { id: newest.id, outcome: 'unchanged' };
    const { id } = await tx.save(Release, { ...row, ...deployed, deployedAt: now } as Release);
    await audit(tx, 'release.deployed', id, { ...deployment, now, from: inForce });
    return { id, outcome: 'deployed' };
  });
}

/**
 * Deploys the release whose day has come, if one waits. The engine begins a case under the newest
 * models that it has, so that it must not get them before their day.
 * @returns the release that came into force just now, if any
 */
export async function bringIntoForce(deploying: Deploying): Promise<number | null> {
  const { db, engine, clock } = deploying;
  const due = async (at: DataSource | EntityManager) => {
    const standing = await standingReleases(at);
    return standing.waiting && isDue(standing.waiting, await clock.now()) ? standing : null;
  };
  if (!(await due(db))) return null;
  return inReleaseTurn(db, async (tx) => {
    // another process may have done it meanwhile
    const standing = await due(tx);
    if (!standing?.waiting) return null;
    const { id } = standing.waiting;
    const release = await tx.findOneByOrFail(Release, { id });
    if (standing.inForce)
      await sendStarts(deploying, await tx.findOneByOrFail(Release, { id: standing.inForce }));
    const deployed = await deploy(engine, tx, release.resources);
    const now = await clock.now();
    await tx.update(Release, id, { ...deployed, deployedAt: now });
    await appendAudit(tx, {
      ...{ caseId: null, at: now, actor: SYSTEM, action: 'release.in-force' },
      ...{ entity: `release:${id}`, requestId: randomUUID() },
      detail: { release: id, from: standing.inForce, inForceFrom: release.inForceFrom },
    });
    return id;
  });
}

/**
 * Takes back a release that waits for its day: it never comes into force. Also on its day, as long as the
 * engine does not have it: no case was judged by it, and if the engine refuses it, none can be.
 * @throws ReleaseRefused RELEASE_NOT_WAITING for any other
 */
export async function withdrawRelease(
  deploying: Deploying,
  id: number,
  { by, reason }: { by: Actor; reason: string },
): Promise<void> {
  await inReleaseTurn(deploying.db, async (tx) => {
    const { waiting } = await standingReleases(tx);
    if (waiting?.id !== id) {
      const now = waiting
        ? [`等待生效的是版本 ${waiting.id}`, `it is ${waiting.id} that waits`]
        : [];
      const [zh = '没有版本在等待', en = 'none waits'] = now;
      throw new ReleaseRefused('RELEASE_NOT_WAITING', `版本 ${id}；${zh}`, `release ${id}; ${en}`);
    }
    const at = await deploying.clock.now();
    await tx.update(Release, id, { withdrawnAt: at });
    await appendAudit(tx, {
      ...{ caseId: null, at, actor: by, action: 'release.withdrawn', entity: `release:${id}` },
      detail: { release: id, inForceFrom: waiting.day, reason },
      requestId: randomUUID(),
    });
  });
}

/** Reads and keeps a day in force. @throws ReleaseRefused DAY_INVALID, DAY_NOT_AHEAD */
export function requireAhead(day: Day, now: Date): void {
  const real = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  if (!real || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day)
    throw new ReleaseRefused('DAY_INVALID', `“${day}”`, `“${day}”`);
  const today = shanghaiDay(now);
  if (day <= today)
    throw new ReleaseRefused(
      'DAY_NOT_AHEAD',
      `${day}，今天是 ${today}；立即生效则不要填写生效日期`,
      `${day}, today is ${today}; leave the day out to have it in force at once`,
    );
}

/** Exactly the plan that was shown. @throws ReleaseRefused PLAN_OTHER_MODELS, PLAN_OTHER_BASE */
function requirePlanned(plan: Plan | undefined, contentHash: string, inForce: number): void {
  if (!plan) return;
  const again = ['请重新生成：npm run plan', 'make a new plan: npm run plan'];
  const short = (hash: string) => hash.slice(0, 12);
  if (plan.contentHash !== contentHash) {
    const hashes = [plan.contentHash, contentHash].map(short);
    throw new ReleaseRefused(
      'PLAN_OTHER_MODELS',
      `预览时 ${hashes[0]}，现在 ${hashes[1]}；${again[0]}`,
      `${hashes[0]} then, ${hashes[1]} now; ${again[1]}`,
    );
  }
  if (plan.from !== inForce)
    throw new ReleaseRefused(
      'PLAN_OTHER_BASE',
      `预览时为版本 ${plan.from}，现行版本 ${inForce}；${again[0]}`,
      `release ${plan.from} then, ${inForce} now; ${again[1]}`,
    );
}

const inOrder = (resources: Resource[]) =>
  [...resources].sort((a, b) => a.name.localeCompare(b.name));

function rowOf({ by, reason, inForceFrom, plan }: Deployment, now: Date) {
  return {
    createdAt: now,
    deployedBy: by.user,
    reason: reason ?? null,
    inForceFrom: inForceFrom ?? null,
    plan: plan ?? null,
  };
}

/** The very models that wait go on waiting; any others are refused until they have had their day. */
async function keepsWaiting(
  tx: EntityManager,
  waiting: Waiting,
  contentHash: string,
): Promise<DeployedRelease> {
  const { id, day } = waiting;
  const { contentHash: awaited } = await tx.findOneByOrFail(Release, { id });
  if (awaited === contentHash) return { id, outcome: 'unchanged' };
  throw new ReleaseRefused(
    'RELEASE_WAITS',
    `版本 ${id} 自 ${day} 起生效；请待其生效，或撤回：npm run apply -- --withdraw ${id}`,
    `release ${id} is in force from ${day}; wait for that, or withdraw it: npm run apply -- --withdraw ${id}`,
  );
}

/** Words are for us, the engine is not sent them. */
const forEngine = (resources: Resource[]) => resources.filter(({ name }) => !isLabels(name));

async function deploy(engine: Engine, tx: EntityManager, resources: Resource[]): Promise<Deployed> {
  const deployed = await engine.deploy(forEngine(resources));
  await keepAnnotations(tx, await readModels(resources), deployed.decisions);
  return deployed;
}

const SEND_AGAIN_MS = 100;
const SEND_AT_MOST_MS = 20_000;

/**
 * Has the cases begin that were judged by the rules of before and whose start is still in the outbox.
 * @throws ReleaseRefused STARTS_UNSENT where the engine does not take one
 */
async function sendStarts({ db, engine }: Deploying, before: Release): Promise<void> {
  let left = await unsentStarts(db);
  // an engine that lost what it had would let them go by
  if (left > 0) await engine.deploy(forEngine(before.resources));
  for (const until = Date.now() + SEND_AT_MOST_MS; left > 0; await pause(SEND_AGAIN_MS)) {
    if (Date.now() > until)
      throw new ReleaseRefused(
        'STARTS_UNSENT',
        `${left} 件，请稍后重试`,
        `${left}, try again later`,
      );
    await relayOutbox(db, engine);
    left = await unsentStarts(db);
  }
}

async function unsentStarts(db: DataSource): Promise<number> {
  const [row]: { n: number }[] = await db.query(
    `select count(*)::int as n from outbox o join case_file c on c.id::text = o.correlation_key
     where o.sent_at is null and c.process_instance_key is null and c.closed_at is null`,
  );
  return row?.n ?? 0;
}

/** The audit trail keeps the diff, and the plan by its hash and figures; the plan itself is with the release. */
async function audit(
  tx: EntityManager,
  action: string,
  release: number,
  deployed: Deployment & { now: Date; from: number | null },
): Promise<void> {
  const { by, now, from, reason, inForceFrom, plan } = deployed;
  await appendAudit(tx, {
    ...{ caseId: null, at: now, actor: by, action, entity: `release:${release}` },
    detail: {
      ...{ release, from, reason: reason ?? null, inForceFrom: inForceFrom ?? null },
      contentHash: contentHashOf(deployed.resources),
      ...(plan && { plan: plan.hash, changes: plan.changes, replay: figuresOf(plan) }),
    },
    requestId: randomUUID(),
  });
}

function figuresOf({ replay }: Plan) {
  const { cases, judgements, notReplayed, groups } = replay;
  return { cases, judgements, notReplayed, groups: groups.map(({ examples, ...group }) => group) };
}
