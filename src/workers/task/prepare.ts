import { z } from 'zod';
import { CaseFile } from '../../entities';
import { sendNotices } from '../../records/notices';
import { keepTaskForm } from '../../records/task-forms';
import { wordMessage } from '../../wording/messages';
import { remarkable } from '../../wording/objection-fields';
import { taskFacts } from '../../wording/task-facts';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'task.prepare',
  title: '准备任务（用户任务开始监听器）',
  description:
    '为任务表单准备脱敏摘要、附件清单和案卷链接，连同表单所要显示的其他变量放入该任务（只在该任务内可见），并通知办理单位',
  // portal and Tasklist show the same form, with all that it shows in the task's own scope
  wholeScope: true,
  input: z.object({
    caseId: z.uuid().describe('案件'),
    taskGroup: z.string().optional().describe('办理单位，用于通知'),
  }),
  output: z.looseObject({
    caseId: z.uuid(),
    title: z.string(),
    link: z.string(),
    notes: z.string(),
    summary: z.array(z.object({ label: z.string(), value: z.string() })),
    changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
    attachments: z.array(z.record(z.string(), z.string())),
    objectionFields: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  }),
  async gather({ input, deps, job }) {
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const process = release.models.processes[job.processId];
    const task = process?.userTasks.find((t) => t.id === job.elementId);
    const wording = await wordMessage(release, file, 'TASK_OFFERED', task?.name ?? '');
    const form = release.models.forms[task?.formId ?? ''];
    const shown = form ? await deps.forms.variables(form.schema as object) : [];
    return { wording, models: release.models, shown };
  },
  async handle({ input, gathered, tx, deps, now, job }) {
    const { wording, models, shown } = gathered;
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    if (input.taskGroup)
      await sendNotices(tx, file, 'TASK_OFFERED', wording, [input.taskGroup], now, deps.config);
    const facts = await taskFacts(tx, file, models, job, deps.config.PUBLIC_URL);
    const offered = await remarkable(tx, models, file);
    const scope = Object.entries({ ...job.variables, ...facts, objectionFields: offered });
    const data = Object.fromEntries(scope.filter(([name]) => shown.includes(name)));
    await keepTaskForm(tx, {
      elementInstanceKey: job.elementInstanceKey,
      caseId: file.id,
      data,
    });
    // by the case it belongs to, a task can be looked for in Tasklist
    return { ...data, ...facts, caseId: file.id };
  },
});
