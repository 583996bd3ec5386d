import type { DataSource } from 'typeorm';
import type { OpenTask, Step, TaskSource } from './task-source';

const PATIENCE_MS = 120_000;

/** When something was seen, and the key of the task where it was one. */
export interface Seen {
  at: number;
  key?: string;
}

interface Waiting {
  caseId: string;
  /** A human step, or a status of the case. */
  what: Step | string;
  since: number;
  seen(seen: Seen): void;
  failed(error: unknown): void;
}

interface CaseRow {
  id: string;
  status: string;
  process_instance_key: string | null;
}

/** How an observer looks, apart from the usual. */
export interface ObserverOptions {
  /** Whose tasks to look for even while nobody waits: to learn what looking alone costs. */
  always?: string[];
  /** How long to wait for something before giving it up. */
  patienceMs?: number;
}

/** Sees open tasks and statuses for all cases in flight. */
export interface Observer {
  /** Waits until a case's task is open, or its status is there; throws when patience ends. */
  until(caseId: string, what: Step | string): Promise<Seen>;
  stop(): Promise<void>;
}

/**
 * One observer for all cases in flight, so that looking costs the machine next to nothing: each
 * look asks once for the open tasks and once for the statuses of the cases, and none is made while
 * nobody waits.
 */
export function observe(
  db: DataSource,
  source: TaskSource,
  { always = [], patienceMs = PATIENCE_MS }: ObserverOptions = {},
): Observer {
  const waiting = new Set<Waiting>();
  let running = true;

  async function look(): Promise<void> {
    const steps = [...waiting].flatMap(({ what }) => (typeof what === 'string' ? [] : [what]));
    const people = [...new Set([...always, ...steps.map(({ person }) => person)])];
    const ids = [...new Set([...waiting].map((one) => one.caseId))];
    const [rows, open] = await Promise.all([
      db.query(
        'select id, status, process_instance_key from case_file where id = any($1::uuid[])',
        [ids],
      ) as Promise<CaseRow[]>,
      people.length > 0 ? source.open(people) : [],
    ]);
    const at = Date.now();
    for (const one of waiting) {
      const row = rows.find(({ id }) => id === one.caseId);
      const { what } = one;
      const task =
        typeof what === 'string' ? undefined : open.find((task) => belongs(task, what, one, row));
      if (task || row?.status === what) one.seen({ at, key: task?.key });
      else if (at - one.since > patienceMs)
        one.failed(new Error(`case ${one.caseId} (${row?.status}): not seen: ${named(what)}`));
      else continue;
      waiting.delete(one);
    }
  }

  const loop = (async () => {
    while (running) {
      if (waiting.size > 0 || always.length > 0)
        await look().catch((error) => {
          for (const one of waiting) one.failed(error);
          waiting.clear();
        });
      await new Promise((resolve) => setTimeout(resolve, source.everyMs));
    }
  })();

  return {
    until: (caseId, what) =>
      new Promise((seen, failed) => {
        waiting.add({ caseId, what, since: Date.now(), seen, failed });
      }),
    async stop() {
      running = false;
      await loop;
    },
  };
}

const named = (what: Step | string) => (typeof what === 'string' ? what : what.elementId);

/** Whether an open task is the step that a case waits for. */
function belongs(task: OpenTask, step: Step, { caseId }: Waiting, row?: CaseRow): boolean {
  const ofCase = task.caseId
    ? task.caseId === caseId
    : task.processInstanceKey !== undefined &&
      task.processInstanceKey === row?.process_instance_key;
  const ofStep = task.act ? task.act === step.act : task.elementId === step.elementId;
  return ofCase && ofStep;
}
