import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { IssuedDocument } from '../../entities';
import { refuse } from '../../errors';
import { defineRoute, type Route } from '../../route';
import { inlineAs } from '../http';
import { sendFile } from '../send-file';
import { caseParams } from './present';

/** A document issued on a case that the caller may see, as PDF. */
export function documentRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/documents/{id}',
    summary: '下载文书（PDF）',
    permission: 'person',
    params: caseParams,
    async handle({ params, caller, res }) {
      const document = await deps.db.getRepository(IssuedDocument).findOneBy({ id: params.id });
      if (!document) throw refuse('E-00-22');
      await visibleCase(deps.db.manager, document.caseId, caller);
      res.type('application/pdf');
      const name = `${document.title} ${document.number}.pdf`;
      res.setHeader('Content-Disposition', inlineAs(name));
      await sendFile(res, deps.files.open(document.sha256));
      return undefined;
    },
  });
}
