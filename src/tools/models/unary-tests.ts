/** A value of an input column that tells rules apart; ANY_OTHER stands for all others. */
export type Point = string | number | boolean | null | typeof ANY_OTHER;

export const ANY_OTHER = Symbol('any other value');

/** What a cell of a decision table accepts, and the values at which that changes. */
export interface Cell {
  matches(point: Point): boolean;
  literals: Point[];
}

/** Reads FEEL unary tests: lists of literals, comparisons, ranges, `not(…)` and `-`. */
export function parseCell(text: string): Cell | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-') return { matches: () => true, literals: [] };
  const negated = /^not\s*\(([\s\S]*)\)$/.exec(trimmed)?.[1];
  const tests = splitTests(negated ?? trimmed).map(parseTest);
  if (!tests.every((test): test is Cell => test !== undefined)) return undefined;
  const any = (point: Point) => tests.some((test) => test.matches(point));
  return {
    matches: negated === undefined ? any : (point) => !any(point),
    literals: tests.flatMap(({ literals }) => literals),
  };
}

/** Splits at commas outside quotes, brackets and parentheses. */
function splitTests(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"])*"|\([^()]*\)|[^,"()])+/g) ?? [];
}

function parseTest(text: string): Cell | undefined {
  const range = /^([[\](])\s*(.+?)\s*\.\.\s*(.+?)\s*([[\])])$/.exec(text.trim());
  if (range) return parseRange(range);
  const [, operator, operand = ''] = /^(<=|>=|<|>|=)?\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const value = parseLiteral(operand);
  if (value === undefined) return undefined;
  if (!operator || operator === '=') return { matches: (p) => p === value, literals: [value] };
  return comparison(operator, value);
}

function parseRange([, open, from = '', to = '', close]: RegExpExecArray): Cell | undefined {
  const lower = comparison(open === '[' ? '>=' : '>', parseLiteral(from));
  const upper = comparison(close === ']' ? '<=' : '<', parseLiteral(to));
  if (!lower || !upper) return undefined;
  return {
    matches: (point) => lower.matches(point) && upper.matches(point),
    literals: [...lower.literals, ...upper.literals],
  };
}

function comparison(operator: string, limit: Point | undefined): Cell | undefined {
  if (typeof limit !== 'number') return undefined;
  const compare: Record<string, (value: number) => boolean> = {
    '<': (value) => value < limit,
    '<=': (value) => value <= limit,
    '>': (value) => value > limit,
    '>=': (value) => value >= limit,
  };
  const holds = compare[operator];
  return {
    matches: (point) => typeof point === 'number' && Boolean(holds?.(point)),
    literals: [limit],
  };
}

function parseLiteral(text: string): Point | undefined {
  const trimmed = text.trim();
  if (trimmed === 'null') return null;
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  if (/^"(\\.|[^"\\])*"$/.test(trimmed)) return JSON.parse(trimmed) as string;
  const date = /^(?:date\(\s*"(\d{4}-\d\d-\d\d)"\s*\)|@"(\d{4}-\d\d-\d\d)")$/.exec(trimmed);
  return date ? Date.parse(`${date[1] ?? date[2]}T00:00:00Z`) / 86_400_000 : undefined;
}
