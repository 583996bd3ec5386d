import { parentPort, workerData } from 'node:worker_threads';
import type { Cell, CellValue, Sheet } from 'hucre/xlsx';
import { LAYOUT, ownerIn, SHEET_LIMITS } from './layout';
import type { RawCell, RawSheet, Unreadable } from './raw';
import { TooLarge, unpackedWithin } from './unpack';

/** Reads one file that a stranger made, in a thread of its own that can be ended. */
async function read(bytes: Uint8Array): Promise<RawSheet | { wrong: Unreadable }> {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(unpackedWithin(bytes), {
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
    maxRows: SHEET_LIMITS.rows + 1,
  });
  for (const sheet of sheets) {
    const process = ownerIn(String(sheet.rows[LAYOUT.paths]?.[0] ?? ''));
    if (process !== undefined) return taken(process, sheet);
  }
  return { wrong: 'other-template' };
}

function taken(process: string, { rows, cells }: Sheet): RawSheet | { wrong: Unreadable } {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length > SHEET_LIMITS.rows || columns > SHEET_LIMITS.columns) return { wrong: 'large' };
  const paths = (rows[LAYOUT.paths] ?? []).slice(1).map((path) => String(path ?? ''));
  const filled = rows.slice(LAYOUT.first).map((row, i) => {
    const number = LAYOUT.first + i + 1;
    const read = row
      .slice(1)
      .map((value, at) => rawOf(value, cells?.get(`${number - 1},${at + 1}`)));
    return { number, cells: read };
  });
  return { process, paths, rows: filled.filter((row) => row.cells.some(Boolean)) };
}

/** A formula is told as one, never as what it comes to; it is worked out nowhere. */
function rawOf(value: CellValue | undefined, cell: Cell | undefined): RawCell {
  if (cell?.formula !== undefined) return { is: 'formula', text: `=${cell.formula}`.slice(0, 60) };
  if (cell?.type === 'error') return { is: 'error', text: String(value) };
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return dayIn(value);
  if (typeof value === 'number') return { is: 'number', value };
  if (typeof value === 'boolean') return { is: 'yes', value };
  const text = String(value).slice(0, SHEET_LIMITS.characters);
  return text.trim() === '' ? null : { is: 'text', text };
}

function dayIn(value: Date): RawCell {
  if (Number.isNaN(value.getTime())) return { is: 'error', text: '#DATE' };
  const [day = '', time = ''] = value.toISOString().split('T');
  return { is: 'day', text: time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}` };
}

read(workerData as Uint8Array).then(
  (answer) => parentPort?.postMessage(answer),
  (error) => {
    const wrong: Unreadable = error instanceof TooLarge ? 'large' : 'no-sheet';
    parentPort?.postMessage({ wrong });
  },
);
