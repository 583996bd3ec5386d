import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { samples } from '../seed';
import { eachOf } from '../src/domain/at-once';
import { createTokens, setting, type Tokens } from '../stand-in/tokens';
import { filledSheet, type Written } from '../test/harness/sheet';
import { memoryOf } from './memory';
import { localTarget } from './target';

/**
 * `npm run bench:sheet`: an enterprise hands in a spreadsheet (`--rows`, 500), beside a running stack.
 * Says how long it takes to check it, right and with mistakes, to hand it in, and until every case has
 * begun, and how much memory the application takes meanwhile.
 */
const FLOW = 'zj-sector';
const WHO = 'jia.zhao';
const FIELDS = {
  ...{ sector: '公路', inProvince: '是', mode: 'GC', projectName: '示例高速公路（虚构）' },
  ...{ projectPlace: '330211', ownerName: '示例建设单位（虚构）', contractAmount: 5200 },
  ...{ startDate: '2017-03-01', finishDate: '2019-06-30', roadGrade: 'MOTORWAY', roadLength: 12.5 },
};
const MISTAKES: Record<string, Written>[] = [
  { contractAmount: '很多' },
  { projectPlace: '999999' },
  { projectName: null },
  { sector: { formula: 'A1' } },
  { 'attachments.MATERIAL': '没有.pdf' },
];
const UPLOADS_AT_ONCE = 3;

interface Door {
  url: string;
  tokens: Tokens;
}

async function asked({ url, tokens }: Door, path: string, body?: FormData) {
  const answer = await fetch(`${url}${path}`, {
    ...(body && { method: 'POST', body }),
    headers: { Authorization: `Bearer ${await tokens.of(WHO)}` },
  });
  if (!answer.ok)
    throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
  return answer.json();
}

/** A file a row, each under the name of its contract. */
function uploads(door: Door, names: string[]): Promise<string[]> {
  const content = new Blob([readFileSync(samples.subcontract.path)]);
  return eachOf(names, UPLOADS_AT_ONCE, async (name) => {
    const body = new FormData();
    body.append('file', content, name);
    return (await asked(door, '/api/attachments', body)).id;
  });
}

function formOf(bytes: Buffer, files: string[]): FormData {
  const body = new FormData();
  body.append('attachments', JSON.stringify(files));
  body.append('sheet', new Blob([new Uint8Array(bytes)]), 'rows.xlsx');
  return body;
}

/** Waits until the engine has begun every case of a sheet. */
async function begun(door: Door, id: string): Promise<void> {
  for (;;) {
    const { statuses } = await asked(door, `/api/sheets/${id}`);
    if (!statuses.some(({ status }: { status: string }) => status === 'SUBMITTED')) return;
    await pause(250);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rows: { type: 'string', default: '500' } } });
  const count = Number(values.rows);
  const { env, parts } = localTarget();
  const door = { url: setting(env, 'PUBLIC_URL'), tokens: createTokens(env) };
  const run = Date.now().toString(36);
  const rows = Array.from({ length: count }, (_, i): Record<string, Written> => {
    const contractNo = `BENCH-${run}-${i}`;
    return { ...FIELDS, contractNo, 'attachments.MATERIAL': `${contractNo}.pdf` };
  });
  const paths = Object.keys(rows[0] ?? {});
  const good = await filledSheet(FLOW, paths, rows);
  const wrong = rows.map((row, i) =>
    i % 10 === 9 ? { ...row, ...MISTAKES[((i - 9) / 10) % 5] } : row,
  );
  const bad = await filledSheet(FLOW, paths, wrong);

  console.log(
    `\n| ${count} rows, ${good.length >> 10} KB | seconds | memory before, MB | highest, MB | |`,
  );
  console.log('|---|---:|---:|---:|---|');
  const measured = async <T>(title: string, work: () => Promise<T>, say: (result: T) => string) => {
    const memory = () => (parts.app ? (memoryOf({ app: parts.app }).app ?? 0) : Number.NaN);
    const before = memory();
    let highest = before;
    const timer = setInterval(() => {
      highest = Math.max(highest, memory());
    }, 250);
    const from = performance.now();
    const result = await work().finally(() => clearInterval(timer));
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    const figures = [before, highest].map((mb) => mb.toFixed(0)).join(' | ');
    console.log(`| ${title} | ${seconds} | ${figures} | ${say(result)} |`);
    return result;
  };
  const files = await measured(
    'their files uploaded',
    () =>
      uploads(
        door,
        rows.map((row) => String(row['attachments.MATERIAL'])),
      ),
    (ids) => `${ids.length} files`,
  );
  const check = (bytes: Buffer) => () =>
    asked(door, `/api/cases/${FLOW}/sheet/check`, formOf(bytes, files));
  const told = ({ rows: judged }: { rows: { refusals: unknown[] }[] }) => {
    const refused = judged.filter(({ refusals }) => refusals.length > 0);
    const named = refused.reduce((sum, { refusals }) => sum + refusals.length, 0);
    return `${refused.length} rows refused, ${named} mistakes named`;
  };
  await measured('checked, every tenth with a mistake', check(bad), told);
  await measured('checked, all right', check(good), told);
  const { id } = await measured(
    'handed in',
    () => asked(door, `/api/cases/${FLOW}/sheet`, formOf(good, files)),
    ({ cases }) => `${cases.length} cases`,
  );
  await measured(
    'until all have begun',
    () => begun(door, id),
    () => '',
  );
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
