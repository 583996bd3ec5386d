import { type EntityManager, In } from 'typeorm';
import { z } from 'zod';
import { tidied } from '../../domain/normal-form';
import { CaseFile, Decision } from '../../entities';
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
    '把案件改到新的状态，可加减标记和标志，可允许申请人补正，可结案；填了消息代码的，同时通知各单位',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    status: z.string().min(1).optional().describe('状态代码；空为状态不变'),
    addMarks: z.array(z.string()).default([]).describe('加上的标记'),
    removeMarks: z.array(z.string()).default([]).describe('去掉的标记'),
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
    about: z
      .uuid()
      .optional()
      .describe(
        '消息所说的案件（接收单位看不到本案件时，如投诉所指的案件），理由仍为本案件的；空为本案件',
      ),
    missingItems: z
      .array(z.looseObject({ zh: z.string() }))
      .nullish()
      .describe('所缺内容（核对齐全的决策表的结果），写入案件状态和消息；空为不缺'),
    reasonOf: z
      .array(z.string())
      .nullish()
      .describe('没有所缺内容时，以本轮最近一次得出这些结论的办理的意见为理由'),
  }),
  output: z.object({}),
  /** The message speaks of the case as it will stand: in its new status. */
  async gather({ input, deps }) {
    const { message } = input;
    const { manager } = deps.db;
    const file = await manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const stands = standing(file, input.status, await reasonFor(manager, file, input));
    if (!message) return { reason: stands.statusReason };
    const release = await deps.releases.byId(file.releaseId);
    const { statusReason: reason } = stands;
    const about = input.about
      ? { ...(await manager.findOneByOrFail(CaseFile, { id: input.about })), statusReason: reason }
      : { ...file, ...stands };
    const worded = await wordMessage(release, about, message);
    return { reason, notice: { key: message, worded, about } };
  },
  async handle({ input, gathered, tx, deps, now, requestId, job }) {
    const file = await lockCase(tx, input.caseId);
    const before = { status: file.status, marks: file.marks, flags: file.flags };
    Object.assign(file, standing(file, input.status, gathered.reason));
    if (input.status) file.awaitsCorrection = input.awaitsCorrection;
    file.marks = [...new Set([...file.marks, ...input.addMarks])].filter(
      (mark) => !input.removeMarks.includes(mark),
    );
    file.flags = [...new Set([...file.flags, ...input.addFlags])].filter(
      (flag) => !input.removeFlags.includes(flag),
    );
    if (input.end) file.closedAt = now;
    const { status, statusReason, awaitsCorrection, marks, flags, closedAt } = file;
    const got = Object.fromEntries(flags.map((flag) => [flag, now.toISOString()]));
    const flagged = { ...got, ...file.flagged };
    const changed = { status, statusReason, awaitsCorrection, marks, flags, flagged, closedAt };
    await tx.update(CaseFile, file.id, changed);
    await appendAudit(tx, {
      caseId: file.id,
      at: now,
      actor: SYSTEM,
      action: 'case.status',
      entity: `case:${file.id}`,
      detail: {
        before,
        after: { status, marks, flags },
        ...(statusReason ? { reason: statusReason } : {}),
        element: job.elementId,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    const { notice } = gathered;
    if (notice) {
      const to = recipientsOf(file, input.recipients);
      await sendNotices(tx, notice.about, notice.key, notice.worded, to, now, deps.config);
    }
    return {};
  },
});

/** Where a case stands: a reason belongs to its status, and goes with it. */
function standing(file: CaseFile, given: string | undefined, reason: string | null) {
  const status = given ?? file.status;
  const statusReason = reason ?? (status === file.status ? file.statusReason : null);
  return { status, statusReason };
}

/** What is missing, in words; else the opinion with the newest act that had one of these outcomes. */
async function reasonFor(
  db: EntityManager,
  file: CaseFile,
  {
    missingItems: missing,
    reasonOf,
  }: { missingItems?: { zh: string }[] | null | undefined; reasonOf?: string[] | null | undefined },
): Promise<string | null> {
  if (missing && missing.length > 0) return missing.map(({ zh }) => zh).join('；');
  if (!reasonOf || reasonOf.length === 0) return null;
  const newest = await db.findOne(Decision, {
    where: { caseId: file.id, round: file.round, outcome: In(reasonOf), valid: true },
    order: { completedAt: 'DESC' },
  });
  return tidied(newest?.opinion ?? '') || null;
}
