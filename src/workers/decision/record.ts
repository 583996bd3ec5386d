import { z } from 'zod';
import type { Deps } from '../../deps';
import { isOver } from '../../domain/lateness';
import { toShanghaiIso } from '../../domain/working-days';
import type { CompletedTask, Job } from '../../engine';
import { CaseFile, Decision } from '../../entities';
import { codesOf, type Refusal, refusal } from '../../errors';
import { type ActingPerson, givenIn, judgeAct } from '../../facts/acts';
import { namedPeople, unknownPeople } from '../../facts/named';
import { appendAudit } from '../../records/audit';
import { lockCase } from '../../records/case-lock';
import { keepAct } from '../../records/judgements';
import { noteSecurityEvent } from '../../records/security-events';
import { forgetGiven, withoutWitness, witnessed } from '../../records/witnesses';
import { defineWorker, RetryLater } from '../define';

/** The feed is some milliseconds behind the engine; this long we wait in place. */
const WAIT_MS = 5000;
/** At once: each try has waited already, and a back-off would stand still with a pinned clock. */
const COME_BACK_MS = 0;
/** After this an act that was completed earlier but is never recorded no longer holds up others. */
const GIVE_WAY_MS = 15_000;

const NOBODY: ActingPerson & { name: string } = {
  username: '-',
  name: '（未知）',
  organisations: [],
  roles: [],
  enabled: false,
};

