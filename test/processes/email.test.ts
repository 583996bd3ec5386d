/** E-mail beside the in-platform message: to a real SMTP server, once, in Chinese and English. */
import { createMailer } from '../../src/outside/mail';
import { relayMail } from '../../src/records/mail';
import { endSql, sql } from '../harness/cases';
import { type JobBench, jobBench } from '../harness/jobs';
import { type Inbox, startSmtp } from '../harness/smtp';
import { GROUP, JIA } from '../harness/subcontract';

const FROM = '住建审批流 <noreply@example.invalid>';
const ADDRESS = `${JIA}@example.invalid`;
const TITLE = '示例装饰 · 建筑装修装饰工程';

describe('e-mail', () => {
  let smtp: Inbox;
  let bench: JobBench;
  beforeAll(async () => {
    smtp = await startSmtp();
    bench = await jobBench({ SMTP_URL: smtp.url, MAIL_FROM: FROM });
  });
  afterAll(async () => {
    await sql('delete from mail');
    await smtp.close();
    await bench.deps.close();
    await endSql();
  });

  /** The general contractor is told something of a case by a job. @returns the case */
  async function told(message: string, by = bench): Promise<string> {
    const caseId = await bench.storedCase({ title: TITLE });
    await by.done('notify', { caseId, message, recipients: [GROUP.jia] });
    return caseId;
  }

  /** Sends what is due, as `main.ts` does. */
  async function relayed(at = smtp): Promise<number> {
    const mailer = createMailer(at.url, FROM);
    const { db, people } = bench.deps;
    try {
      return await relayMail(db, { mailer, addressees: people.addressees });
    } finally {
      mailer.close();
    }
  }

  const mailsOf = (caseId: string) =>
    sql<{ person: string | null; attempts: number; sent: boolean; over: boolean; why: string }>(
      `select m.person, m.attempts, m.sent_at is not null as sent, m.given_up_at is not null as over,
         m.last_error as why
       from mail m join notice n on n.id = m.notice_id where n.case_id = $1
       order by m.person nulls first`,
      [caseId],
    );
  const dueNow = () => sql('update mail set next_at = now() where sent_at is null');

  test('[GR-08] the reminder before a limit goes to the people of the organisation, once', async () => {
    const caseId = await told('GC_CONFIRM_REMINDER');
    await relayed();
    const mine = smtp.received.filter(({ to }) => to.includes(ADDRESS));
    expect(mine).toHaveLength(1);
    const [{ from, to, mail }] = mine as [(typeof mine)[0]];
    expect([from, to]).toEqual(['noreply@example.invalid', [ADDRESS]]);
    expect(mail.from?.text).toContain('住建审批流');
    expect(mail.subject).toBe(
      '专业承包业绩确认即将到期 / Confirmation of a subcontract record is due',
    );
    expect(mail.text).toContain(`“${TITLE}”待你单位确认`);
    expect(mail.text).toContain('waits for your confirmation');
    expect(mail.text).toContain(`/cases/${caseId}`);
    expect((await mailsOf(caseId)).every(({ sent }) => sent)).toBe(true);
    await dueNow();
    const before = smtp.received.length;
    await relayed();
    expect(smtp.received).toHaveLength(before);
  });

  test('[GR-08] a row of the table says which message goes by e-mail; the others do not', async () => {
    expect(await mailsOf(await told('REVIEW_OVERDUE'))).toEqual([]);
  });

  test('no server is set: messages as ever, and no e-mail is kept for later', async () => {
    const without = await jobBench();
    const caseId = await told('GC_CONFIRM_REMINDER', without);
    await without.deps.close();
    expect(await mailsOf(caseId)).toEqual([]);
    expect(await sql('select 1 from notice where case_id = $1', [caseId])).toHaveLength(1);
  });

  test('a server that is away: tried again later, and sent once when it is back', async () => {
    const away = await startSmtp();
    await away.close();
    const caseId = await told('GC_CONFIRM_REMINDER');
    await relayed(away);
    const waiting = (await mailsOf(caseId)).filter(({ person }) => person !== null);
    expect(waiting.map(({ attempts, sent, over }) => [attempts, sent, over])).toEqual(
      waiting.map(() => [1, false, false]),
    );
    expect(waiting.map(({ why }) => why)).toEqual(waiting.map(() => 'ESOCKET'));
    // not due yet: nothing happens
    expect(await relayed(away)).toBe(0);
    const back = await startSmtp({ port: away.port });
    await dueNow();
    await relayed(back);
    await relayed(back);
    await back.close();
    expect(back.received.filter(({ to }) => to.includes(ADDRESS))).toHaveLength(1);
  });

  test('what the server never takes is an incident in the case file; no address is kept', async () => {
    const refusing = await startSmtp({ refuses: (address) => address === ADDRESS });
    const caseId = await told('URGING_NOTICE_ISSUED');
    await relayed(refusing);
    await refusing.close();
    const refused = (await mailsOf(caseId)).find(({ person }) => person === JIA);
    expect(refused).toMatchObject({ sent: false, over: true, why: 'SMTP 550' });
    const [event] = await sql<{ detail: object }>(
      `select detail from audit_event where chain = $1 and action = 'mail.undelivered'`,
      [`case:${caseId}`],
    );
    expect(event?.detail).toMatchObject({
      message: 'URGING_NOTICE_ISSUED',
      recipient: GROUP.jia,
      person: JIA,
      reason: 'SMTP 550',
    });
    const rows = await sql<{ text: string }>('select mail::text as text from mail');
    expect(JSON.stringify([event, rows])).not.toContain('@example.invalid');
  });

  test('nothing in a message becomes a header', async () => {
    const mailer = createMailer(smtp.url, FROM);
    const subject = '到期\r\nBcc: thief@example.invalid\r\n\r\nbody';
    await mailer.send({ id: 'injected', to: ADDRESS, subject, text: 'text' });
    mailer.close();
    const last = smtp.received.at(-1);
    expect(last?.to).toEqual([ADDRESS]);
    expect(last?.mail.bcc).toBeUndefined();
    expect(last?.mail.subject).toBe('到期 Bcc: thief@example.invalid body');
    expect(last?.mail.text?.trim()).toBe('text');
  });
});
