import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import express from 'express';
import { Client } from 'pg';
import { publicPages } from '../src/api/pages';
import type { Deps } from '../src/deps';
import { createDataSource } from '../src/entities/data-source';
import { localEnvironment } from '../src/tools/local-environment';
import { dropRecords, type Filled, fill } from './public-records';

/**
 * `npm run bench:public`: how quick the public pages are with a million stored records. Fills a
 * schema of its own in the local stack's database, asks through HTTP, and removes it all again.
 */
const SCHEMA = 'bench_public';
const RECORDS = Number(process.env.ZJF_BENCH_RECORDS ?? 1_000_000);
const AT_ONCE = [1, 16];
const MEASURE_MS = 4_000;

type Ask = (filled: Filled) => string;

const page = (query: Record<string, string>) => `/public?${new URLSearchParams(query)}`;
const some = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** What people ask for, easy and hard for an index. */
const QUESTIONS: [string, Ask][] = [
  ['list, publicity', () => page({ list: 'running' })],
  ['list, stored', () => page({ list: 'stored' })],
  [
    'list, stored, somewhere inside',
    ({ cursors }) => page({ list: 'stored', after: some(cursors) }),
  ],
  ['one record', ({ ids }) => `/public/${some(ids)}`],
  ['search, number', ({ numbers }) => page({ list: 'stored', q: some(numbers) })],
  [
    'search, beginning of a number',
    ({ numbers }) => page({ list: 'stored', q: some(numbers).slice(0, 10) }),
  ],
  ['search, enterprise', ({ enterprises }) => page({ list: 'stored', q: some(enterprises) })],
  ['search, whole name', ({ names }) => page({ list: 'stored', q: some(names) })],
  ['search, word of one in 100', () => page({ list: 'stored', q: '示例路七' })],
  ['search, word of every record', () => page({ list: 'stored', q: '工程' })],
  ['search, two common words', () => page({ list: 'stored', q: '住宅 示例建设' })],
  ['search, common pairs, no record', () => page({ list: 'stored', q: '程建设工' })],
  ['search, no record', () => page({ list: 'stored', q: '龘靐齉' })],
  ['search in publicity', () => page({ list: 'running', q: '住宅' })],
];

async function main(): Promise<void> {
  localEnvironment();
  const address = process.env.DATABASE_OWNER_URL;
  if (!address) throw new Error('DATABASE_OWNER_URL is not set and no local stack is running');
  const admin = new Client({ connectionString: address });
  await admin.connect();
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${availableParallelism()} cores, load average before: ${load}`);
  try {
    await admin.query(`drop schema if exists ${SCHEMA} cascade`);
    await admin.query(`create schema ${SCHEMA}`);
    await measure(`${address}?options=-c%20search_path%3D${SCHEMA}`);
  } finally {
    await dropRecords(admin, SCHEMA);
    await admin.end();
  }
}

async function measure(address: string): Promise<void> {
  const db = await createDataSource(address).initialize();
  await db.runMigrations();
  const begun = Date.now();
  const filled = await fill(db, RECORDS);
  const [size]: { table: string; indexes: string }[] = await db.query(
    `select pg_size_pretty(pg_table_size('publicity')) as table,
       pg_size_pretty(pg_indexes_size('publicity')) as indexes`,
  );
  const seconds = ((Date.now() - begun) / 1000).toFixed(0);
  console.log(`${RECORDS} records in ${seconds} s: ${size?.table}, indexes ${size?.indexes}\n`);

  const server = createServer(express().use(publicPages(depsOf(db))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  console.log(`| page | ${AT_ONCE.map((n) => `${n} at once: p50 / p99, a second`).join(' | ')} |`);
  console.log(`|---|${AT_ONCE.map(() => '---|').join('')}`);
  for (const [name, ask] of QUESTIONS) {
    const cells: string[] = [];
    for (const atOnce of AT_ONCE) cells.push(await timed(api, () => ask(filled), atOnce));
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  console.log('\nmilliseconds, whole pages through HTTP');
  server.close();
  server.closeAllConnections();
  await db.destroy();
}

/** Asks again and again, so many at once; the first answers only warm up. */
async function timed(api: string, path: () => string, atOnce: number): Promise<string> {
  await Promise.all(Array.from({ length: 4 }, () => get(api + path())));
  const times: number[] = [];
  const begun = Date.now();
  const loop = async () => {
    while (Date.now() - begun < MEASURE_MS) {
      const asked = performance.now();
      await get(api + path());
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(1);
  const rate = (times.length * 1000) / (Date.now() - begun);
  return `${at(0.5)} / ${at(0.99)}, ${rate.toFixed(0)}`;
}

async function get(address: string): Promise<void> {
  const response = await fetch(address);
  await response.text();
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
}

/** What the public pages need of the app: the record, and no process that is open to everyone. */
function depsOf(db: Awaited<ReturnType<typeof createDataSource>>): Deps {
  const models = { processes: {}, decisions: {}, forms: {} };
  return { db, releases: { current: async () => ({ models }) } } as unknown as Deps;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
