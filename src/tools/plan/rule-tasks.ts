import { canonicalJson } from '../../domain/hash-chain';
import { valueAt, withValueAt } from '../../domain/paths';
import type { DeclaredFields } from './declared-fields';
import type { FieldsByRelease } from './fields-by-release';
import { missingField } from './new-fields';
import { answerChanges, type Change, type NameOf } from './outcomes';
import type { PastCase, PastEvaluation } from './past';
import { Lineage, NotRebuilt, type Redone } from './rebuild';
import { besides, EvaluationFailed } from './rule-set';
import { type Both, type JudgedBy, NOT_AS_JUDGED } from './run';

/** What a round of a case began with: the variables of its intake, by the old and the new rules. */
export interface Begin {
  at: Date;
  before: unknown;
  /** the same thing where nothing of it is different */
  after: unknown;
  /** it would not have begun */
  isRefused: boolean;
  /** what it was judged by when it was handed in */
  facts: Record<string, unknown>;
}

/** What became of a case's rule tasks. */
export interface TasksRedone {
  judged: number;
  changes: Change[];
  notReplayed: string[];
  /** false: something came out otherwise, and only some of the tasks were looked at */
  isWhole: boolean;
}

const same = (one: unknown, other: unknown) =>
  canonicalJson(one ?? null) === canonicalJson(other ?? null);

/** Evaluates the rule tasks of cases again. */
export class RuleTasks {
  constructor(
    private readonly both: Both,
    private readonly nameOf: NameOf,
    private readonly release: JudgedBy | null,
    private readonly declared: DeclaredFields,
    private readonly fields: FieldsByRelease,
  ) {}

  /**
   * Evaluates rule tasks of a case again, in order: each with the facts that were kept, as far as these
   * do not follow from something that came out otherwise before.
   */
  async redo(file: PastCase, tasks: PastEvaluation[], begun: Begin[]): Promise<TasksRedone> {
    const all: TasksRedone = { judged: 0, changes: [], notReplayed: [], isWhole: true };
    const earlier: Redone[] = [];
    const onlySome = tasks.every(({ decisionId }) => this.both.changed.has(decisionId));
    for (const past of tasks) {
      const begin = begun.findLast(({ at }) => at <= past.at) ?? begun[0];
      if (begin?.isRefused) continue;
      const redone: Redone = { past };
      try {
        const lineage = new Lineage(this.both.flows, earlier, begin, file.processId);
        const changes = await this.#evaluate(past, lineage, redone, {
          ...{ begin, processId: file.processId },
        });
        if (changes) {
          all.judged += 1;
          all.changes.push(...changes);
        }
      } catch (error) {
        all.notReplayed.push(reasonOf(error));
      }
      earlier.push(redone);
    }
    const differs = earlier.some(({ output }) => output !== undefined);
    const beganOtherwise = begun.some(({ before, after }) => before !== after);
    if (onlySome && (differs || beganOtherwise)) all.isWhole = false;
    return all;
  }

  /** @returns null where nothing about it is different */
  async #evaluate(
    past: PastEvaluation,
    lineage: Lineage,
    redone: Redone,
    of: { begin: Begin | undefined; processId: string },
  ): Promise<Change[] | null> {
    const { before, after, changed } = this.both;
    const { decisionId } = past;
    const facts = lineage.factsOf(past);
    if (facts === past.facts && !changed.has(decisionId)) return null;
    const known = await this.#withNewFacts(past, facts, lineage, of);
    const was = await before.evaluate(decisionId, past.facts);
    const { output: old } = was as { output: unknown };
    const isOwn = past.decisionKey === this.release?.decisions[decisionId];
    if (isOwn && !same(old, past.output)) throw new NotRebuilt(NOT_AS_JUDGED);
    const will = await after.evaluate(decisionId, known);
    const { output } = will as { output: unknown };
    if (!same(old, output)) redone.output = output ?? null;
    const outputs = besides(after.models, decisionId).flatMap((table) => table.outputs);
    const called = (name: string) => outputs.find((one) => one.name === name)?.label || name;
    const words = { nameOf: this.nameOf, labels: after.models.labels, called };
    return answerChanges(old, output, past.facts, words);
  }

  /**
   * With what the new table reads, from what was kept elsewhere: what the new diagrams hand to it, and the
   * facts of the submission, where the new diagrams tell it the facts of its case.
   */
  async #withNewFacts(
    past: PastEvaluation,
    facts: Record<string, unknown>,
    lineage: Lineage,
    { begin, processId }: { begin: Begin | undefined; processId: string },
  ): Promise<Record<string, unknown>> {
    const fields = await this.fields.ofDecision(past.decisionKey, past.decisionId);
    let known = facts;
    for (const path of fields) {
      const [name = ''] = path;
      const handed = name in known ? undefined : lineage.newFact(past, name);
      if (handed !== undefined) known = { ...known, [name]: handed };
      else if (begin && lineage.seesCase(past)) known = withFact(known, begin.facts, path);
    }
    const missing = missingField(fields, known, this.declared.of(processId));
    if (missing)
      throw new NotRebuilt(`新规则要读的事实没有留存：${missing.join('.')}（${past.decisionId}）`);
    return known;
  }
}

/** With what stands at a path of other facts; nothing more where nothing does. */
function withFact(
  facts: Record<string, unknown>,
  others: Record<string, unknown>,
  path: string[],
): Record<string, unknown> {
  const value = valueAt(others, path.join('.'));
  return value === undefined ? facts : withValueAt(facts, path.join('.'), value);
}

function reasonOf(error: unknown): string {
  if (error instanceof NotRebuilt) return error.message;
  if (error instanceof EvaluationFailed) return `规则求值失败：${error.message}`;
  throw error;
}
