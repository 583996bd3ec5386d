import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { addCalendarDays, createCalendar, shanghaiDay } from '../domain/working-days';
import {
  Attachment,
  CalendarDay,
  type CaseFile,
  Deadline,
  Decision,
  IssuedDocument,
  RuleHit,
} from '../entities';
import { startFormOf } from '../models/start-form';
import { verifyChain } from '../records/audit-verify';
import { organisationNames } from '../records/directory';
import type { CaseFileView, DeadlineItem } from '../web';
import { label } from '../wording/labels';
import { labelledData } from '../wording/summary';
import { libraryItems } from './library-view';
import { openTasks } from './open-tasks';
import { isApplicant } from './submit';
import { canWithdraw } from './withdraw';

const labelled = (group: string, code: string, process?: string) => {
  return { code, label: label(group, code, process) };
};

/** Everything the page of a case shows, except who looks at it. */
export async function caseFileView(
  deps: Deps,
  file: CaseFile,
  caller: Caller,
): Promise<Omit<CaseFileView, 'user' | 'tasklistHref'>> {
  const db = deps.db.manager;
  const byCase = { where: { caseId: file.id } };
  const [release, attachments, documents, deadlines, decisions, rules, events, steps, audit, now] =
    await Promise.all([
      deps.releases.byId(file.releaseId),
      db.find(Attachment, { ...byCase, order: { uploadedAt: 'ASC', kind: 'ASC', id: 'ASC' } }),
      db.find(IssuedDocument, { ...byCase, order: { issuedAt: 'ASC' } }),
      db.find(Deadline, { ...byCase, order: { startedAt: 'ASC' } }),
      db.find(Decision, { ...byCase, order: { completedAt: 'ASC' } }),
      db.find(RuleHit, { ...byCase, order: { at: 'ASC', id: 'ASC' } }),
      auditRows(db, file.id),
      stepCounts(db, file),
      verifyChain(db, `case:${file.id}`),
      deps.clock.now(),
    ]);
  const process = release.models.processes[file.processId];
  const open = await openTasks(deps, file, release);
  const names = await organisationNames(db, [
    ...Object.values(file.parties),
    ...decisions.map((d) => d.organisation),
    ...events.map((e) => e.organisation),
  ]);
  // people and programs that act for themselves are no organisation: they go by their own name
  for (const e of events)
    if (names.get(e.organisation) === e.organisation && e.organisation.startsWith('person-'))
      names.set(e.organisation, e.actor_name);
  const nameOf = (id: string) => {
    const name = names.get(id) ?? id;
    return name === id ? label('organisations', id) : name;
  };
  const form = startFormOf(release.models, file.processId);
  return {
    case: {
      id: file.id,
      number: file.number,
      title: file.title,
      processId: file.processId,
      processName: process?.name ?? file.processId,
      flow: file.flow,
      status: labelled('status', file.status, file.processId),
      marks: file.marks.map((m) => labelled('marks', m, file.processId)),
      flags: file.flags.map((f) => labelled('flags', f, file.processId)),
      round: file.round,
      applicant: {
        id: file.applicantOrganisation ?? '',
        name: nameOf(file.applicantOrganisation ?? ''),
      },
      createdAt: file.createdAt,
      closedAt: file.closedAt ?? undefined,
    },
    data: form ? labelledData(form, file.data) : [],
    attachments: attachments.map((a) => {
      const { id, name, size, sha256, uploadedAt, kind } = a;
      const kindLabel = label('attachments', kind ?? '', file.processId);
      return {
        id,
        name,
        size,
        sha256,
        uploadedAt,
        kind: kind ?? '',
        kindLabel,
        href: `/api/attachments/${id}`,
      };
    }),
    documents: documents.map(({ id, title, number, status, issuedAt }) => {
      return {
        id,
        title,
        number,
        status: labelled('status', status, file.processId),
        issuedAt,
        href: `/api/documents/${id}`,
      };
    }),
    library: await libraryItems(deps, db, file),
    diagram: {
      href: `/models/${release.id}/${file.processId}.bpmn`,
      active: open.map((t) => t.shownAs),
      visited: Object.keys(steps),
      stepCounts: steps,
    },
    deadlines: await deadlineItems(db, deadlines, decisions, file, now),
    decisions: decisions.map((d) => {
      return {
        at: d.completedAt,
        act: d.act,
        actLabel: label('acts', d.act, file.processId),
        outcome: d.outcome,
        outcomeLabel: label('outcomes', d.outcome, file.processId),
        opinion: d.opinion ?? undefined,
        person: d.personName,
        organisation: nameOf(d.organisation),
        late: d.late,
        valid: d.valid,
      };
    }),
    rules,
    events: events.map((e) => {
      return {
        seq: e.seq,
        at: e.at,
        action: e.action,
        actionLabel: label('actions', e.action),
        person: e.actor_name,
        organisation: nameOf(e.organisation),
        detail: eventDetail(e.detail, nameOf, file.processId),
        hash: e.hash,
      };
    }),
    audit: {
      ok: audit.ok,
      count: events.length,
      checkedAt: now,
      reason: audit.ok ? undefined : `第 ${audit.seq} 条：${label('auditReasons', audit.reason)}`,
    },
    acts: [
      ...open
        .filter((t) => t.task.candidateGroups.some((g) => caller.organisations.includes(g)))
        .map((t) => {
          return {
            act: t.model.act ?? '',
            label: t.model.name,
            href: `${deps.config.TASKLIST_URL}/tasklist/${t.task.key}`,
          };
        }),
      ...(file.awaitsCorrection && isApplicant(file, caller)
        ? [
            {
              act: 'CORRECT',
              label: label('acts', 'CORRECT', file.processId),
              href: `/cases/${file.id}/correct`,
            },
          ]
        : []),
    ],
    withdrawal: (await canWithdraw(deps, db, file, caller, now))
      ? { action: `/api/cases/${file.id}/withdrawal` }
      : undefined,
    now,
  };
}

