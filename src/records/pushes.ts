import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../domain/hash-chain';
import { shortened } from '../domain/normal-form';
import { Push } from '../entities';
import type { Acknowledgement } from '../outside/acknowledgement';
import type { Answer } from '../outside/platform';
import { type Actor, appendAudit, SYSTEM } from './audit';
import { enqueue } from './outbox';

/** Message to the case whose push was acknowledged by the platform of its own accord. */
export const ACKNOWLEDGED = 'push.acknowledged';
/** A case that does not wait for it now finds the state with its next push of the same thing. */
const ACKNOWLEDGED_TTL_SECONDS = 60;

/** What makes a push the same one, however often it is sent. */
export interface PushName {
  target: string;
  key: string;
  version: number;
}

/** The Idempotency-Key of a push. */
export function pushId({ target, key, version }: PushName): string {
  return createHash('sha256')
    .update(canonicalJson([target, key, version]))
    .digest('hex');
}

/** A push, held until the transaction ends. */
async function lockPush(tx: EntityManager, id: string): Promise<Push> {
  return tx.findOneOrFail(Push, { where: { id }, lock: { mode: 'for_no_key_update' } });
}

/** Writes what the platform said; the first word counts. */
function settle(push: Push, { accepted, receipt, reason }: Acknowledgement, now: Date): void {
  push.state = accepted ? 'ACCEPTED' : 'REJECTED';
  push.receipt = receipt ?? null;
  push.reason = reason ?? null;
  push.lastError = null;
  push.acknowledgedAt = now;
}

/** Writes what came of sending once. An acknowledgement may have come in by itself meanwhile. */
export async function noteAnswer(
  tx: EntityManager,
  id: string,
  answer: Answer,
  now: Date,
  requestId: string,
): Promise<void> {
  const push = await lockPush(tx, id);
  push.attempts += 1;
  push.sentAt = now;
  if (push.state === 'UNANSWERED') {
    if ('acknowledgement' in answer) settle(push, answer.acknowledgement, now);
    else push.lastError = shortened(`${answer.problem}: ${answer.detail}`, 500);
  }
  await tx.save(Push, push);
  await appendAudit(tx, {
    caseId: push.caseId,
    at: now,
    actor: SYSTEM,
    action: 'push.sent',
    entity: `push:${push.id}`,
    detail: pushDetail(push),
    requestId,
  });
}

/**
 * Takes an acknowledgement that a platform brings by itself and tells the case.
 * @returns false where the same was said before; null where it contradicts what was said before
 */
export async function acknowledgePush(
  tx: EntityManager,
  id: string,
  acknowledgement: Acknowledgement,
  by: Actor,
  now: Date,
  requestId: string,
): Promise<boolean | null> {
  const push = await lockPush(tx, id);
  if (push.state !== 'UNANSWERED')
    return (push.state === 'ACCEPTED') === acknowledgement.accepted ? false : null;
  settle(push, acknowledgement, now);
  await tx.save(Push, push);
  await appendAudit(tx, {
    caseId: push.caseId,
    at: now,
    actor: by,
    action: 'push.acknowledged',
    entity: `push:${push.id}`,
    detail: pushDetail(push),
    requestId,
  });
  await enqueue(tx, {
    message: ACKNOWLEDGED,
    correlationKey: push.caseId,
    variables: {
      pushKey: push.key,
      pushVersion: push.version,
      pushState: push.state,
      receipt: push.receipt,
      pushReason: push.reason,
    },
    now,
    ttlSeconds: ACKNOWLEDGED_TTL_SECONDS,
  });
  return true;
}

/** A push as its audit events tell it. */
export function pushDetail(push: Push): Record<string, unknown> {
  const { target, key, version, attempts, bodyHash, receipt, reason } = push;
  return {
    ...{ target, key, version, attempts, bodyHash, pushState: push.state },
    ...{ receipt, reason, problem: push.lastError },
  };
}
