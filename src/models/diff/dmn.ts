import { list, parseDmn } from '../moddle';
import { readDmn } from '../read-dmn';
import type { DecisionInput, DecisionModel, DecisionOutput, DecisionRule } from '../types';
import type { ChangesOf } from './changes';
import { layoutOf, movedIn } from './layout';
import { matchBy, movedPairs, type Pair } from './match';

/** A column of a table, and where its cells are in a row. */
interface Column {
  /** FEEL of an input, name of an output */
  name: string;
  label: string;
  type: string;
  values: string;
  cell(rule: DecisionRule): string;
  side: 'input' | 'output';
}

/** What differs between two states of a DMN file; undefined where there is no file. */
export async function diffDecisions(of: ChangesOf, from?: string, to?: string): Promise<void> {
  const read = (xml?: string) => (xml === undefined ? [] : readDmn(of.file, xml));
  const { pairs, added, removed } = matchBy(await read(from), await read(to), ({ id }) => id);
  for (const one of removed) of.removed(one.id, kindOf(one), summary(one), {}, one.name);
  for (const one of added) of.added(one.id, kindOf(one), summary(one), {}, one.name);
  for (const pair of pairs) diffDecision(of, pair);
  if (from === undefined || to === undefined) return;
  const [old, now] = await Promise.all([parseDmn(from), parseDmn(to)]);
  const moved = movedIn(
    layoutOf(list(old.dmnDI, 'diagrams')),
    layoutOf(list(now.dmnDI, 'diagrams')),
  );
  if (moved > 0) of.changed('', '图形位置', null, `${moved} 处`);
}

const kindOf = ({ expression }: DecisionModel) =>
  expression === undefined ? '决策表' : '决策表达式';
const summary = ({ name, rules, expression }: DecisionModel) =>
  expression === undefined ? `${name}（${rules.length} 行）` : name;

function diffDecision(of: ChangesOf, { before, after }: Pair<DecisionModel>): void {
  const head: [string, string | undefined, string | undefined][] = [
    ['名称', before.name, after.name],
    ['说明', before.description, after.description],
    ['命中规则', hitOf(before), hitOf(after)],
    ['表达式', before.expression, after.expression],
  ];
  for (const [where, old, now] of head) {
    if (old === now) continue;
    const [was, is] = where === '表达式' ? withoutSame(old ?? '', now ?? '') : [old, now];
    of.changed(after.id, where, was || null, is || null, {}, after.name);
  }
  const columns = diffColumns(of, before, after);
  diffRows(of, { before, after }, columns);
}

const hitOf = ({ hitPolicy, aggregation }: DecisionModel) =>
  [hitPolicy, aggregation].filter(Boolean).join(' ');

/** Of two texts of many lines, those that differ, with what is the same at both ends left out. */
function withoutSame(old: string, now: string): [string, string] {
  const [was, is] = [old.split('\n'), now.split('\n')];
  while (was.length > 0 && is.length > 0 && was[0] === is[0]) {
    was.shift();
    is.shift();
  }
  while (was.length > 0 && is.length > 0 && was.at(-1) === is.at(-1)) {
    was.pop();
    is.pop();
  }
  return [was, is].map((lines) => lines.map((line) => line.trim()).join('\n')) as [string, string];
}

function columnsOf({ inputs, outputs }: DecisionModel): Column[] {
  return [
    ...inputs.map((input: DecisionInput, at) => ({
      ...{ name: input.expression, label: input.label || input.expression, type: input.type },
      values: input.values ?? '',
      cell: (rule: DecisionRule) => rule.inputs[at] ?? '',
      side: 'input' as const,
    })),
    ...outputs.map((output: DecisionOutput, at) => ({
      ...{ name: output.name, label: output.label, type: output.type, values: '' },
      cell: (rule: DecisionRule) => rule.outputs[at] ?? '',
      side: 'output' as const,
    })),
  ];
}

