/** A model file. */
export interface Resource {
  name: string;
  content: string;
}

/** What a deployment made known to the engine. */
export interface Deployed {
  /** process definition key → process id */
  processes: Record<string, string>;
  /** decision id → decision key */
  decisions: Record<string, string>;
}

/** One rule that matched while a decision was evaluated. */
export interface RuleMatch {
  decisionId: string;
  decisionName: string;
  ruleId: string;
  inputs: { label: string; value: string }[];
  outputs: { label: string; value: string }[];
}

/** Result of a decision and the rules behind it. */
export interface Evaluation {
  output: unknown;
  matches: RuleMatch[];
}

/** A native user task as the engine told it. */
export interface UserTask {
  key: string;
  elementInstanceKey: string;
  elementId: string;
  state: 'CREATED' | 'COMPLETED' | 'CANCELED';
  assignee: string | null;
  candidateGroups: string[];
  processInstanceKey: string;
  /** the process instance it belongs to in the end: that of the case */
  rootKey: string;
  /** the process whose diagram the task is in */
  processId: string;
  /** the element of the root's diagram where it stands: the task, or the call activity around it */
  shownAs: string;
  /** date-times in UTC */
  createdAt: string;
  completedAt: string | null;
  /** the last instant in time, as the diagram sets it for Tasklist */
  dueAt: string | null;
}

/** A job as handed to a worker. */
export interface Job {
  key: string;
  type: string;
  elementId: string;
  elementInstanceKey: string;
  processId: string;
  processInstanceKey: string;
  processDefinitionKey: string;
  retries: number;
  variables: Record<string, unknown>;
}

/** How a worker answers a job. */
export type JobAnswer =
  | { kind: 'complete'; variables: Record<string, unknown> }
  | { kind: 'fail'; message: string; retries: number; backOffMs: number }
  | { kind: 'error'; code: string; message: string };
