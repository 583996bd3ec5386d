import type { Deps } from '../deps';
import type { CaseFile } from '../entities';
import { type Refusal, refusal } from '../errors';
import { fieldLabel } from '../forms/misfits';
import type { FormModel } from '../models/read';
import { carryOver } from '../records/carry-over';
import type { Submission } from './check';

/** A correction with all that it left as it was in the round before. */
export interface Carried {
  submission: Submission;
  /** names of the fields whose sealed value stays, see `carryOver` */
  kept: string[];
  /** one for each field that was left masked and cannot be told whose it is */
  unclear: Refusal[];
}

/** A correction whose masked values are again what they stand for. Stores nothing. */
export function carriedOver(
  { vault }: Pick<Deps, 'vault'>,
  form: FormModel,
  file: CaseFile,
  submission: Submission,
): Carried {
  const { data, kept, unclear } = carryOver(form, submission.data, file, vault);
  return {
    submission: { ...submission, data },
    kept,
    unclear: unclear.map((field) => refusal('E-00-45', { field, ...named(form, field) })),
  };
}

/** How people and callers know a field: `参建单位第1项 负责人`, `participants.0.leader`. */
function named({ schema }: FormModel, field: string): { zh: string; en: string } {
  const { components } = schema as { components: Parameters<typeof fieldLabel>[0] };
  const at = field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return { zh: fieldLabel(components, at), en: field };
}
