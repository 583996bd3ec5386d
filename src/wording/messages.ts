import type { CaseFile } from '../entities';
import type { ReleaseView } from '../records/releases';
import { label } from './labels';

/** Decision that words in-platform messages, for every flow. */
const MESSAGES = 'common-messages';

/** The channel of the table that is the in-platform message and an e-mail beside it. */
const BY_MAIL = 'EMAIL';

type Column = 'subject' | 'body' | 'channel' | 'subjectEn' | 'bodyEn';

/** A message as people read it. */
export interface Wording {
  subject: string;
  body: string;
  /** in Chinese and English; absent where the table wants no e-mail */
  mail?: { subject: string; body: string };
}

/** What a message can tell of a case, and of a task, by the names its table uses. */
const TOLD = ['case.number', 'case.title', 'case.status', 'case.statusLabel', 'case.processName'];
const TOLD_OF_TASK = ['task.name'];
/** Told where it is known; else null, so that a text can do without it. */
const REASON = 'case.reason';

/**
 * Wording of a message, from the decision of the case's release. The table only puts facts into its
 * text: it is asked with the name of each fact in the fact's place, so that the wording of a release is
 * evaluated once a message and not once a case, and the facts are put in here.
 * @param taskName of the task that the message is about, where there is one
 * @throws Error when the table has no such message, or names a fact that is not told
 */
export async function wordMessage(
  release: ReleaseView,
  file: CaseFile,
  key: string,
  taskName?: string,
): Promise<Wording> {
  const { output } = await release.evaluate(MESSAGES, { message: key, ...places(file) });
  const worded = output as Partial<Record<Column, string | null>> | null;
  if (!worded?.subject) throw new Error(`${MESSAGES} has no message ${key}`);
  const process = release.models.processes[file.processId];
  const facts: Record<string, string | undefined> = {
    'case.number': file.number,
    'case.title': file.title,
    'case.status': file.status,
    'case.statusLabel': label(release.models.labels, 'status', file.status, file.processId),
    'case.processName': process?.name ?? file.processId,
    'task.name': taskName,
    [REASON]: file.statusReason ?? undefined,
  };
  const fill = (text: string) =>
    text.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
      const fact = facts[name];
      if (fact === undefined) throw new Error(`message ${key} needs ${name}`);
      return fact;
    });
  const [subject, body] = [fill(worded.subject), fill(worded.body ?? '')];
  if (worded.channel !== BY_MAIL) return { subject, body };
  const [subjectEn, bodyEn] = [fill(worded.subjectEn ?? ''), fill(worded.bodyEn ?? '')];
  return {
    subject,
    body,
    mail: { subject: both(subject, subjectEn), body: both(body, bodyEn, '\n\n') },
  };
}

/** The Chinese text and the English one, where there is one. */
const both = (zh: string, en: string, between = ' / ') => [zh, en].filter(Boolean).join(between);

/** `{case: {title: '{{case.title}}', …, reason: null}, task: {…}}` */
function places(file: CaseFile): Record<string, Record<string, string | null>> {
  const places: Record<string, Record<string, string | null>> = {};
  for (const name of [...TOLD, REASON, ...TOLD_OF_TASK]) {
    const [group = '', fact = ''] = name.split('.');
    const told = name !== REASON || file.statusReason;
    places[group] = { ...places[group], [fact]: told ? `{{${name}}}` : null };
  }
  return places;
}
