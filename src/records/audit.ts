import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

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
