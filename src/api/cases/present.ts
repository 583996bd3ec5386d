import { z } from 'zod';
import type { Judged } from '../../cases/check';
import type { Deps } from '../../deps';
import { toShanghaiIso } from '../../domain/working-days';
import type { CaseFile } from '../../entities';
import { label } from '../../wording/labels';
import { refusalSchema } from '../http';

/** A case as the API answers it. */
export const caseSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  process: z.string(),
  flow: z.string(),
  title: z.string(),
  subject: z.string().nullable().describe('办理的对象：项目、人员等的编号'),
  status: z.string(),
  statusLabel: z.string(),
  statusReason: z
    .string()
    .nullable()
    .describe('What is missing, or the reason of who sent it back'),
  round: z.number(),
  marks: z.array(z.string()),
  flags: z.array(z.string()),
  parties: z.record(z.string(), z.string()),
  data: z.record(z.string(), z.unknown()),
  awaitsCorrection: z.boolean(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  href: z.string(),
});

/** What a submission would be told, as the API answers it. */
export const judgedSchema = z.object({
  refusals: z.array(refusalSchema),
  attachments: z.array(
    z.object({
      kind: z.string(),
      label: z.string(),
      required: z.boolean(),
      atLeastOneOf: z.string().optional(),
    }),
  ),
  linked: z
    .record(z.string(), z.unknown())
    .describe('由系统按所填编号带出的内容，位置与 data 相同；未查到的不在其中'),
});

/** What form and decisions said, in the shape of `judgedSchema`. */
export function presentJudged({
  refusals,
  attachments,
  linked,
}: Judged): z.infer<typeof judgedSchema> {
  return {
    refusals,
    attachments: attachments.map(({ kind, label, required, atLeastOneOf }) => {
      return { kind, label, required, ...(atLeastOneOf ? { atLeastOneOf } : {}) };
    }),
    linked,
  };
}

/** The parameters of an address below one case. */
export const caseParams = z.object({ id: z.uuid() });

/** The case in the shape of `caseSchema`, in the words of its release; times in Asia/Shanghai. */
export async function present(
  { releases }: Pick<Deps, 'releases'>,
  file: CaseFile,
): Promise<z.infer<typeof caseSchema>> {
  const labels = await releases.labels(file.releaseId);
  return {
    id: file.id,
    number: file.number,
    process: file.processId,
    flow: file.flow,
    title: file.title,
    subject: file.subject,
    status: file.status,
    statusLabel: label(labels, 'status', file.status, file.processId),
    statusReason: file.statusReason,
    round: file.round,
    marks: file.marks,
    flags: file.flags,
    parties: file.parties,
    data: file.data,
    awaitsCorrection: file.awaitsCorrection,
    createdAt: toShanghaiIso(file.createdAt),
    closedAt: file.closedAt && toShanghaiIso(file.closedAt),
    href: `/cases/${file.id}`,
  };
}
