import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModels, readResources } from '../src/models/read';
import { readCases } from '../src/tools/cases/read-cases';
import { casesFiles } from '../src/tools/cases/run-cases';
import { startRulesEngine } from '../src/tools/rules-engine';
import { ROOT } from '../stack/lib/settings';

/**
 * `npm run bench:rules [-- <evaluations>]`: what the rules engine costs to start and to load all tables,
 * how many of the cases beside the tables it evaluates a second, and its memory. It needs no stack.
 */
const BATCH = 1000;
const MB = 1024 * 1024;

async function main(): Promise<void> {
  const wanted = Number(process.argv[2] ?? 50_000);
  const resources = await readResources(ROOT);
  const asked = await questions(resources);
  const clock = stopwatch();
  const engine = await startRulesEngine();
  await engine.memory();
  say('JVM answers after', `${clock()} s`);
  await engine.load('bench', resources);
  say('all tables parsed in', `${clock()} s`);
  for (let done = 0, round = 1; done < wanted; done += BATCH * 10, round += 1) {
    const begun = performance.now();
    for (let batch = 0; batch < 10; batch += 1)
      await engine.evaluate('bench', rotated(asked, batch * BATCH));
    const rate = (BATCH * 10 * 1000) / (performance.now() - begun);
    say(`evaluations a second, round ${round}`, Math.round(rate).toLocaleString('en'));
  }
  const { used, taken } = await engine.memory();
  say(
    'memory in use, of the heap taken',
    `${Math.round(used / MB)} of ${Math.round(taken / MB)} MB`,
  );
  await engine.close();
}

/** What the cases beside the tables ask. */
async function questions(resources: Awaited<ReturnType<typeof readResources>>) {
  const { decisions } = await readModels(resources);
  return casesFiles(ROOT).flatMap((file) => {
    const id = file.split('/').at(-1)?.replace('.cases.csv', '') ?? '';
    const decision = decisions[id];
    if (!decision) throw new Error(`no decision ${id}`);
    const cases = readCases(file, readFileSync(join(ROOT, file), 'utf8'), decision);
    return cases.map(({ facts }) => ({ decisionId: id, facts }));
  });
}

/** A batch that begins somewhere in the list and goes round. */
function rotated<T>(list: T[], from: number): T[] {
  return Array.from({ length: BATCH }, (_, at) => list[(from + at) % list.length] as T);
}

/** Seconds since it was asked last. */
function stopwatch(): () => string {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = ((now - last) / 1000).toFixed(1);
    last = now;
    return seconds;
  };
}

function say(what: string, value: string): void {
  process.stdout.write(`${what}: ${value}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
