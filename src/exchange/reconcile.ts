import type { DataSource } from 'typeorm';
import type { Deps } from '../deps';
import { shortened } from '../domain/normal-form';
import { listPage } from '../outside/exchange-list';
import { platformOf } from '../outside/platform';
import { AGAIN } from '../records/exchange';

/** Missing on either side, another version, or the same version with other content. */
export const DIFFERENCES = [
  'MISSING_THERE',
  'MISSING_HERE',
  'OTHER_VERSION',
  'OTHER_CONTENT',
] as const;

/** A comparison of what we sent with what a platform has. */
export interface Run {
  id: string;
  target: string;
  dataset: string;
  startedAt: Date;
  endedAt: Date | null;
  /** why it came to nothing */
  problem: string | null;
  ours: number | null;
  theirs: number | null;
  /** how many of each kind */
  differences: Record<string, number>;
  sentAgain: number;
}

/** A run that did not end by then never will: the process is gone. */
const LOST_AFTER = '2 hours';
const PAGE = 1000;

/** What is exchanged with whom. */
export async function exchanges(db: DataSource): Promise<{ target: string; dataset: string }[]> {
  return db.query('select distinct target, dataset from exchange order by target, dataset');
}

/**
 * Asks a platform for the list of what it has, and finds every difference to what was sent. What is on
 * its way, or came to an answer since the run began, is none. What it does not have any more, or in an
 * older version, is sent again.
 * @returns null where such a run is under way
 */
export async function reconcile(
  deps: Pick<Deps, 'db' | 'config'>,
  { target, dataset }: { target: string; dataset: string },
): Promise<Run | null> {
  const { db } = deps;
  await db.query(
    `update exchange_run set ended_at = now(), problem = 'LOST'
     where ended_at is null and started_at < now() - $1::interval`,
    [LOST_AFTER],
  );
  const [begun]: { id: string }[] = await db.query(
    `insert into exchange_run (target, dataset) values ($1, $2) on conflict do nothing returning id`,
    [target, dataset],
  );
  if (!begun) return null;
  try {
    await takeList(deps, begun.id, { target, dataset });
    await compare(db, begun.id);
  } catch (error) {
    await db.query('update exchange_run set ended_at = now(), problem = $2 where id = $1', [
      begun.id,
      shortened(String((error as Error).message), 500),
    ]);
  } finally {
    await db.query('delete from exchange_listed where run_id = $1', [begun.id]);
  }
  const [run] = await runs(db, begun.id);
  return run ?? null;
}

async function takeList(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  run: string,
  { target, dataset }: { target: string; dataset: string },
): Promise<void> {
  const platform = platformOf(config, target);
  const timeoutMs = config.PLATFORM_TIMEOUT_SECONDS * 1000;
  const seen = new Set<string>();
  let after: string | null = null;
  do {
    const page = await listPage(platform, { prefix: `${dataset}:`, after, limit: PAGE }, timeoutMs);
    await db.query(
      `insert into exchange_listed (run_id, name, version, hash)
       select $1, * from unnest($2::text[], $3::int[], $4::text[])
       on conflict (run_id, name) do update
         set version = excluded.version, hash = excluded.hash
         where excluded.version > exchange_listed.version`,
      [
        run,
        page.items.map(({ key }) => key),
        page.items.map(({ version }) => version),
        page.items.map(({ hash }) => hash),
      ],
    );
    after = page.next;
    if (after !== null && seen.has(after)) throw new Error(`its list goes round: ${after}`);
    if (after !== null) seen.add(after);
  } while (after !== null);
}

async function compare(db: DataSource, run: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(
      `with run as (select * from exchange_run where id = $1),
         ours as (select distinct on (kind, key) e.* from exchange e, run
           where e.target = run.target and e.dataset = run.dataset order by kind, key, version desc),
         theirs as (select * from exchange_listed where run_id = $1),
         found as (select coalesce(o.name, t.name) as name, o.id, o.version as ours,
             t.version as theirs, o.state,
             case when o.id is null then 'MISSING_HERE' when t.name is null then 'MISSING_THERE'
               when o.version <> t.version then 'OTHER_VERSION' else 'OTHER_CONTENT' end as difference
           from ours o full join theirs t on t.name = o.name
           where (o.id is null or o.state in ('UPLOADED', 'FAILED')
               and o.settled_at < (select started_at from run))
             and (o.id is null or t.name is null or o.version <> t.version or o.hash <> t.hash)
             -- what was withdrawn may be gone
             and not (t.name is null and o.action = 'WITHDRAW')),
         again as (update exchange set ${AGAIN} from found
           where exchange.id = found.id and found.state = 'UPLOADED'
             and (found.theirs is null or found.theirs < found.ours) returning exchange.id),
         noted as (insert into exchange_difference
             (run_id, name, difference, ours, theirs, sent_again)
           select $1, name, difference, ours, theirs,
             coalesce(state = 'UPLOADED' and (theirs is null or theirs < ours), false) from found)
       update exchange_run set ended_at = now(),
         ours = (select count(*) from ours), theirs = (select count(*) from theirs) where id = $1`,
      [run],
    );
    await tx.query("select pg_notify('exchange', '')");
  });
}

/** The newest runs, or one of them. */
export async function runs(db: DataSource, id: string | null = null): Promise<Run[]> {
  return db.query(
    `select r.id, r.target, r.dataset, r.started_at as "startedAt", r.ended_at as "endedAt",
       r.problem, r.ours, r.theirs,
       coalesce((select jsonb_object_agg(d.difference, d.n) from (select difference, count(*) as n
         from exchange_difference where run_id = r.id group by difference) d), '{}') as differences,
       (select count(*)::int from exchange_difference where run_id = r.id and sent_again) as "sentAgain"
     from exchange_run r where $1::uuid is null or r.id = $1
     order by r.started_at desc limit 50`,
    [id],
  );
}

/** A difference of a run. */
export interface Difference {
  name: string;
  difference: (typeof DIFFERENCES)[number];
  ours: number | null;
  theirs: number | null;
  sentAgain: boolean;
}

/** What a run found, by name, so many after this one. */
export async function differencesOf(
  db: DataSource,
  run: string,
  after: string | null,
  limit: number,
): Promise<Difference[]> {
  return db.query(
    `select name, difference, ours, theirs, sent_again as "sentAgain" from exchange_difference
     where run_id = $1 and ($2::text is null or name > $2) order by name limit $3`,
    [run, after, limit],
  );
}

/** Compares with each platform with which that has not been done for most of a day. */
export async function reconcileDaily(deps: Pick<Deps, 'db' | 'config' | 'log'>): Promise<void> {
  for (const { target, dataset } of await exchanges(deps.db)) {
    const recent: unknown[] = await deps.db.query(
      `select 1 from exchange_run where target = $1 and dataset = $2
         and started_at > now() - interval '20 hours' limit 1`,
      [target, dataset],
    );
    if (recent.length > 0 || !deps.config.PLATFORMS[target]) continue;
    const run = await reconcile(deps, { target, dataset });
    if (run?.problem || Object.keys(run?.differences ?? {}).length > 0)
      deps.log.warn({ ...run }, 'another platform has not what it was sent');
  }
}
