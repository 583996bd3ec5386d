import type { FormComponent, FormModel } from '../models/read';

/** A choice of a column, and what it is called. */
interface Option {
  value: string;
  label: string;
}

/** A column of a spreadsheet: a field of a start form, or a kind of attachments. */
export interface Column {
  /** where the value lies in the form's data; `attachments.<kind>` of files */
  path: string;
  /** what it is called at its head, and in refusals */
  label: string;
  takes: 'text' | 'number' | 'day' | 'one' | 'several' | 'yes' | 'files';
  options: Option[];
  required: boolean;
  /** characters at most, where the form says so */
  longest?: number;
}

/** A kind of attachments that people may name files of. */
export interface FileKind {
  kind: string;
  label: string;
  required: boolean;
}

const TAKES: Record<string, Column['takes']> = {
  textfield: 'text',
  textarea: 'text',
  number: 'number',
  datetime: 'day',
  select: 'one',
  radio: 'one',
  checklist: 'several',
  taglist: 'several',
  checkbox: 'yes',
};

/** What a path of files begins with. */
const FILES = 'attachments.';

/**
 * The columns that a spreadsheet has for a start form: what people enter, in the order of the form, then
 * the files. Not there is what nobody enters (read-only, linked and computed fields), and what stands in a
 * list of the form: a row of the sheet is one submission.
 */
export function sheetColumns(form: FormModel, files: FileKind[]): Column[] {
  const fields = form.components.filter(isEntered);
  const ofForm = fields.map((field): Column => {
    const { path = '', type, subtype, values, validate } = field;
    const takes = TAKES[type] as Column['takes'];
    const longest = Number(validate.maxLength);
    return {
      path,
      label: labelOf(field, fields),
      takes: takes === 'day' && subtype !== 'date' ? 'text' : takes,
      options: values,
      required: validate.required === true,
      ...(longest > 0 && { longest }),
    };
  });
  const ofFiles = files.map(({ kind, label, required }): Column => {
    return { path: `${FILES}${kind}`, label, takes: 'files', options: [], required };
  });
  return [...ofForm, ...ofFiles];
}

/** The lists of a form, which a spreadsheet has no columns for. */
export function listsOf({ components }: FormModel): string[] {
  return components.filter(({ type }) => type === 'dynamiclist').map(({ label }) => label);
}

/** The kind of attachments that a column is about; undefined for a field. */
export function kindOf({ path, takes }: Column): string | undefined {
  return takes === 'files' ? path.slice(FILES.length) : undefined;
}

function isEntered({ key, path, type, list, readonly, properties }: FormComponent): boolean {
  return Boolean(key && path && TAKES[type]) && !list && !readonly && !properties.linked;
}

/** Its label; where another field has the same, with the group that it stands in. */
function labelOf({ label, groups }: FormComponent, all: FormComponent[]): string {
  const isAlone = all.filter((one) => one.label === label).length === 1;
  return isAlone ? label : [...groups, label].join(' ');
}

/** The letters of a column as spreadsheets show them: 0 is A, 26 is AA. */
export function letterOf(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : letterOf(Math.floor(position / 26) - 1) + last;
}
