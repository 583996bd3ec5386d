import { clockAt, doAct, sql, waitStatus, waitTask } from './cases';
import { CIXI, GROUP, givenPermit, NOTICE, notices, submitted } from './subcontract';

/** A case of 乙 that 甲 was urged for: it has attachments, a document and messages. */
export interface Urged {
  case: string;
  attachment: string;
  document: string;
  message: string;
}

/** Plays a case until 甲 has to reply to its urging notice; leaves the clock there. */
export async function urged(): Promise<Urged> {
  await clockAt('2026-09-30 15:00');
  await givenPermit();
  const id = await submitted();
  await waitTask(id, 'CONFIRM');
  await clockAt('2026-10-11 00:00:00');
  await waitStatus(id, 'TO_URGE');
  await doAct(id, CIXI, 'ISSUE_NOTICE', NOTICE);
  await waitTask(id, 'REPLY');
  const [document] = await notices(id);
  const [attachment] = await sql<{ id: string }>(
    'select id from attachment where case_id = $1 order by id limit 1',
    [id],
  );
  const [message] = await sql<{ id: string }>(
    'select id from notice where case_id = $1 and recipient = $2 limit 1',
    [id, GROUP.jia],
  );
  if (!document || !attachment || !message) throw new Error(`case ${id} is not complete`);
  return { case: id, attachment: attachment.id, document: document.id, message: message.id };
}
