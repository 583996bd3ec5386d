import type { Vault } from '../domain/crypto';
import { mask, type PersonalData } from '../domain/masking';
import type { FormModel } from '../models/read';

/** Entered data with personal data taken apart. */
export interface SplitData {
  /** everything, personal data masked */
  data: Record<string, unknown>;
  /** personal data, encrypted, by field */
  secrets: Record<string, string>;
}

/** Takes personal data (component property `pii`) out of what was entered. */
export function splitPersonalData(
  form: FormModel,
  entered: Record<string, unknown>,
  vault: Vault,
): SplitData {
  const data = { ...entered };
  const secrets: Record<string, string> = {};
  for (const { key, properties } of form.components) {
    const value = key ? entered[key] : undefined;
    if (!key || !properties.pii || value === undefined || value === '') continue;
    if (typeof value !== 'string') {
      // no text: the form refuses it, and nobody else gets to see it
      data[key] = null;
      continue;
    }
    data[key] = mask(properties.pii as PersonalData, value);
    secrets[key] = vault.encrypt(value);
  }
  return { data, secrets };
}
