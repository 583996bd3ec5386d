import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { z } from 'zod';
import { inOwnDraft } from '../cases/own-drafts';
import { visibleCase } from '../cases/visibility';
import type { Deps } from '../deps';
import {
  actingOrganisation,
  type Caller,
  ownOrganisations,
  personOrganisation,
} from '../domain/identity';
import { Attachment } from '../entities';
import { refuse, StrangerError } from '../errors';
import { appendAudit } from '../records/audit';
import { defineRoute, type Route } from '../route';
import { inlineAs } from './http';

/** Formats by their magic bytes; the name a file comes with proves nothing. */
const ACCEPTED = new Set(['application/pdf', 'image/jpeg', 'image/png']);
const FILES_AT_MOST = 50;

/** Reads files of a multipart request into memory, limited in size and number. */
export function upload(deps: Deps, files = FILES_AT_MOST): RequestHandler {
  const read = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: deps.config.ATTACHMENT_MAX_MB * 1024 * 1024, files },
    // multer reads names as Latin-1 unless told otherwise
    defParamCharset: 'utf8',
  }).any();
  return (req, res, next) =>
    read(req, res, (error: unknown) => {
      const unreadable = error instanceof Error && !(error instanceof MulterError);
      next(unreadable ? refuse('E-00-23', { en: error.message }) : error);
    });
}

/** Stores an uploaded file, not yet part of a case. @throws E-00-12 for other formats */
export async function storeUpload(
  deps: Deps,
  file: Express.Multer.File,
  caller: Caller,
  requestId: string,
): Promise<Attachment> {
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(file.buffer);
  if (!type || !ACCEPTED.has(type.mime)) throw refuse('E-00-12', { field: file.fieldname });
  const now = await deps.clock.now();
  const stored = deps.db.getRepository(Attachment).create({
    id: randomUUID(),
    caseId: null,
    kind: null,
    round: null,
    name: file.originalname.replace(/[\\/\p{Cc}\p{Cf}]/gu, '_').slice(-200),
    contentType: type.mime,
    size: file.size,
    sha256: await deps.files.put(file.buffer),
    uploadedBy: caller.username,
    organisation: actingOrganisation(caller) ?? personOrganisation(caller.username),
    uploadedAt: now,
  });
  await deps.db.transaction(async (tx) => {
    await tx.insert(Attachment, stored as never);
    await appendAudit(tx, {
      caseId: null,
      at: now,
      actor: {
        user: caller.username,
        name: caller.name,
        organisation: actingOrganisation(caller) ?? '-',
      },
      action: 'attachment.uploaded',
      entity: `attachment:${stored.id}`,
      detail: { sha256: stored.sha256, size: stored.size, contentType: stored.contentType },
      requestId,
    });
  });
  return stored;
}

/** Did the caller upload it for an organisation that they still belong to? */
function isOwnUpload({ uploadedBy, organisation }: Attachment, caller: Caller): boolean {
  const isOwn = organisation === null || ownOrganisations(caller).includes(organisation);
  return uploadedBy === caller.username && isOwn;
}

const attachmentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  contentType: z.string(),
  size: z.number().describe('bytes'),
  sha256: z.string(),
});

export function attachmentRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/attachments',
      summary: '上传附件（PDF、JPG、PNG，part 名为 file）',
      permission: 'person',
      before: [upload(deps, 1)],
      bodyType: 'multipart/form-data',
      answer: attachmentSchema,
      status: 201,
      async handle({ req, caller, requestId }) {
        const [file] = (req.files ?? []) as Express.Multer.File[];
        if (!file) throw refuse('E-00-23', { en: 'no file', zh: '没有文件' });
        return attachmentSchema.parse(await storeUpload(deps, file, caller, requestId));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/attachments/{id}',
      summary: '下载附件（须可查看该案件）',
      permission: 'person',
      params: z.object({ id: z.uuid() }),
      async handle({ params, caller, res, requestId }) {
        const attachment = await deps.db.getRepository(Attachment).findOneBy({ id: params.id });
        if (!attachment) throw refuse('E-00-22');
        if (attachment.caseId) await visibleCase(deps.db.manager, attachment.caseId, caller);
        else if (
          !isOwnUpload(attachment, caller) &&
          !(await inOwnDraft(deps.db.manager, attachment.id, caller))
        )
          throw new StrangerError(`attachment:${attachment.id}`);
        await deps.db.transaction(async (tx) =>
          appendAudit(tx, {
            caseId: attachment.caseId,
            at: await deps.clock.now(),
            actor: {
              user: caller.username,
              name: caller.name,
              organisation: actingOrganisation(caller) ?? '-',
            },
            action: 'attachment.downloaded',
            entity: `attachment:${attachment.id}`,
            detail: { sha256: attachment.sha256 },
            requestId,
          }),
        );
        res.type(attachment.contentType);
        // shown in the browser where it can; never run as a page of ours
        res.setHeader('Content-Disposition', inlineAs(attachment.name));
        res.setHeader('X-Content-Type-Options', 'nosniff');
        res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
        await new Promise<void>((resolve, reject) => {
          deps.files.open(attachment.sha256).on('error', reject).pipe(res).on('finish', resolve);
        });
        return undefined;
      },
    }),
  ];
}
