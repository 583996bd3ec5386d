import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { actsOf, clockAt, leaveStack, sql, waitStatus, waitTask } from '../harness/cases';
import { API, as, token } from '../harness/client';
import { entered } from '../harness/entry';
import { handedIn, ofSector, REFUSE } from '../harness/representative';
import { APPROVE, BING } from '../harness/subcontract';

const FLOW = 'zj-sector';
const TRANSPORT = 'transport.xu';

interface Verdict {
  case: string;
  act: string;
  given: object;
}

async function decide(who: string, verdicts: Verdict[], key?: string) {
  const test = request(API)
    .post('/api/tasks/verdicts')
    .set('Authorization', `Bearer ${await token(who)}`);
  if (key) test.set('Idempotency-Key', key);
  return test.send({ verdicts });
}

const review = (id: string, given: object): Verdict => ({ case: id, act: 'REVIEW', given });
const told = (results: { accepted: boolean; refusals: { code: string }[] }[]) =>
  results.map(({ accepted, refusals }) => [accepted, ...refusals.map(({ code }) => code)]);

/** Cases that wait for the transport bureau. */
async function waiting(count: number): Promise<string[]> {
  const ids = [];
  for (let i = 0; i < count; i += 1) {
    const id = await entered(FLOW, handedIn(ofSector()), 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
    ids.push(id);
  }
  return ids;
}

beforeAll(() => clockAt('2026-09-30 10:00'));
afterAll(leaveStack);

describe('[verdicts] a list of tasks, one verdict a row', () => {
  test('each row is judged and recorded as if it came alone; a refused one stops no other', async () => {
    const [one = '', two = '', three = ''] = await waiting(3);
    const { status, body } = await decide(TRANSPORT, [
      review(one, APPROVE),
      // no reason
      review(two, { outcome: REFUSE.outcome }),
      review(randomUUID(), APPROVE),
      { ...review(three, APPROVE), act: 'CONFIRM' },
      review(three, REFUSE),
    ]);
    expect(status).toBe(200);
    expect(told(body.results)).toEqual([
      [true],
      [false, expect.stringMatching(/^E-/)],
      [false, 'E-00-22'],
      [false, expect.stringMatching(/^E-00-0[13]$/)],
      [true],
    ]);
    await waitStatus(one, 'IN_LIBRARY');
    await waitStatus(three, 'NOT_APPROVED');
    expect(await actsOf(one)).toEqual([`${TRANSPORT} REVIEW`]);
    expect(await actsOf(two)).toEqual([]);
    expect(await actsOf(three)).toEqual([`${TRANSPORT} REVIEW`]);
    // alone it is refused with the same
    const alone = await (await as(TRANSPORT)).post(`/api/cases/${two}/acts/REVIEW`, {
      outcome: REFUSE.outcome,
    });
    expect(body.results[1].refusals).toEqual(alone.body.errors);
  });

  test('a stranger has none of it, and the try is noted', async () => {
    const [id = ''] = await waiting(1);
    const { body } = await decide(BING, [review(id, APPROVE)]);
    expect(told(body.results)).toEqual([[false, 'E-00-22']]);
    const noted = await sql(
      `select id from security_event where person = $1 and case_id = $2 and code = 'S-01'`,
      [BING, id],
    );
    expect(noted).toHaveLength(1);
    expect(await actsOf(id)).toEqual([]);
  });

  test('the same sent again, also at the same moment, is done once', async () => {
    const [id = ''] = await waiting(1);
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2].map(() => decide(TRANSPORT, [review(id, REFUSE)], key)),
    );
    const again = await decide(TRANSPORT, [review(id, REFUSE)], key);
    for (const { body } of [...answers, again]) expect(told(body.results)).toEqual([[true]]);
    const other = await decide(TRANSPORT, [review(id, APPROVE)], key);
    expect(told(other.body.results)).toEqual([[false, 'E-00-25']]);
    await waitStatus(id, 'NOT_APPROVED');
    expect(await actsOf(id)).toEqual([`${TRANSPORT} REVIEW`]);
  });

  test('no row, too many, and one case twice make no sense', async () => {
    const id = randomUUID();
    const many = Array.from({ length: 101 }, () => review(randomUUID(), APPROVE));
    for (const verdicts of [[], many, [review(id, APPROVE), review(id, REFUSE)]])
      expect((await decide(TRANSPORT, verdicts)).status).toBe(400);
  });
});
