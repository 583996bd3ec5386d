import type { DecisionModel, Labels, Models } from '../models/read';
import { label, labelGroups } from './labels';

/** A piece of what is said: words, and where they stand for a code, the code. */
export interface Said {
  text: string;
  code?: string;
}

/** Where a value stands. */
export interface Place {
  /** the decision it is in; whose province it is, its name says */
  decision?: string | undefined;
  /** FEEL of its input, or name of its output */
  column?: string | undefined;
  /** the process it is about, where that is known */
  process?: string | undefined;
}

/** Says values of decisions in words. */
export interface CodeWords {
  /** A value as the engine gave it, in JSON. */
  value(json: string, place?: Place): Said[];
  /** A cell as it is written, in FEEL. */
  cell(feel: string, place?: Place): Said[];
  /** Text that somebody wrote, with the codes in it. */
  prose(text: string): Said[];
}

/** The group of labels that says in which group the codes of a column are: `basis` → `bases`. */
const COLUMNS = 'columns';
const TEXT = '"(?:\\\\.|[^"\\\\])*"';
const ONLY_TEXTS = new RegExp(`^${TEXT}(?:\\s*,\\s*${TEXT})*$`);
/** What looks like a code in a text; shorter ones could be anything. */
const CODE = /\b([A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)+|[A-Z]{4,})\b/;
const NOT = /^not\((.*)\)$/s;

/**
 * The words for the codes of a release. A table that names codes, or a form that offers them, has the
 * first word; then labels/, in the group that it gives for the column, else in any.
 */
export function codeWords(models: Models): CodeWords {
  const wordOf = createWordOf(models);
  const { labels } = models;
  const code = (text: string, place: Place): Said => {
    const word = wordOf(text, place);
    return word === undefined || word === text ? { text } : { text: word, code: text };
  };
  const constant = (value: unknown): Said[] | undefined => {
    if (value === null) return [{ text: '无' }];
    if (typeof value === 'boolean') return [{ text: label(labels, 'booleans', String(value)) }];
    return undefined;
  };
  const said = (value: unknown, place: Place): Said[] => {
    if (typeof value === 'string') return [code(value, place)];
    if (Array.isArray(value)) return joined(value.map((one) => said(one, place)));
    return constant(value) ?? [{ text: JSON.stringify(value) }];
  };
  const texts = (feel: string, place: Place): Said[] =>
    joined(literals(feel).map((text) => [code(text, place)]));
  return {
    prose: (text) =>
      text
        .split(CODE)
        .map((part, i) => (i % 2 === 0 ? { text: part } : code(part, {})))
        .filter((part) => part.text !== ''),
    value: (json, place = {}) => said(parsed(json), place),
    cell(feel, place = {}) {
      const cell = feel.trim();
      if (cell === '' || cell === '-') return [{ text: '不限' }];
      if (ONLY_TEXTS.test(cell)) return texts(cell, place);
      const inside = NOT.exec(cell)?.[1]?.trim() ?? '';
      if (ONLY_TEXTS.test(inside)) return [{ text: '非 ' }, ...texts(inside, place)];
      const known = /^(null|true|false)$/.test(cell) ? constant(JSON.parse(cell)) : undefined;
      return known ?? expression(cell, (text) => code(text, place));
    },
  };
}

/** An expression with the codes in it said in words. */
function expression(feel: string, say: (text: string) => Said): Said[] {
  return feel.split(new RegExp(`(${TEXT})`)).flatMap((part, i): Said[] => {
    if (part === '') return [];
    if (i % 2 === 0) return [{ text: part }];
    const one = say(JSON.parse(part));
    return one.code === undefined ? [{ text: part }] : [one];
  });
}

function literals(feel: string): string[] {
  return [...feel.matchAll(new RegExp(TEXT, 'g'))].map(([text]) => JSON.parse(text));
}

function joined(parts: Said[][]): Said[] {
  return parts.flatMap((part, i) => (i === 0 ? part : [{ text: '、' }, ...part]));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function createWordOf(models: Models) {
  const { labels } = models;
  const tables = namedByTables(Object.values(models.decisions));
  const fields = offeredByForms(models);
  const flows = new Map(Object.values(models.processes).map(({ flow, name }) => [flow, name]));
  return (code: string, { decision = '', column = '', process }: Place): string | undefined => {
    const name = /[\p{L}_][\p{L}\p{N}_]*\s*$/u.exec(column)?.[0].trim() ?? '';
    const flow = process ?? decision;
    const group = label(labels, COLUMNS, name, flow);
    return (
      tables.get(code) ??
      fields.get(`${name} ${code}`) ??
      inGroup(labels, group, code, flow) ??
      labelGroups(labels)
        .filter((one) => one !== COLUMNS)
        .map((one) => inGroup(labels, one, code, flow))
        .find((word) => word !== undefined) ??
      fields.get(code) ??
      flows.get(code)
    );
  };
}

function inGroup(labels: Labels, group: string, code: string, process: string) {
  const word = label(labels, group, code, process);
  return word === code ? undefined : word;
}

/** A column of this name says in Chinese what the column before it says in code. */
const NAMES = 'label';

/** Codes that a row of a table names; where two rows name one otherwise, nothing is sure. */
function namedByTables(decisions: DecisionModel[]): Map<string, string> {
  const words = new Map<string, string>();
  const unsure = new Set<string>();
  for (const { inputs, outputs, rules } of decisions) {
    const at = outputs.findIndex(({ name }) => name === NAMES);
    if (at === -1) continue;
    for (const rule of rules) {
      const cells = [rule.inputs[inputs.length - 1], ...rule.outputs];
      const [code, word] = [cells[at], cells[at + 1]].map((cell) => literals(cell ?? ''));
      if (code?.length !== 1 || word?.length !== 1) continue;
      const [key = '', said = ''] = [code[0], word[0]];
      if (words.has(key) && words.get(key) !== said) unsure.add(key);
      words.set(key, said);
    }
  }
  for (const code of unsure) words.delete(code);
  return words;
}

/** Options of forms, by field and code, and by code alone where all forms agree. */
function offeredByForms({ forms }: Models): Map<string, string> {
  const words = new Map<string, string>();
  const unsure = new Set<string>();
  const options = Object.values(forms).flatMap(({ components }) =>
    components.flatMap(({ key, values }) => values.map((option) => ({ key, ...option }))),
  );
  for (const { key, value, label: word } of options)
    for (const name of [`${key} ${value}`, value]) {
      if (words.has(name) && words.get(name) !== word) unsure.add(name);
      words.set(name, word);
    }
  for (const name of unsure) words.delete(name);
  return words;
}

/** What was said as plain text: words, the code beside them in brackets. */
export function plain(said: Said[]): string {
  return said.map(({ text, code }) => (code === undefined ? text : `${text}（${code}）`)).join('');
}
