import { shortened } from '../domain/normal-form';
import { valueAt } from '../domain/paths';
import type { Refusal } from '../errors';
import { isEmpty, nameInForm, type Worded, wording } from '../wording/summary';

/** What came is told as far as it is short. */
const CAME_AT_MOST = 40;

/**
 * A rule's refusal with the name of the field that it is about, and what stands in it.
 * @param of the form, and the words of its release
 * @param data what was entered, personal data masked
 */
export function aboutField(of: Worded, data: Record<string, unknown>, refusal: Refusal): Refusal {
  const { field = '' } = refusal;
  const component = of.form.components.find(({ path }) => path === withoutRows(field));
  if (!component) return refusal;
  const value = component.type === 'dynamiclist' ? undefined : valueAt(data, field);
  const came = isEmpty(value) ? '' : shortened(wording(of, component, value), CAME_AT_MOST);
  return { ...refusal, label: nameInForm(of.form, component), ...(came ? { came } : {}) };
}

/** `participants.0.name` as the form calls it: `participants.name`. */
const withoutRows = (field: string) => field.replace(/\.\d+(?=\.)/g, '');
