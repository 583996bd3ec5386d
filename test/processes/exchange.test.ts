import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/domain/hash-chain';
import { reconcileDaily } from '../../src/exchange';
import { leaveStack, sql, unique } from '../harness/cases';
import { as, waitFor } from '../harness/client';
import { newCreditCode } from '../harness/enterprise';
import { type JobBench, jobBench } from '../harness/jobs';
import { tool } from '../harness/models';
import { outside } from '../harness/person';

const ADMIN = 'ops.lv';
const AUDITOR = 'audit.he';

let bench: JobBench;
beforeAll(async () => {
  bench = await jobBench();
});
afterAll(async () => {
  await outside.behaveAsUsual();
  await bench.deps.close();
  await leaveStack();
});

/** An enterprise that is entered (ZJ-23), as a job writes it. @returns its code, and what writes it anew */
async function entered(before: (name: string) => Promise<void> = async () => undefined) {
  const code = newCreditCode();
  await before(`ZJ:enterprise:${code}`);
  const caseId = await bench.storedCase({
    ...{ process_id: 'zj-enterprise', flow: 'ZJ-23', natural_key: code },
    data: {
      name: '甲（虚构）',
      regPlace: '330282',
      legalRepresentative: '方**',
      contact: '138****0000',
    },
  });
  const entry = { caseId, library: 'base', kind: 'enterprise' };
  await bench.done('library.write', { ...entry, status: 'ENTERED' });
  return {
    ...{ code, name: `ZJ:enterprise:${code}` },
    amend: (changes: object) =>
      bench.done('library.amend', { caseId, kind: 'enterprise', key: code, ...changes }),
  };
}

interface Row {
  id: string;
  version: number;
  state: string;
  action: string;
  attempts: number;
  last_error: string | null;
  reason: string | null;
  idempotency_key: string;
}
const rowsOf = (name: string) =>
  sql<Row>('select * from exchange where name = $1 order by version', [name]);

/** Waits until the versions of an entry are so far. */
const far = (name: string, ...states: string[]) =>
  waitFor(`${name} ${states}`, async () => {
    const rows = await rowsOf(name);
    return rows.map(({ state }) => state).join() === states.join() && rows;
  });

const list = async (query = '') => (await (await as(ADMIN)).get(`/api/exchange${query}`)).body;

/** Time passes: what waits is due. */
const due = (name: string, changes = '') =>
  sql(`update exchange set next_at = now() ${changes} where name = $1 and state = 'WAITING'`, [
    name,
  ]);

