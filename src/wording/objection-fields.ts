import type { EntityManager } from 'typeorm';
import { fieldsAt } from '../domain/paths';
import { Attachment, type CaseFile } from '../entities';
import type { FormModel, Labels, Models } from '../models/read';
import { startFormOf } from '../models/start-form';
import { label } from './labels';
import { nameInForm } from './summary';

/** Something of a submission that a reviewer's remark can be about. */
export interface ObjectionField {
  /** as people know it: `参建单位 负责人` */
  label: string;
  /** its path in the form's data, or `attachments.<kind>` */
  value: string;
}

/** The same for a case as it was handed in last. */
export async function remarkable(
  db: EntityManager,
  models: Models,
  file: CaseFile,
): Promise<ObjectionField[]> {
  const form = startFormOf(models, file.processId);
  const files = await db.findBy(Attachment, { caseId: file.id, round: file.round });
  const kinds = files.map(({ kind }) => kind ?? '');
  return form ? objectionFields(models.labels, form, file, kinds) : [];
}

/**
 * What of a submission a remark can be about: each field that the applicant was asked for, lists and
 * their columns, and the kinds of the files that were handed in.
 * @param form the start form, and the words, of the case's release
 */
export function objectionFields(
  labels: Labels,
  form: FormModel,
  file: Pick<CaseFile, 'data' | 'processId'>,
  kinds: string[],
): ObjectionField[] {
  const fields = form.components
    .filter(({ path, list, type, key }) => {
      const isField = type === 'dynamiclist' || (key && type !== 'expression');
      // what the form hid from the applicant is not in the data
      const stands = fieldsAt(file.data, list ?? path ?? '');
      return isField && stands.some(({ value }) => value !== undefined);
    })
    .map((component) => ({ label: nameInForm(form, component), value: component.path ?? '' }));
  return [
    ...fields,
    ...[...new Set(kinds)].map((kind) => ({
      label: `附件：${label(labels, 'attachments', kind, file.processId)}`,
      value: `attachments.${kind}`,
    })),
  ];
}
