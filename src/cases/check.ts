import type { Deps } from '../deps';
import { type Caller, PUBLIC } from '../domain/identity';
import { type Refusal, RefusedError, refusal, refusalsOf, refuse } from '../errors';
import type { RelatedCase } from '../facts/related';
import {
  type Entered,
  type Facts,
  type SubmissionHistory,
  submissionFacts,
} from '../facts/submission';
import { fieldRefusals } from '../forms/check';
import type { FormModel, ProcessModel } from '../models/read';
import { startFormOf } from '../models/start-form';
import { type SplitData, splitPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';

/** A submission as the API takes it. */
export interface Submission {
  data: Record<string, unknown>;
  attachments: { id: string; kind: string }[];
  /** the draft it was made from, which goes when this is taken */
  draft?: string | undefined;
}

/** What form and decisions say to a submission. */
export interface Judged {
  facts: Facts;
  entered: Entered;
  /** what the form takes, personal data taken apart */
  accepted: SplitData;
  attachments: AttachmentRule[];
  refusals: Refusal[];
}

/** A submission that passed. */
export interface Checked {
  facts: Facts;
  entered: Entered;
  secrets: Record<string, string>;
  intake: Intake;
}

/** What the `intake` decision makes of a submission. */
export interface Intake {
  title: string;
  parties: Record<string, string>;
  variables: Record<string, unknown>;
}

/** What else there is when something is handed in. */
export interface Others {
  /** how often the same is there already (natural key) */
  duplicates: number;
  /** cases about the same thing (subject) */
  related: RelatedCase[];
}

/** A kind of attachment that the attachments decision knows for these facts. */
export interface AttachmentRule {
  kind: string;
  label: string;
  required: boolean;
  atLeastOneOf?: string | null;
  code: string | null;
  zh: string | null;
  en: string | null;
}

/** Looks up a process that people or systems can start. @throws E-00-22 */
export function startable(
  release: ReleaseView,
  processId: string,
): {
  process: ProcessModel;
  form: FormModel;
} {
  const process = release.models.processes[processId];
  const form = startFormOf(release.models, processId);
  if (!process || !form) throw refuse('E-00-22');
  return { process, form };
}

/** Looks up a process that everyone may start without log-in. @throws E-00-22 for any other */
export function publicStartable(release: ReleaseView, processId: string) {
  const found = startable(release, processId);
  if (!found.process.submitters.some((role) => PUBLIC.roles.includes(role)))
    throw refuse('E-00-22');
  return found;
}

/**
 * May this caller submit to this process (process property `submitters`)? `any` is anyone logged in.
 * @throws E-00-21
 */
export function requireSubmitter(process: ProcessModel, caller: Caller): void {
  const open = process.submitters.includes('any') && caller.username !== PUBLIC.username;
  if (!open && !process.submitters.some((role) => caller.roles.includes(role)))
    throw refuse('E-00-21');
}

/**
 * Asks the deployed form, the attachments decision and the checks decisions what they say to a
 * submission, also to an unfinished one. Stores nothing.
 * @throws RefusedError 422 where the data is not built as the form is
 */
export async function judgeSubmission(
  deps: Deps,
  release: ReleaseView,
  processId: string,
  caller: Caller,
  submission: Submission,
  history: SubmissionHistory,
  others: (data: Record<string, unknown>) => Promise<Others>,
): Promise<Judged> {
  const { process, form } = startable(release, processId);
  const checkedForm = await deps.forms.check(release.models.labels, form.schema, submission.data);
  // what is not even built as the form is reaches no decision
  if (checkedForm.misbuilt) throw new RefusedError(422, fieldRefusals(checkedForm.errors));
  const accepted = splitPersonalData(form, checkedForm.accepted, deps.vault);
  // decisions judge what was entered, also where the form already objects: every code at once
  const judged = splitPersonalData(form, checkedForm.judged, deps.vault).data;
  const entered: Entered = {
    raw: checkedForm.judged,
    masked: judged,
    attachmentKinds: submission.attachments.map((a) => a.kind),
  };
  const facts = await submissionFacts(deps, release, process, form, entered, caller, {
    ...history,
    // by what will be stored: a field the form hides is none the case is known by
    ...(await others(accepted.data)),
  });
  const attachments = await attachmentRules(release, process, facts);
  const refusals = [
    ...attachmentRefusals(attachments, entered.attachmentKinds),
    // of a field that no decision could read, the form has the word
    ...(await decisionRefusals(release, process, facts)).filter(
      ({ field }) => !checkedForm.withheld.includes(field ?? ''),
    ),
  ];
  const named = new Set(refusals.map((r) => r.field));
  // a rule that names the field says it better than "required"
  refusals.push(...fieldRefusals(checkedForm.errors.filter((e) => !named.has(e.field))));
  return { facts, entered, accepted, attachments, refusals };
}

/**
 * Checks a submission by the deployed form, the attachments decision and the checks decisions.
 * Stores nothing.
 * @throws RefusedError 422 with every refusal at once
 */
export async function checkSubmission(...of: Parameters<typeof judgeSubmission>): Promise<Checked> {
  const { facts, entered, accepted, refusals } = await judgeSubmission(...of);
  if (refusals.length > 0) throw new RefusedError(422, refusals);
  const [, release, processId] = of;
  const { process } = startable(release, processId);
  if (!process.intake) throw new Error(`${processId} declares no intake decision`);
  const intake = (await release.evaluate(process.intake, facts)).output as Intake;
  const { data: masked, secrets } = accepted;
  return { facts, entered: { ...entered, masked }, secrets, intake };
}

/** What the attachments decision asks for. */
export async function attachmentRules(
  release: ReleaseView,
  process: ProcessModel,
  facts: Facts,
): Promise<AttachmentRule[]> {
  if (!process.attachments) return [];
  // a COLLECT table without a matching row gives null
  return ((await release.evaluate(process.attachments, facts)).output ?? []) as AttachmentRule[];
}

function attachmentRefusals(rules: AttachmentRule[], kinds: string[]): Refusal[] {
  const missing = rules.filter((rule) => {
    if (kinds.includes(rule.kind)) return false;
    if (!rule.atLeastOneOf) return rule.required;
    const group = rules.filter((r) => r.atLeastOneOf === rule.atLeastOneOf);
    return rule === group[0] && !group.some((r) => kinds.includes(r.kind));
  });
  const unknown = kinds.filter((kind) => !rules.some((rule) => rule.kind === kind));
  return [
    ...missing.map((rule) => {
      return {
        code: rule.code ?? 'E-00-11',
        zh: rule.zh ?? `缺少${rule.label}`,
        en: rule.en ?? `${rule.kind} is missing`,
        field: `attachments.${rule.kind}`,
      };
    }),
    ...unknown.map((kind) => refusal('E-00-11', { zh: kind, en: `unknown kind ${kind}` })),
  ];
}

async function decisionRefusals(
  release: ReleaseView,
  process: ProcessModel,
  facts: Facts,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const id of process.checks) {
    const { output } = await release.evaluate(id, facts);
    refusals.push(...refusalsOf(output));
  }
  return refusals;
}
