import type { Part, Tree } from '../../rules-engine';

/** A value that stands in an expression as it is. */
export interface Constant {
  type: 'string' | 'number' | 'boolean' | 'date' | 'time' | 'dateTime' | 'duration';
  value: string | number | boolean;
}

const CONSTANTS: Record<string, Constant['type']> = {
  ConstString: 'string',
  ConstNumber: 'number',
  ConstBool: 'boolean',
  ConstDate: 'date',
  ConstTime: 'time',
  ConstLocalTime: 'time',
  ConstDateTime: 'dateTime',
  ConstLocalDateTime: 'dateTime',
  ConstDayTimeDuration: 'duration',
  ConstYearMonthDuration: 'duration',
};

/** Around the constants that an input is compared with, or that an output may be. */
const TRANSPARENT = new Set([
  'AtLeastOne',
  'Not',
  'UnaryTestExpression',
  'InputEqualTo',
  'InputLessThan',
  'InputLessOrEqual',
  'InputGreaterThan',
  'InputGreaterOrEqual',
  'InputInRange',
  'ConstRange',
  'ClosedConstRangeBoundary',
  'OpenConstRangeBoundary',
]);

const partsOf = (part: Part): Part[] =>
  Array.isArray(part) ? part.slice(1) : isList(part) ? part.list : [];
const isList = (part: Part | undefined): part is { list: Part[] } =>
  typeof part === 'object' && part !== null && !Array.isArray(part);
const kindOf = (part: Part | undefined) => (Array.isArray(part) ? part[0] : undefined);

/** Whether a tree has a node of a kind anywhere. */
export function has(part: Part | undefined, kind: string): boolean {
  if (part === undefined) return false;
  return kindOf(part) === kind || partsOf(part).some((inner) => has(inner, kind));
}

/** Every node of a kind. */
export function nodesOf(part: Part, kind: string): Tree[] {
  const below = partsOf(part).flatMap((inner) => nodesOf(inner, kind));
  return kindOf(part) === kind ? [part as Tree, ...below] : below;
}

/** The constants that a cell compares its input with, or that a cell of an output can say. */
export function constantsOf(part: Part | undefined): Constant[] {
  const kind = kindOf(part);
  if (part === undefined || part === null) return [];
  if (kind === undefined) return isList(part) ? part.list.flatMap(constantsOf) : [];
  const type = CONSTANTS[kind];
  if (type) return [{ type, value: partsOf(part)[0] as Constant['value'] }];
  if (kind === 'ArithmeticNegation')
    return constantsOf(partsOf(part)[0]).map(({ type, value }) => ({
      type,
      value: -Number(value),
    }));
  if (kind === 'If') return partsOf(part).slice(1).flatMap(constantsOf);
  return TRANSPARENT.has(kind) ? partsOf(part).flatMap(constantsOf) : [];
}

/**
 * The variables that an expression asks for, as they are written: `["data", "kind"]`. What stands in the
 * condition of a filter may also be a field of the list's items, and is left out.
 */
export function variablesOf(
  part: Part | undefined,
  known: ReadonlySet<string> = new Set(),
): string[][] {
  const kind = kindOf(part);
  if (part === undefined || part === null) return [];
  if (kind === undefined)
    return isList(part) ? part.list.flatMap((p) => variablesOf(p, known)) : [];
  const [first, second] = partsOf(part);
  if (kind === 'Ref') {
    const names = listed(first) as string[];
    return known.has(names[0] ?? '') ? [] : [names];
  }
  if (kind === 'Filter') return variablesOf(first, known);
  if (kind === 'FunctionDefinition')
    return variablesOf(second, new Set([...known, ...(listed(first) as string[])]));
  if (kind === 'For' || kind === 'SomeItem' || kind === 'EveryItem' || kind === 'ConstContext')
    return inTurn(listed(first), second, known);
  return partsOf(part).flatMap((inner) => variablesOf(inner, known));
}

/** Names that are given one after the other, each known to what comes after it. */
function inTurn(named: Part[], then: Part | undefined, known: ReadonlySet<string>): string[][] {
  const names = new Set([...known, 'partial']);
  const found: string[][] = [];
  for (const one of named) {
    const [name, value] = partsOf(one);
    found.push(...variablesOf(value, names));
    names.add(String(name));
  }
  return [...found, ...variablesOf(then, names)];
}

function listed(part: Part | undefined): Part[] {
  return isList(part) ? part.list : [];
}
