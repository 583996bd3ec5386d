import type { Vault } from '../domain/crypto';
import { mask, type PersonalData } from '../domain/masking';
import { type Field, fieldsAt, withValueAt } from '../domain/paths';
import type { FormModel } from '../models/read';

/** Entered data with personal data taken apart. */
export interface SplitData {
  /** everything, personal data masked */
  data: Record<string, unknown>;
  /** personal data, encrypted, by path of the field */
  secrets: Record<string, string>;
}

/** Personal data taken apart, and who it is about. */
export interface Sealed extends SplitData {
  /** the numbers of the people (`Vault.personNumber`) whose ID numbers were entered, by path of the field */
  people: Record<string, string>;
}

/** Takes personal data (component property `pii`) out of what was entered, also in groups and lists. */
export function splitPersonalData(
  form: FormModel,
  entered: Record<string, unknown>,
  vault: Vault,
): Sealed {
  let data = { ...entered };
  const secrets: Record<string, string> = {};
  const people: Record<string, string> = {};
  for (const { path, kind, value } of personalFields(form, entered)) {
    if (typeof value !== 'string') {
      // no text: the form refuses it, and nobody else gets to see it
      data = withValueAt(data, path, null);
      continue;
    }
    data = withValueAt(data, path, mask(kind, value));
    secrets[path] = vault.encrypt(value);
    if (kind === 'id-number') people[path] = vault.personNumber(value);
  }
  return { data, secrets, people };
}

/** The data by which a case is recognised: in the place of each ID number stands the person's number. */
export function withPeople({ data, people }: Pick<Sealed, 'data' | 'people'>) {
  return Object.entries(people).reduce(
    (known, [path, number]) => withValueAt(known, path, number),
    data,
  );
}

/** What was entered with personal data masked. */
export function maskPersonalData(
  form: FormModel,
  entered: Record<string, unknown>,
): Record<string, unknown> {
  let data = { ...entered };
  for (const { path, kind, value } of personalFields(form, entered))
    data = withValueAt(data, path, typeof value === 'string' ? mask(kind, value) : null);
  return data;
}

/** The data with its personal data as it was entered. */
export function joinPersonalData(
  { data, secrets }: SplitData,
  vault: Vault,
): Record<string, unknown> {
  return Object.entries(secrets).reduce(
    (joined, [path, sealed]) => withValueAt(joined, path, vault.decrypt(sealed)),
    data,
  );
}

function personalFields(form: FormModel, entered: Record<string, unknown>) {
  return form.components.flatMap(({ key, path, properties }) => {
    if (!key || !path || !properties.pii) return [];
    const kind = properties.pii as PersonalData;
    return fieldsAt(entered, path)
      .filter(({ value }: Field) => value !== undefined && value !== '')
      .map(({ parts, value }) => ({ path: parts.join('.'), kind, value }));
  });
}
