import { z } from 'zod';
import { requireSubmitter, startable } from '../../cases/check';
import { openDraft } from '../../cases/drafts';
import { isApplicant } from '../../cases/submit';
import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { type CaseFile, Decision } from '../../entities';
import { refuse } from '../../errors';
import { chosenIn } from '../../models/other-way';
import type { ProcessModel } from '../../models/read';
import { withoutPersonalData } from '../../records/personal-data';
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
        schema: form.schema as object,
        action: `/api/cases/${process.id}`,
        checkAction: checkAction(process),
        data: opened?.data ?? chosenIn(form, query as Record<string, string>),
        drafts: {
          action: `/api/drafts/${process.id}`,
          id: opened?.draft.id,
          files: opened?.attachments ?? [],
        },
      });
    },
  });
}

/** The start form of a case that awaits its correction, with what was entered before. */
export function correctionPage(deps: Deps): Route {
  return definePage({
    path: '/cases/{id}/correct',
    summary: '补正',
    permission: 'person',
    params: z.object({ id: z.string() }),
    async show({ params, caller }) {
      const file = await visibleCase(deps.db.manager, params.id, caller);
      if (!isApplicant(file, caller)) throw refuse('E-00-21');
      if (!file.awaitsCorrection) throw refuse('E-00-05');
      const release = await deps.releases.byId(file.releaseId);
      const { process, form } = startable(release, file.processId);
      return renderSubmitPage({
        ...(await frame(deps, caller)),
        ...(await submissionParts(deps, release, process)),
        schema: form.schema as object,
        action: `/api/cases/${file.id}/corrections`,
        checkAction: checkAction(process),
        // personal data is only known masked here: it is entered anew
        data: withoutPersonalData(form, file.data),
        correction: {
          number: file.number,
          href: `/cases/${file.id}`,
          opinion: await lastOpinion(deps, file),
        },
      });
    },
  });
}

/** Where the page asks which attachments the data calls for, if that depends on it. */
function checkAction(process: ProcessModel): string | undefined {
  return process.attachments ? `/api/cases/${process.id}/check` : undefined;
}

/** What the one who decided last wrote. */
async function lastOpinion({ db }: Deps, file: CaseFile): Promise<string | undefined> {
  const [decision] = await db.getRepository(Decision).find({
    where: { caseId: file.id, round: file.round, valid: true },
    order: { completedAt: 'DESC' },
    take: 1,
  });
  return decision?.opinion ?? undefined;
}
