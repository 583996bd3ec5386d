import type { Card } from '../../stand-in/card';
import { doAct, waitStatus } from './cases';
import { TRUE } from './enterprise';
import { entered } from './entry';
import { pushedLike } from './permit-project';
import { cardRead, creditCode, newCard, outside, PERSON, personOf, practitioner } from './person';
import { BING, GROUP, JIA, PERMIT, XIAOSHAN, YI, YIWU } from './subcontract';

export const UNLOCK = 'zj-person-unlock';
export const DRAW = 'zj-person-transfer';

const LABEL = { [JIA]: '甲', [YI]: '乙', [BING]: '丙' } as const;

/** The credit code of the enterprise that somebody works for. */
export const codeOf = (who: string) => creditCode(LABEL[who as keyof typeof LABEL] ?? '甲');

/** A person in the library, locked to an enterprise. */
export interface Employed {
  card: Card;
  /** number of the person */
  person: string;
  /** case that entered the person */
  caseId: string;
}

/** A registered constructor whom an enterprise hands in, and its authority approves. */
export async function employed(
  at: string,
  { who = JIA, handIn = practitioner }: { who?: string; handIn?: typeof practitioner } = {},
): Promise<Employed> {
  const card = newCard();
  const caseId = await entered(PERSON, await handIn(card, { who, at }), 'SUBMITTED');
  await doAct(caseId, who === JIA ? XIAOSHAN : YIWU, 'VERIFY', TRUE);
  await waitStatus(caseId, 'ENTERED');
  return { card, person: await personOf(caseId), caseId };
}

const instant = (at: string) => `${at.replace(' ', 'T')}:00+08:00`;

/** Somebody confirms with the identity lock of an enterprise. @returns the number */
export const lockedBy = (who: string, at: string) =>
  outside.confirmByLock({ enterprise: codeOf(who), confirmedAt: instant(at) });

/** What an enterprise hands in to unlock a person, with a confirmation of its own. */
export async function unlocking(person: string, at: string, who = JIA) {
  return { who, data: { person, lockConfirmationNo: await lockedBy(who, at) } };
}

/** An enterprise unlocks a person, which must be taken. */
export async function unlocked(person: string, at: string, who = JIA): Promise<string> {
  return entered(UNLOCK, await unlocking(person, at, who), 'UNLOCKED');
}

/** What an enterprise hands in to draw a person in, with a reading of the card. */
export async function drawing({ card }: { card: Card }, at: string, who = YI) {
  return { who, data: { person: card.idNumber, readingNo: await cardRead(card, who, at) } };
}

/** A permit is pushed whose project a person leads. @returns its number */
export function leading({ card }: { card: Card }, changes: object = {}): Promise<string> {
  return pushedLike(PERMIT, {
    ...{ projectLeaderName: card.name, projectLeaderIdNumber: card.idNumber },
    ...changes,
  });
}

/** The former employer that people of 甲 name. */
export const FORMER = { formerEmployer: GROUP.jia.slice('enterprise-'.length) };
