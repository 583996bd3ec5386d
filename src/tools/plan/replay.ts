import type { DataSource } from 'typeorm';
import type { Replay } from '../../domain/plan';
import type { Resource } from '../../models/read';
import { newFields } from './new-fields';
import { type PastCase, pastCases } from './past';
import { readFlows } from './rebuild';
import { changedDecisions, type Evaluator, openRuleSet } from './rule-set';
import { type Both, Run } from './run';

/** What is compared, and over how much of the past. */
export interface ReplayOptions {
  before: Resource[];
  after: Resource[];
  /** the release that `before` is: what it judged must come out again from what was kept */
  release: { id: number; decisions: Record<string, string> } | null;
  /** of how many cases, the newest; null: all */
  last: number | null;
}

/**
 * Judges past cases again by the rules of now and by those to come, and says what would have come out
 * otherwise. Only judgements whose tables, or tables that these rest on, are different are made again, and
 * what follows from them in a case's diagrams; a question that was answered is not asked again.
 * @param engine the engine's own libraries, outside of a running engine
 */
export async function replay(
  db: DataSource,
  engine: Evaluator,
  options: ReplayOptions,
): Promise<Replay> {
  const begun = performance.now();
  const both = await openBoth(engine, options);
  const run = new Run(db, both, options.release);
  let cases = 0;
  let oldest: PastCase | undefined;
  if (run.isNeeded())
    for await (const page of pastCases(db, options.last)) {
      await run.page(page);
      cases += page.length;
      oldest = page.at(-1);
    }
  if (run.isNeeded()) await run.refused(options.last === null ? null : (oldest?.createdAt ?? null));
  return {
    cases,
    judgements: run.judgements,
    evaluations: both.before.evaluations() + both.after.evaluations(),
    seconds: Math.round((performance.now() - begun) / 100) / 10,
    ...run.groups.result(),
    ...neverHit(both),
  };
}

async function openBoth(
  engine: Evaluator,
  { before: old, after: coming }: ReplayOptions,
): Promise<Both> {
  const before = await openRuleSet(engine, 'before', old);
  const after = await openRuleSet(engine, 'after', coming, before);
  const [was, will] = [before.models, after.models];
  const changed = changedDecisions(was, will);
  const fields = new Map([...changed].map((id) => [id, newFields(was, will, id)] as const));
  const flows = { before: await readFlows(old), after: await readFlows(coming) };
  return { before, after, changed, flows, fields };
}

/**
 * Rows of tables that are different, and that no judgement made again hit by the new rules; tables that
 * none asked, e.g. those of messages, are named as a whole.
 */
function neverHit({ after, changed }: Both): Pick<Replay, 'neverHit' | 'neverAsked'> {
  const rulesOf = (table: string) => after.models.decisions[table]?.rules ?? [];
  const isAsked = (table: string) => after.asked.has(after.models.decisions[table]?.file ?? '');
  const tables = [...changed].filter((table) => rulesOf(table).length > 0);
  return {
    neverHit: tables.filter(isAsked).flatMap((table) =>
      rulesOf(table)
        .filter(({ id }) => !after.hits.has(`${table} ${id}`))
        .map(({ id }) => ({ table, row: id })),
    ),
    neverAsked: tables.filter((table) => !isAsked(table)),
  };
}
