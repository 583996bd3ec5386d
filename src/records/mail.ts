import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import { createMailer, type Mailer, MailProblem } from '../outside/mail';
import { appendAudit, SYSTEM } from './audit';

/** Whom an e-mail to an organisation reaches, as Keycloak knows them now. */
export interface Addressee {
  username: string;
  email: string;
}

/** Puts an e-mail to an organisation into the caller's transaction. */
export async function queueMail(
  tx: EntityManager,
  mail: { notice: string; recipient: string; subject: string; body: string },
): Promise<void> {
  await tx.query('insert into mail (notice_id, recipient, subject, body) values ($1, $2, $3, $4)', [
    mail.notice,
    mail.recipient,
    mail.subject,
    mail.body,
  ]);
}

/** After so many tries, over about a day and a half, people have to look at it. */
const TRIES = 10;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 6 * 3600;

interface Waiting {
  id: string;
  notice_id: string;
  recipient: string;
  person: string | null;
  subject: string;
  body: string;
  attempts: number;
}

interface Post {
  mailer: Mailer;
  /** @throws Error where Keycloak does not answer */
  addressees(organisation: string): Promise<Addressee[]>;
}

/**
 * Sends the e-mails whose time has come, each in a transaction of its own that no other sender shares:
 * what the server took is never sent again, but for a crash in the instant between its word and ours,
 * and then under the same Message-ID.
 * @returns how many went forward
 */
export async function relayMail(db: DataSource, post: Post, atMost = 50): Promise<number> {
  let forward = 0;
  while (forward < atMost && (await relayOne(db, post))) forward += 1;
  return forward;
}

function relayOne(db: DataSource, post: Post): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [mail]: Waiting[] = await tx.query(
      `select id, notice_id, recipient, person, subject, body, attempts from mail
       where sent_at is null and given_up_at is null and next_at <= now()
       order by next_at limit 1 for update skip locked`,
    );
    if (!mail) return false;
    try {
      await (mail.person === null ? address(tx, post, mail) : deliver(post, mail));
      await tx.query(
        'update mail set sent_at = now(), attempts = attempts + 1, last_error = null where id = $1',
        [mail.id],
      );
    } catch (error) {
      await postpone(tx, mail, error);
    }
    return true;
  });
}

/** A row for each of the organisation's people; whoever has one already is left alone. */
async function address(tx: EntityManager, post: Post, mail: Waiting): Promise<void> {
  for (const { username } of await post.addressees(mail.recipient))
    await tx.query(
      `insert into mail (notice_id, recipient, person, subject, body) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [mail.notice_id, mail.recipient, username, mail.subject, mail.body],
    );
}

/** Whoever has left the organisation meanwhile, or has no address any more, gets nothing. */
async function deliver({ mailer, addressees }: Post, mail: Waiting): Promise<void> {
  const people = await addressees(mail.recipient);
  const email = people.find(({ username }) => username === mail.person)?.email;
  if (email) await mailer.send({ id: mail.id, to: email, subject: mail.subject, text: mail.body });
}

/** Later again, at growing intervals; what will never go is an incident for people to look at. */
async function postpone(tx: EntityManager, mail: Waiting, error: unknown): Promise<void> {
  const { message, isFinal } =
    error instanceof MailProblem ? error : { message: 'people are not known now', isFinal: false };
  const tried = mail.attempts + 1;
  const isOver = isFinal || tried >= TRIES;
  const wait = Math.min(FIRST_WAIT_SECONDS * 4 ** mail.attempts, LONGEST_WAIT_SECONDS);
  await tx.query(
    `update mail set attempts = $2, last_error = $3, next_at = now() + make_interval(secs => $4),
       given_up_at = case when $5 then now() end where id = $1`,
    [mail.id, tried, message, wait, isOver],
  );
  if (!isOver) return;
  const [notice]: { case_id: string; key: string; at: Date }[] = await tx.query(
    'select case_id, key, now() as at from notice where id = $1',
    [mail.notice_id],
  );
  if (!notice) return;
  await appendAudit(tx, {
    caseId: notice.case_id,
    at: notice.at,
    actor: SYSTEM,
    action: 'mail.undelivered',
    entity: `case:${notice.case_id}`,
    detail: {
      message: notice.key,
      recipient: mail.recipient,
      person: mail.person,
      reason: message,
      tries: tried,
    },
    requestId: `mail-${mail.id}`,
  });
}

const LOOK_EVERY_MS = 5000;

/** Sends e-mails for ever; `stop` ends it after the one under way. */
export function startMail(
  db: DataSource,
  settings: { url: string; from: string; addressees: Post['addressees'] },
  log: Logger,
): { stop(): Promise<void> } {
  const mailer = createMailer(settings.url, settings.from);
  const post = { mailer, addressees: settings.addressees };
  const stopping = new AbortController();
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      stopping.signal.addEventListener('abort', () => [clearTimeout(timer), resolve()]);
    });
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const sent = await relayMail(db, post, 1).catch((error) => {
        log.warn({ err: error }, 'e-mails could not be looked at, trying again');
        return 0;
      });
      if (sent === 0) await pause();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
      mailer.close();
    },
  };
}
