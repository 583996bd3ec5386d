import { z } from 'zod';
import { CaseFile } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { writeEntry } from '../../records/library';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'library.write',
  title: '写入库',
  description: '把案件结果写入指定的库：同一业务键只有一条现行记录，历史版本保留（GR-12）',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    library: z.string().min(1).describe('库'),
    kind: z.string().min(1).describe('记录种类'),
    status: z.string().min(1).describe('记录状态'),
    fields: z.record(z.string(), z.unknown()).default({}).describe('办理中补充的字段'),
  }),
  output: z.object({ entryId: z.string().describe('库内记录') }),
  async handle({ input, tx, now, requestId, job }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    const data = { ...file.data, ...input.fields };
    const entry = await writeEntry(tx, file, { ...input, data }, now);
    await appendAudit(tx, {
      caseId: file.id,
      at: now,
      actor: SYSTEM,
      action: entry.isNew ? 'library.written' : 'library.unchanged',
      entity: `library:${entry.id}`,
      detail: {
        library: input.library,
        kind: input.kind,
        status: input.status,
        marks: file.marks,
        fields: input.fields,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { entryId: entry.id };
  },
});
