import type { CaseView } from '../stand-in/cases';
import type { Doors } from './doors';

/** One line of a story: somebody, or the calendar alone, moves a case on. */
export interface Step {
  /** the instant in Asia/Shanghai that the clock is set to */
  at: string;
  /** one case; several where only time passes */
  cases: string[];
  /** who acts; nobody where only time passes */
  who?: string;
  /** the door: a page or program of theirs, or Tasklist */
  door?: 'API' | 'Tasklist';
  /** `SUBMIT`, `CORRECT`, or the act of a user task; several where a draw decides which it is */
  act?: string | string[];
  fields?: Record<string, unknown>;
  says: string;
  /** the refusal that this must meet; the case stays where it is, a submission leaves none */
  refused?: string;
  /** where the case stands afterwards; empty where there is none */
  leadsTo: string;
  /** the task that it offers then; one of several where a draw decides */
  offers?: string | string[];
}

/** A case of a story. */
export interface Part {
  label: string;
  /** statuses as far as the story goes, in the order in which the case meets them */
  statuses: readonly string[];
  /** the case, if it is there already */
  find(): Promise<CaseView | undefined>;
  /** hands it in; not where another case of the story brings it about */
  submit?(): Promise<CaseView>;
  /** hands its next round in */
  correct?(view: CaseView): Promise<void>;
}

/** What the demo plays, in order of time. */
export interface Story {
  title: string;
  parts: Readonly<Record<string, Part>>;
  steps: readonly Step[];
  /** what is seen once all is done, as lines for people */
  conclusion?(): Promise<string[]>;
}

/** A story of a run; another run has other contracts and projects, so that nothing is there twice. */
export type Tell = (doors: Doors, run: number) => Story;
