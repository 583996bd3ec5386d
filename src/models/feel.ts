import type { DecisionModel, Models } from './types';

/** Every FEEL expression of a decision: its literal expression, or the inputs and cells of its table. */
export function feelOf({ expression = '', inputs, rules }: DecisionModel): string[] {
  const cells = rules.flatMap((rule) => [...rule.inputs, ...rule.outputs]);
  return [expression, ...inputs.map((input) => input.expression), ...cells];
}

/** What is read of a value: all of it, or what stands under these names. */
export type Reads = true | Map<string, Reads>;

/** Functions of FEEL whose names have the word of a fact in them. */
const OF_CASE = /(?<![\p{L}\p{N}_.])(?:upper|lower)\s+case\s*\(/gu;

/**
 * What FEEL expressions can read of their facts: `data.金额 > task.limit` reads `金额` of `data` and
 * `limit` of `task`. A name that stands alone anywhere is read whole.
 */
export function readsOf(expressions: string[]): Map<string, Reads> {
  const reads: Map<string, Reads> = new Map();
  const name = '(?:`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_]*)';
  const path = new RegExp(`(?<![\\p{L}\\p{N}_.])${name}(?:\\s*\\.\\s*${name})*`, 'gu');
  for (const [found] of withoutStrings(expressions).replaceAll(OF_CASE, '(').matchAll(path))
    note(
      reads,
      found.split('.').map((part) => part.trim().replaceAll('`', '')),
    );
  return reads;
}

/** What a decision, or one of its file that it rests on, reads of its facts. */
export function readsOfDecision(models: Models, decisionId: string): Map<string, Reads> {
  return readsOfDecisions(models, [decisionId]);
}

/** What several decisions, or those of their files that they rest on, read of their facts. */
export function readsOfDecisions({ decisions }: Models, ids: string[]): Map<string, Reads> {
  const files = new Set(ids.map((id) => decisions[id]?.file));
  return readsOf(
    Object.values(decisions)
      .filter((decision) => files.has(decision.file))
      .flatMap(feelOf),
  );
}

function note(reads: Map<string, Reads>, [name = '', ...rest]: string[]): void {
  const known = reads.get(name);
  if (known === true) return;
  if (rest.length === 0) {
    reads.set(name, true);
    return;
  }
  const below = known ?? new Map<string, Reads>();
  reads.set(name, below);
  note(below, rest);
}

/** A value without what is not read of it; lists stay whole. */
export function asRead(value: unknown, reads: Reads): unknown {
  if (reads === true || typeof value !== 'object' || value === null || Array.isArray(value))
    return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const below = reads.get(name);
    return below ? [[name, asRead(inner, below)]] : [];
  });
  return Object.fromEntries(entries);
}

function withoutStrings(expressions: string[]): string {
  return expressions.map((feel) => feel.replaceAll(/"(?:\\.|[^"\\])*"/gs, '""')).join('\n');
}
