import { z } from 'zod';
import type { Deps } from '../../deps';
import { toShanghaiIso } from '../../domain/working-days';
import type { CompletedTask, Job } from '../../engine';
import { CaseFile } from '../../entities';
import { defineWorker, RetryLater } from '../define';
import { readAct, recordAct } from './completed-act';

/**
 * The feed is some milliseconds behind the engine; this long we wait in place. After it an act that was
 * completed earlier but is never recorded no longer holds up others.
 */
const WAIT_MS = 15_000;
/** At once: each try has waited already, and a back-off would stand still with a pinned clock. */
const COME_BACK_MS = 0;

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
    const { models } = await deps.releases.byId(file.releaseId);
    const tasks = models.processes[job.processId]?.userTasks ?? [];
    // at the end of a task itself, no variable says which task it is
    const own = tasks.find(({ id }) => id === job.elementId);
    const stepAfter = own ? undefined : input.task;
    const task = await findCompleted(deps, job, (one) =>
      stepAfter ? one.elementId === stepAfter : one.elementInstanceKey === job.elementInstanceKey,
    );
    const { outcome, opinion, fields } = input;
    const known = job.variables[own?.properties.given ?? ''] as Record<string, unknown> | undefined;
    const { elementId } = job;
    const told = { elementId, stepAfter, fields, named: { outcome, opinion }, known };
    return { stepAfter, act: await readAct(deps, input.caseId, task, told) };
  },
  async handle({ input, gathered, tx, deps, now, requestId }) {
    const { stepAfter, act } = gathered;
    const dueAt = stepAfter ? input.dueAt : undefined;
    const recorded = await recordAct(deps, tx, act, { now, requestId, dueAt });
    if (!recorded) throw new RetryLater('the act is on record already', COME_BACK_MS);
    const { valid, late, outcome, completedAt } = recorded;
    if (stepAfter) return { decisionValid: valid, decisionLate: late };
    const { result } = act.model.properties;
    if (!result) throw new Error(`${act.task.elementId} names no result`);
    const at = toShanghaiIso(completedAt);
    return { [result]: { valid, late, outcome: valid ? outcome : null, completedAt: at } };
  },
});

/**
 * The completion this job is about. Where two people completed two tasks of a case at once, the earlier
 * one is recorded first. The wait for it is in place: given back, a job is gone as soon as what the earlier
 * act leads to ends the task, and the act it should record, which was accepted, would be on no record.
 */
async function findCompleted(
  { feed }: Pick<Deps, 'feed'>,
  job: Job,
  isOwn: (task: CompletedTask) => boolean,
): Promise<CompletedTask> {
  let own: CompletedTask | undefined;
  await feed.until(async () => {
    const completed = await feed.unrecorded(job.processInstanceKey);
    const found = completed.findLast(isOwn);
    own = found;
    return found && !completed.some((task) => isEarlier(task, found)) ? found : undefined;
  }, WAIT_MS);
  if (!own)
    throw new RetryLater('the engine has not told yet who completed the task', COME_BACK_MS);
  return own;
}

/** Earlier, and still under way: both were open at the same time. */
function isEarlier(other: CompletedTask, own: CompletedTask): boolean {
  return (
    other.key !== own.key &&
    other.completedAt < own.completedAt &&
    other.completedAt >= own.createdAt
  );
}