/** @returns the columns that both tables have */
function diffColumns(of: ChangesOf, before: DecisionModel, after: DecisionModel): Pair<Column>[] {
  const { pairs, added, removed } = matchBy(
    columnsOf(before),
    columnsOf(after),
    ({ side, name }) => `${side} ${name}`,
    ({ side, label }) => `${side} ${label}`,
  );
  const say = ({ label, name, type }: Column) => `${label}（${name}，${type}）`;
  const { id, name } = after;
  for (const one of removed) of.removed(id, `列 ${one.label}`, say(one), {}, name);
  for (const one of added) of.added(id, `列 ${one.label}`, say(one), {}, name);
  for (const { before: old, after: now } of pairs) {
    const parts: [string, keyof Column][] = [
      ['名称', 'label'],
      [now.side === 'input' ? '表达式' : '变量名', 'name'],
      ['类型', 'type'],
      ['可选值', 'values'],
    ];
    for (const [part, key] of parts)
      if (old[key] !== now[key])
        of.changed(id, `列 ${now.label} · ${part}`, text(old[key]), text(now[key]), {}, name);
  }
  return pairs;
}

const text = (value: unknown) => String(value) || null;

function diffRows(of: ChangesOf, { before, after }: Pair<DecisionModel>, columns: Pair<Column>[]) {
  const { pairs, added, removed } = matchBy(
    before.rules,
    after.rules,
    ({ id }) => id,
    ({ inputs, outputs }) => JSON.stringify([inputs, outputs]),
    ({ inputs }) => JSON.stringify(inputs),
  );
  const at = ({ index }: DecisionRule) => `第 ${index} 行`;
  const wholeRow = (table: DecisionModel, rule: DecisionRule) => {
    const cells = columnsOf(table).map((column) => ({
      ...{ column: column.name, label: column.label, side: column.side },
      value: column.cell(rule),
    }));
    return { decision: table.id, row: rowName(rule), cells };
  };
  for (const one of removed)
    of.removed(one.id, at(one), inOneLine(before, one), wholeRow(before, one), after.name);
  for (const rule of after.rules) {
    if (added.includes(rule))
      of.added(rule.id, at(rule), inOneLine(after, rule), wholeRow(after, rule), after.name);
    const pair = pairs.find((one) => one.after === rule);
    if (pair) diffCells(of, pair, columns, after);
  }
  for (const { before: old, after: now } of movedPairs(pairs, before.rules))
    of.changed(now.id, '行的次序', at(old), at(now), { row: rowName(now) }, after.name);
}

/** What a row is about: the first of its inputs that is filled in. */
function rowName({ inputs }: DecisionRule): string {
  return inputs.find((cell) => cell !== '' && cell !== '-') ?? '';
}

function inOneLine(table: DecisionModel, rule: DecisionRule): string {
  const say = (side: Column['side']) =>
    columnsOf(table)
      .filter((column) => column.side === side && column.cell(rule) !== '')
      .map((column) => `${column.label} ${column.cell(rule)}`)
      .join('，');
  return `${say('input')} → ${say('output')}`;
}

/** Amounts stand beside their unit: an output `n`, and an output `unit` (docs/developers.md). */
const AMOUNT = 'n';
const UNIT = 'unit';

function diffCells(
  of: ChangesOf,
  { before, after }: Pair<DecisionRule>,
  columns: Pair<Column>[],
  table: DecisionModel,
): void {
  const row = rowName(after);
  const unit = columnsOf(table).find(({ name }) => name === UNIT);
  for (const { before: old, after: now } of columns) {
    const [was, is] = [old.cell(before), now.cell(after)];
    if (was === is) continue;
    const more = {
      ...{ decision: table.id, column: now.name, row },
      ...(now.name === AMOUNT && unit && { unit: unit.cell(after) }),
    };
    of.changed(after.id, `第 ${after.index} 行 · ${now.label}`, was, is, more, table.name);
  }
  if (before.annotation !== after.annotation) {
    const [was, is] = [before.annotation || null, after.annotation || null];
    of.changed(after.id, `第 ${after.index} 行 · 注释`, was, is, { row }, table.name);
  }
}
