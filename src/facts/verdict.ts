import { type Refusal, refusal, refusalsOf } from '../errors';
import type { ProcessModel } from '../models/read';
import type { ReleaseView } from '../records/releases';
import type { Facts } from './submission';

type Asked = Pick<ReleaseView, 'evaluate'>;

/** What the `intake` decision makes of a submission. */
export interface Intake {
  title: string;
  parties: Record<string, string>;
  variables: Record<string, unknown>;
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

/**
 * What the `intake` decision makes of a submission that passed.
 * @throws Error where the process declares none
 */
export async function intakeOf(
  release: Asked,
  process: ProcessModel,
  facts: Facts,
): Promise<Intake> {
  if (!process.intake) throw new Error(`${process.id} declares no intake decision`);
  return (await release.evaluate(process.intake, facts)).output as Intake;
}

/** What the attachments decision asks for. */
export async function attachmentRules(
  release: Asked,
  process: ProcessModel,
  facts: Facts,
): Promise<AttachmentRule[]> {
  if (!process.attachments) return [];
  // a COLLECT table without a matching row gives null
  return ((await release.evaluate(process.attachments, facts)).output ?? []) as AttachmentRule[];
}

/** Why the attachments that are there, by their kinds, do not do. */
export function attachmentRefusals(rules: AttachmentRule[], kinds: string[]): Refusal[] {
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

/**
 * What the process's `checks` decisions refuse a submission for, in their order.
 * @param insteadOf looks up the flow that a row names in its column `useInstead`
 */
export async function decisionRefusals(
  release: Asked,
  process: ProcessModel,
  facts: Facts,
  insteadOf?: Parameters<typeof refusalsOf>[1],
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const id of process.checks) {
    const { output } = await release.evaluate(id, facts);
    refusals.push(...refusalsOf(output, insteadOf));
  }
  return refusals;
}
