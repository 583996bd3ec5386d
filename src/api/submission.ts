import { z } from 'zod';
import type { Submission } from '../cases/check';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { refuse } from '../errors';
import type { Route } from '../route';
import { storeUpload } from './attachments';
import { parse } from './http';
import { requireSound } from './sound';

const attachmentsSchema = z
  .array(z.strictObject({ id: z.uuid(), kind: z.string().min(1) }))
  .max(50)
  .refine((files) => new Set(files.map((f) => f.id)).size === files.length, 'each file once');

/** A submission as JSON. */
export const submissionSchema = z.strictObject({
  data: z.record(z.string(), z.unknown()).describe('启动表单的字段'),
  attachments: attachmentsSchema.default([]).describe('已上传的附件及其种类'),
  draft: z.uuid().optional().describe('由哪份草稿提交；提交后草稿即删除'),
});

/**
 * Reads a submission: JSON with attachment ids; or multipart with a part `data`, one part a new file,
 * named by kind, and optional parts `attachments` (JSON, as above) and `draft`.
 */
export async function readSubmission(
  deps: Deps,
  { req, requestId }: Pick<Parameters<Route['handle']>[0], 'req' | 'requestId'>,
  caller: Caller,
): Promise<Submission> {
  if (!req.is('multipart/form-data'))
    return parse(submissionSchema, req.body, 'body') as Submission;
  const told = parse(
    submissionSchema,
    {
      data: parseJson('data', req.body?.data ?? '{}'),
      attachments: parseJson('attachments', req.body?.attachments ?? '[]'),
      draft: req.body?.draft,
    },
    'body',
  ) as Submission;
  const attachments = [...told.attachments];
  for (const file of (req.files ?? []) as Express.Multer.File[]) {
    const stored = await storeUpload(deps, file, caller, requestId);
    attachments.push({ id: stored.id, kind: file.fieldname });
  }
  return { ...told, attachments };
}

function parseJson(part: string, text: unknown): unknown {
  const value = jsonOf(part, String(text));
  requireSound(value, part);
  return value;
}

function jsonOf(part: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('E-00-23', {
      zh: `${part} 不是有效的 JSON`,
      en: `part ${part} is not valid JSON`,
    });
  }
}
