import type { CaseFile, Decision } from '../../entities';
import type { Labels } from '../../models/read';
import type { DecisionItem } from '../../web';
import { label } from '../../wording/labels';
import type { NameOf } from './names';

/**
 * What people decided on a case, valid or void.
 * @param fields names of the fields that remarks are about
 */
export function decisionItems(
  file: CaseFile,
  labels: Labels,
  decisions: Decision[],
  nameOf: NameOf,
  fields: Map<string, string>,
): DecisionItem[] {
  return decisions.map((d) => {
    return {
      at: d.completedAt,
      act: d.act,
      actLabel: label(labels, 'acts', d.act, file.processId),
      outcome: d.outcome,
      outcomeLabel: label(labels, 'outcomes', d.outcome, file.processId),
      opinion: d.opinion ?? undefined,
      person: d.personName,
      organisation: nameOf(d.organisation),
      late: d.late,
      valid: d.valid,
      remarks: d.objections.map(({ field, remark }) => {
        return { label: fields.get(field) ?? field, remark };
      }),
    };
  });
}
