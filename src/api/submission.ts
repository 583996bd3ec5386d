import { z } from 'zod';
import type { Submission } from '../cases/check';
import type { Deps } from '../deps';
import { refuse } from '../errors';
import type { Caller } from '../records/identity';
import { storeUpload } from './attachments';
import { isStorable, parse, type Route } from './http';

export const submissionSchema = z.strictObject({
  data: z.record(z.string(), z.unknown()).describe('启动表单的字段'),
  attachments: z
    .array(z.strictObject({ id: z.uuid(), kind: z.string().min(1) }))
    .max(50)
    .refine((files) => new Set(files.map((f) => f.id)).size === files.length, 'each file once')
    .default([])
    .describe('已上传的附件及其种类'),
});

type Call = Pick<Parameters<Route['handle']>[0], 'req' | 'requestId'>;

/** JSON with attachment ids, or multipart with a part `data` and one part a file, named by kind. */
export async function readSubmission(
  deps: Deps,
  { req, requestId }: Call,
  caller: Caller,
): Promise<Submission> {
  if (!req.is('multipart/form-data'))
    return parse(submissionSchema, req.body, 'body') as Submission;
  const attachments: Submission['attachments'] = [];
  for (const file of (req.files ?? []) as Express.Multer.File[]) {
    const stored = await storeUpload(deps, file, caller, requestId);
    attachments.push({ id: stored.id, kind: file.fieldname });
  }
  return { data: parseData(req.body?.data), attachments };
}

function parseData(text: unknown): Record<string, unknown> {
  try {
    return z
      .record(z.string(), z.unknown())
      .refine(isStorable)
      .parse(JSON.parse(String(text ?? '{}')));
  } catch {
    throw refuse('E-00-23', { zh: 'data 不是 JSON 对象', en: 'part data is not a JSON object' });
  }
}
