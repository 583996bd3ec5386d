import { parseArgs } from 'node:util';
import { compose } from '../compose';
import { loadConfig } from '../config';
import type { Deps } from '../deps';
import { moveCase } from '../records/moving/move';
import { type CaseMove, previewMoves, type Wanted } from '../records/moving/preview';
import { localEnvironment } from './local-environment';

/**
 * `npm run migrate -- [--to <release>] [--case <number>]… [--map old=new]… [--apply --by <person> --why
 * <text>]`: says of each open case of another release whether it can go on under this one (the newest by
 * default), and moves those that can with `--apply`. Deadlines keep their instants. Exit code 2: some case
 * cannot be moved, or was refused.
 */
async function main(): Promise<void> {
  localEnvironment();
  const { values } = parseArgs({
    options: {
      ...{ to: { type: 'string' }, by: { type: 'string' }, why: { type: 'string' } },
      case: { type: 'string', multiple: true, default: [] },
      map: { type: 'string', multiple: true, default: [] },
      apply: { type: 'boolean', default: false },
    },
  });
  const { by = '', why = '' } = values;
  if (values.apply && !(by && why))
    throw new Error('--apply 须写明 --by 和 --why (say who and why)');
  const deps = await compose(loadConfig());
  try {
    const to = values.to ? Number(values.to) : (await deps.releases.current()).id;
    const wanted: Wanted = { to, numbers: values.case, map: mapOf(values.map) };
    const moves = await previewMoves(deps.db, deps, wanted);
    for (const move of moves) show(move);
    const able = moves.filter(({ verdict }) => verdict === 'MOVES');
    say(`${able.length} of ${moves.length} cases can move to release ${to}`);
    if (able.length < moves.length) process.exitCode = 2;
    if (values.apply) await apply(deps, able, wanted, { by, why });
  } finally {
    await deps.close();
  }
}

function mapOf(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, from, to] = /^([^=]+)=([^=]+)$/.exec(pair) ?? [];
      if (!from || !to) throw new Error(`--map ${pair}：应为 旧=新 (write old=new)`);
      return [from, to];
    }),
  );
}

async function apply(
  deps: Deps,
  moves: CaseMove[],
  wanted: Wanted,
  { by, why }: { by: string; why: string },
): Promise<void> {
  for (const move of moves) {
    const done = await moveCase(deps, move, wanted, {
      actor: { user: by, name: by, organisation: 'platform' },
      ...{ why, now: await deps.clock.now(), requestId: `migrate-${process.pid}` },
    });
    say(
      done.moved
        ? `已移动 moved ${done.caseNumber}`
        : `未移动 left ${done.caseNumber}: ${done.why}`,
    );
    if (!done.moved) process.exitCode = 2;
  }
}

function show({ caseNumber, processId, from, verdict, facts }: CaseMove): void {
  say(`${verdict} ${caseNumber} ${processId} (release ${from})`);
  for (const { zh, en } of facts) say(`    ${zh} (${en})`);
}

const say = (line: string) => process.stdout.write(`${line}\n`);

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
