import { join } from 'node:path';
import { createDataSource } from '../src/entities/data-source';
import { type Resource, readResources } from '../src/models/read';
import { localEnvironment } from '../src/tools/local-environment';
import { replay } from '../src/tools/plan/replay';
import { startRulesEngine } from '../src/tools/rules-engine';
import { ROOT } from '../stack/lib/settings';
import { writePastCases } from './past-cases';

/**
 * `npm run bench:plan [-- <cases>]`: how long it takes to judge past cases again when one table is
 * different, in a schema of its own beside the running local stack (or at DATABASE_OWNER_URL), which is
 * removed again. Each change is measured with a rules engine of its own.
 */
const SCHEMA = 'bench_plan';
const MB = 1024 * 1024;

/** A change that an analyst could make of one table, and what it makes to be judged again. */
const CHANGES = [
  {
    title: 'a deadline (zj-deadlines): few different questions',
    file: 'dmn/zhejiang/zj-deadlines.dmn',
    from: /(<outputEntry id="GC_CONFIRM_3_nOut">\s*<text>)3/,
    to: '$15',
  },
  {
    title: 'a check (zj-subcontract-checks): every case asks another question',
    file: 'dmn/zhejiang/zj-subcontract-checks.dmn',
    from: /(<text>)starts with\(string\(data\.gcPermitNo\), "33"\) = true/,
    to: '$1starts with(string(data.gcPermitNo), "330282202600000") = true',
  },
];

async function main(): Promise<void> {
  if (!process.env.DATABASE_OWNER_URL) localEnvironment();
  const address = process.env.DATABASE_OWNER_URL;
  if (!address) throw new Error('no local stack is running, and DATABASE_OWNER_URL is not set');
  const cases = Number(process.argv[2] ?? 10_000);
  const admin = await createDataSource(address, 1).initialize();
  try {
    await admin.query(`drop schema if exists ${SCHEMA} cascade`);
    await admin.query(`create schema ${SCHEMA}`);
    const db = createDataSource(`${address}?options=-c%20search_path%3D${SCHEMA}`, 4);
    await db.initialize();
    await db.runMigrations();
    await writePastCases(db, cases);
    for (const change of CHANGES) await measure(db, change);
    await db.destroy();
  } finally {
    await admin.query(`drop schema if exists ${SCHEMA} cascade`);
    await admin.destroy();
  }
}

async function measure(
  db: ReturnType<typeof createDataSource>,
  change: (typeof CHANGES)[number],
): Promise<void> {
  const before = await readResources(join(ROOT));
  const engine = await startRulesEngine();
  let resident = 0;
  const watch = setInterval(() => {
    resident = Math.max(resident, process.memoryUsage().rss);
  }, 100);
  try {
    const begun = performance.now();
    const after = before.map((file) => changed(file, change));
    const found = await replay(db, engine, { before, after, release: null, last: null });
    const seconds = (performance.now() - begun) / 1000;
    const { taken } = await engine.memory();
    const { cases, judgements, evaluations, groups, notReplayed } = found;
    console.log(`${change.title}
  ${cases} cases, ${judgements} judgements made again: ${seconds.toFixed(1)} s, ${Math.round(judgements / seconds)} a second
  ${evaluations} different questions evaluated, ${Math.round(evaluations / seconds)} a second
  memory: ${Math.round(resident / MB)} MB here, ${Math.round(taken / MB)} MB in the rules engine
  otherwise: ${groups.map((one) => `${one.kind} ${one.count}`).join(', ')}; not replayed: ${notReplayed.map((one) => `${one.count} ${one.reason}`).join(', ') || 0}`);
  } finally {
    clearInterval(watch);
    await engine.close();
  }
}

function changed(file: Resource, { file: name, from, to }: (typeof CHANGES)[number]): Resource {
  if (file.name !== name) return file;
  const content = String(file.content).replace(from, to);
  if (content === file.content) throw new Error(`${name} has no ${from}`);
  return { name, content };
}

main().catch((error) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
});
