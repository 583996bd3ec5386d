import { parseArgs } from 'node:util';
import { compose } from '../compose';
import { loadConfig } from '../config';
import type { Deps } from '../deps';
import { LEFT_REASONS } from '../domain/calendar-changes';
import { toShanghaiIso } from '../domain/working-days';
import { moveCase } from '../records/moving/move';
import { type CaseMove, hashOf, previewMoves, type Wanted } from '../records/moving/preview';
import { followed } from './followed';
import { localEnvironment } from './local-environment';

/**
 * `npm run migrate -- [--to <release>] [--case <number>]… [--map old=new]… [--deadlines recompute]
 * [--apply --by <person> --why <text> [--hash <of a preview>]]`: says of each open case of another release
 * whether it can go on under this one (the newest by default), and moves those that can with `--apply`.
 * Deadlines keep their instants, or are computed anew by the rules of that release. Exit code 1: things
 * changed since the preview; 2: some case cannot be moved or was refused, or a deadline kept its end.
 */
async function main(): Promise<void> {
  localEnvironment();
  const { values } = parseArgs({
    options: {
      ...{ to: { type: 'string' }, by: { type: 'string' }, why: { type: 'string' } },
      ...{ hash: { type: 'string' }, deadlines: { type: 'string', default: 'keep' } },
      case: { type: 'string', multiple: true, default: [] },
      map: { type: 'string', multiple: true, default: [] },
      apply: { type: 'boolean', default: false },
    },
  });
  const { by = '', why = '', deadlines } = values;
  if (values.apply && !(by && why))
    throw new Error('--apply 须写明 --by 和 --why (say who and why)');
  if (deadlines !== 'keep' && deadlines !== 'recompute')
    throw new Error(`--deadlines ${deadlines}：应为 keep 或 recompute (write keep or recompute)`);
  const deps = await compose(loadConfig());
  try {
    const to = values.to ? Number(values.to) : (await deps.releases.current()).id;
    const wanted: Wanted = {
      ...{ to, numbers: values.case, map: mapOf(values.map) },
      ...{ recomputes: deadlines === 'recompute', now: await deps.clock.now() },
    };
    const moves = await previewMoves(deps.db.manager, deps, wanted);
    for (const move of moves) show(move);
    const able = moves.filter(({ verdict }) => verdict === 'MOVES');
    const hash = hashOf(moves);
    say(`${able.length} of ${moves.length} cases can move to release ${to}; hash ${hash}`);
    if (able.length < moves.length || able.some(keepsAnEnd)) process.exitCode = 2;
    if (!values.apply) return;
    if (values.hash && values.hash !== hash) {
      say('E-00-91 预览之后情况有变，请重新预览 (something changed since the preview, look again)');
      process.exitCode = 1;
      return;
    }
    await apply(deps, able, wanted, { by, why });
  } finally {
    await deps.close();
  }
}

/** A deadline would have another end, and cannot get it. */
function keepsAnEnd({ deadlines }: CaseMove): boolean {
  return deadlines.some(({ verdict }) => verdict !== 'MOVES');
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
  if (!wanted.recomputes) return;
  const caseIds = moves.map(({ caseId }) => caseId);
  const {
    MOVED = 0,
    LEFT = 0,
    WAITING = 0,
  } = await followed(deps, {
    ...{ releaseId: wanted.to, caseIds },
  });
  say(`期限 deadlines: ${MOVED} moved, ${LEFT} left, ${WAITING} under way`);
  if (LEFT > 0) process.exitCode = 2;
}

function show({ caseNumber, processId, from, verdict, facts, deadlines }: CaseMove): void {
  say(`${verdict} ${caseNumber} ${processId} (release ${from})`);
  for (const { zh, en } of facts) say(`    ${zh} (${en})`);
  for (const { row, verdict, to } of deadlines) {
    const end = to ? toShanghaiIso(to.computed.dueAt) : '?';
    const reason = verdict === 'MOVES' ? undefined : LEFT_REASONS[verdict];
    const why = reason ? ` ${reason.zh} (${reason.en})` : '';
    say(`    ${reason ? 'UNSAFE' : 'MOVES'} ${row.key} ${toShanghaiIso(row.dueAt)} → ${end}${why}`);
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
