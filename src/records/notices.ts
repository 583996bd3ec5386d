import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../entities';
import { Notice } from '../entities';
import { queueMail } from './mail';

/** A message in words; `mail` where it goes by e-mail, too. */
export interface Worded {
  subject: string;
  body: string;
  mail?: { subject: string; body: string };
}

/** Where e-mail leaves the house, if it does, and where its link leads. */
export interface MailSettings {
  SMTP_URL?: string | undefined;
  PUBLIC_URL: string;
}

/**
 * Writes an in-platform message to each recipient (GR-08), and puts the e-mail beside it into the
 * outbox of mails where its table wants one and the installation sends any.
 */
export async function sendNotices(
  tx: EntityManager,
  file: CaseFile,
  key: string,
  { mail, ...wording }: Worded,
  recipients: string[],
  at: Date,
  settings: MailSettings,
): Promise<void> {
  for (const recipient of new Set(recipients)) {
    const id = randomUUID();
    await tx.insert(Notice, {
      id,
      recipient,
      caseId: file.id,
      key,
      ...wording,
      at,
      readAt: null,
    });
    if (mail && settings.SMTP_URL)
      await queueMail(tx, {
        notice: id,
        recipient,
        subject: mail.subject,
        body: `${mail.body}\n\n${settings.PUBLIC_URL}/cases/${file.id}\n`,
      });
  }
}
