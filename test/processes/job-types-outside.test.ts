/**
 * Job types towards other cases, outside platforms and chance: delivered several times, also at
 * once, each takes effect once (GR-12, check 7).
 */
import { randomUUID } from 'node:crypto';
import { verifyChain } from '../../src/records/audit-verify';
import { pushId } from '../../src/records/pushes';
import { clockAt, codes, leaveStack, sql, unique } from '../harness/cases';
import { API, as, runtime, token, waitFor } from '../harness/client';
import { type JobBench, jobBench } from '../harness/jobs';
import { tool } from '../harness/models';
import { json, type OutsidePlatform, outsidePlatform } from '../harness/platform';
import { CIXI, JIA } from '../harness/subcontract';

let bench: JobBench;
let platform: OutsidePlatform;
const PLATFORM = 'platform-national';

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  platform = await outsidePlatform();
  bench = await jobBench({
    PLATFORM_NATIONAL_URL: platform.url,
    PLATFORM_NATIONAL_TOKEN: 'token-of-ours',
    PLATFORM_TIMEOUT_SECONDS: '1',
  });
});
beforeEach(() => {
  platform.received.length = 0;
  platform.answer(json(200, { accepted: true, receipt: 'R-1' }));
});
afterAll(async () => {
  await platform?.down();
  await leaveStack();
  await bench?.deps.close();
});

const variablesOf = (answer: object) =>
  (answer as { variables: Record<string, unknown> }).variables;
const rows = (text: string, ...values: unknown[]) => sql<Record<string, unknown>>(text, values);
const events = (caseId: string, action: string) =>
  sql<{ detail: Record<string, unknown> }>(
    'select detail from audit_event where chain = $1 and action = $2 order by seq',
    [`case:${caseId}`, action],
  );
const expectWholeChain = async (caseId: string) =>
  expect(await verifyChain(bench.deps.db, `case:${caseId}`)).toMatchObject({ ok: true });

/** Delivers a new job three times at once and twice later; they all answer the same. */
async function fiveTimes(type: string, variables: Record<string, unknown>) {
  const one = bench.job(type, variables);
  const answers = await Promise.all([1, 2, 3].map(() => bench.deliver(one)));
  answers.push(await bench.deliver(one), await bench.deliver({ ...one, retries: 2 }));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ kind: 'complete' });
  return variablesOf(answers[0] as object);
}

describe('[GR-12] message.send', () => {
  const waiting = (caseId: string) =>
    rows('select message, variables, ttl_seconds from outbox where correlation_key = $1', caseId);

  test('delivered five times, one message goes out, for a short time only', async () => {
    const caseId = await bench.storedCase();
    const toCase = await bench.storedCase();
    const message = 'test.nobody-waits';
    const variables = { a: 1 };
    expect(await fiveTimes('message.send', { caseId, message, variables, toCase })).toEqual({
      sent: 1,
    });
    expect(await waiting(toCase)).toEqual([
      { message, variables: { a: 1, sentBy: caseId }, ttl_seconds: 60 },
    ]);
    expect(await events(caseId, 'message.sent')).toMatchObject([
      { detail: { message, receivers: [toCase] } },
    ]);
    await waitFor('the engine to take it', async () => {
      const [row] = await rows('select sent_at from outbox where correlation_key = $1', toCase);
      return row?.sent_at !== null;
    });
  });

  test('by subject: every other open case of it, or of some processes only', async () => {
    const subject = unique('S-');
    const [caseId, other, elsewhere, closed, unrelated] = await Promise.all([
      bench.storedCase({ subject }),
      bench.storedCase({ subject }),
      bench.storedCase({ subject, process_id: 'zj-enterprise' }),
      bench.storedCase({ subject, closed_at: new Date() }),
      bench.storedCase({ subject: unique('S-') }),
    ]);
    const send = (more: object) =>
      bench.done('message.send', { caseId, message: 'test.x', toSubject: subject, ...more });
    expect(await send({})).toEqual({ sent: 2 });
    expect(await send({ toProcesses: ['zj-enterprise'], ttlSeconds: 5 })).toEqual({ sent: 1 });
    const counts = await Promise.all(
      [caseId, other, elsewhere, closed, unrelated].map(async (id) => (await waiting(id)).length),
    );
    expect(counts).toEqual([0, 1, 2, 0, 0]);
  });

  test('to nobody in particular: to the case itself; to a closed case: to nobody', async () => {
    const caseId = await bench.storedCase();
    const closed = await bench.storedCase({ closed_at: new Date() });
    expect(await bench.done('message.send', { caseId, message: 'test.x' })).toEqual({ sent: 1 });
    expect(await bench.done('message.send', { caseId, message: 'test.x', toCase: closed })).toEqual(
      { sent: 0 },
    );
  });
});

