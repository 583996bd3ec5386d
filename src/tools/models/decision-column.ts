import type { DecisionModel } from '../../models/read';
import { ANY_OTHER, type Cell, type Point, parseCell } from './unary-tests';

/** An input column with the values that tell its cells apart. */
export interface Column {
  label: string;
  /** Parsed cells, one a rule. */
  cells: Cell[];
  /** Values that a complete table has to cover. */
  domain: Point[];
  /** The domain and what lies outside it, for overlap and reach. */
  points: Point[];
}

/** Reads the input columns of a table; `undefined` where a cell is beyond this analysis. */
export function readColumns(decision: DecisionModel): (Column | undefined)[] {
  return decision.inputs.map((input, position) => {
    const cells = decision.rules.map((rule) => parseCell(rule.inputs[position] ?? ''));
    if (!cells.every((cell): cell is Cell => cell !== undefined)) return undefined;
    const allowed = parseCell(input.values ?? '')?.literals ?? [];
    const domain = pointsOf([...allowed, ...cells.flatMap(({ literals }) => literals)], input.type);
    const closed = input.type === 'boolean' || allowed.length > 0;
    const points = closed ? domain : [...domain, ANY_OTHER as Point];
    return { label: input.label || input.expression, cells, domain, points };
  });
}

/** A column of booleans has two values, of numbers also those between and beyond the limits. */
function pointsOf(literals: Point[], type: string): Point[] {
  if (type === 'boolean') return [true, false, ...literals.filter((point) => point === null)];
  const numbers = literals.filter((point) => typeof point === 'number').sort((a, b) => a - b);
  const others = literals.filter((point) => typeof point !== 'number');
  const all = new Set<Point>([...others, ...numbers, ...around(numbers)]);
  return all.size > 0 ? [...all] : [ANY_OTHER];
}

function around(limits: number[]): number[] {
  const [first, last] = [limits[0], limits.at(-1)];
  if (first === undefined || last === undefined) return [];
  const between = limits.slice(1).flatMap((limit, position) => {
    const previous = limits[position] ?? limit;
    const whole = Number.isInteger(limit) && Number.isInteger(previous);
    if (whole && limit - previous <= 1) return [];
    return [whole ? previous + 1 : (previous + limit) / 2];
  });
  return [first - 1, ...between, last + 1];
}
