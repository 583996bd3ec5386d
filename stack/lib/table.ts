/** Chinese characters take two columns in a terminal. */
export function width(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[⺀-￦]/u.test(char) ? 2 : 1), 0);
}

/** Rows in columns, for a terminal. */
export function table(rows: string[][]): string {
  const columns = rows[0]?.map((_, i) => Math.max(...rows.map((row) => width(row[i] ?? '')))) ?? [];
  const line = (row: string[]) =>
    row.map((cell, i) => cell + ' '.repeat((columns[i] ?? 0) - width(cell))).join('  ');
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}
