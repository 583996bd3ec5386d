/** What each page shows. The API builds these; the pages only lay them out. */

/** A moment as the record has it (Date) or as JSON has it (ISO 8601); shown in Asia/Shanghai. */
export type Moment = Date | string;

/** A code with its Chinese label from the one dictionary. */
export interface Labelled {
  code: string;
  label: string;
}

/** How a badge looks; without one a badge takes its colour from its code. */
export type Tone = 'neutral' | 'active' | 'good' | 'bad' | 'warn';

/** The person in front of the screen. */
export interface UserView {
  name: string;
  username: string;
  /** Names of the person's organisations. */
  organisations: string[];
}

/** What every page knows besides its own content. */
export interface PageView {
  /** Without a user the page shows no navigation (error before log-in). */
  user?: UserView | undefined;
  /** Camunda's own inbox beside the portal's; its link is left out without an address. */
  tasklistHref?: string | undefined;
  /** The releases of the rules, for whom they concern. */
  releasesHref?: string | undefined;
  /** A page for everyone, without log-in: its own navigation, and no way back to what needs one. */
  isPublic?: boolean | undefined;
}

/** `label: value` of a form or of a decision table. */
export interface LabelledValue {
  label: string;
  value: string;
}

/** One field of the case; fields of one group stand together under its name. */
export interface DataItem extends LabelledValue {
  group?: string | undefined;
  /** A list of the form, shown as a table in place of the value. */
  table?: { columns: string[]; rows: string[][] } | undefined;
}

/** The head of the case. */
export interface CaseHead {
  id: string;
  number: string;
  title: string;
  processId: string;
  processName: string;
  flow: string;
  status: Labelled & { tone?: Tone };
  /** What is missing, or the reason of who sent it back. */
  statusReason?: string | undefined;
  /** Marks set by a process, shown as warnings (e.g. 总承包企业未确认). */
  marks: Labelled[];
  /** Flags set by the system (e.g. late), shown small. */
  flags: Labelled[];
  round: number;
  applicant: { id: string; name: string };
  createdAt: Moment;
  closedAt?: Moment | undefined;
  /** Where all of the project, or of the applicant, stands together. */
  dossiers: { title: string; href: string }[];
}

/** A file the applicant handed in. */
export interface AttachmentItem {
  id: string;
  kind: string;
  kindLabel: string;
  name: string;
  size: number;
  sha256: string;
  uploadedAt: Moment;
  href: string;
}

/** A document the authority issued on the case. */
export interface DocumentItem {
  id: string;
  title: string;
  number: string;
  status: Labelled;
  issuedAt: Moment;
  href: string;
}

/** Where the case stands on its diagram. */
export interface DiagramView {
  /** The BPMN itself; leave it empty when `href` gives it (keeps the page small). */
  bpmnXml?: string | undefined;
  /** Address of the BPMN of this version of the process (may be cached for ever). */
  href?: string | undefined;
  active: string[];
  visited: string[];
  /** How often an element was entered; shown from the second time on. */
  stepCounts?: Record<string, number> | undefined;
  /** The processes it called, and those that they called, in the order of their beginning. */
  called?: CalledDiagram[] | undefined;
  /** What the case waits for besides people: times and messages. */
  waiting?: WaitingItem[] | undefined;
}

/** Where a called process stands on its own diagram. */
export interface CalledDiagram
  extends Required<Pick<DiagramView, 'active' | 'visited' | 'stepCounts'>> {
  key: string;
  name: string;
  href: string;
  /** What called it: null for the diagram of the case itself. */
  parentKey: string | null;
  /** The call activity there, and its name. */
  calledBy: string | null;
  calledByName: string;
  startedAt: Moment;
  endedAt: Moment | null;
}

/** A time or a message that a case waits for. */
export interface WaitingItem {
  /** The event in the words of its diagram. */
  name: string;
  /** The process it stands in, where that is not the case's own. */
  processName?: string | undefined;
  /** When it happens; without it, it waits for a message. */
  until?: Moment | undefined;
}

/** One calendar day of a deadline. */
export interface DeadlineDay {
  /** yyyy-mm-dd in Asia/Shanghai. */
  date: string;
  working: boolean;
  /** Name of the holiday or make-up day. */
  name?: string | undefined;
}

