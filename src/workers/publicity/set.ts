import { z } from 'zod';
import { toShanghaiIso } from '../../domain/working-days';
import { Publicity } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { replacedLines } from '../../records/public-content';
import { findCurrent, searched } from '../../records/publicity';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'publicity.set',
  title: '变更公示',
  description:
    '暂停、恢复、结束、转为已入库或撤回公示，可改结束时间；更正入库信息的，可改标题和内容（按标签替换）',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    of: z.uuid().optional().describe('公示属于另一案件的，该案件'),
    state: z
      .enum(['OPEN', 'SUSPENDED', 'DONE', 'STORED', 'WITHDRAWN'])
      .optional()
      .describe('公示状态；空为不变'),
    ends: z.iso.datetime({ offset: true }).optional().describe('新的结束时间'),
    title: z.string().optional().describe('新的标题'),
    lines: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .default([])
      .describe('替换或补充的内容'),
  }),
  output: z.object({ at: z.string().describe('办理时间') }),
  async handle({ input, tx, now, requestId, job }) {
    const at = toShanghaiIso(now);
    const before = await findCurrent(tx, input.of ?? input.caseId);
    // already what it shall be
    if (!before && input.state === 'WITHDRAWN') return { at };
    if (!before) throw new Error(`nothing is published of case ${input.of ?? input.caseId}`);
    const { title = before.title, state = before.state, lines } = input;
    const content = replacedLines(before.content, lines);
    await tx.update(
      Publicity,
      { id: before.id },
      {
        state,
        title,
        content: content as never,
        ends: input.ends ? new Date(input.ends) : before.ends,
        storedAt: state === 'STORED' ? (before.storedAt ?? now) : before.storedAt,
        ...searched({ ...before, title, content }),
      },
    );
    await appendAudit(tx, {
      caseId: input.caseId,
      at: now,
      actor: SYSTEM,
      action: 'publicity.changed',
      entity: `publicity:${before.id}`,
      detail: {
        before: { state: before.state, ends: before.ends, title: before.title },
        after: { state, ends: input.ends ?? before.ends, title },
        lines,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { at };
  },
});
