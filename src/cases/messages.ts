import type { EntityManager } from 'typeorm';
import { type Caller, ownOrganisations } from '../domain/identity';

/** A message to an organisation of the caller or to the caller, with the case it is about. */
export interface Message {
  id: string;
  at: Date;
  subject: string;
  readAt: Date | null;
  caseId: string | null;
  /** number and title of the case */
  number: string | null;
  title: string | null;
}

/** Messages of a person, unread ones first, then the newest, and how many are unread in all. */
export async function messagesOf(
  db: EntityManager,
  caller: Caller,
  limit: number,
): Promise<{ messages: Message[]; unread: number }> {
  const mine = ownOrganisations(caller);
  const messages: Message[] = await db.query(
    `select n.id, n.at, n.subject, n.read_at as "readAt", n.case_id as "caseId", c.number, c.title
     from notice n left join case_file c on c.id = n.case_id
     where n.recipient = any($1) order by n.read_at is not null, n.at desc, n.id limit $2`,
    [mine, limit],
  );
  const [count]: { n: number }[] = await db.query(
    'select count(*)::int as n from notice where recipient = any($1) and read_at is null',
    [mine],
  );
  return { messages, unread: count?.n ?? 0 };
}
