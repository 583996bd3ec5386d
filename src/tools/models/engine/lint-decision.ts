import type { DecisionModel } from '../../../models/read';
import type { Finding } from '../finding';
import type { FileAnswer } from './answers';
import { type Place, textsOf } from './texts';
import { cellKey, trapOf } from './traps';
import { type Constant, constantsOf, variablesOf } from './tree';

type Say = (place: Place, rule: string, chinese: string, english: string) => Finding;

/**
 * What the engine's parser says of each text of a decision, and what follows from the types and the allowed
 * values of its columns.
 * @param known names that some input, literal expression or diagram knows
 */
export function lintDecisionByEngine(
  decision: DecisionModel,
  answer: FileAnswer,
  known: ReadonlySet<string>,
): Finding[] {
  const say: Say = ({ element, where, place }, rule, chinese, english) => ({
    file: decision.file,
    element: element || decision.id,
    severity: 'error',
    rule,
    message: `${decision.name} ${where}：${chinese} (${place}: ${english})`,
  });
  const undecided = new Set(answer.undecided);
  const texts = textsOf(decision);
  const allowed = allowedValues(texts, answer);
  return [
    ...texts.flatMap((place) => {
      const read = answer.feel[`${place.unary ? '?' : '='}${place.text}`];
      if (!read) return [];
      if ('failure' in read) return [unread(say, place, read)];
      const never = place.kind === 'cell' && undecided.has(cellKey(place.element, place.column));
      const named = isCell(place) ? bareNames(say, place, variablesOf(read.tree), known) : [];
      const typed = isTyped(place) ? wrongTypes(say, place, constantsOf(read.tree)) : [];
      const trap = place.kind === 'cell' ? trapOf(read, place.type) : undefined;
      if (trap) return [say(place, 'dmn/never-met', `写的是 ${place.text}。${trap[0]}`, trap[1])];
      if (named.length + typed.length > 0) return [...named, ...typed];
      if (never) return [neverMet(say, place)];
      const values = allowed.get(columnKey(place));
      return isCell(place) && values ? notAllowed(say, place, constantsOf(read.tree), values) : [];
    }),
    ...lintHeads(decision),
  ];
}

const isCell = ({ kind }: Place) => kind === 'cell' || kind === 'output';
const isTyped = (place: Place) => isCell(place) || place.kind === 'values';
const columnKey = ({ kind, column }: Place) => `${kind} ${column}`;

function unread(say: Say, place: Place, read: { failure: string; instead?: string }): Finding {
  const { text } = place;
  if (read.instead !== undefined)
    return say(
      place,
      'engine/feel',
      `写的是 ${text}，引擎读不懂，请写 ${read.instead}`,
      `the engine cannot read ${text}; type ${read.instead}`,
    );
  const reason = read.failure.replace(/^failed to parse expression '[\s\S]*?': /, '');
  return say(
    place,
    'engine/feel',
    `写的是 ${text}，引擎读不懂`,
    `the engine cannot read it: ${reason}`,
  );
}

function neverMet(say: Say, place: Place): Finding {
  return say(
    place,
    'dmn/never-met',
    `写的是 ${place.text}，对任何 ${place.type} 都得不出是或否，此行永远不命中`,
    `${place.text} says neither yes nor no to any ${place.type}: the row is never met`,
  );
}

/** A word without quotes is a variable, and null where nobody gives it. */
function bareNames(say: Say, place: Place, names: string[][], known: ReadonlySet<string>) {
  const unknown = names.filter((path) => path.length === 1 && !known.has(path[0] ?? ''));
  return [...new Set(unknown.map(([name = '']) => name))].map((name) =>
    say(
      place,
      'dmn/name',
      `写的是 ${name}（没有引号），没有这个变量，请写 "${name}"`,
      `no variable ${name}; type "${name}" if it is a value`,
    ),
  );
}

const INSTEAD: Record<string, (value: Constant['value']) => string | undefined> = {
  string: (value) => JSON.stringify(String(value)),
  number: (value) => (Number.isFinite(Number(value)) ? String(Number(value)) : undefined),
  boolean: (value) =>
    /^(true|false)$/i.test(String(value)) ? String(value).toLowerCase() : undefined,
  date: (value) => `date("${value}")`,
  time: (value) => `time("${value}")`,
  dateTime: (value) => `date and time("${value}")`,
};

/** Values of another type than their column: the engine compares them with null for an answer. */
function wrongTypes(say: Say, place: Place, constants: Constant[]): Finding[] {
  const instead = INSTEAD[place.type];
  if (!instead) return [];
  return constants
    .filter(({ type }) => type !== place.type)
    .map(({ type, value }) => {
      const came = type === 'string' ? JSON.stringify(value) : String(value);
      const right = instead(value);
      return say(
        place,
        'dmn/type',
        `写的是 ${came}，此列的类型是 ${place.type}${right ? `，请写 ${right}` : ''}`,
        `${came} in a column of type ${place.type}${right ? `; type ${right}` : ''}`,
      );
    });
}

/** The values that columns allow, by the key of their cells. */
function allowedValues(texts: Place[], answer: FileAnswer): Map<string, Constant['value'][]> {
  const found = new Map<string, Constant['value'][]>();
  for (const { allowedFor, column, text } of texts) {
    const read = allowedFor && answer.feel[`?${text}`];
    if (read && 'tree' in read)
      found.set(
        `${allowedFor} ${column}`,
        constantsOf(read.tree).map(({ value }) => value),
      );
  }
  return found;
}

function notAllowed(
  say: Say,
  place: Place,
  constants: Constant[],
  values: Constant['value'][],
): Finding[] {
  return constants
    .filter(({ value }) => !values.includes(value))
    .map(({ value }) => {
      const list = values.map((one) => JSON.stringify(one)).join(', ');
      const came = JSON.stringify(value);
      return say(
        place,
        'dmn/allowed-values',
        `写的是 ${came}，此列只允许 ${list}`,
        `${came} is none of the values this column allows: ${list}`,
      );
    });
}

/** The engine keys what it tells of an evaluation by the ids of columns, and a result by its name. */
function lintHeads(decision: DecisionModel): Finding[] {
  const { file, id, name, inputs, outputs, variable } = decision;
  const error = (rule: string, message: string): Finding => ({
    ...{ file, element: id, severity: 'error', rule, message: `${name} ${message}` },
  });
  const nameless = [
    ...inputs.filter((input) => !input.id).map(({ label, expression }) => label || expression),
    ...outputs.filter((output) => !output.id).map(({ label }) => label),
  ];
  return [
    ...nameless.map((label) =>
      error('dmn/column-id', `列「${label}」：没有 id，请补上 (column without an id; give it one)`),
    ),
    ...(variable === ''
      ? [
          error(
            'dmn/variable-name',
            `<variable> 没有 name，请写 name="${id}" (variable without a name)`,
          ),
        ]
      : []),
  ];
}
