import { z } from 'zod';
import { requireSubmitter, startable } from '../../cases/check';
import { openDraft } from '../../cases/drafts';
import { takesSheets } from '../../cases/sheet';
import type { Deps } from '../../deps';
import { etagOf } from '../../domain/etag';
import { refuse } from '../../errors';
import { linksOf } from '../../models/linked';
import { chosenIn } from '../../models/other-way';
import type { FormModel, ProcessModel } from '../../models/read';
import type { Route } from '../../route';
import { renderSubmitPage } from '../../web';
import { definePage, frame } from './page';
import { submissionParts } from './submission';

/** The start form of a process, empty or with a draft. */
export function submitPage(deps: Deps): Route {
  return definePage({
    path: '/submit/{process}',
    summary: '提交业务',
    permission: 'person',
    params: z.object({ process: z.string() }),
    // beside a draft, what is chosen already: the links to the flow that fits say so
    query: z.object({ draft: z.uuid().optional().catch(undefined) }).catchall(z.string().catch('')),
    async show({ params, query, caller, requestId }) {
      const opened = query.draft
        ? await openDraft(deps, query.draft, caller, requestId)
        : undefined;
      const release = await deps.releases.current();
      const { process, form } = startable(release, params.process);
      requireSubmitter(process, caller);
      if (opened && opened.draft.processId !== process.id) throw refuse('E-00-22');
      return renderSubmitPage({
        ...(await frame(deps, caller)),
        ...(await submissionParts(deps, release, process)),
        doorHref: process.door && `/door/${process.door}`,
        sheetHref: takesSheets(process) ? `/submit/${process.id}/sheet` : undefined,
        schema: form.schema as object,
        action: `/api/cases/${process.id}`,
        checkAction: checkAction(process, form),
        data: opened?.data ?? chosenIn(form, query as Record<string, string>),
        drafts: {
          action: `/api/drafts/${process.id}`,
          id: opened?.draft.id,
          etag: opened && etagOf(opened.draft.version),
          files: opened?.attachments ?? [],
        },
      });
    },
  });
}

/** Where the page asks which attachments the data calls for, and what stands in linked fields. */
function checkAction(process: ProcessModel, form: FormModel): string | undefined {
  const depends = process.attachments || linksOf(form).length > 0;
  return depends ? `/api/cases/${process.id}/check` : undefined;
}
