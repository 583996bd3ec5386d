import type { DataSource } from 'typeorm';
import { canonicalJson } from '../../domain/hash-chain';
import { isAsJudged } from './as-judged';
import { authorityNames } from './authority-names';
import { concernedProcesses, concerns } from './concerned';
import { DeclaredFields } from './declared-fields';
import { FieldsByRelease } from './fields-by-release';
import { Groups, type Subject } from './groups';
import { askedBy, intakeConcerned, judgeAgain, NotJudged, type Outcome } from './judge-again';
import { missingField, type NewField } from './new-fields';
import { outcomeChanges } from './outcomes';
import {
  evaluationsOf,
  judgementsOf,
  type PastCase,
  type PastJudgement,
  refusedSubmissions,
  withoutFacts,
} from './past';
import type { Flows } from './rebuild';
import { EvaluationFailed, type RuleSet } from './rule-set';
import { type Begin, RuleTasks, type TasksRedone } from './rule-tasks';

/** Rules of before and after, and what is different between them. */
export interface Both {
  before: RuleSet;
  after: RuleSet;
  /** decisions whose answers may differ */
  changed: Set<string>;
  flows: { before: Flows; after: Flows };
  /** what each of them newly reads */
  fields: Map<string, NewField[]>;
}

/** The release whose models are those of before. */
export interface JudgedBy {
  id: number;
  /** decision id → key of the engine */
  decisions: Record<string, string>;
}

/** What a submission that passed, an act that counts, and a check without findings are called. */
const PASSED = { SUBMISSION: '受理', ACT: '可以办理', CHECK: '通过' };

const NOTHING_KEPT = '没有留存判断时的事实（案件早于留存，或已过留存期）';
export const NOT_AS_JUDGED = '留存的事实得不出当时的结论';

/** One replay, page by page. */
export class Run {
  readonly groups = new Groups();
  judgements = 0;
  readonly #asked: string[];
  readonly #declared: DeclaredFields;
  readonly #fields: FieldsByRelease;
  readonly #tasks: RuleTasks;

  constructor(
    private readonly db: DataSource,
    private readonly both: Both,
    private readonly release: JudgedBy | null,
  ) {
    this.#asked = this.#askedOtherwise();
    this.#declared = new DeclaredFields(both.before.models);
    this.#fields = new FieldsByRelease(db, both, release);
    this.#tasks = new RuleTasks(both, authorityNames(db), release, this.#declared, this.#fields);
  }

  /** Can anything come out otherwise at all? */
  isNeeded(): boolean {
    return this.#asked.length > 0;
  }

