import type { DataSource, EntityManager } from 'typeorm';

/** Where the instance of a case and all that it called stand in the engine, as the feed has it. */
export interface Standing {
  rootKey: string;
  instances: StandingInstance[];
  /** open and ended ones, in the order in which they were set */
  timers: StandingTimer[];
  /** all user tasks, the open ones with state CREATED */
  tasks: StandingTask[];
  /** activities and events that were reached, in that order; `key` is the element instance */
  steps: { key: string; instanceKey: string; elementId: string }[];
  /** messages that are awaited now */
  subscriptions: { instanceKey: string; elementId: string; message: string }[];
  /** what is broken now */
  incidents: { instanceKey: string; elementId: string; message: string }[];
}

/** A process instance. */
export interface StandingInstance {
  key: string;
  processId: string;
  definitionKey: string;
  parentKey: string | null;
  /** the call activity of the parent that called it; null for the root */
  calledBy: string | null;
  isOver: boolean;
}

/** A timer; `firesAt` is the instant for which it is, or was, set. */
export interface StandingTimer {
  key: string;
  instanceKey: string;
  elementId: string;
  firesAt: Date;
  state: 'OPEN' | 'FIRED' | 'ENDED';
}

/** A user task. */
export interface StandingTask {
  key: string;
  instanceKey: string;
  elementId: string;
  elementInstanceKey: string;
  state: 'CREATED' | 'COMPLETED' | 'CANCELED';
  /** the last instant in time */
  dueAt: Date | null;
}

/** So many cases are read at a time. */
const AT_ONCE = 200;

/**
 * Reads where cases stand.
 * @param rootKeys process instances of cases
 * @returns by root key; one the feed does not know has no instances
 */
export async function readStandings(
  db: DataSource | EntityManager,
  rootKeys: string[],
): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>(
    rootKeys.map((rootKey) => [
      rootKey,
      {
        rootKey,
        instances: [],
        timers: [],
        tasks: [],
        steps: [],
        subscriptions: [],
        incidents: [],
      },
    ]),
  );
  for (let from = 0; from < rootKeys.length; from += AT_ONCE)
    await readSome(db, rootKeys.slice(from, from + AT_ONCE), found);
  return found;
}

type Parts = Omit<Standing, 'rootKey'>;

async function readSome(
  db: DataSource | EntityManager,
  roots: string[],
  found: Map<string, Standing>,
): Promise<void> {
  for (const part of Object.keys(QUERIES) as (keyof Parts)[]) {
    const rows: (Record<string, unknown> & { rootKey: string })[] = await db.query(QUERIES[part], [
      roots,
    ]);
    for (const { rootKey, ...row } of rows)
      (found.get(rootKey)?.[part] as unknown[] | undefined)?.push(row);
  }
}

// The engine counts its keys up: a larger one came later. They are asked in this order, and the feed goes on
// meanwhile: what was reached before what waits there, else a timer that is told between the two would
// look as if it were over.
const QUERIES: Record<keyof Parts, string> = {
  instances: `
    select i.root_key as "rootKey", i.key, i.process_id as "processId",
      i.definition_key as "definitionKey", i.parent_key as "parentKey",
      i.ended_at is not null as "isOver",
      coalesce(
        case when i.parent_key = i.root_key then i.root_element_id end,
        (select s.element_id from engine_step s
         where s.instance_key = i.parent_key and s.element_type = 'CALL_ACTIVITY'
           and s.key::numeric < i.key::numeric order by s.key::numeric desc limit 1)
      ) as "calledBy"
    from engine_instance i where i.root_key = any($1) order by i.key::numeric`,
  steps: `
    select i.root_key as "rootKey", s.key, s.instance_key as "instanceKey",
      s.element_id as "elementId"
    from engine_step s join engine_instance i on i.key = s.instance_key
    where i.root_key = any($1) and s.element_type <> 'SEQUENCE_FLOW' order by s.key::numeric`,
  timers: `
    select i.root_key as "rootKey", t.key, t.instance_key as "instanceKey",
      t.element_id as "elementId", t.due_at as "firesAt",
      case when t.ended_at is null then 'OPEN' when t.fired then 'FIRED' else 'ENDED' end as state
    from engine_timer t join engine_instance i on i.key = t.instance_key
    where i.root_key = any($1) order by t.key::numeric`,
  tasks: `
    select root_key as "rootKey", key, instance_key as "instanceKey", element_id as "elementId",
      element_instance_key as "elementInstanceKey", state, due_at as "dueAt"
    from engine_task where root_key = any($1) order by key::numeric`,
  subscriptions: `
    select i.root_key as "rootKey", s.instance_key as "instanceKey", s.element_id as "elementId",
      s.message
    from engine_subscription s join engine_instance i on i.key = s.instance_key
    where i.root_key = any($1) and s.ended_at is null`,
  incidents: `
    select root_key as "rootKey", instance_key as "instanceKey", element_id as "elementId", message
    from engine_incident where root_key = any($1) and resolved_at is null`,
};
