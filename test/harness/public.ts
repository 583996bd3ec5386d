import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import request, { type Test } from 'supertest';
import { API } from './client';

/** The process that is open to the public, deployed by `deployPublicProcess`. */
export const OPEN_PROCESS = 'test-public';

/** The question of a proof of work, as a browser gets it. */
export async function challenge(processId: string, api = API): Promise<Challenge> {
  const path = `/api/public/cases/${processId}/challenge`;
  return (await request(api).get(path).expect(200)).body;
}

/** Solves it, as a browser would, for the header. */
export async function solved(question: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge: question, deriveKey });
  return Buffer.from(JSON.stringify({ challenge: question, solution })).toString('base64');
}

export async function proof(processId: string, api = API): Promise<string> {
  return solved(await challenge(processId, api));
}

/** Submits without log-in, with a proof of its own unless one is given. */
export async function submitPublicly(
  processId: string,
  data: Record<string, unknown>,
  given?: string,
  key?: string,
): Promise<Test> {
  const header = given ?? (await proof(processId));
  const asked = request(API).post(`/api/public/cases/${processId}`).set('X-Proof-Of-Work', header);
  return (key ? asked.set('Idempotency-Key', key) : asked).send({ data });
}
