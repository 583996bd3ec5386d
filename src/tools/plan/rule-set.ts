import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/hash-chain';
import { Remembered } from '../../domain/remembered';
import { asRead, feelOf, type Reads, readsOf } from '../../models/feel';
import { type DecisionModel, type Models, type Resource, readModels } from '../../models/read';

/** What a decision answers, as the broker gives it. */
interface Evaluation {
  output: unknown;
  matches: { decisionId: string; ruleId: string }[];
}

/** What a replay asks of the rules engine (src/tools/rules-engine). */
export interface Evaluator {
  load(set: string, resources: Resource[]): Promise<void>;
  evaluate(
    set: string,
    asked: { decisionId: string; facts: Record<string, unknown> }[],
  ): Promise<(Evaluation | { failure: string })[]>;
}

/** Models that past judgements are made by again; can be asked like a release. */
export interface RuleSet {
  models: Models;
  /** @throws EvaluationFailed with the engine's words */
  evaluate(decisionId: string, facts: Record<string, unknown>): Promise<never>;
  /** How many questions went to the rules engine; identical ones are asked once. */
  evaluations(): number;
  /** Rows that matched, as `<decision> <rule>`. */
  hits: Set<string>;
  /** Files of tables that were asked. */
  asked: Set<string>;
}

/** The engine cannot evaluate a decision with these facts. */
export class EvaluationFailed extends Error {
  constructor(
    readonly decision: string,
    reason: string,
  ) {
    super(`${decision}: ${reason}`);
  }
}

const ANSWERS_KEPT = 50_000;
/** Questions handed over at a time. */
const BATCH = 1000;

interface Question {
  decisionId: string;
  facts: Record<string, unknown>;
  told(answer: Evaluation | { failure: string }): void;
  failed(reason: unknown): void;
}

/**
 * Rules that can be asked. Each file of tables is loaded into the rules engine when it is first asked, as
 * reading all takes the engine seconds; questions of one turn go there together.
 * @param name what the sets of the rules engine are called by
 * @param instead asked for decisions that are the same there
 */
export async function openRuleSet(
  engine: Evaluator,
  name: string,
  resources: Resource[],
  instead?: RuleSet,
): Promise<RuleSet> {
  const models = await readModels(resources);
  const same = instead && sameDecisions(instead.models, models);
  const reads = new Map<string, Reads>();
  const answers = new Remembered<Evaluation>(ANSWERS_KEPT);
  const hits = new Set<string>();
  const tables = new Map(resources.map((file) => [file.name, new Table(engine, name, file)]));
  const files = new Set<string>();
  let asked = 0;

  function ask(decisionId: string, facts: Record<string, unknown>): Promise<Evaluation> {
    const table = tables.get(models.decisions[decisionId]?.file ?? '');
    if (!table) throw new EvaluationFailed(decisionId, '没有这个决策表');
    asked += 1;
    return table.ask(decisionId, facts);
  }
  return {
    models,
    hits,
    asked: files,
    evaluations: () => asked,
    async evaluate(decisionId, facts) {
      if (same?.has(decisionId)) return instead?.evaluate(decisionId, facts) as never;
      files.add(models.decisions[decisionId]?.file ?? '');
      const known = reads.get(decisionId) ?? readBy(models, decisionId);
      reads.set(decisionId, known);
      const read = asRead(facts, known) as Record<string, unknown>;
      const question = createHash('sha256').update(`${decisionId}\n${canonicalJson(read)}`);
      const answer = await answers.get(question.digest('base64'), () => ask(decisionId, read));
      for (const match of answer.matches) hits.add(`${match.decisionId} ${match.ruleId}`);
      return answer as never;
    },
  };
}

/** One file of tables in the rules engine. */
class Table {
  #loaded: Promise<void> | undefined;
  #waiting: Question[] = [];

  constructor(
    private readonly engine: Evaluator,
    private readonly set: string,
    private readonly file: Resource,
  ) {}

  ask(decisionId: string, facts: Record<string, unknown>): Promise<Evaluation> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#handAll());
      const told = (answer: Evaluation | { failure: string }) =>
        'failure' in answer
          ? reject(new EvaluationFailed(decisionId, answer.failure))
          : resolve(answer);
      this.#waiting.push({ decisionId, facts, told, failed: reject });
    });
  }

  async #handAll(): Promise<void> {
    const all = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < all.length; from += BATCH)
      await this.#hand(all.slice(from, from + BATCH));
  }

  async #hand(questions: Question[]): Promise<void> {
    const name = `${this.set} ${this.file.name}`;
    try {
      this.#loaded ??= this.engine.load(name, [this.file]);
      await this.#loaded;
      const asked = questions.map(({ decisionId, facts }) => ({ decisionId, facts }));
      const found = await this.engine.evaluate(name, asked);
      for (const [n, question] of questions.entries())
        question.told(found[n] ?? { failure: 'no answer' });
    } catch (error) {
      for (const question of questions) question.failed(error);
    }
  }
}

function sameDecisions(before: Models, after: Models): Set<string> {
  const changed = changedDecisions(before, after);
  return new Set(Object.keys(after.decisions).filter((id) => !changed.has(id)));
}

/** The decisions that are evaluated together with one, because they stand in its file. */
export function besides({ decisions }: Models, decisionId: string): DecisionModel[] {
  const file = decisions[decisionId]?.file;
  return Object.values(decisions).filter((decision) => decision.file === file);
}

/** What a decision, or one of its file that it rests on, reads of its facts. */
export function readBy(models: Models, decisionId: string): Map<string, Reads> {
  return readsOf(besides(models, decisionId).flatMap(feelOf));
}

/** Decisions whose answers may differ between two sets of models: theirs or one of their file is another. */
export function changedDecisions(before: Models, after: Models): Set<string> {
  const rulesOf = (models: Models, id: string) =>
    JSON.stringify(besides(models, id).map(judging).sort());
  const ids = new Set([...Object.keys(before.decisions), ...Object.keys(after.decisions)]);
  return new Set([...ids].filter((id) => rulesOf(before, id) !== rulesOf(after, id)));
}

/** What of a decision has a say in its answers, its rows with their ids. */
function judging({
  id,
  hitPolicy,
  aggregation,
  inputs,
  outputs,
  rules,
  expression,
}: DecisionModel) {
  return JSON.stringify([
    ...[id, hitPolicy, aggregation, expression],
    inputs.map((input) => [input.expression, input.type, input.values]),
    outputs.map((output) => [output.name, output.type]),
    rules.map((rule) => [rule.id, rule.inputs, rule.outputs]),
  ]);
}
