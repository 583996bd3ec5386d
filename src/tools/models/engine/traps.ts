import type { DecisionModel } from '../../../models/read';
import type { Read, UnaryTest } from '../../rules-engine';
import { textsOf } from './texts';
import { constantsOf, has, nodesOf, variablesOf } from './tree';

/** A cell by its row and column. */
export const cellKey = (row: string, column: number | undefined) => `${row} ${column}`;

/** Strings that functions such as `date` and `number` make something of. */
const STRINGS = ['', 'A', '1', '2026-01-01', '2026-01-01T00:00:00Z', '12:00:00', 'P1D'];
const NUMBERS = [-1, 0, 0.5, 1, 1_000_000];

/**
 * Cells of typed columns with values of that type: to one of them at least the cell should say yes or no.
 * Cells that ask for other variables are left out, as these are not known here.
 */
export function probesOf(
  decision: DecisionModel,
  feel: Record<string, Read>,
): (UnaryTest & { cell: string })[] {
  const cells = textsOf(decision).filter(({ kind }) => kind === 'cell');
  return cells.flatMap(({ element, column, text, type }) => {
    const read = feel[`?${text}`];
    if (!read || 'failure' in read || variablesOf(read.tree).length > 0) return [];
    const own = nodesOf(read.tree, 'ConstString').map(([, value]) => value as string);
    const values = { string: [...STRINGS, ...own], number: NUMBERS, boolean: [true, false] }[type];
    return values ? [{ text, values, cell: cellKey(element, column) }] : [];
  });
}

/** What says yes or no by itself, without the input. */
const CONDITIONS = ['FunctionInvocation', 'SomeItem', 'EveryItem', 'Conjunction', 'Disjunction'];
const COMPARISONS = ['Equal', 'LessThan', 'LessOrEqual', 'GreaterThan', 'GreaterOrEqual'];

/** Why a cell is never met on Camunda 8.6.0 although its FEEL is right; undefined where it can be. */
export function trapOf(read: Read, type: string): [chinese: string, english: string] | undefined {
  if ('failure' in read) return undefined;
  const calls = nodesOf(read.tree, 'FunctionInvocation').filter(
    ([, name]) => name === 'list contains',
  );
  if (calls.some(([, , parameters]) => asksForInputIn(parameters)))
    return [
      '在 Camunda 8.6.0 中 list contains(…, ?) 永远不成立；把各值用逗号直接写出，如 "A", "B"',
      'list contains(…, ?) is never met on 8.6.0; list the values themselves, e.g. "A", "B"',
    ];
  if (type === 'boolean' || read.tree[0] !== 'Not') return undefined;
  const inner = nodesOf(read.tree, 'UnaryTestExpression').map(([, expression]) => expression);
  const condition = inner.some(
    (one) =>
      Array.isArray(one) &&
      [...CONDITIONS, ...COMPARISONS].includes(one[0]) &&
      !has(one, 'ConstInputValue'),
  );
  if (!condition) return undefined;
  return [
    '在 Camunda 8.6.0 中，不含 ? 的条件写进 not(…) 得到空值，永远不成立；把条件写成输入列的表达式，此处写 false',
    'not(a condition without ?) is null on 8.6.0; make the condition an input column and write false here',
  ];
}

/** `list contains(["A"], ?)`: the input where the element is looked for, not the list. */
function asksForInputIn(parameters: Parameters<typeof has>[0]): boolean {
  if (!Array.isArray(parameters)) return false;
  const [, list] = parameters;
  if (typeof list !== 'object' || list === null || Array.isArray(list)) return false;
  return !has(list.list[0], 'ConstInputValue') && has(list.list[1], 'ConstInputValue');
}

/** The constants of a column's cells. */
export const constantsIn = (read: Read | undefined) =>
  read && 'tree' in read ? constantsOf(read.tree) : [];
