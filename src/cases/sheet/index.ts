import { randomUUID } from 'node:crypto';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import { CaseFile, SheetCase } from '../../entities';
import { type Refusal, RefusedError, refuse, StrangerError } from '../../errors';
import { releasesSettled } from '../../records/release-turn';
import { type Checked, checkSubmission, judgeSubmission } from '../check';
import type { Origin } from '../origin';
import { isApplicant } from '../submit';
import { applicantOf, type Passed, takeNew } from '../take';
import { judgeRows, type RowJudged, type Say } from './judge';
import { openSheet, type SentSheet, type SheetProcess, sheetProcess } from './open';

export type { Say } from './judge';
export {
  type SentSheet,
  type SheetProcess,
  sheetProcess,
  takesSheets,
  templateOf,
} from './open';

/** What form and decisions say to a sheet. */
export interface SheetJudged {
  columns: { path: string; label: string; column: string | undefined }[];
  rows: { row: number; cells: string[]; refusals: Refusal[] }[];
  /** names of files that no row names */
  unused: string[];
}

/** A case of a sheet. */
export interface SheetLine {
  row: number;
  file: CaseFile;
}

/** Says of every row what a submission of it would be refused for. Stores nothing. */
export async function trySheet(
  deps: Deps,
  processId: string,
  caller: Caller,
  sent: SentSheet,
  say: Say,
): Promise<SheetJudged> {
  const sheet = await openSheet(deps, await sheetProcess(deps, processId, caller), caller, sent);
  const judged = await judgeRows(
    deps,
    sheet,
    caller,
    judgeSubmission,
    ({ refusals }) => refusals,
    say,
  );
  const named = new Set(sheet.rows.flatMap(({ files }) => files.map(({ name }) => name)));
  return {
    columns: sheet.columns.map(({ path, label }) => ({ path, label, column: sheet.letters[path] })),
    rows: judged.map(({ row, refusals }) => ({ row: row.number, cells: row.shown, refusals })),
    unused: [...sheet.files.keys()].filter((name) => !named.has(name)),
  };
}

/**
 * Takes every row of a sheet as a case of its own, all of them or none.
 * @throws RefusedError with what every row is refused for, by row and column
 */
export async function submitSheet(
  deps: Deps,
  processId: string,
  caller: Caller,
  sent: SentSheet,
  origin: Origin,
  say: Say,
): Promise<{ id: string; lines: SheetLine[] }> {
  const of: SheetProcess = await sheetProcess(deps, processId, caller);
  const sheet = await openSheet(deps, of, caller, sent);
  const judged = await judgeRows(deps, sheet, caller, checkSubmission, () => [], say);
  const refusals = judged.flatMap((one) => one.refusals);
  if (refusals.length > 0) throw new RefusedError(422, refusals);
  const id = randomUUID();
  const { release, process } = of;
  const taking = { release, process, caller, applicant: applicantOf(caller) };
  const passed = judged.map((one) => passedRow(id, one));
  const taken = await takeNew(deps, taking, passed, origin);
  if (taken)
    return { id, lines: taken.map((file, i) => ({ row: judged[i]?.row.number ?? 0, file })) };
  if (!(await releasesSettled(deps.db))) throw refuse('E-00-58');
  return submitSheet(deps, processId, caller, sent, origin, say);
}

function passedRow(
  id: string,
  { row, submission, result, keys, seen }: RowJudged<Checked>,
): Passed {
  if (!result || !keys) throw new Error(`row ${row.number} was not judged`);
  return { submission, checked: result, keys, seen, sheet: { id, row: row.number } };
}

/**
 * The cases of a sheet, for who handed it in.
 * @throws E-00-22 to everybody else, so that nobody learns what exists
 */
export async function sheetCases(
  { db }: Pick<Deps, 'db'>,
  id: string,
  caller: Caller,
): Promise<SheetLine[]> {
  const rows = await db
    .getRepository(SheetCase)
    .find({ where: { sheetId: id }, order: { row: 'ASC' } });
  const files = await db
    .getRepository(CaseFile)
    .createQueryBuilder('c')
    .where('c.id = any(:ids)', { ids: rows.map(({ caseId }) => caseId) })
    .getMany();
  const byId = new Map(files.map((file) => [file.id, file]));
  const lines = rows.flatMap(({ row, caseId }) => {
    const file = byId.get(caseId);
    return file ? [{ row, file }] : [];
  });
  const [first] = lines;
  if (!first) throw refuse('E-00-22');
  if (!isApplicant(first.file, caller)) throw new StrangerError(`sheet:${id}`, first.file.id);
  return lines;
}

/** The sheet that a case was handed in with, if any. */
export async function sheetOfCase(
  { db }: Pick<Deps, 'db'>,
  caseId: string,
): Promise<string | null> {
  return (await db.getRepository(SheetCase).findOneBy({ caseId }))?.sheetId ?? null;
}
