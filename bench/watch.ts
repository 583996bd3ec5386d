import type { DataSource } from 'typeorm';
import type { Engine } from '../src/engine';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 120_000;

interface Waiting {
  caseId: string;
  what: string;
  since: number;
  seen(at: number): void;
  failed(error: Error): void;
}

/**
 * One observer for all cases in flight, so that looking costs the machine next to nothing: sees an
 * open user task in the engine's search, or a status in the record.
 */
export function watch(db: DataSource, _engine: Engine) {
  const waiting = new Set<Waiting>();
  let running = true;

  async function look(): Promise<void> {
    const ids = [...new Set([...waiting].map((w) => w.caseId))];
    const rows: { id: string; status: string; process_instance_key: string | null }[] =
      await db.query(
        'select id, status, process_instance_key from case_file where id = any($1::uuid[])',
        [ids],
      );
    const open: { processInstanceKey: string; elementId: string }[] = await db.query(
      `select instance_key as "processInstanceKey", element_id as "elementId" from engine_task where state = 'CREATED'`,
    );
    const now = Date.now();
    for (const one of waiting) {
      const row = rows.find((r) => r.id === one.caseId);
      const task = open.find(
        (t) => t.processInstanceKey === row?.process_instance_key && t.elementId === one.what,
      );
      if (task || row?.status === one.what) one.seen(now);
      else if (now - one.since > PATIENCE_MS)
        one.failed(new Error(`${one.what} of case ${one.caseId} was not seen (${row?.status})`));
      else continue;
      waiting.delete(one);
    }
  }

  const loop = (async () => {
    while (running) {
      if (waiting.size > 0) await look();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();

  return {
    /** @returns when the case's task, or its status, was seen */
    until: (caseId: string, what: string) =>
      new Promise<number>((seen, failed) => {
        waiting.add({ caseId, what, since: Date.now(), seen, failed });
      }),
    async stop(): Promise<void> {
      running = false;
      await loop;
    },
  };
}