interface EventRow {
  seq: number;
  at: Date;
  actor_name: string;
  organisation: string;
  action: string;
  detail: Record<string, unknown>;
  hash: string;
}

function auditRows(db: EntityManager, caseId: string): Promise<EventRow[]> {
  return db.query('select * from audit_event where chain = $1 order by seq', [`case:${caseId}`]);
}

async function stepCounts(db: EntityManager, file: CaseFile): Promise<Record<string, number>> {
  const rows: { element_id: string; n: number }[] = await db.query(
    `select element_id, count(*)::int as n from case_step where case_id = $1 and process_id = $2
     group by element_id`,
    [file.id, file.processId],
  );
  return Object.fromEntries(rows.map((r) => [r.element_id, r.n]));
}

/** What happened, in a few words, out of the event's detail. */
function eventDetail(
  detail: Record<string, unknown>,
  nameOf: (organisation: string) => string,
  process: string,
): string | undefined {
  const after = detail.after as { status?: string } | undefined;
  if (typeof after?.status === 'string') return label('status', after.status, process);
  const refused = detail.refused as { code?: string; zh?: string } | null | undefined;
  if (refused?.code) return `${refused.code} ${refused.zh ?? ''}`;
  if (typeof detail.outcome === 'string')
    return [label('outcomes', detail.outcome, process), detail.opinion].filter(Boolean).join('：');
  if (typeof detail.pushState === 'string')
    return [
      label('pushStates', detail.pushState),
      detail.receipt ?? detail.reason ?? detail.problem,
    ]
      .filter(Boolean)
      .join('：');
  if (Array.isArray(detail.drawn)) return `${detail.drawn.length} 件`;
  if (typeof detail.code === 'string') return detail.code;
  if (typeof detail.number === 'string') return detail.number;
  if (typeof detail.dueAt === 'string') {
    const last = shanghaiDay(new Date(Date.parse(detail.dueAt) - 1));
    return `${label('deadlines', String(detail.key), process)} 至 ${last} 24:00`;
  }
  if (typeof detail.authority === 'string') return nameOf(detail.authority);
  if (typeof detail.library === 'string') return label('libraries', detail.library, process);
  return undefined;
}

/** The deadlines with each of their days; met when something was decided before their end. */
async function deadlineItems(
  db: EntityManager,
  deadlines: Deadline[],
  decisions: Decision[],
  file: CaseFile,
  now: Date,
): Promise<DeadlineItem[]> {
  const overrides = await db.find(CalendarDay);
  const calendar = createCalendar({
    overrides: overrides.map((d) => ({ date: d.date, kind: d.kind, name: d.name ?? '' })),
  });
  return deadlines.map((deadline) => {
    const { key, n, startedAt, dueAt } = deadline;
    const days: DeadlineItem['days'] = [];
    const last = shanghaiDay(new Date(dueAt.getTime() - 1));
    for (
      let day = addCalendarDays(shanghaiDay(startedAt), 1);
      day <= last;
      day = addCalendarDays(day, 1)
    )
      days.push({ date: day, working: calendar.isWorkingDay(day) });
    const met = decisions.some(
      (d) =>
        d.valid &&
        d.round === deadline.round &&
        d.completedAt >= startedAt &&
        d.completedAt < dueAt,
    );
    const ended = file.round > deadline.round || file.closedAt !== null || now >= dueAt;
    const state = met ? 'MET' : ended ? 'OVER' : 'OPEN';
    return {
      key,
      label: label('deadlines', key, file.processId),
      n,
      unit: deadline.unit as 'WD' | 'CD',
      startedAt,
      dueAt,
      state,
      days,
    };
  });
}
