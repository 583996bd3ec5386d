import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { RuleMatch } from '../engine';
import { RuleHit } from '../entities';
import type { ReleaseView } from './releases';

/** A row that matched, with its annotation. */
export type AnnotatedMatch = RuleMatch & { annotation: string };

/** Adds what the tables of a release say about why. */
export function annotated(release: ReleaseView, matches: RuleMatch[]): AnnotatedMatch[] {
  return matches.map((match) => {
    const rules = release.models.decisions[match.decisionId]?.rules ?? [];
    return { ...match, annotation: rules.find((r) => r.id === match.ruleId)?.annotation ?? '' };
  });
}

/** Writes on a case which rows matched at one of its steps, and why (GR-01). */
export async function noteHits(
  tx: EntityManager,
  step: { caseId: string; at: Date; elementId: string },
  matches: AnnotatedMatch[],
): Promise<void> {
  for (const match of matches) await tx.insert(RuleHit, { id: randomUUID(), ...step, ...match });
}
