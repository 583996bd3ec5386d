import type { DecisionModel, Models } from '../../../models/read';
import { gaps } from '../decision-analysis';
import { readColumns } from '../decision-column';
import { type Cell, parseCell } from '../unary-tests';
import { FeelReader } from './feel-shape';
import type { Ledger } from './ledger';
import { didYouMean, isSlip } from './nearest';
import type { Scope } from './scope';
import {
  closedTexts,
  type Field,
  itemsOf,
  list,
  NOTHING,
  type Place,
  type Shape,
  union,
} from './shape';

/** What a column of a table was asked with, whichever way led there. */
interface Column {
  given: Shape;
  /** where an answer is needed: matching no row is a fault */
  needed: Shape;
  isNeeded: boolean;
}

/** Reads what decisions give, and notes what their columns are asked with. */
export class DecisionReader {
  private readonly columns = new Map<string, Column[]>();
  private readonly results = new Map<string, { isOpen: boolean; shape: Shape }>();
  private readonly rows = new Map<string, DecisionModel['rules']>();

  constructor(
    private readonly models: Models,
    private readonly ledger: Ledger,
  ) {}

  /**
   * What a decision gives when it is asked with the variables of a scope.
   * @param isNeeded whether matching no row is a fault there
   * @param always what outputs are told is the same whoever asks: they are read once a round
   */
  evaluate(id: string, scope: Scope, isNeeded: boolean, always = false): Shape {
    const decision = this.models.decisions[id];
    if (!decision) return NOTHING;
    let inside = scope;
    for (const required of decision.requires ?? []) {
      const result = this.evaluate(required, inside, true);
      inside = inside.with({ [this.models.decisions[required]?.variable ?? required]: result });
    }
    if (decision.expression !== undefined)
      return this.reader(decision, '', decision.id, true).expression(decision.expression, inside);
    this.ask(decision, inside, isNeeded);
    if (!always) return this.result(decision, inside);
    const known = this.results.get(decision.id);
    if (known?.isOpen === this.ledger.isOpen) return known.shape;
    const shape = this.result(decision, inside);
    this.results.set(decision.id, { isOpen: this.ledger.isOpen, shape });
    return shape;
  }

  /** Notes what the columns of a table are asked with. */
  private ask(decision: DecisionModel, scope: Scope, isNeeded: boolean): void {
    const known = this.columns.get(decision.id) ?? [];
    this.columns.set(decision.id, known);
    decision.inputs.forEach((input, position) => {
      const reader = this.reader(decision, `输入列“${input.label || input.expression}”`);
      const value = reader.expression(input.expression, scope);
      const before = known[position] ?? { given: NOTHING, needed: NOTHING, isNeeded: false };
      known[position] = {
        given: union([before.given, value]),
        needed: isNeeded ? union([before.needed, value]) : before.needed,
        isNeeded: before.isNeeded || isNeeded,
      };
      for (const rule of this.rowsOfNames(decision, position))
        this.reader(decision, cellName(rule.index, input.label || input.expression), rule.id).cell(
          rule.inputs[position] ?? '',
          value,
          scope,
        );
    });
  }

  /** The rows whose cell in a column is more than literals: it may name something. */
  private rowsOfNames({ id, rules }: DecisionModel, position: number): DecisionModel['rules'] {
    const key = `${id}\n${position}`;
    const known =
      this.rows.get(key) ?? rules.filter(({ inputs }) => !parseCell(inputs[position] ?? ''));
    this.rows.set(key, known);
    return known;
  }

  private result(decision: DecisionModel, scope: Scope): Shape {
    const { outputs, rules, hitPolicy, aggregation } = decision;
    const fields = outputs.map((output, position): [string, Field] => {
      const cells = rules.map((rule) => {
        const where = cellName(rule.index, output.label);
        return this.reader(decision, where, rule.id).expression(
          rule.outputs[position] ?? '',
          scope,
        );
      });
      const place = placeOf(decision, `输出列“${output.label}”`);
      const isOwed = outputs.length > 1 && !forPeople(decision).includes(output.name);
      const givers =
        isOwed && !isForLaterFlows(decision) ? [this.ledger.giver(place, output.name)] : [];
      return [output.name, { shape: union(cells), givers: new Set(givers) }];
    });
    const [only] = fields;
    const one = fields.length === 1 && only ? only[1].shape : { fields: new Map(fields) };
    return ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(hitPolicy) && !aggregation
      ? list(one)
      : one;
  }

