import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../../deps';
import type { Job, UserTask } from '../../engine';
import { CaseFile, Decision, SecurityEvent } from '../../entities';
import { codesOf, type Refusal } from '../../errors';
import { type ActingPerson, givenIn, judgeAct } from '../../records/acts';
import { appendAudit } from '../../records/audit';
import { lockCase } from '../../records/case-lock';
import { defineWorker, RetryLater } from '../define';

/** The search index lags the engine by some seconds; this long we wait in place. */
const WAIT_MS = 8000;
const LOOK_EVERY_MS = 250;
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
  title: '登记办理结果',
  description:
    '查明谁办结了任务、是否有权、填写是否符合要求；符合的登记为决定，否则作废，无权的另记安全事件',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    task: z.string().min(1).describe('用户任务的元素标识'),
    outcome: z.string().optional().describe('办理结论；空记为 DONE'),
    opinion: z.string().optional().describe('意见'),
    fields: z.record(z.string(), z.unknown()).default({}).describe('表单的其他内容'),
    dueAt: z.string().optional().describe('任务的到期时刻，此后办结的为逾期'),
  }),
  output: z.object({
    decisionValid: z.boolean().describe('办理有效'),
    decisionLate: z.boolean().describe('逾期办理'),
  }),
  async gather({ input, deps, job }) {
    const task = await findCompleted(deps, job, input.task);
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const model = release.models.processes[job.processId]?.userTasks.find(
      (t) => t.id === input.task,
    );
    if (!model?.act) throw new Error(`${input.task} declares no act`);
    const { outcome, opinion, fields } = input;
    const form = release.models.forms[model.formId ?? ''];
    const person = (task.assignee ? await deps.people.find(task.assignee) : null) ?? NOBODY;
    return {
      task,
      person,
      act: model.act,
      given: givenIn(form, { ...fields, outcome, opinion }),
      completedAt: new Date(task.completedAt ?? task.createdAt),
    };
  },
  async handle({ input, gathered, tx, deps, now, requestId, job }) {
    const { task, person, act, given, completedAt } = gathered;
    const { outcome = 'DONE', opinion = null, fields } = input;
    // one act of a case is judged at a time, so that each judgement knows what was recorded before
    const file = await lockCase(tx, input.caseId);
    const { refusals, entitled } = await judgeAct(deps, tx, file, {
      name: act,
      person,
      heldBy: job.processId,
      candidateGroups: task.candidateGroups,
      given,
      at: completedAt,
    });
    const valid = refusals.length === 0;
    const refused = valid ? null : { code: codesOf(refusals), zh: textOf(refusals) };
    const organisation =
      task.candidateGroups.find((g) => person.organisations.includes(g)) ??
      person.organisations[0] ??
      '-';
    // not the engine's due date: 8.6 keeps it out of the search
    const late = input.dueAt !== undefined && completedAt >= new Date(input.dueAt);
    await tx.insert(Decision, {
      userTaskKey: task.key,
      caseId: file.id,
      round: file.round,
      elementId: input.task,
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
      await tx.insert(SecurityEvent, {
        id: randomUUID(),
        at: now,
        person: person.username,
        caseId: file.id,
        code: refused.code,
        detail: { act, task: task.key, organisations: person.organisations },
      } as never);
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
    return { decisionValid: valid, decisionLate: late };
  },
});

const textOf = (refusals: Refusal[]) => refusals.map((r) => r.zh).join('；');

const firstSeen = new Map<string, number>();

/**
 * The completion this job is about: the newest of that task not recorded yet. Where two people
 * completed two tasks of a case at once, the earlier one is recorded first.
 */
async function findCompleted(deps: Deps, job: Job, elementId: string): Promise<UserTask> {
  const since = firstSeen.get(job.key) ?? Date.now();
  firstSeen.set(job.key, since);
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const completed = await unrecorded(deps, job);
    const own = completed.find((t) => t.elementId === elementId);
    const earlier = own && completed.find((t) => isEarlier(t, own));
    if (own && (!earlier || Date.now() - since > GIVE_WAY_MS)) {
      firstSeen.delete(job.key);
      return own;
    }
    if (Date.now() >= until)
      throw new RetryLater(
        own
          ? 'an earlier act is being recorded first'
          : 'the completed task is not in the search yet',
        COME_BACK_MS,
      );
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function unrecorded(deps: Deps, job: Job): Promise<UserTask[]> {
  const tasks = await deps.engine.tasks({
    processInstanceKey: job.processInstanceKey,
    state: 'COMPLETED',
  });
  if (tasks.length === 0) return [];
  const recorded: { user_task_key: string }[] = await deps.db.query(
    'select user_task_key from decision where user_task_key = any($1)',
    [tasks.map((t) => t.key)],
  );
  const keys = new Set(recorded.map((r) => r.user_task_key));
  return tasks.filter((t) => !keys.has(t.key));
}

/** Earlier, and still under way: both were open at the same time. */
function isEarlier(other: UserTask, own: UserTask): boolean {
  return (
    other.elementId !== own.elementId &&
    (other.completedAt ?? '') < (own.completedAt ?? '') &&
    (other.completedAt ?? '') >= own.createdAt
  );
}
