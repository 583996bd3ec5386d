import { codeForm, dayOf, exactNumber, tidied } from './normal-form';

/** What a field of a form is, as far as the writing of its values goes. */
export interface FieldKind {
  type: string;
  subtype?: string;
  properties?: Record<string, string>;
}

/** Fields of any text. */
const FREE = new Set(['textfield', 'textarea']);

/** Fields of numbers and codes: those marked so (`normalForm`), and of personal data the numbers. */
const isCode = ({ properties }: FieldKind) =>
  properties?.normalForm === 'code' || ['id-number', 'phone'].includes(properties?.pii ?? '');

/**
 * The normal form of a value in its field: what is stored, and what decisions see. A value that the
 * field does not take stays as it came, so that it can be named.
 */
export function normalIn(field: FieldKind, value: unknown): unknown {
  if (field.type === 'number' && typeof value === 'number') return exactNumber(value) ?? value;
  if (typeof value !== 'string') return value;
  const kept = tidied(value);
  if (field.type === 'number') return exactNumber(kept) ?? kept;
  if (field.type === 'datetime') return (field.subtype === 'date' && dayOf(kept)) || kept;
  if (!FREE.has(field.type)) return value;
  if (isCode(field)) return codeForm(kept);
  return (field.properties?.normalForm === 'value' && plainValue(kept)) || kept;
}

/** The number or day that a text writes in a field that stands for a value of any kind. */
function plainValue(text: string): string | null {
  const number = exactNumber(text);
  return number === null ? dayOf(text) : String(number);
}
