/**
 * What a deployment would change, before it is deployed. A plan is plain JSON: it is shown, saved by
 * its hash, kept with the release that came of it, and read again by people years later.
 */

/** What `npm run plan` found, and what `npm run apply` deploys. */
export interface Plan {
  /** The newest release when the plan was made; 0 where there was none. */
  from: number;
  /** SHA-256, in hex, of the models to deploy, as a release has it. */
  contentHash: string;
  /**
   * The day (生效日期, `YYYY-MM-DD`, Asia/Shanghai) from whose first instant new cases are judged by
   * it; null: from its deployment on.
   */
  inForceFrom: string | null;
  changes: ModelChange[];
  replay: Replay;
  open: OpenCases;
  findings: PlanFinding[];
  /** SHA-256, in hex, of all the rest: whoever names it means exactly this plan. */
  hash: string;
}

/** One difference between two sets of models: a row, a cell, a field, an element, a path, a text. */
export interface ModelChange {
  /** e.g. `dmn/<area>/<decision-id>.dmn` */
  file: string;
  /** The model's Chinese name, e.g. `办理期限`. */
  model: string;
  kind: 'added' | 'removed' | 'changed';
  /** Id of the row, field or element. */
  element: string;
  /** Where it is, in Chinese: `第 3 行 · 期限`. */
  where: string;
  before: string | null;
  after: string | null;
  /** Of a row or a cell: the decision it is in. */
  decision?: string;
  /** Of a cell: FEEL of its input, name of its output; codes in it have their words by this. */
  column?: string;
  /** Of a row or a cell: what the row is about, its first input that is filled in. */
  row?: string;
  /** Of an amount: the cell of its unit. */
  unit?: string;
  /** Of a row that came or went: all its cells. */
  cells?: { column: string; label: string; side: 'input' | 'output'; value: string }[];
}

/** Past cases judged by the old and the new rules. */
export interface Replay {
  /** Cases whose judgements were replayed. */
  cases: number;
  /** Kept judgements (a submission, an act, a routing, a deadline) that were replayed. */
  judgements: number;
  /** How often a decision was evaluated for that. */
  evaluations: number;
  seconds: number;
  /** What could not be replayed, by its reason in Chinese: counted, never hidden. */
  notReplayed: { reason: string; count: number }[];
  groups: ReplayGroup[];
  /** Rows of the new rules that no replayed judgement hit. */
  neverHit: { table: string; row: string }[];
  /** Tables that are different and that no replayed judgement asked; not there in plans of before. */
  neverAsked?: string[];
}

/** Past cases of one flow and authority for which the same thing would have come out otherwise. */
export interface ReplayGroup {
  flow: string;
  authority: string;
  kind: 'outcome' | 'authority' | 'deadline' | 'papers' | 'refusals';
  /** Cases, not judgements. */
  count: number;
  examples: { caseNumber: string; before: string; after: string }[];
}

/** The cases under way, which all keep the rules they began with unless they are moved. */
export interface OpenCases {
  /** How many there are. */
  count: number;
  groups: OpenGroup[];
}

/** The open cases of one flow that began under one release. */
export interface OpenGroup {
  release: number;
  flow: string;
  count: number;
  /** How many of them `npm run migrate` could look at: their process exists among the new models. */
  couldMove: number;
}

/** One finding of the lint, in words. */
export interface PlanFinding {
  severity: 'error' | 'warning' | 'info';
  file: string;
  /** Element, or row and column; empty where the whole file is meant. */
  where: string;
  /** The rule of the lint that found it. */
  rule: string;
  message: string;
}

/** A replay of nothing: no past case, or no change that could matter to one. */
export const NO_REPLAY: Replay = {
  cases: 0,
  judgements: 0,
  evaluations: 0,
  seconds: 0,
  notReplayed: [],
  groups: [],
  neverHit: [],
};
