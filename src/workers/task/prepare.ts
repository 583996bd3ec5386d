import { z } from 'zod';
import { CaseFile } from '../../entities';
import type { FormModel } from '../../models/read';
import { startFormOf } from '../../models/start-form';
import { sendNotices } from '../../records/notices';
import { wordMessage } from '../../wording/messages';
import { attachmentRows, labelledData, noteLines } from '../../wording/summary';
import { defineWorker } from '../define';

/** Largest summary put into the engine (architecture: 4 KB), in characters of mostly 3 bytes. */
const SUMMARY_CHARS = 1300;

export const worker = defineWorker({
  type: 'task.prepare',
  title: '准备任务（用户任务开始监听器）',
  description: '为任务表单准备脱敏摘要、附件清单和案卷链接（只在该任务内可见），并通知办理单位',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    taskGroup: z.string().optional().describe('办理单位，用于通知'),
  }),
  output: z.object({
    title: z.string(),
    link: z.string(),
    notes: z.string(),
    summary: z.array(z.object({ label: z.string(), value: z.string() })),
    attachments: z.array(z.record(z.string(), z.string())),
  }),
  async gather({ input, deps, job }) {
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const process = release.models.processes[job.processId];
    const task = process?.userTasks.find((t) => t.id === job.elementId);
    const wording = await wordMessage(release, file, 'TASK_OFFERED', task?.name ?? '');
    return { wording, form: startFormOf(release.models, file.processId) };
  },
  async handle({ input, gathered, tx, deps, now, job }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    if (input.taskGroup)
      await sendNotices(tx, file, 'TASK_OFFERED', gathered.wording, [input.taskGroup], now);
    return {
      title: file.title,
      link: `${deps.config.PUBLIC_URL}/cases/${file.id}`,
      notes: await noteLines(tx, file, job.elementId),
      summary: summaryRows(gathered.form, file),
      attachments: await attachmentRows(tx, file),
    };
  },
});

function summaryRows(
  form: FormModel | undefined,
  file: CaseFile,
): { label: string; value: string }[] {
  const rows = form ? labelledData(form, file.data, 'summary') : [];
  let room = SUMMARY_CHARS;
  return rows.flatMap(({ label, value }) => {
    if (room <= 0) return [];
    const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
    room -= label.length + shown.length;
    return [{ label, value: shown }];
  });
}
