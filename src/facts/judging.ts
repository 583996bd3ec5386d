import type { Said } from '../entities';
import type { ReleaseView } from '../records/releases';
import type { Facts } from './submission';

/** What decisions were told and what they said, as it is kept (src/records/judgements.ts). */
export interface Heard {
  /** the processes whose decisions were asked, in order, or the one decision */
  asked: string[];
  /** personal data masked */
  facts: Facts;
  said: Said[];
}

/**
 * A release that notes what its decisions say.
 * @returns the release to ask, and what was said so far, in the order of the answers
 */
export function hearing<R extends Pick<ReleaseView, 'evaluate'>>(
  release: R,
): { release: R; said: Said[] } {
  const said: Said[] = [];
  const evaluate: ReleaseView['evaluate'] = async (decision, facts) => {
    const answer = await release.evaluate(decision, facts);
    const rules = answer.matches.map(({ decisionId, ruleId }) => {
      return { decision: decisionId, rule: ruleId };
    });
    // whoever asked may change what it got
    said.push({ decision, output: structuredClone(answer.output), rules });
    return answer;
  };
  return { release: { ...release, evaluate }, said };
}

/** Facts without what the process's own `facts` decisions said to them: that is judged anew. */
export function withoutRules({ rules: _, ...facts }: Facts): Facts {
  return facts;
}
