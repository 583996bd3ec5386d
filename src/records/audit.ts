import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

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

/**
 * Appends an event to its chain. Runs in the caller's transaction: without its event a change does
 * not happen either. The database numbers the event, links it to the one before, hashes what it
 * stored and moves the head (ADR 18); the head stays locked until the transaction ends.
 */
export async function appendAudit(db: EntityManager, event: AuditInput): Promise<void> {
  await db.query(
    `insert into audit_event
       (id, chain, at, actor, actor_name, organisation, action, entity, detail, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      randomUUID(),
      event.caseId ? `case:${event.caseId}` : 'system',
      event.at,
      event.actor.user,
      event.actor.name,
      event.actor.organisation,
      event.action,
      event.entity,
      JSON.stringify(event.detail),
      event.requestId,
    ],
  );
}

/** Appends several events in this order, with one question to the database: the head is locked once for all. */
export async function appendAudits(
  db: EntityManager | DataSource,
  events: AuditInput[],
): Promise<void> {
  const rows = events.map(({ caseId, at, actor, action, entity, detail, requestId }) => ({
    id: randomUUID(),
    chain: caseId ? `case:${caseId}` : 'system',
    at,
    ...{ actor: actor.user, actorName: actor.name, organisation: actor.organisation },
    ...{ action, entity, detail, requestId },
  }));
  await db.query('select append_audit_events($1)', [JSON.stringify(rows)]);
}
