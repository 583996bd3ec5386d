import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { actingOrganisation, type Caller, creditCodeOf } from '../domain/identity';
import { codeForm } from '../domain/normal-form';
import { valueAt } from '../domain/paths';
import { shanghaiDay } from '../domain/working-days';
import type { CaseFile } from '../entities';
import type { ProcessModel } from '../models/read';
import { supportingRule } from '../models/supporting-rule';
import type { ReleaseView } from '../records/releases';
import type { APPLICANT, SUBMISSION, Told } from './catalog';
import { libraryReference } from './references';
import type { RelatedCase } from './related';

/** Input of the decisions of a submission (docs/developers.md, "Facts"). */
export type Facts = Record<string, unknown>;

/** What was entered, on the way in. */
export interface Entered {
  /** personal data masked */
  masked: Record<string, unknown>;
  /** what its fields refer to */
  refs: Record<string, unknown>;
  attachmentKinds: string[];
}

/** How often a case was handed in, and since when there is one; nothing yet: now. */
export interface SubmissionHistory {
  round: number;
  firstSubmittedAt?: Date;
  /** the case that a correction is for, as it stands before it */
  corrects?: CaseFile;
}

/** Collects the facts of a submission and lets the process's `facts` decisions add theirs. */
export async function submissionFacts(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  release: ReleaseView,
  process: Pick<ProcessModel, 'id' | 'flow' | 'facts'>,
  entered: Entered,
  caller: Caller,
  others: SubmissionHistory & { duplicates: number; related: RelatedCase[]; case: Facts | null },
): Promise<Facts> {
  const now = await clock.now();
  const { firstSubmittedAt, corrects: _, ...rest } = others;
  const organisation = actingOrganisation(caller);
  const creditCode = organisation ? creditCodeOf(organisation) : null;
  const facts = {
    flow: process.flow ?? process.id,
    data: entered.masked,
    attachments: entered.attachmentKinds,
    refs: entered.refs,
    applicant: {
      user: caller.username,
      organisation,
      uscc: creditCode,
      roles: caller.roles,
      enterprise: creditCode
        ? await libraryReference(db, 'enterprise', creditCode, now)
        : { found: false },
    } satisfies Told<typeof APPLICANT>,
    ...rest,
    firstSubmitted: shanghaiDay(firstSubmittedAt ?? now),
    today: shanghaiDay(now),
  };
  const rules = await supportingRules(release, process, facts);
  return { ...facts, rules } satisfies Told<typeof SUBMISSION>;
}

/**
 * What the process's `facts` decisions say to these facts, by decision id; each sees what those before
 * it said. `<decision>@<path>`: asked with what stands at that path of the rules so far as its inputs;
 * of a list, once an item.
 */
export async function supportingRules(
  release: Pick<ReleaseView, 'evaluate'>,
  process: Pick<ProcessModel, 'facts'>,
  facts: Facts,
): Promise<Record<string, unknown>> {
  const rules: Record<string, unknown> = {};
  for (const entry of process.facts) {
    const { decision, path } = supportingRule(entry);
    const ask = async (inputs: unknown) =>
      (await release.evaluate(decision, { ...facts, rules, ...(inputs as Facts | null) })).output;
    const inputs = path.reduce((at: unknown, name) => (at as Facts | null)?.[name], rules);
    rules[decision] = await (path.length === 0
      ? ask({})
      : Array.isArray(inputs)
        ? Promise.all(inputs.map(ask))
        : ask(inputs));
  }
  return rules;
}

/**
 * The value a case is recognised by (process property `naturalKey`), in its normal form: what people
 * read alike is the same. Null if the process has none.
 */
export function naturalKey(
  process: ProcessModel,
  data: Record<string, unknown>,
  applicant: string,
): string | null {
  const fields = (process.properties.naturalKey ?? '').split(',').map((f) => f.trim());
  const values = fields
    .filter(Boolean)
    .map((field) => (field === 'applicant' ? applicant : keyPart(valueAt(data, field))));
  return values.length > 0 ? values.join('|') : null;
}

/** What a value adds to a key: its normal form, in which no sign parts it from the next. */
const keyPart = (value: unknown) => codeForm(String(value ?? '')).replaceAll('|', '¦');

/**
 * Other cases with the same natural key that are open, or whose result stands in a library. An entry
 * does not count in the states that the process names in its property `naturalKeyFree`: what was
 * taken out of the library may be handed in again.
 */
export async function countDuplicates(
  db: EntityManager,
  process: ProcessModel,
  key: string | null,
  exceptCase: string | null,
): Promise<number> {
  if (!key) return 0;
  const free = (process.properties.naturalKeyFree ?? '').split(',').map((one) => one.trim());
  const [row]: { n: number }[] = await db.query(
    `select (
       select count(*) from case_file c where c.process_id = $1 and c.natural_key = $2
         and ($3::uuid is null or c.id <> $3)
         and (c.closed_at is null
              or exists (select 1 from library_entry e where e.case_id = c.id and e.valid_to is null
                           and not e.status = any($4)))
     )::int + (
       -- entries that no case wrote: brought in from before
       select count(*) from library_entry e
       where e.natural_key = $2 and e.case_id is null and e.valid_to is null
         and not e.status = any($4)
     )::int as n`,
    [process.id, key, exceptCase, free],
  );
  return row?.n ?? 0;
}
