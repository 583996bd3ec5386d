import type { EntityManager } from 'typeorm';
import { type CaseFile, Decision } from '../entities';
import type { Models } from '../models/read';
import { startFormOf } from '../models/start-form';
import { type Round, roundsOf } from '../records/rounds';
import { remarkable } from '../wording/objection-fields';
import { changesByRound, type RoundChange } from '../wording/round-changes';

/** The corrected rounds of a case, each with what was changed against the one before; oldest first. */
export async function correctedRounds(
  db: EntityManager,
  models: Models,
  file: CaseFile,
): Promise<(Round & { changes: RoundChange[] })[]> {
  const form = startFormOf(models, file.processId);
  if (!form || file.round === 1) return [];
  const rounds = await roundsOf(db, file.id);
  return changesByRound({ form, labels: models.labels }, file.processId, rounds);
}

/** What a reviewer said of one field. */
export interface Remark {
  /** path of the field in the start form's data, or `attachments.<kind>` */
  field: string;
  /** the field's name */
  label: string;
  remark: string;
  decision: Decision;
}

/** Names of what remarks can be about, by its path. */
export async function fieldNames(
  db: EntityManager,
  models: Models,
  file: CaseFile,
): Promise<Map<string, string>> {
  const fields = await remarkable(db, models, file);
  return new Map(fields.map(({ value, label }) => [value, label]));
}

/** What was said of single fields in the round that a case is in, oldest first; what was void is not. */
export async function remarksOf(
  db: EntityManager,
  models: Models,
  file: CaseFile,
): Promise<Remark[]> {
  const decisions = await db.find(Decision, {
    where: { caseId: file.id, round: file.round, valid: true },
    order: { completedAt: 'ASC' },
  });
  const fields = await fieldNames(db, models, file);
  return decisions.flatMap((decision) =>
    decision.objections.map(({ field, remark }) => {
      return { field, remark, decision, label: fields.get(field) ?? field };
    }),
  );
}
