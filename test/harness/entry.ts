import { attach, codes, sql, waitStatus } from './cases';
import { as } from './client';

/** What somebody hands in: fields, and kinds of attachments, each with a file of its own. */
export interface HandedIn {
  who: string;
  data: object;
  papers?: string[];
}

/** Hands a case of a flow in; the response is the caller's to check. */
export async function tryEntry(process: string, { who, data, papers = [] }: HandedIn) {
  const attachments = await attach(who, papers);
  return (await as(who)).post(`/api/cases/${process}`, { data, attachments });
}

/** Codes a submission is refused with; none if it is taken. */
export async function entryRefusals(process: string, given: HandedIn): Promise<string[]> {
  return codes(await tryEntry(process, given));
}

/** Hands a case in that must be taken, and waits until it has a status. @returns its id */
export async function entered(process: string, given: HandedIn, status: string): Promise<string> {
  const response = await tryEntry(process, given);
  if (response.status !== 201) throw new Error(`submit: ${response.status} ${response.text}`);
  await waitStatus(response.body.id, status);
  return response.body.id;
}

/** Hands the next round of a case in; the response is the caller's to check. */
export async function tryRound(id: string, { who, data, papers = [] }: HandedIn) {
  const attachments = await attach(who, papers);
  return (await as(who)).post(`/api/cases/${id}/corrections`, { data, attachments });
}

/** Hands the next round in, which must be taken, and waits until the case has a status. */
export async function nextRound(id: string, given: HandedIn, status: string): Promise<void> {
  const response = await tryRound(id, given);
  if (response.status !== 200) throw new Error(`correct: ${response.status} ${response.text}`);
  await waitStatus(id, status);
}

/** The applicant withdraws a case, which must be taken. */
export async function withdrawn(id: string, who: string): Promise<void> {
  await (await as(who)).post(`/api/cases/${id}/withdrawal`, { reason: '填报有误' }).expect(202);
  await waitStatus(id, 'WITHDRAWN');
}

/** The current entry of a library. */
export async function libraryEntry(kind: string, key: string) {
  const [entry] = await sql<{
    library: string;
    status: string;
    marks: string[];
    version: number;
    data: Record<string, unknown>;
  }>(
    `select library, status, marks, version, data from library_entry
     where kind = $1 and natural_key = $2 and valid_to is null`,
    [kind, key],
  );
  return entry;
}
