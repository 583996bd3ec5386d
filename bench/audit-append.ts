import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/entities/data-source';
import { appendAudit, SYSTEM } from '../src/records/audit';
import { localEnvironment } from '../src/tools/local-environment';

/**
 * `npm run bench:audit [-- <events>]`: what an audit event costs where it is appended, in a schema of
 * its own beside the running local stack, which is removed again. The statements of an append run in
 * a transaction that is open already, as they do in the application; the commit is not counted.
 */
const SCHEMA = 'bench_audit';
const A_CHAIN = 15;
const AT_ONCE = [1, 8];

async function main(): Promise<void> {
  localEnvironment();
  const address = process.env.DATABASE_OWNER_URL;
  if (!address) throw new Error('no local stack is running, and DATABASE_OWNER_URL is not set');
  const events = Number(process.argv[2] ?? 12_000);
  const admin = await createDataSource(address, 1).initialize();
  try {
    await admin.query(`drop schema if exists ${SCHEMA} cascade`);
    await admin.query(`create schema ${SCHEMA}`);
    const db = createDataSource(`${address}?options=-c%20search_path%3D${SCHEMA}`, 8);
    await db.initialize();
    await db.runMigrations();
    await append(db, events / 4);
    for (const atOnce of AT_ONCE) {
      const rounds = await Promise.all(
        Array.from({ length: atOnce }, () => append(db, events / atOnce)),
      );
      const sorted = rounds.flat().sort((a, b) => a - b);
      const at = (share: number) => ((sorted[Math.floor(share * sorted.length)] ?? 0) * 1000) | 0;
      const mean = (sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length) * 1000;
      console.log(`${atOnce} at once: mean ${mean | 0} µs, p50 ${at(0.5)} µs, p95 ${at(0.95)} µs`);
    }
    await db.destroy();
  } finally {
    await admin.query(`drop schema if exists ${SCHEMA} cascade`);
    await admin.destroy();
  }
}

/** Appends events to chains of 15, five a transaction; milliseconds that each append took. */
async function append(db: DataSource, events: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < events) {
    const caseId = randomUUID();
    for (let done = 0; done < A_CHAIN; done += 5)
      await db.transaction(async (tx) => {
        for (let n = 0; n < 5; n += 1) {
          const begun = performance.now();
          await appendAudit(tx, {
            ...{ caseId, at: new Date(), actor: SYSTEM, action: 'decision.recorded' },
            ...{ entity: `case:${caseId}`, requestId: randomUUID() },
            detail: {
              ...{ act: 'REVIEW', outcome: 'APPROVED', opinion: '资料齐全，同意', late: false },
              ...{ before: { status: 'UNDER_REVIEW' }, after: { status: 'ENTERED', round: 1 } },
              matched: [{ decision: 'zj-review-routing', rule: 'Row_3', annotation: '[S] 浙建' }],
            },
          });
          times.push(performance.now() - begun);
        }
      });
  }
  return times;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
