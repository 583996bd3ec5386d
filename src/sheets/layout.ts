/** How a sheet that people fill in is laid out; the template and what reads it agree by this. */
export const LAYOUT = {
  /** the sheet that people fill in */
  data: '填写',
  /** what each column takes, in words */
  notes: '说明',
  /** hidden: what can be chosen from */
  choices: '选项',
  /** position of the row with labels */
  labels: 0,
  /** position of the hidden row with the paths of fields; in its first cell stands whose it is */
  paths: 1,
  /** position of the first row that people fill in */
  first: 2,
} as const;

/** What the first cell of the row of paths says: which process the sheet is for. */
const OWNER = 'zhujian:';
export const ownerCell = (process: string) => `${OWNER}${process}`;
export const ownerIn = (text: string) =>
  text.startsWith(OWNER) ? text.slice(OWNER.length) : undefined;

/** What is too much of a file that somebody sends; far above 500 rows of the longest form. */
export const SHEET_LIMITS = {
  /** of the file as it comes */
  bytes: 5 * 1024 * 1024,
  /** of all that is packed in it */
  unpackedBytes: 60 * 1024 * 1024,
  /** files that are packed in it */
  parts: 500,
  /** rows with and without something in them */
  rows: 10_000,
  columns: 300,
  /** of one cell; Excel holds no more */
  characters: 32_767,
  /** how long reading may take */
  readWithinMs: 20_000,
} as const;
