import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { actingOrganisation, type Caller, personOrganisation } from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { CaseFile, SheetCase } from '../entities';
import { referredTo, relatedCases, standing, subjectOf } from '../facts/related';
import { countDuplicates, naturalKey } from '../facts/submission';
import { takesIntakeApart } from '../models/intake';
import type { FormModel, ProcessModel } from '../models/read';
import { appendAudit } from '../records/audit';
import { nextNumber } from '../records/case-number';
import { keepJudgement } from '../records/judgements';
import { enqueue } from '../records/outbox';
import { type Sealed, withPeople } from '../records/personal-data';
import { mayBeginUnder } from '../records/release-turn';
import type { ReleaseView } from '../records/releases';
import { caseSearch } from '../records/search';
import { holdSending, keepSending } from '../records/sendings';
import { bindAttachments } from './attachments';
import type { Checked, Others, Submission } from './check';
import { contentOf, requireUnchanged } from './draft-content';
import type { Origin } from './origin';
import { takeDraft } from './own-drafts';

/** What a case is recognised by, and what it is about. */
export interface Keys {
  process: ProcessModel;
  applicant: string;
  naturalKey: string | null;
  subject: string | null;
  refersTo: string[];
  exceptCase: string | null;
}

/** What was entered, of which a case is known: personal data masked, and whom it is about. */
export type KnownOf = Pick<Sealed, 'data' | 'people'>;

export function knownBy(
  { process, form }: { process: ProcessModel; form: FormModel },
  entered: KnownOf,
  applicant: string,
  exceptCase: string | null,
): Keys {
  const data = withPeople(entered);
  return {
    process,
    applicant,
    naturalKey: naturalKey(process, data, applicant),
    subject: subjectOf(process, data),
    refersTo: referredTo(form, data),
    exceptCase,
  };
}

/** What a case is recognised and found by. */
export function foundBy({ naturalKey, subject, refersTo }: Keys, title: string, number: string) {
  const known = { title, naturalKey, subject };
  return { ...known, refersTo, search: caseSearch({ ...known, number }) };
}

export async function others(db: EntityManager, keys: Keys): Promise<Others> {
  const { process, subject, exceptCase } = keys;
  return {
    duplicates: await countDuplicates(db, process, keys.naturalKey, exceptCase),
    related: await relatedCases(db, subject, exceptCase),
  };
}

/**
 * From here on no other transaction can hand in the same or about the same before this one ends. All that
 * are handed in together are held at once, in one order for everybody: nobody waits for one who waits.
 */
export async function holdKeys(tx: EntityManager, all: Keys[]): Promise<void> {
  const held = all.flatMap(({ process, naturalKey, subject }) => [
    naturalKey && `${process.id}|${naturalKey}`,
    subject && `subject|${subject}`,
  ]);
  for (const key of [...new Set(held)].filter(Boolean).sort())
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}

/**
 * Is everything else as it was at the check, where the keys are held? If not, somebody was quicker: have
 * it judged again.
 */
export async function stillSo(tx: EntityManager, keys: Keys, seen?: Others): Promise<boolean> {
  const now = await others(tx, keys);
  return (
    now.duplicates === seen?.duplicates && standing(now.related) === standing(seen?.related ?? [])
  );
}

/** A new submission that passed, and what it is taken by. */
export interface Passed {
  submission: Submission;
  checked: Checked;
  keys: Keys;
  /** what else there was when it was judged */
  seen: Others | undefined;
  /** the sheet that it stands in, and its row */
  sheet?: { id: string; row: number };
}

/** Whose cases they become, by which rules. */
export interface Taking {
  release: ReleaseView;
  process: ProcessModel;
  caller: Caller;
  applicant: string;
}

/** In whose name a caller hands in. */
export const applicantOf = (caller: Caller): string =>
  actingOrganisation(caller) ?? personOrganisation(caller.username);

/**
 * Takes new cases in that were judged together: each stored with its first audit event, and its start put
 * into the outbox, all of them or none.
 * @returns null where the rules, or what else there is, became others since they were judged
 * @throws TakenBefore where the same was taken at this moment
 */
