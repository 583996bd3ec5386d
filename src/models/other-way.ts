import { codeForm } from '../domain/normal-form';
import { startFormOf } from './start-form';
import type { FormComponent, Models } from './types';

/** Another flow that people can submit to, and what is filled in there. */
export interface OtherWay {
  /** process id */
  flow: string;
  /** Chinese name of the process, and of what is chosen */
  title: string;
  /** its page in the portal */
  href: string;
}

const PUBLIC = 'public';

/** Longest number that an address fills in. */
const CODE_AT_MOST = 60;

/**
 * Reads an entry of the output column `useInstead` of a table: `<process>`, or
 * `<process>?<field>=<value>&…` with fields of its start form. A value is one that the field can be
 * chosen to have, or `{<field>}`: what stands in that field of the data; a number may come so, too.
 * @param data what was entered; without it nothing is taken over
 * @throws Error where nobody can submit to that process, or nothing such can be filled in
 */
export function otherWay(
  models: Models,
  entry: string,
  data: Record<string, unknown> = {},
): OtherWay {
  const [flow = '', query = ''] = entry.split('?');
  const process = models.processes[flow];
  const form = startFormOf(models, flow);
  if (!process || !form) throw new Error(`useInstead ${entry}: nobody can submit to ${flow}`);
  const filledIn = new URLSearchParams();
  const chosen: string[] = [];
  for (const [field, value] of new URLSearchParams(query)) {
    const component = form.components.find(({ key }) => key === field);
    const [, from] = /^\{(\w+)\}$/.exec(value) ?? [];
    if (from === undefined) {
      const option = component?.values.find((one) => one.value === value);
      if (!option) throw new Error(`useInstead ${entry}: ${field} has no option ${value}`);
      chosen.push(option.label);
      filledIn.set(field, value);
      continue;
    }
    if (!component || !takesFromAddress(component))
      throw new Error(`useInstead ${entry}: ${field} takes no value from an address`);
    const taken = fitting(component, data[from]);
    if (taken !== undefined) filledIn.set(field, taken);
  }
  const isPublic = process.submitters.includes(PUBLIC);
  const asked = filledIn.size > 0 ? `?${filledIn}` : '';
  return {
    flow,
    title: chosen.length > 0 ? `${process.name}（${chosen.join('、')}）` : process.name,
    href: `${isPublic ? '/public' : ''}/submit/${flow}${asked}`,
  };
}

/** Of what an address says, what fields of a form can take from it: choices, and numbers. */
export function chosenIn(
  form: { components: FormComponent[] },
  query: Record<string, string>,
): Record<string, string> {
  const chosen = form.components.flatMap((component) => {
    const { key = '', path } = component;
    const value = path === key ? fitting(component, query[key]) : undefined;
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(chosen);
}

/** A field that can be chosen, or holds a number as people quote it; no other text comes by an address. */
function takesFromAddress({ values, properties }: FormComponent): boolean {
  return values.length > 0 || (properties.normalForm === 'code' && !properties.pii);
}

function fitting(component: FormComponent, value: unknown): string | undefined {
  if (typeof value !== 'string' || !takesFromAddress(component)) return undefined;
  if (component.values.length > 0)
    return component.values.some((one) => one.value === value) ? value : undefined;
  const code = codeForm(value);
  return code !== '' && code.length <= CODE_AT_MOST ? code : undefined;
}
