import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { RuleMatch } from '../engine';
import { NotedRule } from '../entities';
import type { Models } from '../models/read';
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

/** A row that matched for a case, as its file shows it. */
export interface RuleHit extends AnnotatedMatch {
  at: Date;
  elementId: string;
}

/** Which rows matched for a case, told by the engine or noted by jobs, in order (GR-01). */
export function ruleHits(db: EntityManager, caseId: string): Promise<RuleHit[]> {
  return db.query(
    `select at, element_id as "elementId", decision_id as "decisionId",
       decision_name as "decisionName", rule_id as "ruleId", annotation, inputs, outputs
     from rule_hit where case_id = $1 order by at, id`,
    [caseId],
  );
}

/** Keeps the annotations of a release's rules beside the keys the engine knows their tables by. */
export async function keepAnnotations(
  db: EntityManager,
  models: Models,
  decisions: Record<string, string>,
): Promise<void> {
  const rows = Object.entries(decisions).flatMap(([id, key]) =>
    (models.decisions[id]?.rules ?? []).map((rule) => [key, rule.id, rule.annotation] as const),
  );
  await db.query(
    `insert into release_rule (decision_key, rule_id, annotation)
     select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing`,
    [0, 1, 2].map((column) => rows.map((row) => row[column])),
  );
}

/** Writes on a case which rows matched where a job itself asked a decision, and why (GR-01). */
export async function noteHits(
  tx: EntityManager,
  step: { caseId: string; at: Date; elementId: string },
  matches: AnnotatedMatch[],
): Promise<void> {
  for (const match of matches) await tx.insert(NotedRule, { id: randomUUID(), ...step, ...match });
}
