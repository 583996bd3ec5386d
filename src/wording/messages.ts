import type { CaseFile } from '../entities';
import type { ReleaseView } from '../records/releases';
import { label } from './labels';

/** Decision that words in-platform messages, for every flow. */
const MESSAGES = 'common-messages';

/** Wording of a message, from the decision of the case's release. */
export async function wordMessage(
  release: ReleaseView,
  file: CaseFile,
  key: string,
  extra: Record<string, unknown> = {},
): Promise<{ subject: string; body: string }> {
  const process = release.models.processes[file.processId];
  const { output } = await release.evaluate(MESSAGES, {
    message: key,
    case: {
      number: file.number,
      title: file.title,
      status: file.status,
      statusLabel: label('status', file.status, file.processId),
      processName: process?.name ?? file.processId,
    },
    ...extra,
  });
  const worded = output as { subject?: string; body?: string } | null;
  if (!worded?.subject) throw new Error(`${MESSAGES} has no message ${key}`);
  return { subject: worded.subject, body: worded.body ?? '' };
}
