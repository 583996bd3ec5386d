/** One file of a release, by its content: from a folder or from a stored release. */
export interface Resource {
  name: string;
  content: string | Uint8Array;
}

/** All models of a release, by id, and its words. */
export interface Models {
  processes: Record<string, ProcessModel>;
  decisions: Record<string, DecisionModel>;
  forms: Record<string, FormModel>;
  labels: Labels;
}

/** The words of a release, by language; releases from before labels were a part of them have none. */
export type Labels = Record<string, LabelFile>;

/** The words of one language. */
export interface LabelFile {
  common: Dictionary;
  /** by the beginning of a process's id */
  own: Record<string, Dictionary>;
}

/** Group (`status`, `acts`, …) → code → words. */
export type Dictionary = Record<string, Record<string, string>>;

/** A process with what it declares as extension properties (docs/developers.md). */
export interface ProcessModel {
  id: string;
  name: string;
  file: string;
  properties: Record<string, string>;
  flow?: string;
  startForm?: string;
  facts: string[];
  attachments?: string;
  checks: string[];
  intake?: string;
  /** Decisions that judge acts, in the order they are asked; `common-acts` comes after them unnamed. */
  acts: string[];
  /** Start form fields and/or `applicant` that together name the entry. */
  naturalKey: string[];
  /** Start form fields; the first that is filled in says what the case is about. */
  subject: string[];
  submitters: string[];
  /** Decision that says beforehand whether a matter goes through this process; a form of its name asks. */
  door?: string;
  /**
   * Decisions that say what of it an organisation can enter now, asked as `facts` are, with nothing
   * filled in; the last one has the word.
   */
  offers: string[];
  /**
   * Decisions that say what the thing its cases are about can be used for today, asked as `facts` are,
   * with nothing filled in but the subject; the last one has the word.
   */
  uses: string[];
  /** Message of the start event; `<process id>.submitted` for a top-level process. */
  startMessage?: string;
  /** Variables that the output mappings of the start event set. */
  startOutputs: string[];
  elements: ElementModel[];
  sequenceFlows: SequenceFlowModel[];
  userTasks: UserTaskModel[];
  serviceTasks: ServiceTaskModel[];
  decisions: RuleTaskModel[];
  calls: CallModel[];
  messages: string[];
  errors: string[];
  /** Every job type: service tasks, end and throw events, execution listeners. */
  jobTypes: string[];
}

/** A flow node, in the order of the file. */
export interface ElementModel {
  id: string;
  name: string;
  /** BPMN type without prefix, e.g. `UserTask`. */
  type: string;
  documentation?: string;
  /** For a boundary event, the id of the activity it sits on. */
  attachedTo?: string;
  /** For a timer event, its FEEL or ISO expression. */
  timer?: string;
}

export interface SequenceFlowModel {
  id: string;
  name: string;
  source: string;
  target: string;
}

export interface UserTaskModel {
  id: string;
  name: string;
  act?: string;
  formId?: string;
  candidateGroups?: string;
  dueDate?: string;
  listeners: string[];
  /** FEEL of its output mappings. */
  outputs: string[];
  properties: Record<string, string>;
}

export interface ServiceTaskModel {
  id: string;
  name: string;
  jobType: string;
  listeners: string[];
  headers: Record<string, string>;
}

/** A business rule task that calls a decision. */
export interface RuleTaskModel {
  id: string;
  name: string;
  decisionId: string;
  resultVariable: string;
  listeners: string[];
}

export interface CallModel {
  id: string;
  name: string;
  processId: string;
}

/** A decision table, or a literal expression with no rules. */
export interface DecisionModel {
  id: string;
  name: string;
  file: string;
  description: string;
  hitPolicy: string;
  aggregation?: string;
  inputs: DecisionInput[];
  outputs: DecisionOutput[];
  rules: DecisionRule[];
  /** FEEL text of a literal expression. */
  expression?: string;
  /** Name of the element `variable`, empty where that has none; undefined without such an element. */
  variable?: string;
  /** Ids of the decisions it rests on. */
  requires?: string[];
}

export interface DecisionInput {
  id: string;
  label: string;
  expression: string;
  type: string;
  /** Allowed values as written in the table, if any. */
  values?: string;
}

export interface DecisionOutput {
  id: string;
  name: string;
  label: string;
  type: string;
  /** Allowed values as written in the table, if any. */
  values?: string;
}

export interface DecisionRule {
  id: string;
  /** Position in the table, from 1, as the engine counts. */
  index: number;
  annotation: string;
  /** FEEL unary tests, one an input. */
  inputs: string[];
  /** FEEL expressions, one an output. */
  outputs: string[];
}

export interface FormModel {
  id: string;
  file: string;
  /** All components, groups flattened, in reading order. */
  components: FormComponent[];
  /** The schema as deployed. */
  schema: unknown;
}

export interface FormComponent {
  key?: string;
  /** Where the value lies in the form's data, e.g. `specialistProject.name`. */
  path?: string;
  label: string;
  type: string;
  /** Of a date with or without a time: `date`, `datetime`, `time`. */
  subtype?: string;
  /** As the form says it: true, or an expression. */
  readonly?: unknown;
  /** Labels of the groups around it, outermost first. */
  groups: string[];
  /** Path of the dynamic list it is a column of. */
  list?: string;
  properties: Record<string, string>;
  values: { value: string; label: string }[];
  validate: Record<string, unknown>;
}
