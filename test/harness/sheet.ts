import type { CellValue } from 'hucre/xlsx';
import { LAYOUT, ownerCell } from '../../src/sheets/layout';

/** What somebody writes into a cell; a formula as they would in Excel. */
export type Written = CellValue | { formula: string };

/**
 * A spreadsheet as somebody fills it in: the rows below the template's two.
 * @param rows by path of the field; what has no path of the head is left out
 */
export async function filledSheet(
  process: string,
  paths: string[],
  rows: Record<string, Written>[],
): Promise<Buffer> {
  const { writeXlsx } = await import('hucre/xlsx');
  const cells = new Map<string, { value?: CellValue; type?: 'formula'; formula?: string }>();
  const values = rows.map((row, i) =>
    paths.map((path, at): CellValue => {
      const written = row[path] ?? null;
      if (written === null || typeof written !== 'object' || written instanceof Date)
        return written as CellValue;
      cells.set(`${LAYOUT.first + i},${at + 1}`, { type: 'formula', ...(written as object) });
      return null;
    }),
  );
  const sheet = [
    ['备注', ...paths],
    [ownerCell(process), ...paths],
    ...values.map((row) => [null, ...row]),
  ];
  return Buffer.from(await writeXlsx({ sheets: [{ name: LAYOUT.data, rows: sheet, cells }] }));
}
