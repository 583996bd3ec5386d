import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type ChainEvent, eventHash, GENESIS_HASH } from '../domain/hash-chain';

/** Who did something: a person in an organisation, or the platform itself. */
export interface Actor {
  user: string;
  name: string;
  organisation: string;
}

/** The platform acting by itself (timers, jobs). */
export const SYSTEM: Actor = { user: 'system', name: '平台', organisation: 'platform' };

/** What an audit event tells (GR-01). */
export interface AuditInput {
  caseId: string | null;
  at: Date;
  actor: Actor;
  action: string;
  /** what was acted on, e.g. `case:<id>`, `attachment:<id>` */
  entity: string;
  /** before/after values, matched rules, process instance; no personal data */
  detail: Record<string, unknown>;
  requestId: string;
}

/** Event columns, in the order of the table. */
const COLUMNS =
  'id, chain, seq, at, actor, actor_name, organisation, action, entity, detail, request_id, prev_hash, hash';

/**
 * Appends an event to its chain. Runs in the caller's transaction: without its event a change does
 * not happen either.
 */
export async function appendAudit(db: EntityManager, event: AuditInput): Promise<void> {
  const chainId = event.caseId ? `case:${event.caseId}` : 'system';
  // the head stays locked until the transaction ends: events of a chain are appended one at a time
  const [head]: { seq: number; hash: string }[] = await db.query(
    `insert into audit_head as head (chain, seq, hash) values ($1, 0, $2)
     on conflict (chain) do update set seq = head.seq returning seq, hash`,
    [chainId, GENESIS_HASH],
  );
  if (!head) throw new Error(`audit chain ${chainId} has no head`);
  const row: AuditRow = {
    id: randomUUID(),
    chain: chainId,
    seq: head.seq + 1,
    at: event.at,
    actor: event.actor.user,
    actor_name: event.actor.name,
    organisation: event.actor.organisation,
    action: event.action,
    entity: event.entity,
    detail: event.detail,
    request_id: event.requestId,
  };
  const hash = eventHash(head.hash, toChainEvent(row));
  const { at, detail, ...plain } = row;
  const values = { ...plain, at, detail: JSON.stringify(detail), prev_hash: head.hash, hash };
  const names = COLUMNS.split(', ') as (keyof typeof values)[];
  const places = names.map((_, i) => `$${i + 1}`).join(',');
  await db.query(
    `with appended as (insert into audit_event (${COLUMNS}) values (${places}) returning chain, seq, hash)
     update audit_head head set seq = appended.seq, hash = appended.hash
     from appended where head.chain = appended.chain`,
    names.map((name) => values[name]),
  );
}

/** A row of audit_event, as far as its hash covers it. */
export interface AuditRow {
  id: string;
  chain: string;
  seq: number;
  at: Date;
  actor: string;
  actor_name: string;
  organisation: string;
  action: string;
  entity: string;
  detail: Record<string, unknown>;
  request_id: string;
}

/** The row as the hash chain takes it. */
export function toChainEvent(row: AuditRow): ChainEvent {
  const {
    id,
    chain,
    seq,
    at,
    actor,
    actor_name,
    organisation,
    action,
    entity,
    detail,
    request_id,
  } = row;
  return {
    ...{ id, chain, seq, at: at.toISOString(), actor, actor_name, organisation },
    ...{ action, entity, detail, request_id },
  };
}
