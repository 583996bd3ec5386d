/** What the engine did is in the record, each event once and in order, whatever dies or stands still. */
import { createApi } from '../../stand-in/api';
import { createTokens } from '../../stand-in/tokens';
import { deployAlone, startAlone } from '../harness/alone';
import { sql, waitStatus, waitTask } from '../harness/cases';
import {
  API,
  engine,
  part,
  pidOf,
  runtime,
  setting,
  waitFor,
  waitReady,
  whileAway,
} from '../harness/client';
import { feedFaults, type Query } from '../harness/feed-truth';
import { expectNothingLostOrDoubled } from '../harness/invariants';
import { KILLED, playUnderKills, seeded } from '../harness/kills';
import { inRealTime } from '../harness/real-time';
import { submitted, trySubmit } from '../harness/subcontract';

inRealTime();

const CASES = 20;
const KILLS_MS = 1_800_000;

const tokens = createTokens(runtime.env);
const sources = { query: sql as Query, openSearch: setting('OPENSEARCH_URL') };

/** The feed is compared as soon as Camunda's own exporter, which is later, has brought everything. */
const expectWholeFeed = (cases: string[]) =>
  waitFor('the feed and the index of the engine to say the same', async () => {
    const faults = await feedFaults(sources, cases);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return true;
  });

test(
  '[ZJ-07][feed] broker, app and PostgreSQL killed at random points: each event once and in order, each act once, each case ended once',
  async () => {
    const seed = Date.now() % 100_000;
    const as = createApi(runtime.env, tokens);
    const control = {
      kill9: (name: (typeof KILLED)[number]) => part(name, 'kill9'),
      start: (name: (typeof KILLED)[number]) => part(name, 'start'),
    };
    const { ids, kills } = await playUnderKills(
      { as, query: sources.query, control },
      {
        ...{ run: `KILL-${seed}`, cases: CASES, inFlight: 8 },
        ...{ rounds: 1, apartAtMost: 3000, random: seeded(seed) },
      },
    );
    expect(new Set(kills.map((kill) => kill.part))).toEqual(new Set(KILLED));
    expect(new Set(ids).size).toBe(CASES);
    const ended = await sql<{ status: string; acts: string[]; entries: number; roots: number }>(
      `select c.status,
         (select array_agg(d.act || d.valid order by d.completed_at) from decision d
          where d.case_id = c.id) as acts,
         (select count(*)::int from library_entry e where e.case_id = c.id) as entries,
         (select count(*)::int from engine_instance i
          where i.key = c.process_instance_key and i.ended_at is not null) as roots
       from case_file c where c.id = any($1)`,
      [ids],
    );
    const once = { status: 'ENTERED', acts: ['CONFIRMtrue', 'REVIEWtrue'], entries: 1, roots: 1 };
    expect({ seed, ended }).toEqual({ seed, ended: ids.map(() => once) });
    // no instance was started that the record does not know
    const [doubled] = await sql<{ n: number }>(
      `select count(*)::int as n from case_file where data->>'contractNo' like $1`,
      [`KILL-${seed}-%`],
    );
    expect(doubled?.n).toBe(CASES);
    await expectWholeFeed(ids);
    await expectNothingLostOrDoubled();
  },
  KILLS_MS,
);

interface Alone {
  ended: boolean;
  task: string;
  state: string;
  given: object | null;
}

test('[feed] PostgreSQL away: the engine goes on, the feed catches up', async () => {
  await deployAlone(runtime.env);
  const told = async (key: string) => {
    const [row] = await sql<Alone>(
      `select i.ended_at is not null as ended, t.key as task, t.state, t.given
       from engine_instance i join engine_task t on t.instance_key = i.key where i.key = $1`,
      [key],
    );
    return row;
  };
  const before = await startAlone(runtime.env, tokens);
  const { task } = await waitFor('the task of the instance', () => told(before));

  const app = pidOf('app');
  const during = await whileAway('postgres', 'kill9', async () => {
    const key = await startAlone(runtime.env, tokens);
    const { status } = await engine(`user-tasks/${task}/completion`, { variables: { n: 1 } });
    expect(status).toBe(204);
    // asked again and again, as whoever watches it does, the app says so and lives on
    for (let n = 0; n < 5; n += 1) {
      const health = await fetch(`${API}/health/ready`);
      expect([health.status, await health.json()]).toEqual([
        503,
        { status: 'down', database: 'down', engine: 'up', rules: 'down', feed: 'down' },
      ]);
    }
    return key;
  });

  expect(
    await waitFor('the feed to catch up', async () => {
      const one = await told(before);
      return one?.ended && one;
    }),
  ).toEqual({ ended: true, task, state: 'COMPLETED', given: { n: 1 } });
  expect(await waitFor('what began meanwhile', () => told(during))).toMatchObject({
    ended: false,
    state: 'CREATED',
  });
  await engine(`process-instances/${during}/cancellation`);
  await waitReady();
  expect(pidOf('app')).toBe(app);
  const id = await submitted();
  await waitTask(id, 'CONFIRM');
});

test('[feed] OpenSearch frozen: the feed may be late, nothing is lost', async () => {
  const ids: string[] = [];
  await whileAway('opensearch', 'freeze', async () => {
    // on a busy machine it may answer once more before it stands still
    await waitFor('OpenSearch to be silent', () =>
      fetch(sources.openSearch, { signal: AbortSignal.timeout(1000) }).then(
        () => false,
        (error: Error) => /timeout/.test(error.message),
      ),
    );
    for (let n = 0; n < 3; n += 1) {
      const response = await trySubmit();
      expect(response.status).toBe(201);
      ids.push(response.body.id);
    }
    // the engine has them, whatever its exporters can do
    for (const id of ids) await waitStatus(id, 'WAIT_GC');
  });
  for (const id of ids) await waitTask(id, 'CONFIRM');
  await expectWholeFeed(ids);
  await expectNothingLostOrDoubled();
});

test('[feed] a broker that is away is seen: the age of the feed grows, its cases stay known', async () => {
  const metric = async (name: string) => {
    const text = await (await fetch(`${API}/metrics`)).text();
    return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
  };
  await whileAway('broker', 'kill9', async () => {
    const first = await metric('zhujian_feed_age_seconds');
    await waitFor('the age to grow', async () => {
      return (await metric('zhujian_feed_age_seconds')) > first + 1;
    });
  });
  await waitReady();
  const id = await submitted();
  await waitTask(id, 'CONFIRM');
  expect(await metric('zhujian_feed_age_seconds')).toBeLessThan(60);
});