  private reader(decision: DecisionModel, where: string, element = decision.id, notes = false) {
    const place = { file: decision.file, element, where };
    const isForLater = isForLaterFlows(decision);
    return new FeelReader(this.ledger, place, {
      isForLater,
      ...(notes && !isForLater && { unowed: forPeople(decision) }),
    });
  }

  /** Holds what columns were asked with against their cells: values no row has, rows no value has. */
  finish(): void {
    for (const [id, columns] of this.columns) {
      const decision = this.models.decisions[id];
      for (const [at, column] of columns.entries()) if (decision) this.hold(decision, column, at);
      if (decision && columns.some(({ isNeeded }) => isNeeded)) this.holdWhole(decision);
    }
    for (const decision of Object.values(this.models.decisions))
      if (!this.columns.has(decision.id) && decision.expression === undefined)
        this.ledger.report(placeOf(decision, ''), 'unread', `决策 ${decision.id} 没有任何地方使用`);
  }

  /** Where an answer is needed, a table that takes the first row has one for everything. */
  private holdWhole(decision: DecisionModel): void {
    const { description, hitPolicy, rules } = decision;
    if (hitPolicy !== 'FIRST' || /\[gaps:[^\]]+\]/.test(description)) return;
    const columns = readColumns(decision);
    const known = columns.filter((column) => column !== undefined);
    if (known.length < columns.length) return;
    for (const gap of gaps(known, rules.length)) {
      const message = `没有一行适用于 ${gap}，流程得不到答案；请在最后加一行`;
      this.ledger.report(placeOf(decision, ''), 'gap', message);
    }
  }

  private hold(decision: DecisionModel, { given, needed }: Column, position: number): void {
    const cells = decision.rules.map((rule) => parseCell(rule.inputs[position] ?? ''));
    if (!cells.every((cell): cell is Cell => cell !== undefined)) return;
    const label = decision.inputs[position]?.label || decision.inputs[position]?.expression || '';
    const rows = textsOf(cells);
    const unmatched: string[] = [];
    for (const [value, places] of closedTexts(itemsOf(needed)) ?? [])
      if (!cells.some((cell) => cell.matches(value))) {
        unmatched.push(value);
        const said = `“${value}”在 ${decision.id}（${decision.name}）的“${label}”列中没有对应的行`;
        for (const place of places)
          this.ledger.report(place, 'key', said + didYouMean(value, rows));
      }
    const all = closedTexts(itemsOf(given));
    if (!all || all.size === 0) return;
    const isForLater = isForLaterFlows(decision);
    for (const rule of decision.rules) {
      const own = textsOf([parseCell(rule.inputs[position] ?? '') as Cell]);
      const never = own
        .filter((text) => !all.has(text))
        .filter((text) => {
          return !isForLater || unmatched.some((missed) => isSlip(missed, text));
        });
      if (never.length === 0) continue;
      const place = { ...placeOf(decision, cellName(rule.index, label)), element: rule.id };
      const effect = never.length === own.length ? '，此行不会命中' : '';
      const meant = didYouMean(never[0] ?? '', [...unmatched, ...all.keys()]);
      this.ledger.report(
        place,
        'dead-row',
        `没有任何地方给出 ${never.join('、')}${effect}${meant}`,
      );
    }
  }
}

/** Its description has `[later: why]`: rows, columns and outputs are for flows that are still to come. */
function isForLaterFlows({ description }: DecisionModel): boolean {
  return /\[later:[^\]]+\]/.test(description);
}

/** Outputs that are there for people to look at only: `[for people: name, name]`. */
function forPeople({ description }: DecisionModel): string[] {
  const [, names = ''] = /\[for people:([^\]]+)\]/.exec(description) ?? [];
  return names.split(/[,，、\s]+/);
}

/** Texts that cells name one by one; what a cell negates is none of them. */
function textsOf(cells: Cell[]): string[] {
  return cells.flatMap((cell) =>
    cell.literals.filter(
      (literal): literal is string => typeof literal === 'string' && cell.matches(literal),
    ),
  );
}

function cellName(row: number, column: string): string {
  return `第 ${row} 行 · ${column}`;
}

function placeOf({ file, id }: DecisionModel, where: string): Place {
  return { file, element: id, where };
}