  /** Processes and decisions of which judgements have to be looked at. */
  #askedOtherwise(): string[] {
    const { before, after, changed, fields } = this.both;
    const processes = Object.keys({ ...before.models.processes, ...after.models.processes });
    // what a case began with tells what its diagrams would hand to a rule task that newly reads it
    const readsMore = [...fields.values()].some((paths) => paths.length > 0);
    const concerned = readsMore
      ? processes
      : concernedProcesses(before.models, after.models, changed);
    return [...concerned, ...changed];
  }

  #concerns(judged: Pick<PastJudgement, 'kind' | 'asked' | 'processId'>): boolean {
    const { before, after, changed } = this.both;
    return concerns(before.models, after.models, changed, judged);
  }

  /** Judges some cases again. */
  async page(cases: PastCase[]): Promise<void> {
    const ids = cases.map(({ id }) => id);
    const judgements = grouped(await judgementsOf(this.db, ids, this.#asked));
    const tasks = grouped(await evaluationsOf(this.db, ids, [...this.both.changed]));
    this.groups.notReplayed(NOTHING_KEPT, await withoutFacts(this.db, ids));
    const open = await Promise.all(
      cases.map(async (file) => {
        const begun = await this.#judgeCase(file, judgements.get(file.id) ?? []);
        const redone = await this.#tasks.redo(file, tasks.get(file.id) ?? [], begun);
        if (redone.isWhole) this.#note(file, redone);
        return redone.isWhole ? [] : [{ file, begun }];
      }),
    );
    await this.#follow(open.flat());
  }

  /** Cases in which something came out otherwise: what followed from it may, too. */
  async #follow(cases: { file: PastCase; begun: Begin[] }[]): Promise<void> {
    if (cases.length === 0) return;
    const ids = cases.map(({ file }) => file.id);
    const tasks = grouped(await evaluationsOf(this.db, ids, null));
    await Promise.all(
      cases.map(async ({ file, begun }) =>
        this.#note(file, await this.#tasks.redo(file, tasks.get(file.id) ?? [], begun)),
      ),
    );
  }

  #note(file: PastCase, { judged, changes, notReplayed }: TasksRedone): void {
    this.judgements += judged;
    for (const change of changes) this.groups.add(subjectOf(file), change);
    for (const reason of notReplayed) this.groups.notReplayed(reason);
  }

  /** Judges the submissions, acts and checks of a case again. @returns what its rounds began with */
  async #judgeCase(file: PastCase, judgements: PastJudgement[]): Promise<Begin[]> {
    const begun: Begin[] = [];
    for (const past of judgements) {
      const both = this.#concerns(past) ? await this.#judge(past, subjectOf(file)) : null;
      if (past.kind !== 'SUBMISSION') continue;
      const intake = this.both.before.models.processes[past.processId]?.intake;
      const kept = past.said.find(({ decision }) => decision === intake)?.output;
      begun.push(beginOf(past, kept, both));
    }
    return begun;
  }

  /** Judges refused submissions again of which no case came. @param since not those before */
  async refused(since: Date | null): Promise<void> {
    const { before, after } = this.both;
    const processes = Object.keys({ ...before.models.processes, ...after.models.processes }).filter(
      (id) => this.#concerns({ kind: 'SUBMISSION', asked: [id], processId: id }),
    );
    for await (const page of refusedSubmissions(this.db, processes, since))
      await Promise.all(
        page.map((past) =>
          this.#judge(past, {
            ...{ id: past.id, flow: past.flow, authority: '' },
            caseNumber: `未立案 ${past.at.toISOString()}`,
          }),
        ),
      );
  }

  /** @returns null where it could not be judged by both; then that is counted */
  async #judge(
    past: PastJudgement,
    subject: Subject,
  ): Promise<{ before: Outcome; after: Outcome } | null> {
    const missing = await this.#missing(past);
    if (missing) return this.#not(missing);
    try {
      const withIntake = this.#withIntake(past.processId);
      const before = await judgeAgain(this.both.before, past, withIntake);
      if (past.releaseId === this.release?.id && !isAsJudged(this.both.before.models, past, before))
        return this.#not(NOT_AS_JUDGED);
      const after = await judgeAgain(this.both.after, past, withIntake);
      this.judgements += 1;
      for (const change of outcomeChanges(before, after, PASSED[past.kind]))
        this.groups.add(subject, change);
      return { before, after };
    } catch (error) {
      if (error instanceof NotJudged) return this.#not(error.message);
      if (error instanceof EvaluationFailed) return this.#not(`规则求值失败：${error.message}`);
      throw error;
    }
  }

  #withIntake(processId: string): boolean {
    const { before, after, changed } = this.both;
    return intakeConcerned(before.models, after.models, changed, processId);
  }

  async #missing(past: PastJudgement): Promise<string | null> {
    for (const decision of askedBy(this.both.after.models, past)) {
      const fields = await this.#fields.ofRelease(past.releaseId, decision);
      const missing = missingField(fields, past.facts, this.#declared.of(past.processId));
      if (missing) return `新规则要读的事实没有留存：${missing.join('.')}（${decision}）`;
    }
    return null;
  }

  #not(reason: string): null {
    this.groups.notReplayed(reason);
    return null;
  }
}

function subjectOf({ id, number, flow, authority }: PastCase): Subject {
  return { id, caseNumber: number, flow, authority };
}

function beginOf(
  { at, facts }: PastJudgement,
  kept: unknown,
  both: { before: Outcome; after: Outcome } | null,
): Begin {
  const variables = (intake: unknown) =>
    (intake as { variables?: unknown } | null | undefined)?.variables;
  const begin = { at, facts, before: variables(kept), after: variables(kept), isRefused: false };
  if (!both) return begin;
  const isRefused = both.after.refusals.length > 0 && both.before.refusals.length === 0;
  // not asked where it cannot be another
  const before = both.before.intake ? variables(both.before.intake) : begin.before;
  const after = both.after.intake ? variables(both.after.intake) : before;
  const isSame = isRefused || canonicalJson(before ?? null) === canonicalJson(after ?? null);
  return { ...begin, before, after: isSame ? before : after, isRefused };
}

function grouped<T extends { caseId: string | null }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = row.caseId ?? '';
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
