import { randomInt } from 'node:crypto';
import { demoEnterprises } from '../../seed';
import { type Card, cardOf } from '../../stand-in/card';
import { nationalPlatform } from '../../stand-in/national-platform';
import { drawEntries } from '../../stand-in/service-network';
import { doAct, sql, unique, waitStatus } from './cases';
import { runtime, setting } from './client';
import { TRUE } from './enterprise';
import { entered, type HandedIn } from './entry';
import { JIA, XIAOSHAN, YIWU } from './subcontract';

export const PERSON = 'zj-person';
export const outside = nationalPlatform(setting('STAND_IN_URL'));

/** The credit code of the enterprise that the examples call so. */
export function creditCode(label: '甲' | '乙' | '丙'): string {
  const found = demoEnterprises.find((one) => one.label === label);
  if (!found) throw new Error(`no enterprise ${label}`);
  return found.creditCode;
}

const USCC_OF: Record<string, () => string> = {
  'jia.zhao': () => creditCode('甲'),
  'yi.qian': () => creditCode('乙'),
  'bing.sun': () => creditCode('丙'),
};

/** Somebody nobody knows yet; the ID number cannot be anyone's, it is of the century before the last. */
export function newCard(name = '李一'): Card {
  const first17 = `3307821888${String(randomInt(1, 13)).padStart(2, '0')}${String(randomInt(1, 29)).padStart(2, '0')}${String(randomInt(1000)).padStart(3, '0')}`;
  return cardOf(first17, name);
}

/** The card is put on a reader of the enterprise of `who`. @returns the number of the reading */
export function cardRead(card: Card, who: string, at: string): Promise<string> {
  const enterprise = USCC_OF[who]?.() ?? who;
  return outside.readCard({ ...card, enterprise, readAt: `${at.replace(' ', 'T')}:00+08:00` });
}

/** The registers know a certificate of this person. @returns the number of the record */
export async function registered(
  { idNumber }: Card,
  category: 'REGISTERED' | 'SITE' | 'WORKER' = 'REGISTERED',
  certificateType = 'CONSTRUCTOR',
): Promise<string> {
  const recordId = unique('RY');
  const certificateNo = unique('ZS');
  await outside.knowPeople({ recordId, category, idNumber, certificateType, certificateNo });
  return recordId;
}

export const DEGREE = {
  isEngOrEconDegree: 'YES',
  isFullTimeDegree: 'YES',
  graduationSchool: '虚构理工大学',
  graduationDate: '2008-06-30',
};

export const TITLE = {
  isEngTitle: 'YES',
  titleCertName: '工程师',
  titleIssueDate: '2015-12-01',
};

/** A registered practitioner, as an enterprise hands somebody in. */
export async function practitioner(
  card: Card,
  { who = JIA, at, changes = {} }: { who?: string; at: string; changes?: object },
): Promise<HandedIn> {
  const data = {
    readingNo: await cardRead(card, who, at),
    category: 'REGISTERED',
    sourceRecordId: await registered(card),
    ...DEGREE,
    ...changes,
  };
  return { who, data, papers: ['PRACTICE_CERTIFICATE'] };
}

/** Somebody with a title, as an enterprise hands somebody in. */
export async function titled(
  card: Card,
  { who = JIA, at, changes = {} }: { who?: string; at: string; changes?: object },
): Promise<HandedIn> {
  const own = { category: 'TITLE', titleCertificateNo: unique('ZC'), ...DEGREE, ...TITLE };
  const readingNo = await cardRead(card, who, at);
  return { who, data: { readingNo, ...own, ...changes }, papers: ['TITLE_CERTIFICATE'] };
}

/** The number by which the person of a case is known. */
export async function personOf(caseId: string): Promise<string> {
  const [row] = await sql<{ subject: string }>('select subject from case_file where id = $1', [
    caseId,
  ]);
  if (!row) throw new Error(`no case ${caseId}`);
  return row.subject;
}

/** The certificates that the library has of a person now, by key. */
export function certificatesOf(person: string) {
  return sql<{
    natural_key: string;
    library: string;
    status: string;
    version: number;
    data: Record<string, unknown>;
  }>(
    `select natural_key, library, status, version, data from library_entry
     where kind = 'qualification' and natural_key like $1 || '|%' and valid_to is null
     order by natural_key`,
    [person],
  );
}

/** Hands somebody in, whom the enterprise's authority approves. @returns the case */
export async function enteredPerson(handedIn: HandedIn): Promise<string> {
  const id = await entered(PERSON, handedIn, 'SUBMITTED');
  await doAct(id, handedIn.who === JIA ? XIAOSHAN : YIWU, 'VERIFY', TRUE);
  await waitStatus(id, 'ENTERED');
  return id;
}

/** What the government service network may draw of the people of an enterprise: keys of entries. */
export async function drawnFrom(label: '甲' | '乙'): Promise<string[]> {
  const drawn = await drawEntries(runtime.env, creditCode(label), 'personnel');
  return drawn.map(({ key }) => key);
}