export function takeNew(
  deps: Deps,
  taking: Taking,
  passed: Passed[],
  origin: Origin,
): Promise<CaseFile[] | null> {
  return deps.db.transaction(async (tx) => {
    const now = await deps.clock.now();
    await holdSending(tx, origin.sending);
    if (!(await mayBeginUnder(tx, taking.release.id, now))) return null;
    await holdKeys(
      tx,
      passed.map(({ keys }) => keys),
    );
    for (const { keys, seen } of passed) if (!(await stillSo(tx, keys, seen))) return null;
    const taken: CaseFile[] = [];
    for (const one of passed) taken.push(await takeOne(deps, tx, taking, one, origin, now));
    const [first] = taken;
    if (first) await keepSending(tx, origin.sending, { caseId: first.id }, now);
    return taken;
  });
}

async function takeOne(
  deps: Deps,
  tx: EntityManager,
  { release, process, caller, applicant }: Taking,
  { submission, checked, keys, sheet }: Passed,
  origin: Origin,
  now: Date,
): Promise<CaseFile> {
  const draft = submission.draft
    ? await takeDraft(tx, submission.draft, caller, (there) =>
        requireUnchanged(deps, tx, there, submission.draftEtag, () =>
          contentOf(deps, there.processId, caller, submission),
        ),
      )
    : null;
  const id = randomUUID();
  const number = await nextNumber(tx, process, now);
  const created = tx.create(CaseFile, {
    id,
    number,
    processId: process.id,
    flow: process.flow ?? process.id,
    releaseId: release.id,
    processInstanceKey: null,
    status: 'SUBMITTED',
    statusReason: null,
    round: 1,
    marks: [],
    flags: [],
    flagged: {},
    parties: { ...checked.intake.parties, applicant },
    data: checked.entered.masked,
    secrets: checked.secrets,
    people: checked.people,
    ...foundBy(keys, checked.intake.title, number),
    applicantOrganisation: applicant,
    applicantUser: caller.username,
    awaitsCorrection: false,
    createdAt: now,
    closedAt: null,
  });
  await tx.insert(CaseFile, created as never);
  const drafted = (draft?.attachments ?? []).map((file) => file.id);
  await bindAttachments(tx, created, submission.attachments, caller, { fromDraft: drafted });
  await recordSubmission(tx, created, caller, checked, submission, origin, now, 'case.submitted', {
    sheet,
  });
  if (sheet) await tx.insert(SheetCase, { sheetId: sheet.id, row: sheet.row, caseId: id });
  await enqueue(tx, {
    message: process.startMessage ?? `${process.id}.submitted`,
    correlationKey: id,
    variables: { ...startVariables(process, created, checked, now), requestId: origin.requestId },
    now,
  });
  return created;
}

/** What the message that starts or corrects a case brings to its process. */
export function startVariables(
  process: ProcessModel,
  file: CaseFile,
  checked: Checked,
  now: Date,
): Record<string, unknown> {
  const intake = checked.intake.variables;
  return {
    ...(takesIntakeApart(process) && intake),
    caseId: file.id,
    submittedAt: toShanghaiIso(now),
    intake,
  };
}

/** What the record of a submission says besides. */
interface Besides {
  corrected?: { before: Record<string, unknown>; anew: string[] };
  /** the sheet that it stood in, and its row */
  sheet?: { id: string; row: number } | undefined;
}

export async function recordSubmission(
  tx: EntityManager,
  file: CaseFile,
  caller: Caller,
  checked: Checked,
  submission: Submission,
  origin: Origin,
  at: Date,
  action: string,
  { corrected, sheet }: Besides = {},
): Promise<void> {
  await appendAudit(tx, {
    caseId: file.id,
    at,
    actor: {
      user: caller.username,
      name: caller.name,
      organisation: file.applicantOrganisation ?? personOrganisation(caller.username),
    },
    action,
    entity: `case:${file.id}`,
    detail: {
      number: file.number,
      round: file.round,
      before: corrected?.before ?? null,
      after: { data: file.data, title: file.title, parties: file.parties },
      attachments: submission.attachments,
      // names only of the personal data that is another than before: masked, it may look the same
      ...(corrected ? { anew: corrected.anew } : {}),
      ...(submission.draft ? { draft: submission.draft } : {}),
      ...(sheet ? { sheet } : {}),
      release: file.releaseId,
      rules: checked.facts.rules,
    },
    requestId: origin.requestId,
  });
  const { id: caseId, round, processId, flow, releaseId } = file;
  const of = { at, caseId, round, processId, flow, releaseId };
  await keepJudgement(tx, { kind: 'SUBMISSION', ...of, refused: false, ...checked.heard });
}
