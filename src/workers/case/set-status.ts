import { z } from 'zod';
import { CaseFile } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { lockCase } from '../../records/case-lock';
import { sendNotices } from '../../records/notices';
import { wordMessage } from '../../wording/messages';
import { defineWorker } from '../define';
import { recipients, recipientsOf } from '../message/recipients';

export const worker = defineWorker({
  type: 'case.set-status',
  title: '登记案件状态',
  description:
    '把案件改到新的状态，可加标记，可加减标志，可允许申请人补正，可结案；填了消息代码的，同时通知各单位',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    status: z.string().min(1).optional().describe('状态代码；空为状态不变'),
    addMarks: z.array(z.string()).default([]).describe('加上的标记'),
    addFlags: z.array(z.string()).default([]).describe('加上的标志'),
    removeFlags: z.array(z.string()).default([]).describe('去掉的标志'),
    awaitsCorrection: z.boolean().default(false).describe('申请人可补正（状态不变时不起作用）'),
    end: z.boolean().default(false).describe('结案'),
    message: z
      .string()
      .min(1)
      .optional()
      .describe('消息代码（决策表 common-messages）；空为不发消息'),
    recipients,
  }),
  output: z.object({}),
  /** The message speaks of the case as it will stand: in its new status. */
  async gather({ input, deps }) {
    const { message, status } = input;
    if (!message) return null;
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const worded = await wordMessage(release, { ...file, status: status ?? file.status }, message);
    return { key: message, worded };
  },
  async handle({ input, gathered, tx, now, requestId, job }) {
    const file = await lockCase(tx, input.caseId);
    const before = { status: file.status, marks: file.marks, flags: file.flags };
    if (input.status) {
      file.status = input.status;
      file.awaitsCorrection = input.awaitsCorrection;
    }
    file.marks = [...new Set([...file.marks, ...input.addMarks])];
    file.flags = [...new Set([...file.flags, ...input.addFlags])].filter(
      (flag) => !input.removeFlags.includes(flag),
    );
    if (input.end) file.closedAt = now;
    const { status, awaitsCorrection, marks, flags, closedAt } = file;
    await tx.update(CaseFile, file.id, { status, awaitsCorrection, marks, flags, closedAt });
    await appendAudit(tx, {
      caseId: file.id,
      at: now,
      actor: SYSTEM,
      action: 'case.status',
      entity: `case:${file.id}`,
      detail: {
        before,
        after: { status: file.status, marks: file.marks, flags: file.flags },
        element: job.elementId,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    if (gathered) {
      const to = recipientsOf(file, input.recipients);
      await sendNotices(tx, file, gathered.key, gathered.worded, to, now);
    }
    return {};
  },
});
