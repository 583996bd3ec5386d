import type { Deps } from '../deps';
import { type Caller, PUBLIC } from '../domain/identity';
import { type Refusal, RefusedError, refuse } from '../errors';
import { caseFacts } from '../facts/case';
import { type Heard, hearing, withoutRules } from '../facts/judging';
import { namedPeople, unknownPeople } from '../facts/named';
import type { RelatedCase } from '../facts/related';
import {
  type Entered,
  type Facts,
  type SubmissionHistory,
  submissionFacts,
} from '../facts/submission';
import {
  type AttachmentRule,
  attachmentRefusals,
  attachmentRules,
  decisionRefusals,
  type Intake,
  intakeOf,
} from '../facts/verdict';
import { fieldRefusals } from '../forms/check';
import { otherWay } from '../models/other-way';
import type { FormModel, ProcessModel } from '../models/read';
import { startFormOf } from '../models/start-form';
import { keepJudgement } from '../records/judgements';
import { type Sealed, splitPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { aboutField } from './about-field';
import { checkStartForm } from './entered';

export { type AttachmentRule, attachmentRules };

/** A submission as the API takes it. */
export interface Submission {
  data: Record<string, unknown>;
  attachments: { id: string; kind: string }[];
  /** the draft it was made from, which goes when this is taken */
  draft?: string | undefined;
  /** the entity tag that draft had when it was opened */
  draftEtag?: string | undefined;
}

/** What form and decisions say to a submission. */
export interface Judged {
  facts: Facts;
  entered: Entered;
  /** what the form takes, personal data taken apart */
  accepted: Sealed;
  /** what stands in the linked fields, each where it stands in the data */
  linked: Record<string, unknown>;
  attachments: AttachmentRule[];
  refusals: Refusal[];
  /** what it was judged by, to be kept where it decides something */
  heard: Heard;
}

/** A submission that passed. */
export interface Checked {
  facts: Facts;
  entered: Entered;
  secrets: Record<string, string>;
  /** whom it is about, by path of the field with the ID number */
  people: Record<string, string>;
  intake: Intake;
  heard: Heard;
}

/** What else there is when something is handed in. */
export interface Others {
  /** how often the same is there already (natural key) */
  duplicates: number;
  /** cases about the same thing (subject) */
  related: RelatedCase[];
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
 * Refuses whoever may not submit to this process (process property `submitters`); `any` is anyone
 * logged in.
 * @throws E-00-21
 */
export function requireSubmitter(process: ProcessModel, caller: Caller): void {
  if (!maySubmit(process, caller)) throw refuse('E-00-21');
}

/** May this caller submit to this process? */
export function maySubmit({ submitters }: ProcessModel, caller: Caller): boolean {
  const open = submitters.includes('any') && caller.username !== PUBLIC.username;
  return open || submitters.some((role) => caller.roles.includes(role));
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
  others: (accepted: Sealed) => Promise<Others>,
): Promise<Judged> {
  const { db, clock } = deps;
  const { process, form } = startable(release, processId);
  const checkedForm = await checkStartForm(deps, release, form, submission.data, caller);
  // what is not even built as the form is reaches no decision
  if (checkedForm.misbuilt) throw new RefusedError(422, fieldRefusals(checkedForm.errors));
  const accepted = splitPersonalData(form, checkedForm.accepted, deps.vault);
  // decisions judge what was entered, also where the form already objects: every code at once
  const judged = splitPersonalData(form, checkedForm.judged, deps.vault).data;
  const entered: Entered = {
    masked: judged,
    refs: checkedForm.refs,
    attachmentKinds: submission.attachments.map((a) => a.kind),
  };
  const { release: asking, said } = hearing(release);
  const facts = await submissionFacts(deps, asking, process, entered, caller, {
    ...history,
    case: history.corrects
      ? await caseFacts(db.manager, history.corrects, await clock.now())
      : null,
    // by what will be stored: a field the form hides is none the case is known by
    ...(await others(accepted)),
  });
  const insteadOf = (entry: string) => otherWay(release.models, entry, judged);
  const attachments = await attachmentRules(asking, process, facts);
  const ofRules = await decisionRefusals(asking, process, facts, insteadOf);
  const worded = { form, labels: release.models.labels };
  const refusals = [
    ...attachmentRefusals(attachments, entered.attachmentKinds),
    // of a field that no decision could read, the form has the word
    ...ofRules
      .filter(({ field }) => !checkedForm.withheld.includes(field ?? ''))
      .map((one) => aboutField(worded, judged, one)),
  ];
  refusals.push(...unknownPeople(await namedPeople(deps, form, checkedForm.judged)));
  const named = new Set(refusals.map((r) => r.field));
  // a rule that names the field says it better than "required"
  refusals.push(...fieldRefusals(checkedForm.errors.filter((e) => !named.has(e.field))));
  const heard = { asked: [processId], facts: withoutRules(facts), said };
  const { linked } = checkedForm;
  return { facts, entered, accepted, linked, attachments, refusals, heard };
}

/**
 * Checks a submission by the deployed form, the attachments decision and the checks decisions.
 * Stores nothing but what a refused one was judged by.
 * @throws RefusedError 422 with every refusal at once
 */
export async function checkSubmission(...of: Parameters<typeof judgeSubmission>): Promise<Checked> {
  const { facts, entered, accepted, refusals, heard } = await judgeSubmission(...of);
  const [deps, release, processId, , , history] = of;
  if (refusals.length > 0) {
    await keepRefused(deps, release, heard, history);
    throw new RefusedError(422, refusals);
  }
  const { process } = startable(release, processId);
  const { release: asking, said } = hearing(release);
  const intake: Intake | null = await intakeOf(asking, process, facts);
  if (!intake) throw new Error(`${process.intake} says nothing to a submission of ${process.id}`);
  const { data: masked, secrets, people } = accepted;
  const whole = { ...heard, said: [...heard.said, ...said] };
  return { facts, entered: { ...entered, masked }, secrets, people, intake, heard: whole };
}

/** Keeps what a refused submission was judged by; there is no transaction that it could go with. */
async function keepRefused(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  release: ReleaseView,
  heard: Heard,
  { round, corrects }: SubmissionHistory,
): Promise<void> {
  const [processId = ''] = heard.asked;
  await keepJudgement(db.manager, {
    ...{
      kind: 'SUBMISSION',
      at: await clock.now(),
      caseId: corrects?.id ?? null,
      round,
      processId,
    },
    flow: release.models.processes[processId]?.flow ?? processId,
    ...{ releaseId: release.id, refused: true, ...heard },
  });
}
