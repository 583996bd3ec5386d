import type { DataSource, EntityManager } from 'typeorm';
import type { Arrivals } from './arrivals';
import { readStandings, type Standing } from './standing';
import type { UserTask } from './types';

/** What the engine told the record (feed/), and only here is read as the engine writes it. */
export interface Feed {
  /**
   * Open user tasks, of the process instances given and of all that they call, and/or for any of the
   * candidate groups given; the oldest due first, those without a due time last.
   */
  openTasks(filter: { roots?: string[]; groups?: string[]; key?: string }): Promise<UserTask[]>;
  /** Tasks by their keys, also those that ended; in no order, without those that the feed does not know. */
  tasks(keys: string[]): Promise<UserTask[]>;
  /**
   * The elements of a process definition of which a candidate group given has, or had, a task.
   * @param definitionKey of the engine
   */
  heldElements(definitionKey: string, groups: string[]): Promise<string[]>;
  /**
   * Completed tasks of a process instance and all that belongs to it that have no decision on record
   * yet, in the order of their completion.
   */
  unrecorded(processInstanceKey: string): Promise<CompletedTask[]>;
  /**
   * Completed tasks of cases that have no decision on record and whose elements were ended at least
   * `agoMs` milliseconds ago, by the clock of the database, before what follows their completion was
   * done; in the order of their completion.
   */
  cutOff(agoMs: number): Promise<(CompletedTask & { caseId: string })[]>;
  /** Forgets what the form of a task held: it may be personal, and is on record now. */
  forget(tx: EntityManager, taskKey: string): Promise<void>;
  /** The process instances that an instance called, at whatever depth, oldest first. */
  called(rootKey: string): Promise<CalledInstance[]>;
  /**
   * Keys of the instances that an instance called, at whatever depth, also of those that are cases of
   * their own.
   */
  below(key: string): Promise<string[]>;
  /** How often the elements of an instance and of all that it called were reached. */
  steps(rootKey: string): Promise<ElementCount[]>;
  /** What an instance and all that it called wait for besides tasks: timers first, the soonest first. */
  waits(rootKey: string): Promise<Wait[]>;
  /** Where instances of cases, and all that they called, stand; by the key asked for. */
  standings(rootKeys: string[]): Promise<Map<string, Standing>>;
  /**
   * Looks at once and each time the engine told something, until something is found or `withinMs`
   * milliseconds are over. @returns what was found by the last look
   */
  until<T>(look: () => Promise<T | undefined>, withinMs: number): Promise<T | undefined>;
  /**
   * Deletes what instances that ended before `before` waited for; where they went and why stays, it is
   * the case's file.
   */
  tidy(before: Date): Promise<void>;
  /** How the feed stands. */
  state(): Promise<FeedState>;
}

/** A user task that somebody completed. */
export interface CompletedTask extends UserTask {
  completedAt: string;
  /** what the form held */
  given: Record<string, unknown>;
}

/** A process instance that another one called. */
export interface CalledInstance {
  key: string;
  processId: string;
  parentKey: string;
  /** the call activity in the parent's diagram; null where the feed does not know it */
  calledBy: string | null;
  /** date-times in UTC */
  startedAt: string;
  endedAt: string | null;
}

/** How often an element of a process instance was reached. */
export interface ElementCount {
  instanceKey: string;
  elementId: string;
  times: number;
}

/** A timer that is set, or a message that is awaited. */
export interface Wait {
  kind: 'TIMER' | 'MESSAGE';
  instanceKey: string;
  processId: string;
  elementId: string;
  /** when a timer fires, in UTC; null for a message */
  until: string | null;
}

/** How the feed stands. */
export interface FeedState {
  /** when the newest batch was taken, by the clock of the record; null: never */
  takenAt: Date | null;
  /**
   * open cases, older than a minute, whose process instance the feed does not know: it is behind, or has
   * a gap
   */
  unknownCases: number;
  /** events that the record could not hold: what they told is missing */
  passedOver: number;
  openIncidents: number;
}

/** Looked for at the latest after that: a word of the database can be missed while it is away. */
const LOOK_EVERY_MS = 500;

const TASK = `key, element_instance_key as "elementInstanceKey", element_id as "elementId", state,
  assignee, candidate_groups as "candidateGroups", instance_key as "processInstanceKey",
  root_key as "rootKey", process_id as "processId", shown_as as "shownAs",
  created_at as "createdAt", ended_at as "completedAt", due_at as "dueAt"`;

type Row = Omit<UserTask, 'createdAt' | 'completedAt' | 'dueAt'> & {
  createdAt: Date;
  completedAt: Date | null;
  dueAt: Date | null;
};

function toTask(row: Row): UserTask {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
  };
}

type CompletedRow = Row & { given: Record<string, unknown> | null };

function toCompleted({ given, ...row }: CompletedRow): CompletedTask {
  return { ...(toTask(row) as CompletedTask), given: given ?? {} };
}

