import { isDeepStrictEqual } from 'node:util';
import { shortened } from '../domain/normal-form';
import { valueAt } from '../domain/paths';
import type { FormComponent, Labels } from '../models/read';
import type { HandedIn, Round } from '../records/rounds';
import { label } from './labels';
import { columnsOf, isEmpty, nameInForm, rowInWords, type Worded, wording } from './summary';

/** What was changed from one round to the next, in words; empty where there was, or is, nothing. */
export interface RoundChange {
  label: string;
  before: string;
  after: string;
}

/** Stands with personal data that is another one, because masked it may look the same. */
const ENTERED_ANEW = '（已重新填写）';

/** Characters of one value that a task shows. */
export const VALUE_CHARS = 200;

type Data = Record<string, unknown>;

/** The rounds that followed another, each with what was changed in it. */
export function changesByRound(
  of: Worded,
  processId: string,
  rounds: Round[],
): (Round & { changes: RoundChange[] })[] {
  return rounds.slice(1).map((round, i) => {
    const before = rounds[i] as Round;
    return { ...round, changes: roundChanges(of, processId, before, round) };
  });
}

/**
 * What was changed from a round to the next one: fields in the order of the form, then attachments.
 * @param form the start form, and the words, of the case's release
 */
function roundChanges(
  of: Worded,
  processId: string,
  before: Pick<Round, 'data' | 'attachments'>,
  after: Pick<Round, 'data' | 'attachments' | 'anew'>,
): RoundChange[] {
  return [
    ...dataChanges(of, before.data, after.data, after.anew),
    ...attachmentChanges(of.labels, processId, before.attachments, after.attachments),
  ];
}

/**
 * What was changed in the data of a form. Rows of a list that only stand elsewhere are not changed.
 * @param anew names of the personal data in `after` that is another one
 */
export function dataChanges(
  of: Worded,
  before: Data,
  after: Data,
  anew: string[] = [],
): RoundChange[] {
  return of.form.components.flatMap((component) => {
    const { path, list, key, type } = component;
    // what is computed without a name of its own is for decisions, not for people
    if (!path || list || (type === 'expression' && !component.label)) return [];
    const [was, is] = [valueAt(before, path), valueAt(after, path)];
    if (type === 'dynamiclist') return rowChanges(of, component, was, is, anew);
    return key
      ? fieldChange(of, component, was, is, isAnew(anew, path), nameInForm(of.form, component))
      : [];
  });
}

const nameOf = ({ label: text, key, path }: FormComponent) => text || key || path || '';

function fieldChange(
  of: Worded,
  component: FormComponent,
  was: unknown,
  is: unknown,
  anew: boolean,
  name: string,
): RoundChange[] {
  if (!anew && isSame(was, is)) return [];
  const [before, after] = [was, is].map((value) =>
    isEmpty(value) ? '' : wording(of, component, value),
  ) as [string, string];
  return [{ label: name, before, after: anew && after ? after + ENTERED_ANEW : after }];
}

/** Rows that are not the same in both rounds: changed where both have one left, else gone or new. */
function rowChanges(
  of: Worded,
  list: FormComponent,
  was: unknown,
  is: unknown,
  anew: string[],
): RoundChange[] {
  const name = nameOf(list);
  const columns = columnsOf(of.form, list);
  const [gone, come] = unequal(rowsIn(was), rowsIn(is), (row) =>
    isAnew(anew, `${list.path}.${row}`),
  );
  const pairs = Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => {
    return { was: gone[i], is: come[i] };
  });
  return pairs.flatMap((pair): RoundChange[] => {
    if (pair.was && pair.is) return cellChanges(of, list, columns, pair.was, pair.is, anew);
    const at = (pair.is ?? pair.was)?.at ?? 0;
    const said = (one?: Placed) => (one ? rowInWords(of, columns, one.row) : '');
    return [{ label: `${name}第${at + 1}项`, before: said(pair.was), after: said(pair.is) }];
  });
}

function cellChanges(
  of: Worded,
  list: FormComponent,
  columns: FormComponent[],
  was: Placed,
  is: Placed,
  anew: string[],
): RoundChange[] {
  const start = list.path ?? '';
  return columns.flatMap((column) => {
    const at = (column.path ?? '').slice(start.length + 1);
    const isOther = isAnew(anew, `${start}.${is.at}.${at}`);
    const where = `${nameOf(list)}第${is.at + 1}项 ${nameOf(column)}`;
    return fieldChange(of, column, valueAt(was.row, at), valueAt(is.row, at), isOther, where);
  });
}

/** A row and its position. */
interface Placed {
  at: number;
  row: unknown;
}

const rowsIn = (value: unknown): Placed[] =>
  Array.isArray(value) ? value.map((row, at) => ({ at, row })) : [];

/** Of two lists, the rows that have no equal in the other one. */
function unequal(was: Placed[], is: Placed[], isOther: (at: number) => boolean) {
  const gone = [...was];
  const come = is.filter(({ at, row }) => {
    const same = isOther(at) ? -1 : gone.findIndex((one) => isSame(one.row, row));
    if (same >= 0) gone.splice(same, 1);
    return same < 0;
  });
  return [gone, come] as const;
}

const isAnew = (anew: string[], name: string) =>
  anew.some((one) => one === name || one.startsWith(`${name}.`));

const isSame = (was: unknown, is: unknown) => isDeepStrictEqual(filled(was), filled(is));

/** A value without what is empty in it. */
function filled(value: unknown): unknown {
  if (isEmpty(value)) return undefined;
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, filled(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

/** Files that were taken out, put in, or replaced, one line a kind. */
function attachmentChanges(
  labels: Labels,
  processId: string,
  before: HandedIn[],
  after: HandedIn[],
): RoundChange[] {
  const without = (files: HandedIn[], others: HandedIn[]) =>
    files.filter(({ id, kind }) => !others.some((one) => one.id === id && one.kind === kind));
  const [gone, come] = [without(before, after), without(after, before)];
  const kinds = [...new Set([...gone, ...come].map(({ kind }) => kind))];
  const names = (files: HandedIn[], of: string) =>
    files
      .filter(({ kind }) => kind === of)
      .map(({ name }) => name)
      .join('、');
  return kinds.map((kind) => ({
    label: `附件：${label(labels, 'attachments', kind, processId)}`,
    before: names(gone, kind),
    after: names(come, kind),
  }));
}

/**
 * As many changes as there is room for, long values cut; where that is not all of them, last how many
 * there are.
 * @param chars room, in characters
 */
export function asManyAsFit(changes: RoundChange[], chars: number): RoundChange[] {
  let room = chars;
  const told = changes
    .map(({ label, before, after }) => {
      return {
        label,
        before: shortened(before, VALUE_CHARS) || NOTHING,
        after: shortened(after, VALUE_CHARS) || NOTHING,
      };
    })
    .filter((change) => {
      room -= lengthOf([change]);
      return room > 0;
    });
  if (told.length === changes.length) return told;
  return [...told, { label: `…等 ${changes.length} 项`, before: '', after: '全部更改见案卷' }];
}

const NOTHING = '（空）';

/** How many characters changes have. */
export const lengthOf = (changes: RoundChange[]) =>
  changes.reduce((sum, { label, before, after }) => sum + (label + before + after).length, 0);
