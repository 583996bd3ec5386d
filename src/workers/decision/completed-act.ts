import type { EntityManager } from 'typeorm';
import type { Deps } from '../../deps';
import { isOver } from '../../domain/lateness';
import type { CompletedTask } from '../../engine';
import { CaseFile, Decision } from '../../entities';
import { codesOf, type Refusal, refusal } from '../../errors';
import { type ActingPerson, givenIn, judgeAct } from '../../facts/acts';
import { type NamedPerson, namedPeople, unknownPeople } from '../../facts/named';
import { objectionsIn, wrongObjections } from '../../facts/objections';
import type { UserTaskModel } from '../../models/read';
import { appendAudit } from '../../records/audit';
import { lockCase } from '../../records/case-lock';
import { keepAct } from '../../records/judgements';
import type { ReleaseView } from '../../records/releases';
import { noteSecurityEvent } from '../../records/security-events';
import { forgetGiven, type Witness, withoutWitness, witnessed } from '../../records/witnesses';
import { remarkable } from '../../wording/objection-fields';

/** A completed user task: who did what in it, as far as the doors and the engine tell. */
export interface CompletedAct {
  caseId: string;
  task: CompletedTask;
  model: UserTaskModel;
  release: ReleaseView;
  person: ActingPerson & { name: string };
  /** null where it came through none of our doors */
  seen: Witness | null;
  given: Record<string, unknown>;
  people: NamedPerson[];
  /** where it is not built as the form is */
  misbuilt: Refusal[];
}

/** What a diagram tells of a completed task besides what the engine keeps with it. */
export interface Told {
  /** element id of the task as its diagram has it now: a case that was moved may have another than the feed told */
  elementId?: string;
  /** element id of the task, where a step after it records it (diagrams of before) */
  stepAfter?: string | undefined;
  /** what that step was handed as the content of the form */
  fields?: Record<string, unknown>;
  /** what it was handed besides: parts of the form, and what no form asks for */
  named?: Record<string, unknown>;
  /** what the diagram itself knew, laid over the content of the form (property `given`) */
  known?: Record<string, unknown> | undefined;
}

/** How an act stands in the record; null: it stood there before. */
export interface Recorded {
  valid: boolean;
  late: boolean;
  outcome: string;
  completedAt: Date;
}

const NOBODY: ActingPerson & { name: string } = {
  username: '-',
  name: '（未知）',
  organisations: [],
  roles: [],
  enabled: false,
};

/**
 * Reads who completed a task and with what. Whatever door it came by: what is not built as the form is
 * reaches no decision.
 * @throws Error where the task's element declares no act
 */
export async function readAct(
  deps: Deps,
  caseId: string,
  task: CompletedTask,
  { elementId = task.elementId, stepAfter, fields = {}, named = {}, known }: Told = {},
): Promise<CompletedAct> {
  const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: caseId });
  const release = await deps.releases.byId(file.releaseId);
  const tasks = release.models.processes[task.processId]?.userTasks ?? [];
  const model = tasks.find((t) => t.id === (stepAfter ?? elementId));
  if (!model?.act) throw new Error(`${stepAfter ?? elementId} declares no act`);
  const form = release.models.forms[model.formId ?? ''];
  // the engine's assignee is whoever somebody wrote there
  const seen = await witnessed(deps.db.manager, deps.vault, task.key, task.given);
  const told = Object.entries(named);
  const isOfForm = ([name]: [string, unknown]) => form?.components.some((c) => c.key === name);
  const came = stepAfter
    ? { ...fields, ...Object.fromEntries(told.filter(isOfForm)) }
    : (seen?.given ?? withoutWitness(task.given));
  const { data, misbuilt } = form
    ? deps.forms.fit(release.models.labels, form.schema, came)
    : { data: came, misbuilt: [] };
  const entered = stepAfter
    ? // an outcome that no form asks for is the diagram's own
      { ...data, ...Object.fromEntries(told.filter((one) => !isOfForm(one))) }
    : { ...data, ...known };
  const person = (seen ? await deps.people.find(seen.person) : null) ?? NOBODY;
  const people = await namedPeople(deps, form, entered);
  const given = givenIn(form, entered);
  return { caseId, task, model, release, person, seen, given, people, misbuilt };
}