/** A deadline of the case with every calendar day of it. */
export interface DeadlineItem {
  key: string;
  label: string;
  /** null where the last day is fixed (DATE) */
  n: number | null;
  unit: 'WD' | 'CD' | 'DATE';
  startedAt: Moment;
  dueAt: Moment;
  state: 'OPEN' | 'MET' | 'OVER';
  /** The days that count and the rest days between them, ascending. */
  days: DeadlineDay[];
}

/** A version of a library entry that the case made, and what it changed of the one before. */
export interface LibraryItem {
  kind: string;
  key: string;
  version: number;
  status: Labelled;
  at: Moment;
  /** Nothing for the first version. */
  rows: { label: string; before: string; after: string }[];
}

/** What a person decided. */
export interface DecisionItem {
  at: Moment;
  act: string;
  actLabel: string;
  outcome: string;
  outcomeLabel: string;
  opinion?: string | undefined;
  person: string;
  organisation: string;
  late: boolean;
  /** False: done by someone not entitled; it has no effect. */
  valid: boolean;
  /** What was said of single fields. */
  remarks?: { label: string; remark: string }[];
}

/** What was changed in a round against the one before. */
export interface RoundItem {
  round: number;
  at: Moment;
  person: string;
  organisation: string;
  changes: { label: string; before: string; after: string }[];
}

/** A row of a decision table that matched. */
export interface RuleItem {
  at: Moment;
  decisionId: string;
  decisionName: string;
  ruleId: string;
  annotation: string;
  inputs: SaidValue[];
  outputs: SaidValue[];
}

/** A piece of what is said: words, and where they stand for a code, the code. */
export interface Said {
  text: string;
  code?: string;
}

/** A value as it is kept, and in words. */
export interface SaidValue extends LabelledValue {
  said: Said[];
}

/** One audit event. */
export interface EventItem {
  seq: number;
  at: Moment;
  action: string;
  actionLabel: string;
  person: string;
  organisation: string;
  detail?: string | undefined;
  hash: string;
}

/** Where an administrator reassigns the open tasks of a case, or ends it. */
export interface Administration {
  /** of the case; `/reassignment` and `/termination` are below it */
  action: string;
  tasks: { key: string; name: string; organisation: string }[];
}

/** The case file `/cases/{id}`. */
export interface CaseFileView extends PageView {
  user: UserView;
  case: CaseHead;
  data: DataItem[];
  attachments: AttachmentItem[];
  documents: DocumentItem[];
  library: LibraryItem[];
  diagram: DiagramView;
  deadlines: DeadlineItem[];
  decisions: DecisionItem[];
  /** Corrected rounds, oldest first. */
  rounds: RoundItem[];
  rules: RuleItem[];
  events: EventItem[];
  audit: { ok: boolean; count: number; checkedAt: Moment; reason?: string | undefined };
  /** What this person can do now. */
  acts: { act: string; label: string; href: string }[];
  /** Where to withdraw the case, for who may. */
  withdrawal?: { action: string } | undefined;
  /** What an administrator can do on the case, for who may. */
  administration?: Administration | undefined;
  /** The Clock's now, for the marker in the timeline; the machine's own without it. */
  now?: Moment | undefined;
}

/** One line of a list of cases. */
export interface CaseRow {
  href: string;
  number: string;
  title: string;
  flow: string;
  processName: string;
  status: Labelled & { tone?: Tone };
  marks: Labelled[];
  applicant: string;
  createdAt: Moment;
  /** The nearest open deadline. */
  dueAt?: Moment | undefined;
  over?: boolean | undefined;
}

/** `GET /cases`: a form of filters (by GET) and a page of cases. */
export interface CaseListView extends PageView {
  user: UserView;
  filter: {
    q?: string | undefined;
    status?: string | undefined;
    process?: string | undefined;
    /** Only what the person's organisation is to correct. */
    correct?: boolean | undefined;
  };
  statuses: Labelled[];
  processes: Labelled[];
  rows: CaseRow[];
  total: number;
  /** The figures, for who may see them. */
  coverageHref?: string | undefined;
  statisticsHref?: string | undefined;
  stuckHref?: string | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
  now?: Moment | undefined;
}

