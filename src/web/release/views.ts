import type { CaseRow, Labelled, Moment, PageView, Said, Tone, UserView } from '../views';

/** A release in a list. */
export interface ReleaseRow {
  href: string;
  number: number;
  state: Labelled & { tone: Tone };
  createdAt: Moment;
  deployedBy?: string | undefined;
  reason?: string | undefined;
  /** day of Asia/Shanghai */
  inForceFrom?: string | undefined;
  changes?: number | undefined;
  outcomes?: number | undefined;
  cases: number;
  open: number;
}

/** `GET /releases`. */
export interface ReleasesView extends PageView {
  user: UserView;
  rows: ReleaseRow[];
  total: number;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

/** What changed in one model. */
export interface ChangedModel {
  /** `表`, `流程图`, `表单`, `词语` */
  of: string;
  name: string;
  file: string;
  changes: ChangeItem[];
}

/** One change in words. */
export interface ChangeItem {
  kind: 'added' | 'removed' | 'changed';
  where: string;
  row: Said[];
  before: Said[] | null;
  after: Said[] | null;
  cells: { label: string; side: 'input' | 'output'; value: Said[] }[];
}

/** Past cases of one flow and authority that would have come out otherwise. */
export interface ReplayItem {
  flow: Said[];
  authority: string;
  kind: string;
  count: number;
  examples: { number: string; href?: string | undefined; before: Said[]; after: Said[] }[];
}

/** What was tried before the release was deployed. */
export interface ReplayView {
  cases: number;
  judgements: number;
  evaluations: number;
  seconds: number;
  changed: number;
  groups: ReplayItem[];
  notReplayed: { reason: string; count: number }[];
  neverHit: { table: string; rows: string[] }[];
  neverAsked?: string[] | undefined;
}

/** `GET /releases/{number}`. */
export interface ReleasePageView extends PageView {
  user: UserView;
  release: ReleaseRow & {
    deployedAt?: Moment | undefined;
    planHash?: string | undefined;
    previous?: { number: number; href: string } | undefined;
  };
  models: ChangedModel[];
  replay?: ReplayView | undefined;
  /** open cases when it was planned, by the release they began with */
  keeping: { flow: Said[]; release: number; count: number; couldMove: number }[];
  findings: { severity: string; file: string; where: string; message: string }[];
  groups: { process: string; status: Labelled; count: number }[];
  newest: CaseRow[];
}
