import type { EntityManager } from 'typeorm';
import { shanghaiDay } from '../../domain/working-days';
import type { CaseFile } from '../../entities';
import type { Labels } from '../../models/read';
import { verifyChain } from '../../records/audit-verify';
import type { CaseFileView, EventItem } from '../../web';
import { label } from '../../wording/labels';
import type { NameOf } from './names';

/** An audit event of a case, as far as its file shows it. */
export interface EventRow {
  seq: number;
  at: Date;
  actor_name: string;
  organisation: string;
  action: string;
  detail: Record<string, unknown>;
  hash: string;
}

/** The audit events of a case in their order. */
export function eventsOf(db: EntityManager, file: CaseFile): Promise<EventRow[]> {
  return db.query('select * from audit_event where chain = $1 order by seq', [`case:${file.id}`]);
}

/** The audit events of a case in words. */
export function eventItems(
  file: CaseFile,
  labels: Labels,
  events: EventRow[],
  nameOf: NameOf,
): EventItem[] {
  return events.map((e) => {
    return {
      seq: e.seq,
      at: e.at,
      action: e.action,
      actionLabel: label(labels, 'actions', e.action),
      person: e.actor_name,
      organisation: nameOf(e.organisation),
      detail: eventDetail(e.detail, nameOf, file.processId, labels),
      hash: e.hash,
    };
  });
}

/** Checks the audit chain of a case, here and now. */
export async function auditState(
  db: EntityManager,
  labels: Labels,
  file: CaseFile,
  count: number,
  now: Date,
): Promise<CaseFileView['audit']> {
  const audit = await verifyChain(db, `case:${file.id}`);
  return {
    ok: audit.ok,
    count,
    checkedAt: now,
    reason: audit.ok
      ? undefined
      : `第 ${audit.seq} 条：${label(labels, 'auditReasons', audit.reason)}`,
  };
}

/** What happened, in a few words, out of the event's detail. */
function eventDetail(
  detail: Record<string, unknown>,
  nameOf: NameOf,
  process: string,
  labels: Labels,
): string | undefined {
  const after = detail.after as { status?: string } | undefined;
  if (typeof after?.status === 'string') return label(labels, 'status', after.status, process);
  const refused = detail.refused as { code?: string; zh?: string } | null | undefined;
  if (refused?.code) return `${refused.code} ${refused.zh ?? ''}`;
  if (typeof detail.outcome === 'string')
    return [label(labels, 'outcomes', detail.outcome, process), detail.opinion]
      .filter(Boolean)
      .join('：');
  if (typeof detail.pushState === 'string')
    return [
      label(labels, 'pushStates', detail.pushState),
      detail.receipt ?? detail.reason ?? detail.problem,
    ]
      .filter(Boolean)
      .join('：');
  if (Array.isArray(detail.drawn)) return `${detail.drawn.length} 件`;
  if (typeof detail.code === 'string') return detail.code;
  if (typeof detail.number === 'string') return detail.number;
  if (typeof detail.dueAt === 'string') {
    const last = shanghaiDay(new Date(Date.parse(detail.dueAt) - 1));
    return `${label(labels, 'deadlines', String(detail.key), process)} 至 ${last} 24:00`;
  }
  if (typeof detail.authority === 'string') return nameOf(detail.authority);
  if (typeof detail.library === 'string')
    return label(labels, 'libraries', detail.library, process);
  return undefined;
}