/** What stands in a library of a project or an enterprise. */
export interface DossierEntry {
  library: string;
  kind: string;
  key: string;
  /** What of its key people know it by. */
  shownAs: string;
  status: Labelled;
  marks: Labelled[];
  /** Whether it counts for qualifications, and why it does or not. */
  counts: boolean;
  why: string;
  data: DataItem[];
  /** Newest first; the case that made one, where the person may look at it. */
  versions: {
    version: number;
    status: Labelled;
    marks: Labelled[];
    from: Moment;
    until: Moment | null;
    case?: { number: string; href: string } | undefined;
  }[];
}

/** `GET /projects/{project}`, `GET /enterprises/{enterprise}`, `GET /people/{person}`. */
export interface DossierView extends PageView {
  user: UserView;
  kind: 'project' | 'enterprise' | 'person';
  key: string;
  title: string;
  total: number;
  /** what it can be used for today, and why (not) */
  uses: readonly { use: string; allowed: boolean; reason: string }[];
  entries: DossierEntry[];
  /** Newest first. */
  cases: CaseRow[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

/** A line of figures: how much of what was handed in was reviewed. */
export interface CoverageLine {
  processName: string;
  organisationName: string;
  received: number;
  withdrawn: number;
  reviewed: number;
  percent: number | null;
}

/** `GET /reports/review-coverage`. */
export interface ReviewCoverageView extends PageView {
  user: UserView;
  /** yyyy-mm-dd */
  from: string;
  to: string;
  rows: CoverageLine[];
  total: CoverageLine;
}

/** `GET /public/register`. */
export interface RegisterView extends PageView {
  list: string;
  title: string;
  asked: string | undefined;
  tabs: (Labelled & { href: string })[];
  lines: { title: string; day: string; fields: { label: string; value: string }[] }[];
  firstHref: string | undefined;
  nextHref: string | undefined;
}

/** An authority in the statistics. */
export interface StatisticsRowView {
  authorityName: string;
  /** to those directly below it */
  belowHref: string | undefined;
  /** in the order of the measures */
  counts: { n: number; href: string | undefined }[];
  medianDays: number | null;
  /** in the order of the rates */
  percents: (number | null)[];
}

/** `GET /reports/statistics`. */
export interface StatisticsView extends PageView {
  user: UserView;
  /** yyyy-mm-dd */
  from: string;
  to: string;
  /** each with all below it */
  below: boolean;
  /** the authority that is listed, where it is not the own one */
  under: string | undefined;
  measures: Labelled[];
  /** each the sum of some measures of the sum of others */
  rates: (Labelled & { part: Labelled[]; whole: Labelled[] })[];
  periods: { label: string; href: string }[];
  csvHref: string;
  topHref: string | undefined;
  rows: StatisticsRowView[];
}

/** A line of what a number counts. */
export interface StatisticsLineView {
  number: string;
  processName: string;
  authorityName: string;
  caseId: string | null;
  title: string | null;
  /** yyyy-mm-dd */
  day: string;
  what: string;
}

/** `GET /reports/statistics/cases`. */
export interface StatisticsCasesView extends PageView {
  user: UserView;
  from: string;
  to: string;
  measure: string;
  lines: StatisticsLineView[];
  backHref: string;
  csvHref: string;
  firstHref: string | undefined;
  nextHref: string | undefined;
}

/** `GET /calendar`. */
export interface CalendarView extends PageView {
  user: UserView;
  /** days on record, by date */
  days: { date: string; kind: string; name: string }[];
  /** newest first */
  publications: {
    at: Date;
    person: string;
    why: string;
    days: { date: string; kind: string; name: string }[];
    moved: number;
    waiting: number;
    left: { href: string; caseNumber: string; key: string; why: string }[];
  }[];
}

/** A kind of attachment the portal offers a slot for. */
export interface AttachmentSlot {
  kind: string;
  label: string;
  required: boolean;
  /** Of the slots with the same text one must be filled. */
  atLeastOneOf?: string | undefined;
  /** What a reviewer said of it. */
  remarks?: string[] | undefined;
}

/** A case that was sent back: why, and by whom. */
export interface CorrectionView {
  number: string;
  href: string;
  /** The newest decision of the round. */
  decision?:
    | {
        outcome: string;
        opinion?: string | undefined;
        person: string;
        organisation: string;
        at: Moment;
      }
    | undefined;
  /** What was said of single fields. */
  remarks: { label: string; remark: string; person: string }[];
}

/** A file that is stored already. */
export interface StoredFile {
  id: string;
  kind: string;
  name: string;
  size: number;
}

/**
 * The start form of a process. static/submit.js sends `multipart/form-data` to `action`: the part
 * `data` holds the fields as JSON, each file is a part named by its attachment kind; header
 * `X-Requested-With: zhujian-portal`, and `X-CSRF-Token` when the view has one. It expects
 * 201 `{href}` (or a Location header) or problem+json with `errors: [{code, zh, field?}]`. Without
 * log-in (`challengeHref`) static/proof.js solves a proof of work first, and 201 says `{number}`. Of a
 * draft it also sends the parts `draft` (its id), `draftEtag` and `attachments` (files stored with it).
 * Each submission goes with an `Idempotency-Key` until it is taken (static/once.js).
 */
export interface SubmitPageView extends PageView {
  process: { id: string; name: string; flow: string; documentation?: string | undefined };
  /** The deployed start form, as form-js reads it. */
  schema: object;
  attachments: AttachmentSlot[];
  action: string;
  method?: 'POST' | 'PUT' | undefined;
  /** A correction: the fields as they were, and where it came from. */
  data?: Record<string, unknown> | undefined;
  /** What is sent along without being shown. */
  given?: Record<string, unknown> | undefined;
  correction?: CorrectionView | undefined;
  /** Files of a correction that are handed in again unless they are taken out. */
  files?: StoredFile[] | undefined;
  /** Tells which attachments the data asks for, as it is entered. */
  checkAction?: string | undefined;
  /** Where drafts are kept: `action` takes a new one, `action`/`id` is the one that is open. */
  drafts?:
    | {
        action: string;
        id?: string | undefined;
        /** entity tag of the one that is open */
        etag?: string | undefined;
        files: StoredFile[];
      }
    | undefined;
  limits?: { maxBytes: number; accept: string } | undefined;
  /** Where the question of the proof of work comes from. */
  challengeHref?: string | undefined;
  /** Where a few questions say which flow fits. */
  doorHref?: string | undefined;
  /** Where many are handed in by a spreadsheet. */
  sheetHref?: string | undefined;
  /** What the submission is about. */
  about?: { title: string; href: string } | undefined;
  csrfToken?: string | undefined;
}

/** A task on a list that is decided row by row. */
export interface VerdictRow {
  caseId: string;
  act: string;
  /** The task by itself. */
  href: string;
  number: string;
  title: string;
  dueAt?: Moment | undefined;
  late: boolean;
  options: { value: string; label: string }[];
  /** What was entered, by the name of its column. */
  values: Record<string, string>;
}

/** Tasks of one process and act, decided row by row. */
export interface VerdictsView extends PageView {
  /** Of the task. */
  name: string;
  processName: string;
  /** Names of the columns of what was entered. */
  columns: string[];
  /** What the reason is called; none where there is no field for one. */
  opinion: string | undefined;
  /** Verdicts that can be chosen for every row. */
  options: { value: string; label: string }[];
  rows: VerdictRow[];
  /** There are more of them. */
  more: boolean;
  now: Moment;
}

/** Many submissions of a process from one spreadsheet. */
export interface SheetPageView extends PageView {
  process: { name: string; flow: string };
  /** Rows of a sheet at most. */
  most: number;
  /** Lists of the form, which a sheet has no columns for. */
  lists: string[];
  /** Are there columns for files? */
  hasFiles: boolean;
  singleHref: string;
  templateHref: string;
  uploadAction: string;
  checkAction: string;
  action: string;
  limits: { maxBytes: number; accept: string };
}

/** What came of the rows of a spreadsheet. */
export interface SheetCasesView extends PageView {
  processName: string;
  at: Moment;
  statuses: { status: Labelled; count: number }[];
  cases: { row: number; href: string; number: string; title: string; status: Labelled }[];
  /** How many have not begun. */
  going: number;
}

/** The questions that say which flow a matter goes through. */
export interface DoorView extends PageView {
  title: string;
  /** The door's form, as form-js reads it. */
  schema: object;
  action: string;
}

/** A process the person may start. */
export interface StartableProcess {
  href: string;
  name: string;
  flow: string;
  areaLabel: string;
  /** What can be entered now, in words, and whether there is nothing such now. */
  says: { text: string; none: boolean }[];
  /** What it can be entered for, with the form filled in. */
  entries: { href: string; title: string; key: string }[];
  /** There are more of them. */
  more: boolean;
}

/** A submission that is not handed in yet. */
export interface DraftRow {
  href: string;
  /** Where it is deleted. */
  action: string;
  /** Its entity tag. */
  etag: string;
  title: string;
  processName: string;
  updatedAt: Moment;
}

/** A message to the person's organisation. */
export interface MessageRow {
  at: Moment;
  text: string;
  /** The case it is about. */
  about?: { href: string; number: string; title: string } | undefined;
  /** Where it is marked as read; nothing for one that is. */
  readAction?: string | undefined;
}

/** A number on the first page that leads to what it counts. */
export interface CountItem {
  label: string;
  count: number;
  href: string;
  tone?: Tone | undefined;
}

/** A task of the inbox. */
export interface TaskRow {
  href: string;
  name: string;
  caseHref: string;
  number: string;
  title: string;
  processName: string;
  organisation: string;
  /** Who claimed it; null: nobody. */
  assignee: { name: string; isMe: boolean } | null;
  createdAt: Moment;
  /** First instant after its time. */
  dueAt?: Moment | undefined;
  late: boolean;
}

/** `GET /tasks`: the inbox. static/inbox.js loads it again when `/api/tasks/events` says so. */
export interface InboxView extends PageView {
  user: UserView;
  /** What is known already, for `/api/tasks/events`. */
  state: string;
  tabs: { label: string; count: number; href: string; here: boolean }[];
  /** Kinds of tasks that can be decided row by row on one page. */
  lists: { href: string; title: string; count: number }[];
  rows: TaskRow[];
  /** What was just done. */
  done?: { href: string; number: string; title: string } | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
  now: Moment;
}

/**
 * `GET /tasks/{key}`: a task with its form. static/task.js claims by `POST`, gives back by `DELETE` on
 * `claimAction`, and sends the fields to `completeAction`.
 */
export interface TaskView extends PageView {
  user: UserView;
  task: TaskRow;
  /** The deployed form, as form-js reads it, and what stands in it. */
  schema: object;
  data: Record<string, unknown>;
  claimAction: string;
  completeAction: string;
  /** Where to go afterwards. */
  doneHref: string;
  /** The same task in Tasklist. */
  inTasklistHref: string;
  now: Moment;
}

/** The first page after log-in. */
export interface HomeView extends PageView {
  user: UserView;
  counts: CountItem[];
  processes: StartableProcess[];
  /** What the person could enter, but not now; each says why. */
  closed: StartableProcess[];
  /** The file of the person's enterprise. */
  dossierHref?: string | undefined;
  /** Where a few questions say which of them fits. */
  doors: { href: string; title: string }[];
  drafts: DraftRow[];
  cases: CaseRow[];
  messages: MessageRow[];
  unread: number;
  casesHref: string;
  now?: Moment | undefined;
}

/** Any error shown as a page. */
export interface ErrorView extends PageView {
  status: number;
  title: string;
  detail?: string | undefined;
  code?: string | undefined;
  requestId?: string | undefined;
}

/** One line of what is published. */
export interface PublicItem {
  href: string;
  title: string;
  number: string;
  subject?: string | undefined;
  authority: string;
  state: Labelled;
  starts: Moment;
  /** First instant after the period; null: without an end. */
  ends: Moment | null;
  storedAt?: Moment | undefined;
}

/** `GET /public`: what is in publicity or stored, for everyone. */
export interface PublicListView extends PageView {
  list: 'running' | 'stored';
  asked?: string | undefined;
  /** The question was too short to search for. */
  askedTooLittle?: boolean | undefined;
  items: PublicItem[];
  /** The first page, on every other one. */
  firstHref?: string | undefined;
  nextHref?: string | undefined;
  /** What everyone may hand in. */
  doors: { label: string; href: string }[];
}

/** `GET /public/{id}`: one of them. */
export interface PublicRecordView extends PageView {
  item: PublicItem;
  lines: DataItem[];
  doors: { label: string; href: string }[];
}

/** An open task that nobody can do. */
export interface StuckTaskLine {
  /** of the case */
  number: string;
  title: string;
  href: string;
  /** of the task */
  name: string;
  organisations: string[];
  why: 'NAMED' | 'CLAIMED' | 'NOBODY';
  /** login name of whom it waits for */
  person: string | null;
  createdAt: Date;
}

export interface StuckTasksView extends PageView {
  tasks: readonly StuckTaskLine[];
}