/** Reads the tables `engine_…` (src/migrations, ADR 14). */
export function createFeed(db: DataSource, arrivals: Arrivals): Feed {
  return {
    async openTasks({ roots, groups, key }) {
      const rows: Row[] = await db.query(
        `select ${TASK} from engine_task where state = 'CREATED'
           and ($1::text[] is null or root_key = any($1))
           and ($2::text[] is null or candidate_groups && $2)
           and ($3::text is null or key = $3)
         order by due_at nulls last, created_at, key`,
        [roots ?? null, groups ?? null, key ?? null],
      );
      return rows.map(toTask);
    },
    async tasks(keys) {
      const rows: Row[] = await db.query(`select ${TASK} from engine_task where key = any($1)`, [
        keys,
      ]);
      return rows.map(toTask);
    },
    async heldElements(definitionKey, groups) {
      const rows: { id: string }[] = await db.query(
        `select distinct element_id as id from engine_task
         where definition_key = $1 and candidate_groups && $2`,
        [definitionKey, groups],
      );
      return rows.map(({ id }) => id);
    },
    async unrecorded(processInstanceKey) {
      const rows: CompletedRow[] = await db.query(
        `select ${TASK}, given from engine_task t where state = 'COMPLETED'
           and root_key = (select root_key from engine_instance where key = $1)
           and not exists (select 1 from decision d where d.user_task_key = t.key)
         order by ended_at, key`,
        [processInstanceKey],
      );
      return rows.map(toCompleted);
    },
    async cutOff(agoMs) {
      const rows: (CompletedRow & { caseId: string })[] = await db.query(
        `select ${TASK}, given,
           (select id from case_file c where c.process_instance_key = t.root_key) as "caseId"
         from engine_task t where cut_off_at <= now() - $1 * interval '1 millisecond'
           and exists (select 1 from case_file c where c.process_instance_key = t.root_key)
           and not exists (select 1 from decision d where d.user_task_key = t.key)
         order by ended_at, key`,
        [agoMs],
      );
      return rows.map((row) => ({ ...toCompleted(row), caseId: row.caseId }));
    },
    async forget(tx, taskKey) {
      await tx.query('update engine_task set given = null where key = $1', [taskKey]);
    },
    called(rootKey) {
      return db.query(
        `select i.key, i.process_id as "processId", i.parent_key as "parentKey",
           to_json(i.started_at) #>> '{}' as "startedAt", to_json(i.ended_at) #>> '{}' as "endedAt",
           coalesce(
             case when i.parent_key = i.root_key then i.root_element_id end,
             (select s.element_id from engine_step s
              where s.instance_key = i.parent_key and s.element_type = 'CALL_ACTIVITY'
                -- the engine counts its keys up: the call came last before what it called
                and s.key::numeric < i.key::numeric order by s.key::numeric desc limit 1)
           ) as "calledBy"
         from engine_instance i where i.root_key = $1 and i.parent_key is not null
         order by i.key::numeric`,
        [rootKey],
      );
    },
    async below(key) {
      const rows: { key: string }[] = await db.query(
        `with recursive below (key) as (
           select key from engine_instance where parent_key = $1
           union all
           select i.key from engine_instance i join below b on i.parent_key = b.key)
         select key from below`,
        [key],
      );
      return rows.map((row) => row.key);
    },
    steps(rootKey) {
      return db.query(
        `select s.instance_key as "instanceKey", s.element_id as "elementId", count(*)::int as times
         from engine_step s join engine_instance i on i.key = s.instance_key
         where i.root_key = $1 group by s.instance_key, s.element_id`,
        [rootKey],
      );
    },
    waits(rootKey) {
      return db.query(
        `select w.kind, w.instance_key as "instanceKey", i.process_id as "processId",
           w.element_id as "elementId", to_json(w.until) #>> '{}' as until
         from (
           select 'TIMER' as kind, key, instance_key, element_id, due_at as until from engine_timer
           -- diagrams of older releases say "never" by a time a hundred years away
           where ended_at is null and due_at < set_at + interval '50 years'
           union all
           select 'MESSAGE', key, instance_key, element_id, null from engine_subscription
           where ended_at is null
         ) w join engine_instance i on i.key = w.instance_key
         where i.root_key = $1 and i.ended_at is null
         order by w.until nulls last, w.key::numeric`,
        [rootKey],
      );
    },
    standings: (rootKeys) => readStandings(db, rootKeys),
    async until(look, withinMs) {
      const end = Date.now() + withinMs;
      for (;;) {
        // asked for before looking, so that nothing is told in between unheard
        const left = Math.max(0, end - Date.now());
        const told = arrivals.next('engine_feed', Math.min(LOOK_EVERY_MS, left));
        const found = await look();
        if (found !== undefined || Date.now() >= end) return found;
        await told;
      }
    },
    async tidy(before) {
      await db.query(
        `with ended as (
           select i.key from engine_instance i join engine_instance root on root.key = i.root_key
           where root.ended_at < $1),
         timers as (delete from engine_timer using ended where instance_key = ended.key),
         subscriptions as (delete from engine_subscription using ended where instance_key = ended.key),
         forms as (delete from task_form using case_file c, ended
           where case_id = c.id and c.process_instance_key = ended.key),
         incidents as (delete from engine_incident using ended where instance_key = ended.key),
         -- of rule tasks that were never evaluated
         variables as (delete from engine_variable using engine_step s, ended
           where s.key = scope_key and s.instance_key = ended.key)
         update engine_task set given = null from ended
         where instance_key = ended.key and given is not null`,
        [before],
      );
    },
    async state() {
      const [row]: FeedState[] = await db.query(
        `select (select max(taken_at) from engine_feed) as "takenAt",
           (select coalesce(sum(passed_over), 0)::int from engine_feed) as "passedOver",
           (select count(*)::int from case_file c where closed_at is null
              and process_instance_key is not null and created_at < now() - interval '1 minute'
              and not exists (select 1 from engine_instance i where i.key = c.process_instance_key)
           ) as "unknownCases",
           (select count(*)::int from engine_incident where resolved_at is null) as "openIncidents"`,
      );
      return row ?? { takenAt: null, unknownCases: 0, passedOver: 0, openIncidents: 0 };
    },
  };
}
