import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../stack/lib/fetch';
import { ROOT, readSettings } from '../stack/lib/settings';
import { type Stack, startStack } from '../stack/stack';
import { memoryOf } from './memory';

const megabytesOnDisk = (path: string) =>
  Number(execFileSync('du', ['-sk', path], { encoding: 'utf8' }).split('\t')[0]) / 1024;

/** Below the range from which the system takes ports for outgoing connections. */
const portBase = Number(process.env.ZJF_BENCH_PORT_BASE ?? 28600);

async function timed(stateDir: string): Promise<[Stack, number]> {
  const begun = Date.now();
  const stack = await startStack({ stateDir, portBase, log: console.error });
  return [stack, (Date.now() - begun) / 1000];
}

function report(title: string, rows: [string, string][]): void {
  console.log(`\n| ${title} | |\n|---|---:|`);
  for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
}

/** Time to ready, memory and disk of the local stack with everything in the cache. */
async function main(): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), 'zjf-bench-start-'));
  try {
    await measure(stateDir);
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function measure(stateDir: string): Promise<void> {
  const load = loadavg()[0]?.toFixed(1) ?? '';
  const [first, firstSeconds] = await timed(stateDir);
  await first.stop();
  const [stack, seconds] = await timed(stateDir);
  // Memory settles once the start's garbage is collected or not: measured as a person finds it.
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const running = Object.values(stack.parts).flatMap(({ pid, spec }) =>
    pid ? [[spec.title, pid] as const] : [],
  );
  const memory = Object.entries(memoryOf(Object.fromEntries(running)));
  const begun = Date.now();
  await stack.stop();
  const stopSeconds = (Date.now() - begun) / 1000;
  const cpu = cpus();
  report(`${cpu.length} × ${cpu[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`, [
    ['load average before', load],
    ['first start, nothing but the cache', `${firstSeconds.toFixed(1)} s`],
    ['later start', `${seconds.toFixed(1)} s`],
    ['stop, all in order', `${stopSeconds.toFixed(1)} s`],
  ]);
  const total = memory.reduce((sum, [, megabytes]) => sum + megabytes, 0);
  report('resident memory after a start', [
    ...memory.map(([name, mb]): [string, string] => [name, `${mb.toFixed(0)} MB`]),
    ['together', `${total.toFixed(0)} MB`],
  ]);
  report('on disk', [
    [
      'cache: fetched through Maven, unpacked',
      `${megabytesOnDisk(cacheFolder(readSettings().cacheDir)).toFixed(0)} MB`,
    ],
    ['node_modules', `${megabytesOnDisk(join(ROOT, 'node_modules')).toFixed(0)} MB`],
    ['state after two starts', `${megabytesOnDisk(stateDir).toFixed(0)} MB`],
  ]);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
