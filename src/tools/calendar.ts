import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compose } from '../compose';
import { loadConfig } from '../config';
import type { Deps } from '../deps';
import { LEFT_REASONS } from '../domain/calendar-changes';
import { readCalendarFile } from '../domain/calendar-file';
import { type CalendarPreview, previewCalendar } from '../records/calendar/preview';
import { publishCalendar } from '../records/calendar/publish';
import { followed } from './followed';
import { localEnvironment } from './local-environment';

/**
 * `npm run calendar -- <file.csv|json> [--apply --by <person> --why <text> [--hash <of a preview>]]`:
 * shows which days change and which open deadlines move, and publishes that with `--apply`. Exit code 1:
 * the file is wrong, or things changed since the preview; 2: published, and some deadlines were left.
 */
async function main(): Promise<void> {
  localEnvironment();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      apply: { type: 'boolean', default: false },
      ...{ by: { type: 'string' }, why: { type: 'string' }, hash: { type: 'string' } },
    },
  });
  const [file] = positionals;
  if (!file)
    throw new Error('用法 usage: npm run calendar -- <file.csv|json> [--apply --by … --why …]');
  const { by, why } = values;
  if (values.apply && !(by && why))
    throw new Error('--apply 须写明 --by 和 --why (say who and why)');
  const { changes, faults } = readCalendarFile(await readFile(file, 'utf8'));
  for (const { line, zh, en } of faults) say(`E-00-90 ${file}:${line} ${zh} (${en})`);
  if (faults.length > 0) {
    process.exitCode = 1;
    return;
  }
  const deps = await compose(loadConfig());
  try {
    const preview = await previewCalendar(deps.db, deps, changes, await deps.clock.now());
    show(preview);
    if (!values.apply) return;
    const wanted = { changes, by: by ?? '', why: why ?? '', hash: values.hash ?? preview.hash };
    await publish(deps, wanted);
  } finally {
    await deps.close();
  }
}

async function publish(
  deps: Deps,
  {
    changes,
    hash,
    by,
    why,
  }: Pick<Parameters<typeof publishCalendar>[2], 'changes' | 'hash' | 'why'> & {
    by: string;
  },
): Promise<void> {
  const published = await publishCalendar(deps.db, deps, {
    ...{ changes, hash, why, now: await deps.clock.now(), requestId: `calendar-${process.pid}` },
    actor: { user: by, name: by, organisation: 'platform' },
  });
  if (!published) {
    say('E-00-91 预览之后情况有变，请重新预览 (something changed since the preview, look again)');
    process.exitCode = 1;
    return;
  }
  const of = { publicationId: published.id };
  const { MOVED = 0, LEFT = 0, WAITING = 0 } = await followed(deps, of);
  say(`已发布 published ${published.id}: ${MOVED} moved, ${LEFT} left, ${WAITING} under way`);
  if (LEFT + published.preview.unsafe.length > 0) process.exitCode = 2;
}

function show({ days, moves, unsafe, unchanged, unknownYears, hash }: CalendarPreview): void {
  const kind = (works: boolean | null) => (works === null ? '?' : works ? 'WORK' : 'REST');
  for (const day of days) say(`${day.date} ${kind(day.before)} → ${kind(day.after)} ${day.name}`);
  for (const year of unknownYears)
    say(
      `! ${year}年缺1月1日，该年度仍然未知 (1 January of ${year} is missing, the year stays unknown)`,
    );
  for (const { caseNumber, key, from, to } of moves)
    say(`MOVES ${caseNumber} ${key} ${from} → ${to}`);
  for (const { caseNumber, key, from, to, reason } of unsafe)
    say(
      `UNSAFE ${caseNumber} ${key} ${from} → ${to ?? '?'} ${LEFT_REASONS[reason].zh} (${LEFT_REASONS[reason].en})`,
    );
  say(`${moves.length} move, ${unsafe.length} unsafe, ${unchanged} stay; hash ${hash}`);
}

const say = (line: string) => process.stdout.write(`${line}\n`);

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
