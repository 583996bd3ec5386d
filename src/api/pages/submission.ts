import { type AttachmentRule, attachmentRules } from '../../cases/check';
import type { Deps } from '../../deps';
import type { ProcessModel } from '../../models/read';
import type { ReleaseView } from '../../records/releases';
import type { AttachmentSlot, SubmitPageView } from '../../web';

/** What is the same on every page that takes a submission of a process, empty as it is at first. */
export async function submissionParts(
  deps: Pick<Deps, 'config'>,
  release: ReleaseView,
  process: ProcessModel,
): Promise<Pick<SubmitPageView, 'process' | 'attachments' | 'limits'>> {
  const flow = process.flow ?? process.id;
  const rules = await attachmentRules(release, process, { flow, data: {}, attachments: [] });
  return {
    process: { id: process.id, name: process.name, flow },
    attachments: attachmentSlots(rules),
    limits: uploadLimits(deps.config),
  };
}

/** What the pages let people choose as attachments. */
export function uploadLimits({ ATTACHMENT_MAX_MB }: Deps['config']) {
  return { maxBytes: ATTACHMENT_MAX_MB * 1024 * 1024, accept: '.pdf,.jpg,.jpeg,.png' };
}

/** What an attachments decision says, as slots of the page. */
export function attachmentSlots(rules: AttachmentRule[]): AttachmentSlot[] {
  return rules.map(({ kind, label, required, atLeastOneOf }) => {
    return { kind, label, required, atLeastOneOf: atLeastOneOf ?? undefined };
  });
}
