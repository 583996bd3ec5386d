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

/** A native user task as the engine's search shows it (seconds behind the engine). */
export interface UserTask {
  key: string;
  elementId: string;
  state: 'CREATED' | 'COMPLETED' | 'CANCELED';
  assignee: string | null;
  candidateGroups: string[];
  processInstanceKey: string;
  processId: string;
  createdAt: string;
  completedAt: string | null;
  dueAt: string | null;
}

/** Where to look for user tasks. */
export interface UserTaskFilter {
  processInstanceKey?: string;
  elementId?: string;
  state?: UserTask['state'];
  candidateGroup?: string;
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
