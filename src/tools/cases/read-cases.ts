import { parse } from 'csv-parse/sync';
import type { DecisionModel } from '../../models/read';

/** One row of a file of cases: what a decision is told, and what must come out. */
export interface Case {
  file: string;
  /** Line of the file, from 1. */
  line: number;
  facts: Record<string, unknown>;
  expected: Expectation[];
  note: string;
}

/** What one output must be. */
export interface Expectation {
  /** Name of the output; empty for all that the decision says. */
  output: string;
  label: string;
  /** As written in the file. */
  written: string;
  type: string;
}

const OUTPUT = /^=>\s*(.*)$/;
const NOTES = ['说明', '备注', 'note'];

/** A plain path of facts: `data.contractAmount`. */
const PATH = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

type Column =
  | { kind: 'fact'; path: string[]; type: string }
  | { kind: 'output'; name: string; label: string; type: string }
  | { kind: 'note' };

/**
 * Reads a `<decision-id>.cases.csv` as Excel saves it: UTF-8, with or without a byte order mark. Its head
 * names facts by their path or by the label of an input, outputs after `=>` by name or label, and `说明`.
 * An empty cell is a fact that is not there, or an output that does not matter.
 * @throws Error naming file, line and column that cannot be read
 */
export function readCases(file: string, text: string, decision: DecisionModel): Case[] {
  const rows = parse(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [head, ...body] = rows;
  if (!head) throw new Error(`${file}: 没有表头 (the head is missing)`);
  const columns = head.record.map((name) => columnOf(file, name, decision));
  return body.map(({ record, info }) => {
    const one: Case = { file, line: info.lines, facts: {}, expected: [], note: '' };
    for (const [at, column] of columns.entries()) take(one, column, record[at] ?? '');
    return one;
  });
}

function take(one: Case, column: Column, cell: string): void {
  if (column.kind === 'note') one.note = cell;
  else if (cell === '') return;
  else if (column.kind === 'fact') put(one.facts, column.path, readValue(cell, column.type));
  else {
    const { name, label, type } = column;
    one.expected.push({ output: name, label, written: cell, type });
  }
}

function columnOf(file: string, name: string, { inputs, outputs }: DecisionModel): Column {
  if (NOTES.includes(name.toLowerCase())) return { kind: 'note' };
  const wanted = OUTPUT.exec(name)?.[1];
  if (wanted !== undefined) {
    if (wanted === '') return { kind: 'output', name: '', label: '结果', type: '' };
    const found = outputs.find((output) => output.name === wanted || output.label === wanted);
    if (found) return { kind: 'output', name: found.name, label: found.label, type: found.type };
    const known = outputs.map((output) => `=> ${output.label}`).join('、');
    throw new Error(`${file}: 没有输出列「${wanted}」，有 (no such output; there are) ${known}`);
  }
  const input = inputs.find(({ label, expression }) => label === name || expression === name);
  const path = input && PATH.test(input.expression) ? input.expression : name;
  if (PATH.test(path) && (path.includes('.') || !/\p{Script=Han}/u.test(path)))
    return { kind: 'fact', path: path.split('.'), type: input?.type ?? '' };
  const known = inputs.map(({ label, expression }) => `${label}（${expression}）`).join('、');
  throw new Error(
    `${file}: 「${name}」不是事实的路径，输入列有 (not a path of facts; inputs are) ${known}`,
  );
}

/** A cell as a value: numbers, `true`, `false`, `null` and JSON as what they are, all else as text. */
export function readValue(cell: string, type: string): unknown {
  if (cell === 'null') return null;
  if (type === 'string' && !/^["[{]/.test(cell)) return cell;
  // Excel writes TRUE
  if (/^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  if (/^-?\d+(\.\d+)?$/.test(cell) || /^["[{]/.test(cell)) {
    try {
      return JSON.parse(cell);
    } catch {
      return cell;
    }
  }
  return cell;
}

function put(facts: Record<string, unknown>, path: string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    facts[name] = value;
    return;
  }
  const below = facts[name];
  const inner = typeof below === 'object' && below !== null ? below : {};
  facts[name] = inner;
  put(inner as Record<string, unknown>, rest, value);
}
