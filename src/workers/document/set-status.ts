import { z } from 'zod';
import { IssuedDocument } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'document.set-status',
  title: '登记文书状态',
  description: '更新案件本轮该种类最新文书的状态；有回复内容的一并登记',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    kind: z.string().min(1).describe('文书种类'),
    status: z.string().min(1).describe('文书状态'),
    text: z.string().optional().describe('回复内容'),
  }),
  output: z.object({}),
  async handle({ input, tx, now, requestId }) {
    const document = await tx.findOneOrFail(IssuedDocument, {
      where: { caseId: input.caseId, kind: input.kind },
      order: { issuedAt: 'DESC', sequence: 'DESC' },
    });
    const before = { status: document.status, reply: document.reply };
    document.status = input.status;
    if (input.text) Object.assign(document, { reply: input.text, repliedAt: now });
    await tx.save(IssuedDocument, document);
    await appendAudit(tx, {
      caseId: input.caseId,
      at: now,
      actor: SYSTEM,
      action: 'document.status',
      entity: `document:${document.id}`,
      detail: {
        number: document.number,
        before,
        after: { status: document.status, reply: document.reply },
      },
      requestId,
    });
    return {};
  },
});