describe('[GR-12] case.open', () => {
  const key = () => unique('KEY-');
  const open = (more: object = {}) => ({
    ...{ key: key(), title: '每月抽查', parties: { city: 'county-330282' } },
    ...{ data: { period: '2026-08' }, subject: '2026-08' },
    ...more,
  });

  test('delivered five times, one case file with its first event and first step', async () => {
    const variables = open();
    const opened = await fiveTimes('case.open', variables);
    expect(opened).toMatchObject({
      isNew: true,
      caseNumber: expect.stringMatching(/^ZJ-07-2026-/),
    });
    const files = await rows(
      'select * from case_file where process_id = $1 and natural_key = $2',
      'zj-subcontract',
      variables.key,
    );
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({
      ...{ id: opened.caseId, status: 'OPENED', title: '每月抽查', subject: '2026-08' },
      ...{ applicant_organisation: 'platform', applicant_user: ':system', closed_at: null },
      release_id: (await bench.deps.releases.current()).id,
      process_instance_key: expect.stringMatching(/./),
    });
    const caseId = String(opened.caseId);
    expect(await events(caseId, 'case.opened')).toHaveLength(1);
    await expectWholeChain(caseId);
  });

  test('the same process and key, by other jobs at once: the same case', async () => {
    const variables = open();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() =>
        bench.done<{ caseId: string; isNew: boolean }>('case.open', variables),
      ),
    );
    expect(new Set(answers.map((a) => a.caseId)).size).toBe(1);
    expect(answers.filter((a) => a.isNew)).toHaveLength(1);
    const other = await bench.done('case.open', { ...variables, process: 'zj-enterprise' });
    expect(other).toMatchObject({ isNew: true });
    expect(other.caseId).not.toBe(answers[0]?.caseId);
  });

  test('an item of another process belongs to no instance yet, and names where it comes from', async () => {
    const from = await bench.storedCase();
    const { caseId } = await bench.done<{ caseId: string }>(
      'case.open',
      open({ caseId: from, process: 'zj-enterprise', status: 'DRAWN' }),
    );
    const [file] = await rows('select * from case_file where id = $1', caseId);
    expect(file).toMatchObject({
      ...{ process_id: 'zj-enterprise', status: 'DRAWN', process_instance_key: null },
    });
    expect(await events(caseId, 'case.opened')).toMatchObject([{ detail: { openedBy: from } }]);
  });

  test('[DT-18] seen by the organisations it names, by nobody else', async () => {
    const item = open({ process: 'zj-enterprise' });
    const { caseId } = await bench.done<{ caseId: string }>('case.open', item);
    await (await as(CIXI)).get(`/api/cases/${caseId}`).expect(200);
    await (await as(JIA)).get(`/api/cases/${caseId}`).expect(404);
  });

  test('a process that the release does not have is a failure', async () => {
    await expect(bench.done('case.open', open({ process: 'no-such' }))).rejects.toThrow('no-such');
  });
});