export const worker = defineWorker({
  type: 'decision.record',
  title: '登记办理结果（用户任务结束监听器）',
  description:
    '按门户或任务列表的门卫所登记的办理人，查明是否有权、填写是否符合要求；符合的登记为决定，否则作废，无权的另记安全事件。结果放入任务属性 result 指定的变量：{valid, late, outcome, completedAt}，作废的 outcome 为空。任务属性 given 指定的变量（对象）并入所填内容',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    // as a step after its task, in diagrams of releases before the feed
    task: z
      .string()
      .min(1)
      .optional()
      .catch(undefined)
      .describe('（旧版流程图）用户任务的元素标识'),
    // what somebody completed a task with past us may be called so, too: held against the form below
    outcome: z.unknown().optional().describe('（旧版流程图）办理结论'),
    opinion: z.unknown().optional().describe('（旧版流程图）意见'),
    fields: z
      .record(z.string(), z.unknown())
      .default({})
      .catch({})
      .describe('（旧版流程图）表单的其他内容'),
    dueAt: z.string().optional().catch(undefined).describe('（旧版流程图）任务的到期时刻'),
  }),
  // what the property `given` of the task names
  wholeScope: true,
  output: z.looseObject({}),
  async gather({ input, deps, job }) {
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const tasks = release.models.processes[job.processId]?.userTasks ?? [];
    // at the end of a task itself, no variable says which task it is
    const stepAfter = tasks.some(({ id }) => id === job.elementId) ? undefined : input.task;
    const elementId = stepAfter ?? job.elementId;
    const task = await findCompleted(deps, job, (one) =>
      stepAfter ? one.elementId === stepAfter : one.elementInstanceKey === job.elementInstanceKey,
    );
    const model = tasks.find((t) => t.id === elementId);
    if (!model?.act) throw new Error(`${elementId} declares no act`);
    const { outcome, opinion, fields } = input;
    const known = job.variables[model.properties.given ?? ''];
    const form = release.models.forms[model.formId ?? ''];
    // the engine's assignee is whoever somebody wrote there
    const seen = await witnessed(deps.db.manager, deps.vault, task.key, task.given);
    const told = Object.entries({ outcome, opinion });
    const isOfForm = ([name]: [string, unknown]) => form?.components.some((c) => c.key === name);
    const came = stepAfter
      ? { ...fields, ...Object.fromEntries(told.filter(isOfForm)) }
      : (seen?.given ?? withoutWitness(task.given));
    // whatever door it came by: what is not built as the form is reaches no decision
    const { data, misbuilt } = form
      ? deps.forms.fit(release.models.labels, form.schema, came)
      : { data: came, misbuilt: [] };
    const entered = stepAfter
      ? // an outcome that no form asks for is the diagram's own
        { ...data, ...Object.fromEntries(told.filter((one) => !isOfForm(one))) }
      : { ...data, ...(known as Record<string, unknown> | undefined) };
    const person = (seen ? await deps.people.find(seen.person) : null) ?? NOBODY;
    const people = await namedPeople(deps, form, entered);
    const given = givenIn(form, entered);
    return { stepAfter, task, person, seen, model, misbuilt, people, given };
  },
  async handle({ input, gathered, tx, deps, now, requestId, job }) {
    const { stepAfter, task, person, seen, model, misbuilt, people, given } = gathered;
    const act = model.act ?? '';
    const { outcome: named, opinion: told, ...fields } = given;
    const outcome = typeof named === 'string' ? named : 'DONE';
    const opinion = typeof told === 'string' ? told : null;
    const completedAt = new Date(task.completedAt);
    // one act of a case is judged at a time, so that each judgement knows what was recorded before
    const file = await lockCase(tx, input.caseId);
    const judgement = seen
      ? await judgeAct(deps, tx, file, {
          name: act,
          person,
          heldBy: job.processId,
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
    const refusals = seen ? [...said, ...misbuilt, ...unknownPeople(people)] : said;
    const valid = refusals.length === 0;
    const refused = valid ? null : { code: codesOf(refusals), zh: textOf(refusals) };
    const organisation =
      task.candidateGroups.find((g) => person.organisations.includes(g)) ??
      person.organisations[0] ??
      '-';
    const late = isLate(task, stepAfter ? input.dueAt : undefined);
    await tx.insert(Decision, {
      userTaskKey: task.key,
      caseId: file.id,
      round: file.round,
      elementId: task.elementId,
      act,
      outcome,
      opinion,
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
        fields,
        completedAt: completedAt.toISOString(),
        late,
        refused,
        userTask: task.key,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    await deps.feed.forget(tx, task.key);
    if (seen) await forgetGiven(tx, seen.id);
    if (stepAfter) return { decisionValid: valid, decisionLate: late };
    const { result } = model.properties;
    if (!result) throw new Error(`${task.elementId} names no result`);
    return {
      [result]: {
        valid,
        late,
        outcome: valid ? outcome : null,
        completedAt: toShanghaiIso(completedAt),
      },
    };
  },
});

const textOf = (refusals: Refusal[]) => refusals.map((r) => r.zh).join('；');

/** Was it done after its time? Older diagrams hand over the first instant after. */
function isLate(task: CompletedTask, dueAt: string | undefined): boolean {
  const completed = new Date(task.completedAt);
  if (dueAt) return completed >= new Date(dueAt);
  return isOver(task.dueAt, completed);
}

const firstSeen = new Map<string, number>();

/**
 * The completion this job is about. Where two people completed two tasks of a case at once, the earlier
 * one is recorded first.
 */
async function findCompleted(
  { feed }: Pick<Deps, 'feed'>,
  job: Job,
  isOwn: (task: CompletedTask) => boolean,
): Promise<CompletedTask> {
  const since = firstSeen.get(job.key) ?? Date.now();
  firstSeen.set(job.key, since);
  let own: CompletedTask | undefined;
  const ready = await feed.until(async () => {
    const completed = await feed.unrecorded(job.processInstanceKey);
    const found = completed.findLast(isOwn);
    own = found;
    const earlier = found && completed.some((task) => isEarlier(task, found));
    return earlier && Date.now() - since <= GIVE_WAY_MS ? undefined : found;
  }, WAIT_MS);
  if (!ready)
    throw new RetryLater(
      own
        ? 'an earlier act is being recorded first'
        : 'the engine has not told yet who completed the task',
      COME_BACK_MS,
    );
  firstSeen.delete(job.key);
  return ready;
}

/** Earlier, and still under way: both were open at the same time. */
function isEarlier(other: CompletedTask, own: CompletedTask): boolean {
  return (
    other.key !== own.key &&
    other.completedAt < own.completedAt &&
    other.completedAt >= own.createdAt
  );
}
