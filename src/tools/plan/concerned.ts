import type { Models } from '../../models/read';
import { askedBy } from './judge-again';
import type { PastJudgement } from './past';

type Judged = Pick<PastJudgement, 'kind' | 'asked' | 'processId'>;

/** Does a judgement ask other decisions now, or one that is another? */
export function concerns(was: Models, will: Models, changed: Set<string>, judged: Judged): boolean {
  const after = askedBy(will, judged);
  return String(askedBy(was, judged)) !== String(after) || after.some((id) => changed.has(id));
}

/** Processes of whose judgements some kind asks other decisions now, or one that is another. */
export function concernedProcesses(was: Models, will: Models, changed: Set<string>): string[] {
  return Object.keys({ ...was.processes, ...will.processes }).filter((id) =>
    kindsOf(id).some((judged) => concerns(was, will, changed, judged)),
  );
}

function kindsOf(id: string): Judged[] {
  return [
    { kind: 'SUBMISSION', asked: [id], processId: id },
    { kind: 'ACT', asked: [id], processId: id },
    { kind: 'CHECK', asked: [], processId: id },
  ];
}