describe('[GR-12] platform.push', () => {
  const push = (caseId: string, more: object = {}) => ({
    ...{ caseId, target: 'NATIONAL', key: unique('P-'), version: 1, decision: 'zj-urging-notice' },
    ...more,
  });
  type Pushed = { pushState: string; receipt: string | null; pushProblem: string | null };
  const send = (variables: object) => bench.done<Pushed>('platform.push', variables);
  const stored = async (caseId: string) =>
    rows(
      'select state, attempts, receipt, reason, last_error from push where case_id = $1',
      caseId,
    );

  test('delivered five times, it is one push under one key', async () => {
    const caseId = await bench.storedCase({ data: { projectName: '示例工程' } });
    const variables = push(caseId);
    expect(await fiveTimes('platform.push', variables)).toMatchObject({
      ...{ pushState: 'ACCEPTED', receipt: 'R-1', pushReason: null, pushProblem: null },
    });
    const [first] = platform.received;
    expect(new Set(platform.received.map(({ key }) => key))).toEqual(new Set([pushId(variables)]));
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      authorization: 'Bearer token-of-ours',
      'x-request-id': expect.stringMatching(/./),
    });
    expect(JSON.stringify(first?.body)).toContain('示例工程');
    expect(await stored(caseId)).toMatchObject([{ state: 'ACCEPTED', receipt: 'R-1' }]);
    await expectWholeChain(caseId);
  });

  test('once accepted nothing is sent again, also by another job with other content', async () => {
    const caseId = await bench.storedCase();
    const variables = push(caseId);
    await send(variables);
    await bench.deps.db.query(
      `update case_file set data = '{"projectName":"其他"}' where id = $1`,
      [caseId],
    );
    expect(await send(variables)).toMatchObject({ pushState: 'ACCEPTED', pushAttempts: 1 });
    expect(platform.received).toHaveLength(1);
    // another version is another push
    await send({ ...variables, version: 2 });
    expect(platform.received).toHaveLength(2);
    expect(JSON.stringify(platform.received[1]?.body)).toContain('其他');
    expect(platform.received[1]?.key).not.toBe(platform.received[0]?.key);
  });

  test('nobody there: unanswered; when it is back the very same is sent', async () => {
    const caseId = await bench.storedCase({ data: { projectName: '先' } });
    const variables = push(caseId);
    await platform.down();
    expect(await send(variables)).toMatchObject({
      ...{ pushState: 'UNANSWERED', pushProblem: 'UNREACHABLE', pushAttempts: 1, receipt: null },
    });
    await platform.up();
    await bench.deps.db.query(`update case_file set data = '{"projectName":"后"}' where id = $1`, [
      caseId,
    ]);
    expect(await send(variables)).toMatchObject({ pushState: 'ACCEPTED', pushAttempts: 2 });
    expect(JSON.stringify(platform.received[0]?.body)).toContain('先');
    expect(await events(caseId, 'push.sent')).toMatchObject([
      { detail: { pushState: 'UNANSWERED', attempts: 1 } },
      { detail: { pushState: 'ACCEPTED', attempts: 2, receipt: 'R-1' } },
    ]);
  });

  test('a late answer counts for nothing; asked again, the platform knows the key', async () => {
    const taken = new Map<string, string>();
    platform.answer(({ key }, response) => {
      const known = taken.get(key);
      taken.set(key, known ?? `R-${taken.size + 1}`);
      const reply = () =>
        json(200, { accepted: true, receipt: taken.get(key) })({} as never, response);
      if (known) reply();
      else setTimeout(reply, 1500);
    });
    const variables = push(await bench.storedCase());
    expect(await send(variables)).toMatchObject({
      ...{ pushState: 'UNANSWERED', pushProblem: 'TIMEOUT' },
    });
    expect(await send(variables)).toMatchObject({ pushState: 'ACCEPTED', receipt: 'R-1' });
    expect(taken.size).toBe(1);
  });

  test.each([
    ['a page', 200, '<html>系统维护中</html>'],
    ['something else', 200, '{"code":0,"msg":"ok"}'],
    ['accepted without a receipt', 200, '{"accepted":true}'],
  ])('nonsense (%s) is no answer', async (_what, status, text) => {
    platform.answer((_request, response) => response.writeHead(status).end(text));
    expect(await send(push(await bench.storedCase()))).toMatchObject({
      ...{ pushState: 'UNANSWERED', pushProblem: 'NONSENSE', receipt: null },
    });
  });

  test('an error of the platform is no answer', async () => {
    platform.answer(json(503, {}));
    expect(await send(push(await bench.storedCase()))).toMatchObject({ pushProblem: 'HTTP_503' });
  });

  test('rejected: the reason stands, and it is not sent again', async () => {
    platform.answer(json(422, { accepted: false, reason: '项目编号不存在' }));
    const caseId = await bench.storedCase();
    const variables = push(caseId);
    const rejected = { pushState: 'REJECTED', pushReason: '项目编号不存在', receipt: null };
    expect(await send(variables)).toMatchObject(rejected);
    expect(await send(variables)).toMatchObject(rejected);
    expect(platform.received).toHaveLength(1);
  });

  test('the last try is an incident at once; an operator lets it go on', async () => {
    await platform.down();
    const caseId = await bench.storedCase();
    const one = bench.job('platform.push', push(caseId, { mustAnswer: true }));
    const failed = await bench.deliver(one);
    expect(failed).toMatchObject({
      ...{ kind: 'fail', retries: 0, message: expect.stringContaining('UNREACHABLE') },
    });
    expect(await stored(caseId)).toMatchObject([{ state: 'UNANSWERED', attempts: 1 }]);
    await platform.up();
    expect(variablesOf(await bench.deliver(one))).toMatchObject({
      ...{ pushState: 'ACCEPTED', pushAttempts: 2 },
    });
  });

  test('a key that another case has pushed, or a platform without address: an incident', async () => {
    const variables = push(await bench.storedCase());
    await send(variables);
    await expect(send({ ...variables, caseId: await bench.storedCase() })).rejects.toThrow(
      'was pushed by case',
    );
    await expect(send(push(await bench.storedCase(), { target: 'NOWHERE' }))).rejects.toThrow(
      'PLATFORM_NOWHERE_URL is not set',
    );
    expect(platform.received).toHaveLength(1);
  });

  test('[check 15] personal data does not go out', async () => {
    const id = '330782188801010011';
    const caseId = await bench.storedCase({
      data: {
        projectName: 'job',
        projectLeaderName: '陈**',
        projectLeaderIdNumber: '330***********0011',
      },
      secrets: { projectLeaderIdNumber: bench.deps.vault.encrypt(id) },
    });
    await send(push(caseId));
    expect(JSON.stringify(platform.received)).not.toContain(id);
    const kept = await rows('select 1 from push where position($1 in body::text) > 0', id);
    expect(kept).toEqual([]);
  });

  describe('acknowledgement', () => {
    async function unanswered() {
      platform.answer(json(202, {}));
      const caseId = await bench.storedCase();
      const variables = push(caseId);
      expect(await send(variables)).toMatchObject({
        pushState: 'UNANSWERED',
        pushProblem: 'LATER',
      });
      return { caseId, variables, key: pushId(variables) };
    }
    const acknowledge = async (key: string, body: object, who = PLATFORM) =>
      (await as(who)).post(`/api/pushes/${key}/acknowledgement`, body);
    const told = (caseId: string) =>
      rows('select message, variables, ttl_seconds from outbox where correlation_key = $1', caseId);

    test('comes in by itself, is told to the case once, and repeated changes nothing', async () => {
      const { caseId, variables, key } = await unanswered();
      const yes = { accepted: true, receipt: 'R-9' };
      const answers = await Promise.all([1, 2, 3].map(() => acknowledge(key, yes)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(answers.filter(({ body }) => body.changed)).toHaveLength(1);
      expect((await acknowledge(key, { accepted: true, receipt: 'R-10' })).body).toEqual({
        ...{ state: 'ACCEPTED', changed: false },
      });
      expect(await told(caseId)).toEqual([
        {
          message: 'push.acknowledged',
          variables: {
            ...{ pushKey: variables.key, pushVersion: 1, pushState: 'ACCEPTED', receipt: 'R-9' },
            pushReason: null,
          },
          ttl_seconds: 60,
        },
      ]);
      expect(await stored(caseId)).toMatchObject([{ state: 'ACCEPTED', receipt: 'R-9' }]);
      expect(await events(caseId, 'push.acknowledged')).toHaveLength(1);
      // the case that did not hear of it learns it with its next try, which sends nothing
      expect(await send(variables)).toMatchObject({ pushState: 'ACCEPTED', receipt: 'R-9' });
      expect(platform.received).toHaveLength(1);
      await expectWholeChain(caseId);
    });

    test('after the platform has answered already: the same changes nothing', async () => {
      const caseId = await bench.storedCase();
      const variables = push(caseId);
      await send(variables);
      const again = await acknowledge(pushId(variables), { accepted: true, receipt: 'R-1' });
      expect([again.status, again.body.changed]).toEqual([200, false]);
      expect(await told(caseId)).toEqual([]);
    });

    test('E-00-62 the opposite is refused, the first word counts', async () => {
      const { caseId, key } = await unanswered();
      await acknowledge(key, { accepted: false, reason: '重复' });
      const answer = await acknowledge(key, { accepted: true, receipt: 'R-9' });
      expect([answer.status, codes(answer)]).toEqual([409, ['E-00-62']]);
      expect(await stored(caseId)).toMatchObject([{ state: 'REJECTED', reason: '重复' }]);
    });

    test('E-00-61 nonsense is refused and changes nothing', async () => {
      const { caseId, key } = await unanswered();
      for (const body of [{}, { accepted: 'yes' }, { accepted: true }, [], { receipt: 'R' }]) {
        const answer = await acknowledge(key, body);
        expect([answer.status, codes(answer)]).toEqual([422, ['E-00-61']]);
        expect(answer.headers['content-type']).toContain('application/problem+json');
      }
      expect(await stored(caseId)).toMatchObject([{ state: 'UNANSWERED' }]);
      expect(await told(caseId)).toEqual([]);
    });

    test('E-00-60 an unknown push, or that of another platform', async () => {
      const unknown = await acknowledge('0'.repeat(64), { accepted: true, receipt: 'R' });
      expect([unknown.status, codes(unknown)]).toEqual([404, ['E-00-60']]);
      const { key } = await unanswered();
      await bench.deps.db.query(`update push set target = 'OTHER' where id = $1`, [key]);
      const others = await acknowledge(key, { accepted: true, receipt: 'R' });
      expect([others.status, codes(others)]).toEqual([404, ['E-00-60']]);
    });

    test('is for outside platforms only', async () => {
      const { key } = await unanswered();
      const person = await acknowledge(key, { accepted: true, receipt: 'R' }, CIXI);
      expect([person.status, codes(person)]).toEqual([403, ['E-00-21']]);
      const nobody = await fetch(`${API}/api/pushes/${key}/acknowledgement`, { method: 'POST' });
      expect(nobody.status).toBe(401);
    });
  });

  test('what came of pushes can be watched', async () => {
    await send(push(await bench.storedCase()));
    const text = await (await fetch(`${runtime.env.PUBLIC_URL}/metrics`)).text();
    expect(text).toMatch(/zhujian_pushes_total\{target="NATIONAL",state="ACCEPTED"\} [1-9]/);
    expect(text).toMatch(/zhujian_push_attempts_total [1-9]/);
  });
});

