import { z } from 'zod';
import { inOwnDraft } from '../cases/own-drafts';
import { storeUpload, uploaderOf } from '../cases/uploads';
import { visibleCase } from '../cases/visibility';
import type { Deps } from '../deps';
import { actingOrganisation, type Caller, ownOrganisations } from '../domain/identity';
import { Attachment } from '../entities';
import { refuse, StrangerError } from '../errors';
import { appendAudit } from '../records/audit';
import { defineRoute, type Route } from '../route';
import { inlineAs } from './http';
import { sendFile } from './send-file';
import { withUploads } from './uploads';

/** Did the caller upload it for an organisation that they still belong to? */
function isOwnUpload({ uploadedBy, owner }: Attachment, caller: Caller): boolean {
  const isOwn = owner === null || ownOrganisations(caller).includes(owner);
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
      bodyType: 'multipart/form-data',
      answer: attachmentSchema,
      status: 201,
      handle(call) {
        const { req, caller, requestId } = call;
        const uploader = uploaderOf(deps, caller, req.ip ?? '');
        return withUploads(deps, call, uploader, 1, async ([file]) => {
          if (!file) throw refuse('E-00-23', { en: 'no file', zh: '没有文件' });
          return attachmentSchema.parse(await storeUpload(deps, file, uploader, requestId));
        });
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
        await sendFile(res, deps.files.open(attachment.sha256));
        return undefined;
      },
    }),
  ];
}
