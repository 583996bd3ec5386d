import { In } from 'typeorm';
import { z } from 'zod';
import type { Submission } from '../cases/check';
import { removeUploads, storeUpload, uploaderOf } from '../cases/uploads';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import type { Sending } from '../domain/sending';
import { Attachment } from '../entities';
import { refuse } from '../errors';
import type { Route } from '../route';
import { parse } from './http';
import { requireSound } from './sound';
import { withUploads } from './uploads';

const attachmentsSchema = z
  .array(z.strictObject({ id: z.uuid(), kind: z.string().min(1) }))
  .max(50)
  .refine((files) => new Set(files.map((f) => f.id)).size === files.length, 'each file once');

/** A submission as JSON. */
export const submissionSchema = z.strictObject({
  data: z.record(z.string(), z.unknown()).describe('启动表单的字段'),
  attachments: attachmentsSchema.default([]).describe('已上传的附件及其种类'),
  draft: z.uuid().optional().describe('由哪份草稿提交；提交后草稿即删除'),
  draftEtag: z.string().max(100).optional().describe('该草稿打开时的 ETag；由草稿提交的必填'),
});

/** Files that a submission may bring with it. */
const FILES_AT_MOST = 50;

/**
 * Reads a submission and takes it: JSON with attachment ids; or multipart with a part `data`, one part
 * a new file, named by kind, and optional parts `attachments` (JSON, as above), `draft` and `draftEtag`. Files of
 * a submission that is refused are removed. Whether the caller may hand in anything is judged before.
 * A repeat under the same key is answered as at first, and its files are removed.
 * @param use takes it
 * @param files new files at most
 */
export async function withSubmission<T>(
  deps: Deps,
  call: Pick<Parameters<Route['handle']>[0], 'req' | 'res' | 'requestId' | 'once' | 'params'>,
  caller: Caller,
  use: (submission: Submission, sending: Sending | undefined) => Promise<T>,
  files = FILES_AT_MOST,
): Promise<T> {
  const { req, requestId } = call;
  const takeOnce = async (submission: Submission) =>
    call.once(await contentOf(deps, call.params, submission), (sending) =>
      use(submission, sending),
    );
  if (!req.is('multipart/form-data'))
    return takeOnce(parse(submissionSchema, req.body, 'body') as Submission);
  const uploader = uploaderOf(deps, caller, req.ip ?? '');
  return withUploads(deps, call, uploader, files, async (uploads) => {
    const told = toldIn(req.body);
    const stored: Attachment[] = [];
    try {
      const attachments = [...told.attachments];
      for (const upload of uploads) {
        const attachment = await storeUpload(deps, upload, uploader, requestId);
        stored.push(attachment);
        attachments.push({ id: attachment.id, kind: upload.field });
      }
      const answer = await takeOnce({ ...told, attachments });
      // those of a repeat belong to nothing
      await removeUploads(deps, stored, uploader, requestId, 'request-repeated');
      return answer;
    } catch (error) {
      await removeUploads(deps, stored, uploader, requestId, 'request-refused');
      throw error;
    }
  });
}

/** What a submission consists of, by which a repeat is told: its files by what is in them. */
async function contentOf({ db }: Deps, params: unknown, { data, attachments, draft }: Submission) {
  const stored = await db
    .getRepository(Attachment)
    .findBy({ id: In(attachments.map((a) => a.id)) });
  const files = attachments.map(({ id, kind }) => {
    const file = stored.find((one) => one.id === id);
    return file ? [kind, file.name, file.sha256].join('|') : [kind, id].join('|');
  });
  return { params, data, files: files.sort(), draft };
}

/** What stands in the parts of a multipart submission that are no files. */
function toldIn(parts: Record<string, unknown>): Submission {
  return parse(
    submissionSchema,
    {
      data: parseJson('data', parts.data ?? '{}'),
      attachments: parseJson('attachments', parts.attachments ?? '[]'),
      draft: parts.draft,
      draftEtag: parts.draftEtag,
    },
    'body',
  ) as Submission;
}

function parseJson(part: string, text: unknown): unknown {
  // a part called data[a][a] comes as an object
  const value = jsonOf(part, typeof text === 'string' ? text : '');
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
