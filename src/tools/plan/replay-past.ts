import type { DataSource } from 'typeorm';
import type { Replay } from '../../domain/plan';
import type { Resource } from '../../models/read';
import { startRulesEngine } from '../rules-engine';
import { replay } from './replay';
import type { Evaluator } from './rule-set';

/**
 * Replays the past against models that are to come, see `replay`; the rules engine is started when a table
 * is first asked, so that a change of no table costs no JVM.
 * @param release in force, with its models
 * @param last so many of the newest cases; null: all
 */
export async function replayPast(
  db: DataSource,
  release: { id: number; resources: Resource[]; decisions: Record<string, string> },
  coming: Resource[],
  last: number | null,
): Promise<Replay> {
  let started: ReturnType<typeof startRulesEngine> | undefined;
  const engine = () => {
    started ??= startRulesEngine();
    return started;
  };
  const lazily: Evaluator = {
    load: async (set, resources) => (await engine()).load(set, resources),
    evaluate: async (set, asked) => (await engine()).evaluate(set, asked),
  };
  try {
    return await replay(db, lazily, { before: release.resources, after: coming, release, last });
  } finally {
    await (await started)?.close();
  }
}
