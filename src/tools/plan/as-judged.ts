import { refusalsOf } from '../../errors';
import type { Models } from '../../models/read';
import type { Outcome } from './judge-again';
import type { PastJudgement } from './past';

/** Does a judgement made again by the same rules refuse what it refused in its time? */
export function isAsJudged(models: Models, past: PastJudgement, again: Outcome): boolean {
  const refusing = new Set(refusingOf(models, past));
  const then = past.said
    .filter(({ decision }) => refusing.has(decision))
    .flatMap(({ output }) => refusalsOf(output).map(({ code }) => code));
  const now = new Set(again.refusals.map(({ code }) => code));
  const then_ = new Set(then);
  const ofPapers = new Set(again.papers.map(({ code }) => code ?? ''));
  return (
    [...then_].every((code) => now.has(code)) &&
    [...now].every((code) => then_.has(code) || ofPapers.has(code) || code === 'E-00-11')
  );
}

/** The decisions whose rows refuse, of a judgement. */
function refusingOf(
  { processes }: Models,
  { kind, asked, processId, said }: PastJudgement,
): string[] {
  if (kind === 'CHECK') return asked;
  if (kind === 'SUBMISSION') return processes[processId]?.checks ?? [];
  return said.map(({ decision }) => decision);
}
