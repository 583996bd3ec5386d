import { z } from 'zod';
import { valueAt } from '../../domain/paths';
import { CaseFile } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { writeEntry } from '../../records/library';
import type { Sealed } from '../../records/personal-data';
import { defineWorker } from '../define';

const instant = z.iso.datetime({ offset: true });

export const worker = defineWorker({
  type: 'library.write',
  title: '写入库',
  description:
    '把案件结果（或其中一部分）写入指定的库：同一业务键只有一条现行记录，历史版本保留（GR-12）',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    library: z.string().min(1).describe('库'),
    kind: z.string().min(1).describe('记录种类'),
    status: z.string().min(1).describe('记录状态'),
    key: z.string().min(1).optional().describe('业务键，空为案件的业务键'),
    part: z.string().min(1).optional().describe('案件数据中成为记录内容的部分（路径），空为全部'),
    content: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('记录内容，不取案件数据（不含个人信息）'),
    fields: z.record(z.string(), z.unknown()).default({}).describe('办理中补充的字段'),
    keepRest: z.boolean().optional().describe('现行记录中案件没有填写的内容保留，空为不保留'),
    holder: z
      .string()
      .optional()
      .describe('记录归哪个单位，空为案件的企业（没有的为申报单位），空文本为不归任何单位'),
    marks: z.array(z.string()).optional().describe('记录的标记，空为案件的标记'),
    starts: instant.optional().describe('何时起可见，空为写入时起'),
    until: instant.optional().describe('何时起不再可见、不再计算，空为没有期限'),
  }),
  output: z.object({
    entryId: z.string().describe('库内记录'),
    entryKey: z.string().describe('记录的业务键'),
  }),
  async handle({ input, tx, now, requestId, job }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    const { library, kind, status, fields } = input;
    const key = input.key ?? file.naturalKey ?? file.id;
    const marks = input.marks ?? file.marks;
    const { data, secrets, people } = input.content
      ? { data: input.content, secrets: {}, people: {} }
      : partOf(file, input.part);
    const seen = { starts: asDate(input.starts), until: asDate(input.until) };
    const held = { secrets, people, data: { ...data, ...fields }, holder: input.holder };
    const content = { library, kind, key, status, marks, ...held, ...seen };
    const entry = await writeEntry(tx, file, content, now, input.keepRest);
    await appendAudit(tx, {
      caseId: file.id,
      at: now,
      actor: SYSTEM,
      action: entry.isNew ? 'library.written' : 'library.unchanged',
      entity: `library:${entry.id}`,
      detail: {
        ...{ library, kind, key, status, marks, fields, part: input.part ?? null },
        until: input.until ?? null,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { entryId: entry.id, entryKey: key };
  },
});

const asDate = (at: string | undefined) => (at === undefined ? undefined : new Date(at));

/** Part of what a case holds, with the personal data that belongs to it. */
function partOf(file: CaseFile, path: string | undefined): Sealed {
  const { secrets, people } = file;
  if (!path) return { data: file.data, secrets, people: people ?? {} };
  const data = valueAt(file.data, path);
  if (typeof data !== 'object' || data === null) throw new Error(`the case has no ${path}`);
  const inside = { secrets: below(secrets, path), people: below(people ?? {}, path) };
  return { data: data as Record<string, unknown>, ...inside };
}

/** What is kept by path, of all that lies below one. */
function below(kept: Record<string, string>, path: string): Record<string, string> {
  const inside = Object.entries(kept).filter(([field]) => field.startsWith(`${path}.`));
  return Object.fromEntries(inside.map(([field, one]) => [field.slice(path.length + 1), one]));
}
