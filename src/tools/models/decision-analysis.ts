import type { Column } from './decision-column';
import { ANY_OTHER, type Point } from './unary-tests';

/** Pairs of rules (by position) that one input can match both. */
export function overlaps(columns: Column[], rules: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let first = 0; first < rules; first++) {
    for (let second = first + 1; second < rules; second++) {
      if (columns.every((column) => meet(column, first, second))) pairs.push([first, second]);
    }
  }
  return pairs;
}

function meet({ cells, points }: Column, first: number, second: number): boolean {
  return points.some((point) => cells[first]?.matches(point) && cells[second]?.matches(point));
}

/** Combinations of values that no rule matches, at most `limit` of them. */
export function gaps(columns: Column[], rules: number, limit = 5): string[] {
  const found: string[] = [];
  const search = (position: number, matching: number[], chosen: string[]): void => {
    if (found.length >= limit) return;
    if (matching.length === 0) {
      found.push(chosen.join(', '));
      return;
    }
    const column = columns[position];
    if (!column || matching.some((rule) => matchesAll(columns, rule, position))) return;
    for (const point of column.domain) {
      const left = matching.filter((rule) => column.cells[rule]?.matches(point));
      search(position + 1, left, [...chosen, `${column.label} = ${show(point)}`]);
    }
  };
  search(0, range(rules), []);
  return found;
}

/** Whether a rule matches whatever the columns from a position on hold. */
function matchesAll(columns: Column[], rule: number, from: number): boolean {
  return columns
    .slice(from)
    .every(({ cells, domain }) => domain.every((point) => cells[rule]?.matches(point)));
}

/** Rules (by position) that an earlier rule always takes the input from. */
export function unreachable(columns: Column[], rules: number): number[] {
  return range(rules).filter((rule) => !reachable(columns, rule, range(rule), 0));
}

function reachable(columns: Column[], rule: number, earlier: number[], position: number): boolean {
  const column = columns[position];
  if (earlier.length === 0) {
    return columns
      .slice(position)
      .every(({ cells, points }) => points.some((point) => cells[rule]?.matches(point)));
  }
  if (!column) return false;
  return column.points
    .filter((point) => column.cells[rule]?.matches(point))
    .some((point) => {
      const left = earlier.filter((other) => column.cells[other]?.matches(point));
      return reachable(columns, rule, left, position + 1);
    });
}

function range(length: number): number[] {
  return Array.from({ length }, (_, position) => position);
}

function show(point: Point): string {
  return point === ANY_OTHER ? 'any other' : JSON.stringify(point);
}
