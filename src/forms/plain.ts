import { fieldsAt } from '../domain/paths';
import type { FormModel, Labels } from '../models/types';
import type { FieldError, Schema } from './check';
import { fitToForm, type Misfit, misfitErrors, without } from './misfits';

/** What a plain form makes of what was entered. */
export interface PlainCheck {
  /** in its normal form, without what stood in linked fields */
  data: Record<string, unknown>;
  errors: FieldError[];
}

type Validate = {
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  min?: number;
  max?: number;
};

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || value === false;

/**
 * Checks what was entered in a form without conditions and expressions, as form-js would, and without
 * form-js: machines ask so often that one thread which draws forms would hold them up. The lint sees to
 * it that the forms of gates are such forms.
 */
export function checkPlainForm(
  labels: Labels,
  { schema, components }: FormModel,
  entered: Record<string, unknown>,
): PlainCheck {
  const fitted = fitToForm(schema as Schema, entered);
  const linked = components
    .filter(({ properties, path }) => properties.linked && path)
    .flatMap(({ path = '' }) => fieldsAt(fitted.data, path).map(({ parts }) => parts));
  const data = linked.length > 0 ? without(fitted.data, linked) : fitted.data;
  const odd = new Set(fitted.misfits.map(({ at }) => at.join('.')));
  const wrong = components.flatMap(({ key, path, list, validate }): Misfit[] => {
    if (!key || !path) return [];
    return fieldsAt(data, path)
      .filter(({ parts }) => list === undefined || parts.some((part) => typeof part === 'number'))
      .filter(({ parts }) => !odd.has(parts.join('.')))
      .flatMap(({ parts, value }) => {
        const said = objection(validate as Validate, value);
        return said ? [{ at: parts, structural: false, ...said }] : [];
      });
  });
  const found = [...fitted.misfits, ...wrong];
  return {
    data,
    errors: misfitErrors(labels, (schema as Schema).components ?? [], found),
  };
}

/** What form-js would say of a value. */
function objection(
  { required, minLength, maxLength, pattern, min, max }: Validate,
  value: unknown,
): Pick<Misfit, 'message' | 'values'> | null {
  if (isEmpty(value)) return required ? { message: 'Field is required.', values: {} } : null;
  const say = (message: string, limit: string | number) => ({ message, values: { value: limit } });
  if (typeof value === 'number') {
    if (min !== undefined && value < min)
      return say('Field must have minimum value of {value}.', min);
    if (max !== undefined && value > max)
      return say('Field must have maximum value of {value}.', max);
    return null;
  }
  if (typeof value !== 'string') return null;
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    return say('Field must match pattern {value}.', pattern);
  if (minLength !== undefined && value.length < minLength)
    return say('Field must have minimum length of {value}.', minLength);
  if (maxLength !== undefined && value.length > maxLength)
    return say('Field must have maximum length of {value}.', maxLength);
  return null;
}
