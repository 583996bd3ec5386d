/** A cell as it stood in the file; null where nothing stands. */
export type RawCell =
  | { is: 'text'; text: string }
  | { is: 'number'; value: number }
  /** YYYY-MM-DD, with the time behind it where it is not midnight */
  | { is: 'day'; text: string }
  | { is: 'yes'; value: boolean }
  | { is: 'formula'; text: string }
  | { is: 'error'; text: string }
  | null;

/** What stood in the sheet that people fill in. */
export interface RawSheet {
  /** of the process it says it is for */
  process: string;
  /** paths at the head of the columns, from the second column on; '' where none stands */
  paths: string[];
  /** those with something in them, by the number that Excel shows; without the first column */
  rows: { number: number; cells: RawCell[] }[];
}

/** Why a file was not read. */
export type Unreadable = 'no-sheet' | 'large' | 'other-template' | 'slow';