describe('[ZJ-30] what is approved goes to the national platform', () => {
  test('[ZJ-30] each version, without personal data; what is not true any more is withdrawn', async () => {
    const { code, name, amend } = await entered();
    await far(name, 'UPLOADED');
    await amend({ fields: { qualifications: '房屋建筑工程施工总承包三级' } });
    await far(name, 'UPLOADED', 'UPLOADED');
    await amend({ status: 'FALSE' });
    await far(name, 'UPLOADED', 'UPLOADED', 'UPLOADED');
    const stored = await outside.stored({ platform: 'NATIONAL', key: name });
    expect(stored.map(({ body }) => body)).toMatchObject([
      { version: 1, action: 'SHARE', content: { creditCode: code, name: '甲（虚构）' } },
      { version: 2, action: 'SHARE', content: { qualifications: '房屋建筑工程施工总承包三级' } },
      { version: 3, action: 'WITHDRAW', content: null },
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/方|138\*/);
    const found = (await list()).items.filter((one: { key: string }) => one.key === code);
    expect(found[0]).toMatchObject({
      ...{ target: 'NATIONAL', kind: 'enterprise', version: 3, action: 'WITHDRAW' },
      ...{ state: 'UPLOADED', stateLabel: '已上传', receipt: expect.stringMatching(/^QG-/) },
    });
    // what comes back is sent again
    await amend({ status: 'ENTERED' });
    await far(name, 'UPLOADED', 'UPLOADED', 'UPLOADED', 'UPLOADED');
  });

  test('[ZJ-30] only what a row names: not what is doubtful, nor what another province writes', async () => {
    const key = newCreditCode();
    const doubtful = await bench.storedCase({ process_id: 'zj-enterprise', natural_key: key });
    const entry = { library: 'doubtful', kind: 'enterprise', status: 'DOUBTFUL' };
    await bench.done('library.write', { caseId: doubtful, ...entry });
    const other = await bench.storedCase({
      process_id: 'cq-project-entry',
      natural_key: `${key}2`,
    });
    const project = { library: 'projects', kind: 'project', status: 'ENTERED' };
    await bench.done('library.write', { caseId: other, ...project });
    await waitFor('nothing undecided', async () => (await list()).undecided === 0);
    expect(await sql('select 1 from exchange where key = any($1)', [[key, `${key}2`]])).toEqual([]);
  });

  test('[ZJ-30] an answer that is lost, no answer, another version meanwhile: stored once each', async () => {
    const { name, amend } = await entered((key) =>
      outside.behave({ platform: 'NATIONAL', key, mode: 'LOST', times: 1 }),
    );
    const [lost] = await waitFor('an answer that is lost', async () => {
      const rows = await rowsOf(name);
      return rows[0]?.last_error && rows;
    });
    expect(lost).toMatchObject({ state: 'WAITING', attempts: 1 });
    await due(name);
    await far(name, 'UPLOADED');
    const received = await outside.received({ platform: 'NATIONAL', key: name });
    expect(received.map(({ mode }) => mode)).toEqual(['LOST', 'REPEATED']);
    expect(new Set(received.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);

    await outside.behave({ platform: 'NATIONAL', key: name, mode: 'DOWN' });
    await amend({ fields: { name: '甲二' } });
    await waitFor('a try', async () => (await rowsOf(name))[1]?.last_error);
    await amend({ fields: { name: '甲三' } });
    await waitFor('the next version', async () => (await rowsOf(name))[2]?.last_error);
    await outside.behave({ platform: 'NATIONAL', key: name, mode: 'ACCEPT' });
    await due(name);
    await far(name, 'UPLOADED', 'SUPERSEDED', 'UPLOADED');
    const stored = await outside.stored({ platform: 'NATIONAL', key: name });
    expect(stored.map(({ version }) => version)).toEqual([1, 3]);
  });

  test('[ZJ-30] refused, or given up after the last try: it has failed, until somebody sends it again', async () => {
    const refused = await entered((key) =>
      outside.behave({ platform: 'NATIONAL', key, mode: 'REJECT', reason: '代码不符', times: 1 }),
    );
    await far(refused.name, 'FAILED');
    const silent = await entered((key) =>
      outside.behave({ platform: 'NATIONAL', key, mode: 'DOWN' }),
    );
    await waitFor('a try', async () => (await rowsOf(silent.name))[0]?.last_error);
    await due(silent.name, ', attempts = 9');
    const [given] = await far(silent.name, 'FAILED');
    expect(given).toMatchObject({ attempts: 10, last_error: expect.stringContaining('HTTP_503') });

    const failed = (await list('?state=FAILED')).items;
    const ours = failed.filter((one: { key: string }) =>
      [refused.code, silent.code].includes(one.key),
    );
    expect(ours).toMatchObject([
      { stateLabel: '上传失败', problem: expect.stringContaining('HTTP_503') },
      { stateLabel: '上传失败', reason: '代码不符' },
    ]);
    await outside.behave({ platform: 'NATIONAL', key: silent.name, mode: 'ACCEPT' });
    const ids = ours.map((one: { id: string }) => one.id);
    expect((await (await as(AUDITOR)).post('/api/exchange/retry', { ids })).status).toBe(403);
    const { body } = await (await as(ADMIN)).post('/api/exchange/retry', { ids });
    expect(body).toEqual({ waiting: 2 });
    await far(refused.name, 'UPLOADED');
    await far(silent.name, 'UPLOADED');
    expect(
      await sql(`select 1 from audit_event where action = 'exchange.retried' and actor = $1`, [
        ADMIN,
      ]),
    ).not.toEqual([]);
  });

  test('[ZJ-30][E-00-62] a platform that acknowledges later, and twice', async () => {
    const { name } = await entered((key) =>
      outside.behave({ platform: 'NATIONAL', key, mode: 'LATER' }),
    );
    await waitFor('that it has it', async () => (await rowsOf(name))[0]?.last_error);
    const order = { platform: 'NATIONAL', key: name } as const;
    const twice = await outside.acknowledge({ ...order, times: 2 });
    expect(twice).toMatchObject([
      { status: 200, body: { state: 'ACCEPTED', changed: true } },
      { status: 200, body: { changed: false } },
    ]);
    await far(name, 'UPLOADED');
    const opposite = await outside.acknowledge({ ...order, accepted: false });
    expect(opposite).toMatchObject([{ status: 409 }]);
    await far(name, 'UPLOADED');
  });
});

describe('[ZJ-30] a reconciliation finds every difference', () => {
  const ENTRIES = 1200;
  const DATASET = unique('T');

  /** What was sent of a record, with its hash. */
  function told(n: number, version = 2, content: object = { n }) {
    const key = `${DATASET}:test:${String(n).padStart(5, '0')}`;
    const body = { key, version, dataset: 'test', action: 'SHARE', content };
    return { ...body, hash: createHash('sha256').update(canonicalJson(body)).digest('hex') };
  }
  const nameOf = (n: number) => told(n).key;

  async function reconciled(): Promise<{ found: string[]; body: Record<string, unknown> }> {
    const admin = await as(ADMIN);
    const { status, body } = await admin.post('/api/exchange/reconciliations', {
      ...{ target: 'NATIONAL', dataset: DATASET },
    });
    expect([status, body.problem]).toEqual([200, null]);
    const page = await admin.get(`/api/exchange/reconciliations/${body.id}?limit=1000`);
    const items: { name: string; difference: string; sentAgain: boolean }[] = page.body.items;
    const found = items.map((one) => `${one.difference} ${one.name} ${one.sentAgain}`);
    return { found: found.sort(), body };
  }

  test('[ZJ-30] of 1,200 entries: missing there, missing here, another version, other content; and no other', async () => {
    const records = Array.from({ length: ENTRIES }, (_, n) => told(n));
    await sql(
      `insert into exchange (target, dataset, kind, key, version, entry_id, action, body, hash, retry,
         state, idempotency_key, sent_at, settled_at)
       select 'NATIONAL', $1, 'test', split_part(b ->> 'key', ':', 3), (b ->> 'version')::int,
         gen_random_uuid(), 'SHARE', b, b ->> 'hash', 'zj-exchange-retry', 'UPLOADED',
         gen_random_uuid()::text, now() - interval '1 hour', now() - interval '1 hour'
       from jsonb_array_elements($2::jsonb) b`,
      [DATASET, JSON.stringify(records)],
    );
    await outside.plant(...records);
    expect((await reconciled()).found).toEqual([]);

    const [gone, older, newer, changed] = [[3, 400, 1199], [7, 800], [11], [20, 21]];
    await outside.lose(...[...gone, ...older].map(nameOf));
    await outside.plant(...older.map((n) => told(n, 1)));
    await outside.plant(...newer.map((n) => told(n, 3)));
    await outside.plant(...changed.map((n) => told(n, 2, { n, changed: true })));
    await outside.plant(told(5000), told(5001));
    const { found, body } = await reconciled();
    expect(found).toEqual(
      [
        ...gone.map((n) => `MISSING_THERE ${nameOf(n)} true`),
        ...older.map((n) => `OTHER_VERSION ${nameOf(n)} true`),
        ...newer.map((n) => `OTHER_VERSION ${nameOf(n)} false`),
        ...changed.map((n) => `OTHER_CONTENT ${nameOf(n)} false`),
        ...[5000, 5001].map((n) => `MISSING_HERE ${nameOf(n)} false`),
      ].sort(),
    );
    expect(body).toMatchObject({ ours: ENTRIES, theirs: ENTRIES - gone.length + 2, sentAgain: 5 });

    // what it had not any more is there again, and is a difference no more
    for (const n of [...gone, ...older]) await far(nameOf(n), 'UPLOADED');
    expect((await reconciled()).found).toHaveLength(newer.length + changed.length + 2);
    const { code, out } = await tool('exchange-reconcile');
    expect([code, out]).toEqual([1, expect.stringContaining(`OTHER_CONTENT ${nameOf(20)}`)]);
  });

  test('[ZJ-30][E-00-69] a platform that gives no list: the run says so, nothing is found, one run at a time, one a day by itself', async () => {
    await outside.behave({ platform: 'NATIONAL', key: 'list', mode: 'DOWN', times: 1 });
    const admin = await as(ADMIN);
    const asked = { target: 'NATIONAL', dataset: DATASET };
    const { body } = await admin.post('/api/exchange/reconciliations', asked);
    expect(body).toMatchObject({ problem: expect.stringContaining('HTTP_503'), differences: {} });
    const unknown = await admin.post('/api/exchange/reconciliations', {
      ...asked,
      dataset: 'NONE',
    });
    expect(unknown.status).toBe(404);
    await sql(`insert into exchange_run (target, dataset) values ('NATIONAL', $1)`, [DATASET]);
    const second = await admin.post('/api/exchange/reconciliations', asked);
    expect([second.status, second.body.errors[0].code]).toEqual([409, 'E-00-69']);
    await sql('update exchange_run set ended_at = now() where dataset = $1', [DATASET]);

    // once a day, by itself; what has no address is left alone
    const runs = () =>
      sql(
        `select 1 from exchange_run where dataset = $1 and ended_at > now() - interval '1 hour'`,
        [DATASET],
      );
    const dayPasses = () =>
      sql(
        `update exchange_run set started_at = started_at - interval '21 hours',
           ended_at = ended_at - interval '21 hours' where dataset = $1`,
        [DATASET],
      );
    await dayPasses();
    await reconcileDaily(bench.deps);
    expect(await runs()).toHaveLength(1);
    await reconcileDaily(bench.deps);
    expect(await runs()).toHaveLength(1);
    await dayPasses();
    await reconcileDaily({ ...bench.deps, config: { ...bench.deps.config, PLATFORMS: {} } });
    expect(await runs()).toEqual([]);
    // an operator sees that, also where it never went well
    const uncompared = async () => {
      const { text } = await (await as(ADMIN)).get('/metrics').expect(200);
      return Number(/^zhujian_exchange_uncompared_seconds (\d+)$/m.exec(text)?.[1]);
    };
    expect(await uncompared()).toBeGreaterThanOrEqual(21 * 3600);
    await sql(`update exchange_run set problem = 'x' where dataset = $1`, [DATASET]);
    expect(await uncompared()).toBeGreaterThanOrEqual(42 * 3600);
    // nobody else finds what was never sent
    await sql('delete from exchange where dataset = $1', [DATASET]);
  });
});