describe('[GR-12] sample.population and sample.draw', () => {
  const FROM = '2024-03-01T00:00:00+08:00';
  const TO = '2024-04-01T00:00:00+08:00';
  type Population = { sampleId: string; count: number; isNew: boolean };
  type Drawn = { drawn: string[]; drawnNumbers: string[]; seed: string };

  /** A case with decisions, each `[time, outcome?, valid?, organisation?]`. */
  async function decided(
    group: string,
    decisions: [string, string?, boolean?, string?][],
    columns: object = {},
  ): Promise<string> {
    const id = await bench.storedCase({ data: { group, kind: 'A' }, ...columns });
    for (const [at, outcome = 'APPROVED', valid = true, who = 'county-330282'] of decisions)
      await bench.deps.db.query(
        `insert into decision (user_task_key, case_id, round, element_id, act, outcome, person,
           person_name, organisation, completed_at, late, valid)
         values ($1, $2, 1, 'Task', 'REVIEW', $3, 'p', 'p', $4, $5, false, $6)`,
        [unique('T-'), id, outcome, who, `${at}+08:00`, valid],
      );
    return id;
  }
  const query = (caseId: string, group: string, more: object = {}) => ({
    ...{ caseId, kind: 'MONTHLY', period: unique('2024-03-'), processes: ['zj-subcontract'] },
    ...{ act: 'REVIEW', outcome: 'APPROVED', from: FROM, to: TO, where: { group } },
    ...more,
  });
  const populationOf = async (id: string) =>
    (await rows('select population from sample where id = $1', id))[0]?.population as string[];

  test('counts what was decided so in that time, each once, in its latest', async () => {
    const group = unique('G-');
    const inside = [
      await decided(group, [['2024-03-01T00:00:00']]),
      await decided(group, [['2024-03-31T23:59:59']]),
      await decided(group, [
        ['2024-02-10T10:00:00'],
        ['2024-03-10T10:00:00'],
        ['2024-03-11T10:00:00'],
      ]),
    ];
    await decided(group, [['2024-02-29T23:59:59']]);
    await decided(group, [['2024-04-01T00:00:00']]);
    await decided(group, [['2024-03-10T10:00:00'], ['2024-04-02T10:00:00']]);
    await decided(group, [['2024-03-10T10:00:00', 'NOT_APPROVED']]);
    await decided(group, [['2024-03-10T10:00:00', 'APPROVED', false]]);
    await decided(unique('G-'), [['2024-03-10T10:00:00']]);
    await decided(group, [['2024-03-10T10:00:00']], { process_id: 'zj-enterprise' });
    const city = await decided(group, [['2024-03-10T10:00:00', 'APPROVED', true, 'city-330200']]);
    const marked = await decided(group, [['2024-03-10T10:00:00']], { marks: ['M'] });

    const caseId = await bench.storedCase();
    const all = await fiveTimes('sample.population', query(caseId, group));
    expect(all).toMatchObject({ count: 5, isNew: true });
    expect(await populationOf(String(all.sampleId))).toEqual([...inside, city, marked].sort());
    const some = await bench.done<Population>(
      'sample.population',
      query(caseId, group, { level: 'COUNTY', withoutMarks: ['M'] }),
    );
    expect(await populationOf(some.sampleId)).toEqual([...inside].sort());
    expect(await events(caseId, 'sample.population')).toHaveLength(2);
  });

  test('once a kind, period and stratum: later decisions change nothing', async () => {
    const group = unique('G-');
    await decided(group, [['2024-03-10T10:00:00']]);
    const asked = query(await bench.storedCase(), group);
    const first = await bench.done<Population>('sample.population', asked);
    await decided(group, [['2024-03-11T10:00:00']]);
    const again = await bench.done<Population>('sample.population', asked);
    expect(again).toEqual({ ...first, isNew: false });
    const stratum = await bench.done('sample.population', { ...asked, stratum: 'S' });
    expect(stratum).toMatchObject({ count: 2, isNew: true });
  });

  /** A draw from so many cases; those in `marked` carry the mark M. */
  async function drawOf(count: number, size: number, more: object = {}, marked = 0) {
    const group = unique('G-');
    const cases: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const columns = i < marked ? { marks: ['M'] } : {};
      cases.push(await decided(group, [['2024-03-10T10:00:00']], columns));
    }
    const caseId = await bench.storedCase({ parties: { city: 'county-330282' } });
    const { sampleId } = await bench.done<Population>('sample.population', query(caseId, group));
    const drawn = await fiveTimes('sample.draw', { caseId, sampleId, size, ...more });
    return { cases, caseId, sampleId, ...(drawn as unknown as Drawn) };
  }

  test('delivered five times it draws once, without replacement, and can be repeated', async () => {
    const { cases, caseId, sampleId, drawn, drawnNumbers, seed } = await drawOf(12, 3);
    expect(new Set(drawn).size).toBe(3);
    expect(drawn.every((id) => cases.includes(id))).toBe(true);
    expect(drawnNumbers.every((number) => number.startsWith('JOB-'))).toBe(true);
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    expect(await events(caseId, 'sample.drawn')).toMatchObject([
      { detail: { drawn, seed, size: 3 } },
    ]);
    // another job, another size: what was drawn stays drawn
    expect(await bench.done('sample.draw', { caseId, sampleId, size: 9 })).toMatchObject({ drawn });

    const record = (await (await as(CIXI)).get(`/api/samples/${sampleId}`).expect(200)).body;
    expect(record).toMatchObject({
      ...{ seed, drawn, size: 3, excluded: [], population: [...cases].sort() },
      algorithm: 'sha256-rank-1',
    });
    await (await as(JIA)).get(`/api/samples/${sampleId}`).expect(404);
    const verified = await tool('sample-verify', sampleId);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('3 of 12') });
    await expectWholeChain(caseId);
  });

  test('size 0, nothing to draw from, more than there are', async () => {
    expect(await drawOf(2, 0)).toMatchObject({ drawn: [] });
    expect(await drawOf(0, 1)).toMatchObject({ drawn: [], drawnNumbers: [] });
    const all = await drawOf(2, 5);
    expect([...all.drawn].sort()).toEqual([...all.cases].sort());
  });

  test('what is excluded counts in the population and is not drawn', async () => {
    const { cases, drawn, sampleId } = await drawOf(5, 4, { excludeMarks: ['M'] }, 2);
    expect([...drawn].sort()).toEqual(cases.slice(2).sort());
    const [row] = await rows('select excluded, population from sample where id = $1', sampleId);
    expect(row).toMatchObject({
      excluded: cases.slice(0, 2).sort(),
      population: [...cases].sort(),
    });
    expect((await tool('sample-verify', sampleId)).code).toBe(0);
  });

  test('a mark in a library, under the subject of a case, excludes it too', async () => {
    const group = unique('G-');
    const subject = unique('P-');
    const known = await decided(group, [['2024-03-10T10:00:00']], { subject });
    const other = await decided(group, [['2024-03-10T10:00:00']]);
    await bench.deps.db.query(
      `insert into library_entry (id, library, kind, natural_key, version, status, marks, data, valid_from)
       values ($1, 'projects', 'project', $2, 1, 'ENTERED', '{UNDER_CHECK}', '{}', now())`,
      [randomUUID(), subject],
    );
    const caseId = await bench.storedCase();
    const { sampleId } = await bench.done<Population>('sample.population', query(caseId, group));
    const { drawn } = await bench.done<Drawn>('sample.draw', {
      ...{ caseId, sampleId, size: 2, exclude: [], excludeMarks: ['UNDER_CHECK'] },
    });
    expect([drawn, drawn.includes(known)]).toEqual([[other], false]);
  });

  test.each([
    ['the result', `drawn = jsonb_build_array(population->0)`, 'gives another result'],
    ['the population', `population = population - 0`, 'population was changed'],
    ['seed and all', `seed = repeat('0', 64), drawn = '[]', size = 0`, 'another draw'],
  ])('npm run sample:verify finds a change of %s', async (_what, change, fault) => {
    const { sampleId } = await drawOf(6, 2);
    const [kept] = await rows('select * from sample where id = $1', sampleId);
    await bench.deps.db.query(`update sample set ${change} where id = $1`, [sampleId]);
    const verified = await tool('sample-verify', sampleId);
    expect(verified).toMatchObject({ code: 1, out: expect.stringContaining(fault) });
    await bench.deps.db.query(
      'update sample set drawn = $2, population = $3, seed = $4, size = $5 where id = $1',
      [
        sampleId,
        JSON.stringify(kept?.drawn),
        JSON.stringify(kept?.population),
        kept?.seed,
        kept?.size,
      ],
    );
    expect((await tool('sample-verify', sampleId)).code).toBe(0);
  });
});

