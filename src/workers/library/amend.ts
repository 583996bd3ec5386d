import { z } from 'zod';
import type { Vault } from '../../domain/crypto';
import { valueAt } from '../../domain/paths';
import { CaseFile } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { amendEntry, type Correction } from '../../records/library';
import { joinPersonalData } from '../../records/personal-data';
import { defineWorker } from '../define';

const correctionSchema = z.object({ field: z.string().min(1), value: z.unknown() });

export const worker = defineWorker({
  type: 'library.amend',
  title: '更改库内记录',
  description: '对现行记录改状态、标记或内容，形成新版本；没有变化则不形成，没有该记录即为故障',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    kind: z.string().min(1).describe('记录种类'),
    key: z.string().min(1).describe('业务键'),
    status: z.string().min(1).optional().describe('新的状态，空为不变'),
    addMarks: z.array(z.string()).default([]).describe('加上的标记'),
    removeMarks: z.array(z.string()).default([]).describe('去掉的标记'),
    fields: z.record(z.string(), z.unknown()).default({}).describe('改成的内容'),
    holder: z.string().optional().describe('记录改归哪个单位，空为不变，空文本为不归任何单位'),
    until: z.iso
      .datetime({ offset: true })
      .transform((at) => new Date(at))
      .optional()
      .describe('何时起不再可见、不再计算，空为不变'),
    corrections: z
      .array(correctionSchema)
      .default([])
      .describe('更正项：field 字段路径，value 新值'),
    correctionsFrom: z.string().min(1).optional().describe('更正项在案件数据中的位置（路径）'),
  }),
  output: z.object({ version: z.number().describe('现行版本') }),
  async handle({ input, tx, deps, now, requestId, job }) {
    const { caseId, correctionsFrom, corrections: given, ...changes } = input;
    const file = await tx.findOneByOrFail(CaseFile, { id: caseId });
    const { vault } = deps;
    const listed = correctionsFrom ? correctionsAt(file, correctionsFrom, input.key, vault) : [];
    const amendment = { ...changes, corrections: [...listed, ...given] };
    const amended = await amendEntry({ tx, vault }, caseId, amendment, now);
    const { before, id, version, corrections } = amended;
    await appendAudit(tx, {
      caseId,
      at: now,
      actor: SYSTEM,
      action: version > before.version ? 'library.amended' : 'library.unchanged',
      entity: `library:${id}`,
      detail: {
        ...{ library: before.library, ...changes, corrections, version },
        before: {
          status: before.status,
          marks: before.marks,
          values: corrections.map(({ field }) => valueAt(before.data, field) ?? null),
        },
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { version };
  },
});

/**
 * Rows as an applicant enters them; one with a key is about that entry only. `personalValue` and
 * `personalIdNumber` are fields of personal data (`pii`).
 */
const rowsSchema = z.array(
  z
    .object({
      key: z.string().nullish(),
      field: z.string().min(1),
      value: z.unknown().optional(),
      correctedValue: z.unknown().optional(),
      personalValue: z.string().nullish(),
      personalIdNumber: z.string().nullish(),
    })
    .transform(({ personalValue, personalIdNumber, value, correctedValue, ...row }) => {
      const personal = personalIdNumber || personalValue;
      return { ...row, personal: Boolean(personal), value: personal || (value ?? correctedValue) };
    })
    .refine(({ value }) => value !== undefined, 'no new value'),
);

/** The corrections of an entry among those an applicant entered. */
function correctionsAt(file: CaseFile, path: string, key: string, vault: Vault): Correction[] {
  return rowsSchema
    .parse(valueAt(joinPersonalData(file, vault), path))
    .filter((row) => !row.key || row.key === key)
    .map(({ field, value, personal }) => ({ field, value, ...(personal ? { personal } : {}) }));
}
