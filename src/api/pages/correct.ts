import { z } from 'zod';
import { startable } from '../../cases/check';
import { correctionForm } from '../../cases/correction-form';
import { type Remark, remarksOf } from '../../cases/rounds';
import { correctable, tryCorrection } from '../../cases/submit';
import type { Deps } from '../../deps';
import { Attachment, type CaseFile, Decision } from '../../entities';
import { organisationNames } from '../../records/directory';
import type { Route } from '../../route';
import { type CorrectionView, renderSubmitPage, type StoredFile } from '../../web';
import { label } from '../../wording/labels';
import { definePage, frame } from './page';
import { attachmentSlots, submissionParts } from './submission';

/**
 * The start form of a case that awaits its correction, as it was handed in last: fields, files, and
 * personal data masked. All of it by the case's own release.
 */
export function correctionPage(deps: Deps): Route {
  return definePage({
    path: '/cases/{id}/correct',
    summary: '补正',
    permission: 'person',
    params: z.object({ id: z.string() }),
    async show({ params, caller }) {
      const file = await correctable(deps, params.id, caller);
      const release = await deps.releases.byId(file.releaseId);
      const { process, form } = startable(release, file.processId);
      const files = await filesOf(deps, file);
      const asItStands = { data: file.data, attachments: files };
      const { attachments } = await tryCorrection(deps, file.id, caller, asItStands);
      const remarks = await remarksOf(deps.db.manager, release.models, file);
      const beside = remarks.map(({ field, label: name, remark, decision }) => {
        return { field, text: `${name}：${remark}（${decision.personName}）` };
      });
      return renderSubmitPage({
        ...(await frame(deps, caller)),
        ...(await submissionParts(deps, release, process)),
        attachments: attachmentSlots(attachments).map((slot) => {
          const about = beside.filter(({ field }) => field === `attachments.${slot.kind}`);
          return { ...slot, remarks: about.map(({ text }) => text) };
        }),
        schema: correctionForm(form.schema as object, beside),
        action: `/api/cases/${file.id}/corrections`,
        checkAction: `/api/cases/${file.id}/corrections/check`,
        data: file.data,
        files,
        correction: await correctionView(deps, file, remarks),
      });
    },
  });
}

/** The files that were handed in last. */
async function filesOf({ db }: Pick<Deps, 'db'>, file: CaseFile): Promise<StoredFile[]> {
  const files = await db.getRepository(Attachment).find({
    where: { caseId: file.id, round: file.round },
    order: { uploadedAt: 'ASC', id: 'ASC' },
  });
  return files.map(({ id, kind, name, size }) => ({ id, kind: kind ?? '', name, size }));
}

/** What was objected to, by whom and when. */
async function correctionView(
  deps: Pick<Deps, 'db' | 'releases'>,
  file: CaseFile,
  remarks: Remark[],
): Promise<CorrectionView> {
  const labels = await deps.releases.labels(file.releaseId);
  const [decision] = await deps.db.getRepository(Decision).find({
    where: { caseId: file.id, round: file.round, valid: true },
    order: { completedAt: 'DESC' },
    take: 1,
  });
  const names = await organisationNames(deps.db.manager, decision ? [decision.organisation] : []);
  return {
    number: file.number,
    href: `/cases/${file.id}`,
    decision: decision && {
      outcome: label(labels, 'outcomes', decision.outcome, file.processId),
      opinion: decision.opinion ?? undefined,
      person: decision.personName,
      organisation: names.get(decision.organisation) ?? decision.organisation,
      at: decision.completedAt,
    },
    remarks: remarks.map(({ label: name, remark, decision: by }) => {
      return { label: name, remark, person: by.personName };
    }),
  };
}
