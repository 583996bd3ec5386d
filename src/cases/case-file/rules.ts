import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../../entities';
import type { DecisionModel, Models } from '../../models/read';
import { type RuleHit, ruleHits } from '../../records/rule-hits';
import type { RuleItem } from '../../web';
import { codeWords, type Place } from '../../wording/codes';

/**
 * The rows of decision tables that matched for a case, oldest first: why it went where it went.
 * @param models of the case's release: their words stand beside the codes
 */
export async function ruleItems(
  db: EntityManager,
  file: CaseFile,
  models: Models,
): Promise<RuleItem[]> {
  const words = codeWords(models);
  const say = (hit: RuleHit, side: 'inputs' | 'outputs') =>
    hit[side].map(({ label, value }) => {
      const decision = models.decisions[hit.decisionId];
      const place: Place = {
        decision: hit.decisionId,
        process: file.processId,
        column: decision && columnOf(decision, side, label),
      };
      return { label, value, said: words.value(value, place) };
    });
  const hits = await ruleHits(db, file.id);
  return hits.map((hit) => ({
    ...hit,
    inputs: say(hit, 'inputs'),
    outputs: say(hit, 'outputs'),
  }));
}

/** FEEL of an input, or name of an output, by the label that the engine knows it by. */
function columnOf(decision: DecisionModel, side: 'inputs' | 'outputs', label: string) {
  if (side === 'inputs') return decision.inputs.find((input) => input.label === label)?.expression;
  return decision.outputs.find((one) => one.label === label || one.name === label)?.name;
}
