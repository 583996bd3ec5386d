import { type Refusal, refusalsOf } from '../../errors';
import { judge } from '../../facts/acts';
import { type Facts, supportingRules } from '../../facts/submission';
import {
  type AttachmentRule,
  attachmentRefusals,
  attachmentRules,
  decisionRefusals,
  type Intake,
  intakeOf,
} from '../../facts/verdict';
import type { Models, ProcessModel } from '../../models/read';
import { supportingRule } from '../../models/supporting-rule';
import type { PastJudgement } from './past';
import type { RuleSet } from './rule-set';

/** What came out for a submission, an act or a check. */
export interface Outcome {
  refusals: Refusal[];
  papers: AttachmentRule[];
  /** of a submission that is not refused */
  intake: Intake | null;
}

/** A past judgement cannot be made by these models. */
export class NotJudged extends Error {}

/** The judgement that decides acts where those of the processes have no word, see src/facts/acts.ts. */
const COMMON_ACTS = 'common-acts';

/**
 * Makes a past judgement again by other rules, in the very steps of the doors.
 * @param withIntake whether to ask what becomes of a submission that is not refused
 * @throws NotJudged with the reason in Chinese, EvaluationFailed
 */
export async function judgeAgain(
  rules: RuleSet,
  past: PastJudgement,
  withIntake: boolean,
): Promise<Outcome> {
  const none = { papers: [], intake: null };
  if (past.kind === 'ACT')
    return { ...none, refusals: (await judge(rules, past.asked, past.facts)).refusals };
  const process = rules.models.processes[past.processId];
  if (!process) throw new NotJudged(`新版本没有流程 ${past.processId}`);
  const facts: Facts = {
    ...past.facts,
    rules: await supportingRules(rules, process, past.facts),
  };
  if (past.kind === 'SUBMISSION') return judgeSubmission(rules, process, facts, withIntake);
  const { output } = await rules.evaluate(past.asked[0] ?? '', facts);
  return { ...none, refusals: refusalsOf(output) };
}

async function judgeSubmission(
  rules: RuleSet,
  process: ProcessModel,
  facts: Facts,
  withIntake: boolean,
): Promise<Outcome> {
  const papers = await attachmentRules(rules, process, facts);
  const refusals = [
    ...attachmentRefusals(papers, (facts.attachments ?? []) as string[]),
    ...(await decisionRefusals(rules, process, facts)),
  ];
  const passed = withIntake && refusals.length === 0 && process.intake;
  return { refusals, papers, intake: passed ? await intakeOf(rules, process, facts) : null };
}

/** The decisions that a judgement asks, by these models. */
export function askedBy(
  { processes, decisions }: Models,
  { kind, asked, processId }: Pick<PastJudgement, 'kind' | 'asked' | 'processId'>,
): string[] {
  const of = (process: ProcessModel | undefined) =>
    (process?.facts ?? []).map((entry) => supportingRule(entry).decision);
  const process = processes[processId];
  if (kind === 'CHECK') return [...of(process), ...asked];
  if (kind === 'SUBMISSION') {
    const { attachments, checks = [], intake } = process ?? {};
    return [...of(process), ...(attachments ? [attachments] : []), ...checks, intake ?? ''];
  }
  const declared = asked.flatMap((id) => processes[id]?.acts ?? []);
  return [...declared, ...(decisions[COMMON_ACTS] ? [COMMON_ACTS] : [])];
}

/** Can what becomes of a submission of a process be another, or what it is told by other decisions? */
export function intakeConcerned(
  was: Models,
  will: Models,
  changed: Set<string>,
  id: string,
): boolean {
  const asked = ({ processes }: Models) => {
    const { facts = [], intake = '' } = processes[id] ?? {};
    return [...facts.map((entry) => supportingRule(entry).decision), intake];
  };
  return String(asked(was)) !== String(asked(will)) || asked(will).some((one) => changed.has(one));
}
