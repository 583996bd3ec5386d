import type { DecisionModel } from './types';

/** Every FEEL expression of a decision: its literal expression, or the inputs and cells of its table. */
export function feelOf({ expression = '', inputs, rules }: DecisionModel): string[] {
  const cells = rules.flatMap((rule) => [...rule.inputs, ...rule.outputs]);
  return [expression, ...inputs.map((input) => input.expression), ...cells];
}

/** Every word in FEEL expressions that can be the name of a variable; what is in strings is none. */
export function namesIn(expressions: string[]): Set<string> {
  const bare = expressions.map((feel) => feel.replaceAll(/"(?:\\.|[^"\\])*"/gs, ''));
  return new Set(bare.join('\n').match(/[\p{L}_][\p{L}\p{N}_]*/gu));
}
