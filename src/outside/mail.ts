import { createTransport } from 'nodemailer';

/** One e-mail to one address. */
export interface Letter {
  /** the same for every try, so that a server or reader can tell a repeat */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** Sends e-mail; whoever made it closes it. */
export interface Mailer {
  /** @throws MailProblem where the server did not take it */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** Why an e-mail was not taken, without its address: `SMTP 550`, `ECONNECTION`. */
export class MailProblem extends Error {
  constructor(
    reason: string,
    /** the server will never take it: a reply 5xx to what was said of the e-mail itself */
    readonly isFinal: boolean,
  ) {
    super(reason);
  }
}

const WITHIN_MS = 20_000;

/**
 * E-mail by SMTP.
 * @param url `smtp://user:password@host:port` or `smtps://…`; nodemailer's options may stand in its query
 * @param from the sender, as `住建审批流 <noreply@example.gov.cn>`
 */
export function createMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, { from });
  Object.assign(transport.options, {
    ...{ connectionTimeout: WITHIN_MS, greetingTimeout: WITHIN_MS, socketTimeout: WITHIN_MS },
    // nothing but the text goes out, whatever stands in it
    ...{ disableFileAccess: true, disableUrlAccess: true, logger: false },
  });
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@zhujian-flow>`,
          to: { name: '', address: oneLine(to) },
          subject: oneLine(subject),
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        const { code, responseCode, command } = error as Record<string, unknown>;
        const isFinal =
          Number(responseCode) >= 500 && ['RCPT TO', 'DATA', 'MAIL FROM'].includes(String(command));
        throw new MailProblem(
          responseCode ? `SMTP ${responseCode}` : String(code ?? 'UNKNOWN'),
          isFinal || (code === 'EENVELOPE' && !responseCode),
        );
      }
    },
    close: () => transport.close(),
  };
}

/** A line break in a header would begin another header. */
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
