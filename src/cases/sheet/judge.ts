import type { Deps } from '../../deps';
import { eachOf } from '../../domain/at-once';
import type { Caller } from '../../domain/identity';
import type { Attachment } from '../../entities';
import { type Refusal, RefusedError, refusal } from '../../errors';
import type { RelatedCase } from '../../facts/related';
import type { SheetRow } from '../../sheets';
import type { checkSubmission, judgeSubmission, Others, Submission } from '../check';
import { applicantOf, type Keys, type KnownOf, knownBy, others } from '../take';
import type { OpenSheet } from './open';

/** Says how far it has come. */
export type Say = (done: number, total: number) => void;

/** A row that was judged. */
export interface RowJudged<T> {
  row: SheetRow;
  submission: Submission;
  /** what came of it; none where it was refused before it could be judged whole */
  result?: T | undefined;
  /** what it is recognised by; none where it is not built as the form is */
  keys?: Keys | undefined;
  /** what the form took of it, personal data masked */
  data?: Record<string, unknown>;
  /** what else there was, without the other rows */
  seen?: Others | undefined;
  refusals: Refusal[];
}

/** What judges one row, as every door judges a submission. */
type Judge<T> = (...of: Parameters<typeof judgeSubmission | typeof checkSubmission>) => Promise<T>;

/**
 * Judges every row as if it were handed in alone, and those that are about the same as an earlier row once
 * more, as if that one had been handed in before: whether it may come twice is a rule of the flow.
 * @param refusalsIn of what the judge gives back
 */
export async function judgeRows<T>(
  deps: Deps,
  sheet: OpenSheet,
  caller: Caller,
  judge: Judge<T>,
  refusalsIn: (result: T) => Refusal[],
  say: Say,
): Promise<RowJudged<T>[]> {
  const { release, process, form, rows } = sheet;
  const applicant = applicantOf(caller);
  const submissions = withFiles(sheet);

  async function one(row: SheetRow, position: number, before: RowJudged<T>[]) {
    const { submission, refusals } = submissions[position] as Submitted;
    const judged: RowJudged<T> = { row, submission, refusals: [] };
    const given: Refusal[] = [...refusals];
    try {
      const beside = async (accepted: KnownOf) => {
        judged.data = accepted.data;
        judged.keys = knownBy({ process, form }, accepted, applicant, null);
        judged.seen = await others(deps.db.manager, judged.keys);
        return withRows(judged.seen, judged.keys, before);
      };
      const of = [deps, release, process.id, caller, submission, { round: 1 }, beside] as const;
      judged.result = await judge(...of);
      given.push(...refusalsIn(judged.result));
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== 422) throw error;
      given.push(...error.refusals);
    }
    judged.refusals = located(sheet, row, given);
    return judged;
  }

  let done = 0;
  const told = () => {
    done += 1;
    say(Math.min(done, rows.length), rows.length);
  };
  const { JUDGED_AT_ONCE } = deps.config;
  const judged = await eachOf(rows, JUDGED_AT_ONCE, async (row, position) => {
    const first = await one(row, position, []);
    told();
    return first;
  });
  for (const [position, { row, keys }] of judged.entries()) {
    const before = judged.slice(0, position).filter((other) => isSame(keys, other.keys));
    if (before.length === 0) continue;
    const again = await one(row, position, before);
    judged[position] = { ...again, refusals: naming(again, judged[position], before) };
  }
  return judged;
}

const isSame = (one: Keys | undefined, other: Keys | undefined): boolean =>
  Boolean(one && other) &&
  (isShared(one?.naturalKey, other?.naturalKey) || isShared(one?.subject, other?.subject));

const isShared = (one?: string | null, other?: string | null) => Boolean(one) && one === other;

/** What else there is, with the rows before as the cases that they become. */
function withRows<T>(seen: Others, keys: Keys, before: RowJudged<T>[]): Others {
  const same = before.filter(({ keys: other }) => isShared(other?.naturalKey, keys.naturalKey));
  const about = before.filter(({ keys: other }) => isShared(other?.subject, keys.subject));
  const related = about.map(({ row, data = {}, keys: other }): RelatedCase => {
    const { id, flow } = keys.process;
    return {
      ...{ id: '', number: `第 ${row.number} 行`, process: id, flow: flow ?? id },
      ...{ status: 'SUBMITTED', open: true, round: 1, marks: [], parties: {}, data },
      applicant: other?.applicant ?? '',
    };
  });
  return { duplicates: seen.duplicates + same.length, related: [...related, ...seen.related] };
}

/** What is refused because of the other rows names them. */
function naming<T>(
  { refusals }: RowJudged<T>,
  alone: RowJudged<T> | undefined,
  before: RowJudged<T>[],
): Refusal[] {
  const known = new Set(alone?.refusals.map(({ code, field }) => `${code} ${field}`));
  const numbers = before.map(({ row }) => row.number);
  return refusals.map((one) =>
    known.has(`${one.code} ${one.field}`)
      ? one
      : {
          ...one,
          zh: `${one.zh}（与本表第 ${numbers.join('、')} 行）`,
          en: `${one.en} (with row ${numbers.join(', ')} of this sheet)`,
        },
  );
}

interface Submitted {
  submission: Submission;
  refusals: Refusal[];
}

/** The rows as submissions, each with the files that it names; a file belongs to one row. */
function withFiles({ rows, files }: OpenSheet): Submitted[] {
  const takenBy = new Map<Attachment, number>();
  return rows.map(({ number, data, files: named, wrong }) => {
    const refusals = wrong.map(({ path, zh, en }) =>
      refusal('E-00-10', { ...(path && { field: path }), zh, en }),
    );
    const attachments = named.flatMap(({ kind, name }) => {
      const field = `attachments.${kind}`;
      const file = files.get(name);
      const other = file && takenBy.get(file);
      if (file && other === undefined) {
        takenBy.set(file, number);
        return [{ id: file.id, kind }];
      }
      const [zh, en] = file
        ? [
            `文件 ${name} 已用于第 ${other} 行，每行须有自己的文件`,
            `${name} is that of row ${other}`,
          ]
        : [`没有选择文件 ${name}`, `no file ${name} was chosen`];
      refusals.push(refusal('E-00-11', { field, zh, en }));
      return [];
    });
    return { submission: { data, attachments }, refusals };
  });
}

/** Refusals with the cell that they are about; of a cell that was not read, only why. */
function located({ columns, letters }: OpenSheet, row: SheetRow, given: Refusal[]): Refusal[] {
  const unread = new Set(row.wrong.map(({ path }) => path).filter(Boolean));
  const files = given.filter(({ code }) => code === 'E-00-11').map(({ field }) => field);
  const kept = given.filter((one, i) => {
    const field = one.field ?? '';
    if (unread.has(field)) return i < row.wrong.length;
    // that a file is missing is said by its name
    return one.code === 'E-00-11' || !files.includes(field);
  });
  return kept.map((one) => {
    const column = columns.find(({ path }) => path === one.field);
    const letter = column && letters[column.path];
    return {
      ...one,
      row: row.number,
      ...(letter && { column: letter }),
      ...(column && { label: column.label }),
    };
  });
}
