import type { Vault } from '../domain/crypto';
import { mask, type PersonalData } from '../domain/masking';
import { type Field, fieldsAt, place } from '../domain/paths';
import { fieldName } from '../forms/paths';
import type { FormModel } from '../models/read';

/** Entered data with personal data taken apart. */
export interface SplitData {
  /** everything, personal data masked */
  data: Record<string, unknown>;
  /** personal data, encrypted, by field: `projectLeaderName`, `participants[0].name` */
  secrets: Record<string, string>;
}

interface PersonalValue extends Field {
  kind: PersonalData;
}

/** Every value in the data that is personal (component property `pii`), in lists once a row. */
function personalValues(form: FormModel, data: Record<string, unknown>): PersonalValue[] {
  return form.components.flatMap(({ path, key, properties }) => {
    if (!key || !path || !properties.pii) return [];
    const kind = properties.pii as PersonalData;
    return fieldsAt(data, path).map((field) => ({ ...field, kind }));
  });
}

/** Takes personal data (component property `pii`) out of what was entered. */
export function splitPersonalData(
  form: FormModel,
  entered: Record<string, unknown>,
  vault: Vault,
): SplitData {
  const secrets: Record<string, string> = {};
  for (const { parts, value } of personalValues(form, entered))
    if (typeof value === 'string' && value !== '') secrets[fieldName(parts)] = vault.encrypt(value);
  return { data: maskPersonalData(form, entered), secrets };
}

/** What was entered with personal data masked. */
export function maskPersonalData(
  form: FormModel,
  entered: Record<string, unknown>,
): Record<string, unknown> {
  const data = structuredClone(entered);
  for (const { parts, value, kind } of personalValues(form, entered))
    if (value !== undefined && value !== null && value !== '')
      // no text: the form refuses it, and nobody else gets to see it
      place(data, parts, typeof value === 'string' ? mask(kind, value) : null);
  return data;
}

/** The data without personal data, which is only known masked in it: to be entered anew. */
export function withoutPersonalData(
  form: FormModel,
  data: Record<string, unknown>,
): Record<string, unknown> {
  const left = structuredClone(data);
  for (const { parts, value } of personalValues(form, data))
    if (value !== undefined) place(left, parts, undefined);
  return left;
}

/** The data with its personal data in clear again: for those only who entered it. */
export function joinPersonalData(
  form: FormModel,
  { data, secrets }: SplitData,
  vault: Vault,
): Record<string, unknown> {
  const joined = structuredClone(data);
  for (const { parts } of personalValues(form, data)) {
    const sealed = secrets[fieldName(parts)];
    if (sealed) place(joined, parts, vault.decrypt(sealed));
  }
  return joined;
}