describe('[GR-12] sample.arrive', () => {
  type Arrived = { number: number; drawn: boolean; period: string };
  const name = () => ({ kind: unique('IN-'), period: '2024-05', stratum: 'county-330282' });
  const plan = { blockSize: 5, positions: 2 };

  async function arriveAll(where: object, count: number) {
    const cases = await Promise.all(Array.from({ length: count }, () => bench.storedCase()));
    const arrived = await Promise.all(
      cases.map((caseId) => bench.done<Arrived>('sample.arrive', { caseId, ...where, ...plan })),
    );
    return { cases, arrived };
  }
  const blocksOf = (kind: string) =>
    sql<{ id: string; block: number; drawn: number[] }>(
      'select id, block, drawn from sample_block where kind = $1 order by block',
      [kind],
    );

  test('delivered five times, one arrives', async () => {
    const caseId = await bench.storedCase();
    const where = name();
    const answer = await fiveTimes('sample.arrive', { caseId, ...where, ...plan });
    expect(answer).toMatchObject({ number: 1, period: '2024-05' });
    expect(await rows('select 1 from sample_arrival where case_id = $1', caseId)).toHaveLength(1);
    expect(await events(caseId, 'sample.arrived')).toHaveLength(1);
    await expectWholeChain(caseId);
  });

  test('twelve at once: numbered without gap, so many drawn in each full block', async () => {
    const where = name();
    const { arrived } = await arriveAll(where, 12);
    const byNumber = [...arrived].sort((a, b) => a.number - b.number);
    expect(byNumber.map((a) => a.number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    const blocks = await blocksOf(where.kind);
    expect(blocks.map((b) => b.drawn.length)).toEqual([2, 2, 2]);
    for (const { number, drawn } of byNumber) {
      const block = blocks[Math.floor((number - 1) / 5)];
      expect(drawn).toBe(block?.drawn.includes(((number - 1) % 5) + 1));
    }
    expect(byNumber.slice(0, 10).filter((a) => a.drawn)).toHaveLength(4);
    for (const { id } of blocks) expect((await tool('sample-verify', id)).code).toBe(0);
  });

  test('what comes again keeps its number, in a later period too', async () => {
    const where = name();
    const { cases, arrived } = await arriveAll(where, 2);
    for (const [i, caseId] of cases.entries()) {
      const later = { caseId, ...where, period: '2024-06', ...plan };
      expect(await bench.done('sample.arrive', later)).toEqual(arrived[i]);
    }
    const fresh = await bench.done<Arrived>('sample.arrive', {
      ...{ caseId: await bench.storedCase(), ...where, ...plan },
    });
    expect(fresh.number).toBe(3);
  });

  test('the audit trail does not tell what is drawn next', async () => {
    const caseId = await bench.storedCase();
    const where = name();
    await bench.done('sample.arrive', { caseId, ...where, ...plan });
    const [block] = await rows('select id, seed from sample_block where kind = $1', where.kind);
    const [event] = await events(caseId, 'sample.block');
    expect(event?.detail).toMatchObject({ seedHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(event?.detail)).not.toContain(block?.seed);
    expect(event?.detail).not.toHaveProperty('drawn');
    await bench.deps.db.query(
      `update sample_block set drawn = '[1, 2]', positions = 1 where id = $1`,
      [block?.id],
    );
    expect(await tool('sample-verify', String(block?.id))).toMatchObject({ code: 1 });
    await bench.deps.db.query('delete from sample_arrival where block_id = $1', [block?.id]);
    await bench.deps.db.query('delete from sample_block where id = $1', [block?.id]);
  });

  test('sample.arrivals and sample.remainder: the missing are drawn from the last block', async () => {
    const where = name();
    const other = { ...where, stratum: 'county-330109' };
    const { cases, arrived } = await arriveAll(where, 7);
    await arriveAll(other, 1);
    const caseId = await bench.storedCase();
    const { strata } = await fiveTimes('sample.arrivals', {
      ...{ caseId, kind: where.kind, period: where.period },
    });
    const count = (a: Arrived[]) => a.filter((one) => one.drawn).length;
    expect(strata).toMatchObject([
      { stratum: 'county-330109', arrived: 1 },
      { stratum: 'county-330282', arrived: 7, drawn: count(arrived) },
    ]);
    const undrawn = cases.filter((_, i) => (arrived[i]?.number ?? 0) > 5 && !arrived[i]?.drawn);
    const rest = await fiveTimes('sample.remainder', {
      ...{ caseId, ...where, kind: `${where.kind}-TOP-UP`, arrivals: where.kind },
    });
    expect(rest).toMatchObject({ count: undrawn.length, isNew: true });
    const { drawn } = await bench.done<{ drawn: string[] }>('sample.draw', {
      ...{ caseId, sampleId: rest.sampleId, size: 2 },
    });
    expect([...drawn].sort()).toEqual([...undrawn].sort());
    const empty = { ...name(), arrivals: unique('NONE-') };
    expect(await bench.done('sample.remainder', { caseId, ...empty })).toMatchObject({ count: 0 });
  });
});

test('npm run sample:verify repeats all draws, and knows no other', async () => {
  const all = await tool('sample-verify');
  expect(all).toMatchObject({ code: 0, out: expect.stringMatching(/^all \d+ hold$/m) });
  expect(await tool('sample-verify', randomUUID())).toMatchObject({ code: 1 });
  // the platform's own door is tried with its real token
  expect(await token(PLATFORM)).toMatch(/^ey/);
});