/**
 * Records a completed task once, as a decision of its case where the person was entitled and the form
 * was filled in as it should be, as void otherwise; trying what one may not do at all is also a security
 * event.
 * @param dueAt the first instant after its time, where a diagram of before tells it
 * @param cutOff what the act led to was ended before: it does not count, whatever the decisions say
 * @returns null where it is on record already
 */
export async function recordAct(
  deps: Deps,
  tx: EntityManager,
  { caseId, task, model, release, person, seen, given, people, misbuilt }: CompletedAct,
  {
    now,
    requestId,
    dueAt,
    cutOff,
  }: {
    now: Date;
    requestId: string;
    dueAt?: string | undefined;
    cutOff?: boolean;
  },
): Promise<Recorded | null> {
  const act = model.act ?? '';
  const { outcome: named, opinion: told, objections: _, ...fields } = given;
  const objections = objectionsIn(given);
  const outcome = typeof named === 'string' ? named : 'DONE';
  const opinion = typeof told === 'string' ? told : null;
  const completedAt = new Date(task.completedAt);
  // one act of a case is judged at a time, so that each judgement knows what was recorded before
  const file = await lockCase(tx, caseId);
  if (await tx.existsBy(Decision, { userTaskKey: task.key })) return null;
  const judgement = seen
    ? await judgeAct(deps, tx, file, {
        name: act,
        person,
        heldBy: task.processId,
        candidateGroups: task.candidateGroups,
        given,
        people,
        at: completedAt,
      })
    : null;
  if (judgement) await keepAct(tx, file, completedAt, judgement);
  const { refusals: said, entitled } = judgement ?? {
    refusals: [refusal('E-00-80')],
    entitled: false,
  };
  const offered = objections.length > 0 ? await remarkable(tx, release.models, file) : [];
  const wrong = wrongObjections(objections, offered);
  const found = seen ? [...said, ...misbuilt, ...unknownPeople(people), ...wrong] : said;
  const refusals = cutOff && found.length === 0 ? [refusal('E-00-03')] : found;
  const valid = refusals.length === 0;
  const refused = valid ? null : { code: codesOf(refusals), zh: textOf(refusals) };
  const organisation =
    task.candidateGroups.find((g) => person.organisations.includes(g)) ??
    person.organisations[0] ??
    '-';
  const late = isLate(task, dueAt);
  await tx.insert(Decision, {
    userTaskKey: task.key,
    caseId: file.id,
    round: file.round,
    elementId: task.elementId,
    act,
    outcome,
    opinion,
    objections,
    person: person.username,
    personName: person.name,
    organisation,
    completedAt,
    late,
    valid,
    refusalCode: refused?.code ?? null,
    refusalText: refused?.zh ?? null,
  });
  // somebody who may act and did it wrongly is no intruder
  if (refused && !entitled)
    await noteSecurityEvent(tx, {
      at: now,
      person: person.username,
      caseId: file.id,
      code: refused.code,
      detail: {
        ...{ act, task: task.key, organisations: person.organisations },
        // what the engine was told, by whoever it was
        ...(seen ? {} : { assignee: task.assignee }),
      },
    });
  await appendAudit(tx, {
    caseId: file.id,
    at: now,
    actor: { user: person.username, name: person.name, organisation },
    action: refused ? 'decision.void' : 'decision.recorded',
    entity: `case:${file.id}`,
    detail: {
      act,
      outcome,
      opinion,
      ...(objections.length > 0 ? { objections } : {}),
      fields,
      completedAt: completedAt.toISOString(),
      late,
      refused,
      userTask: task.key,
      processInstance: task.processInstanceKey,
    },
    requestId,
  });
  await deps.feed.forget(tx, task.key);
  if (seen) await forgetGiven(tx, seen.id);
  return { valid, late, outcome, completedAt };
}

const textOf = (refusals: Refusal[]) => refusals.map((r) => r.zh).join('；');

/** Was it done after its time? Older diagrams hand over the first instant after. */
function isLate(task: CompletedTask, dueAt: string | undefined): boolean {
  const completed = new Date(task.completedAt);
  if (dueAt) return completed >= new Date(dueAt);
  return isOver(task.dueAt, completed);
}
