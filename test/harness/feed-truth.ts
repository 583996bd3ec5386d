/** Asks the record. */
export type Query = <T>(text: string, values?: unknown[]) => Promise<T[]>;

/** Where the record and the engine's own index are. */
export interface Sources {
  query: Query;
  /** address of OpenSearch, to which Camunda's exporter brings the engine's events independently */
  openSearch: string;
}

interface EngineEvent {
  key: number;
  position: number;
  intent: string;
}

/**
 * Compares the feed with the engine's own index, and cases that went the same way with each other.
 * Camunda's exporter brings an event at least once, and later than the feed: whoever calls waits until
 * there are no faults.
 * @param cases ids of cases that all went the same way to their end
 * @returns what is missing, doubled or out of order, a line each
 */
export async function feedFaults(sources: Sources, cases: string[]): Promise<string[]> {
  const roots = await sources.query<{ key: string }>(
    'select process_instance_key as key from case_file where id = any($1)',
    [cases],
  );
  const keys = roots.map(({ key }) => key);
  const found = await Promise.all([
    taskFaults(sources, keys),
    instanceFaults(sources, keys),
    treeFaults(sources, keys),
    likenessFaults(sources, keys),
  ]);
  return found.flat();
}

/** The feed's own state of every task and instance, against the last event the index has of it. */
function compare(
  what: string,
  feed: Map<string, string>,
  index: Map<string, string>,
  mustBeInIndex: string[],
): string[] {
  const wrong = [...index]
    .filter(([key, state]) => feed.get(key) !== state)
    .map(([key, state]) => `${what} ${key}: the engine says ${state}, the feed ${feed.get(key)}`);
  const unknown = mustBeInIndex
    .filter((key) => !index.has(key))
    .map((key) => `${what} ${key} is in the feed, but not in the engine's index`);
  return [...wrong, ...unknown];
}

async function taskFaults({ query, openSearch }: Sources, roots: string[]): Promise<string[]> {
  const events = await eventsOf(openSearch, 'user-task', ['CREATED', 'COMPLETED', 'CANCELED']);
  const rows = await query<{ key: string; state: string; own: boolean }>(
    'select key, state, root_key = any($1) as own from engine_task',
    [roots],
  );
  return compare(
    'task',
    new Map(rows.map(({ key, state }) => [key, state])),
    new Map(events.map(({ key, intent }) => [String(key), intent])),
    rows.filter(({ own }) => own).map(({ key }) => key),
  );
}

async function instanceFaults({ query, openSearch }: Sources, roots: string[]): Promise<string[]> {
  const events = await eventsOf(
    openSearch,
    'process-instance',
    ['ELEMENT_ACTIVATING', 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED'],
    [{ term: { 'value.bpmnElementType': 'PROCESS' } }],
  );
  const rows = await query<{ key: string; ended: boolean; own: boolean }>(
    'select key, ended_at is not null as ended, root_key = any($1) as own from engine_instance',
    [roots],
  );
  const state = (ended: boolean) => (ended ? 'ended' : 'under way');
  return compare(
    'instance',
    new Map(rows.map(({ key, ended }) => [key, state(ended)])),
    new Map(events.map(({ key, intent }) => [String(key), state(intent !== 'ELEMENT_ACTIVATING')])),
    rows.filter(({ own }) => own).map(({ key }) => key),
  );
}

/**
 * A child taken before its parent, or a step before its instance, does not know its root. Looked for in
 * the given cases only: elsewhere a child may be the root of a case of its own, and other tests turn
 * the clock back.
 */
async function treeFaults({ query }: Sources, roots: string[]): Promise<string[]> {
  const rows = await query<{ what: string }>(
    `select 'instance ' || child.key || ' was taken before its parent' as what
     from engine_instance child join engine_instance parent on parent.key = child.parent_key
     where child.root_key <> parent.root_key and parent.root_key = any($1)
     union all
     select 'task ' || t.key || ' was taken before its instance'
     from engine_task t join engine_instance i on i.key = t.instance_key
     where t.root_key <> i.root_key and i.root_key = any($1)
     union all
     select 'match ' || m.position || ' was taken before its instance'
     from engine_match m join engine_instance i on i.key = m.root_key
     where i.root_key <> i.key and i.root_key = any($1)
     union all
     select 'task ' || key || ' ended before it began' from engine_task
     where ended_at < created_at and root_key = any($1)`,
    [roots],
  );
  return rows.map(({ what }) => what);
}

/** Cases that went the same way passed the same steps and had the same rows match, as often. */
async function likenessFaults({ query }: Sources, roots: string[]): Promise<string[]> {
  const rows = await query<{ root: string; what: string; n: number }>(
    `select i.root_key as root, i.process_id || ' ' || s.element_id as what, count(*)::int as n
     from engine_step s join engine_instance i on i.key = s.instance_key
     where i.root_key = any($1) group by 1, 2
     union all
     select root_key, element_id || ' ' || decision_id || ' ' || rule_id, count(*)::int
     from engine_match where root_key = any($1) group by 1, 2
     union all
     select root_key, 'timers', count(*)::int
     from engine_timer t join engine_instance i on i.key = t.instance_key
     where root_key = any($1) group by 1`,
    [roots],
  );
  const [first = '', ...others] = roots;
  const of = (root: string) => {
    const own = rows.filter((row) => row.root === root);
    return own.map(({ what, n }) => `${what} × ${n}`).sort();
  };
  const expected = of(first);
  if (expected.length === 0) return [`the feed has no step of ${first}`];
  return others.flatMap((root) => {
    const has = of(root);
    const more = has.filter((one) => !expected.includes(one));
    const less = expected.filter((one) => !has.includes(one));
    return more.length + less.length === 0
      ? []
      : [`${root} differs from ${first}: more ${more}; less ${less}`];
  });
}

const PAGE = 2000;

/** Events of a kind in the order of the engine's log; the last of a key says its state. */
async function eventsOf(
  openSearch: string,
  kind: string,
  intents: string[],
  filter: object[] = [],
): Promise<EngineEvent[]> {
  const all: EngineEvent[] = [];
  let after: unknown[] | undefined;
  do {
    const response = await fetch(`${openSearch}/zeebe-record_${kind}_*/_search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        size: PAGE,
        sort: [{ position: 'asc' }],
        _source: ['key', 'position', 'intent'],
        query: { bool: { filter: [{ terms: { intent: intents } }, ...filter] } },
        ...(after && { search_after: after }),
      }),
    });
    if (!response.ok) throw new Error(`OpenSearch: ${response.status} ${await response.text()}`);
    const { hits } = (await response.json()) as {
      hits: { hits: { _source: EngineEvent; sort: unknown[] }[] };
    };
    all.push(...hits.hits.map(({ _source }) => _source));
    after = hits.hits.length === PAGE ? hits.hits.at(-1)?.sort : undefined;
  } while (after);
  return all;
}
