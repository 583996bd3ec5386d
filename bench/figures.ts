/** Small statistics and Markdown tables, shared by the benchmarks. */

/**
 * The value below which a share of all values lies (nearest rank).
 * @param share from 0 to 1, e.g. 0.95
 * @returns NaN when there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value, or the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (
    ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
  );
}

/** A number for people: no decimals from 100 on, one from 10 on, else two; a dash for none. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** The median and, where there are several values, the smallest and largest. */
export function withRange(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return rounded(finite[0] ?? Number.NaN);
  const [low, high] = [Math.min(...finite), Math.max(...finite)].map(rounded);
  return `${rounded(median(finite))} (${low}–${high})`;
}

/** A Markdown table: the first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|---|${head
    .slice(1)
    .map(() => '---:|')
    .join('')}`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
