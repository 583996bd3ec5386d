import { In } from 'typeorm';
import type { Deps } from '../../deps';
import { type Caller, ownOrganisations } from '../../domain/identity';
import { Attachment } from '../../entities';
import { refuse } from '../../errors';
import { attachmentKinds } from '../../models/attachment-kinds';
import type { FormModel, ProcessModel } from '../../models/read';
import type { ReleaseView } from '../../records/releases';
import {
  type Column,
  letterOf,
  listsOf,
  readSheet,
  SHEET_LIMITS,
  type SheetRow,
  sheetColumns,
  sheetRows,
  type Unreadable,
  unknownPaths,
  writeTemplate,
} from '../../sheets';
import { requireSubmitter, startable } from '../check';

/** A process that takes spreadsheets, as its release in force has it. */
export interface SheetProcess {
  release: ReleaseView;
  process: ProcessModel;
  form: FormModel;
  columns: Column[];
  /** rows of a sheet */
  most: number;
}

/** A spreadsheet that somebody sent, with the files that its rows may name. */
export interface SentSheet {
  bytes: Uint8Array;
  /** ids of attachments that were uploaded before */
  files: string[];
}

/** A sheet as it was read. */
export interface OpenSheet extends SheetProcess {
  rows: SheetRow[];
  /** letters of the columns in this file, by path */
  letters: Record<string, string>;
  /** the files by their names */
  files: Map<string, Attachment>;
}

/** May a process be handed in by spreadsheet (process property `bulk`)? */
export const takesSheets = ({ properties }: ProcessModel): boolean => properties.bulk !== undefined;

/**
 * Looks up a process that takes spreadsheets from this caller.
 * @throws E-00-22 where there is none, E-00-21 for whoever may not hand anything in
 */
export async function sheetProcess(
  deps: Pick<Deps, 'releases'>,
  processId: string,
  caller: Caller,
): Promise<SheetProcess> {
  const release = await deps.releases.current();
  const { process, form } = startable(release, processId);
  requireSubmitter(process, caller);
  if (!takesSheets(process)) throw refuse('E-00-22');
  const columns = sheetColumns(form, attachmentKinds(release.models, process));
  return { release, process, form, columns, most: Number(process.properties.bulk) };
}

/** The spreadsheet that people fill in. */
export function templateOf({ process, form, columns, most }: SheetProcess): Promise<Buffer> {
  const { id, name: title } = process;
  return writeTemplate({ process: id, title, columns, most, lists: listsOf(form) });
}

/**
 * Reads a spreadsheet that somebody sent.
 * @throws E-00-64 for what is none, E-00-65 for one of another template, E-00-66 for no rows or too many,
 *   E-00-11 for files that are not the caller's own, or two of one name
 */
export async function openSheet(
  deps: Pick<Deps, 'db'>,
  of: SheetProcess,
  caller: Caller,
  sent: SentSheet,
): Promise<OpenSheet> {
  const raw = await readSheet(sent.bytes);
  if ('wrong' in raw) throw UNREADABLE[raw.wrong]();
  const { process, columns, most } = of;
  if (raw.process !== process.id)
    throw refuse('E-00-65', { zh: `是 ${raw.process} 的模板`, en: `it is of ${raw.process}` });
  const unknown = unknownPaths(raw, columns);
  if (unknown.length > 0) {
    const named = unknown.slice(0, 10).join(', ');
    throw refuse('E-00-65', { zh: `不认识或重复的列 ${named}`, en: `columns ${named}` });
  }
  const rows = sheetRows(raw, columns);
  if (rows.length === 0 || rows.length > most)
    throw refuse('E-00-66', {
      zh: `有 ${rows.length} 行，应为 1 至 ${most} 行`,
      en: `${rows.length} rows, give 1 to ${most}`,
    });
  const letters = Object.fromEntries(raw.paths.map((path, at) => [path, letterOf(at + 1)]));
  return { ...of, rows, letters, files: await filesByName(deps, caller, sent.files) };
}

const MB = 1024 * 1024;
const UNREADABLE: Record<Unreadable, () => Error> = {
  'no-sheet': () => refuse('E-00-64'),
  'other-template': () => refuse('E-00-65'),
  slow: () => refuse('E-00-64', { zh: '读取时间过长', en: 'it takes too long to read' }),
  large: () =>
    refuse('E-00-64', {
      zh: `内容过多，解压后上限 ${SHEET_LIMITS.unpackedBytes / MB} MB、${SHEET_LIMITS.rows} 行`,
      en: `too much in it, at most ${SHEET_LIMITS.unpackedBytes / MB} MB unpacked and ${SHEET_LIMITS.rows} rows`,
    }),
};

/** Files that the caller uploaded, by the names that rows call them. */
async function filesByName(
  { db }: Pick<Deps, 'db'>,
  caller: Caller,
  ids: string[],
): Promise<Map<string, Attachment>> {
  const own = ownOrganisations(caller);
  const found = (await db.getRepository(Attachment).findBy({ id: In(ids) })).filter(
    ({ caseId, owner, uploadedBy }) =>
      caseId === null && uploadedBy === caller.username && (owner === null || own.includes(owner)),
  );
  if (found.length < new Set(ids).size) throw refuse('E-00-11');
  const byName = new Map(found.map((file) => [file.name, file]));
  if (byName.size === found.length) return byName;
  const twice = found.find((file) => byName.get(file.name) !== file)?.name ?? '';
  throw refuse('E-00-11', { zh: `有两个文件都叫 ${twice}`, en: `two files are called ${twice}` });
}
