import { startFormOf } from './start-form';
import type { Models } from './types';

/** Another flow that people can submit to, and what is chosen there. */
export interface OtherWay {
  /** process id */
  flow: string;
  /** Chinese name of the process, and of what is chosen */
  title: string;
  /** its page in the portal */
  href: string;
}

const PUBLIC = 'public';

/**
 * Reads an entry of the output column `useInstead` of a table of refusals: `<process>`, or
 * `<process>?<field>=<value>` with values of fields of its start form that one can choose from.
 * @throws Error where nobody can submit to that process, or nothing such can be chosen
 */
export function otherWay(models: Models, entry: string): OtherWay {
  const [flow = '', query = ''] = entry.split('?');
  const process = models.processes[flow];
  const form = startFormOf(models, flow);
  if (!process || !form) throw new Error(`useInstead ${entry}: nobody can submit to ${flow}`);
  const chosen = [...new URLSearchParams(query)].map(([field, value]) => {
    const option = form.components
      .find(({ key }) => key === field)
      ?.values.find((one) => one.value === value);
    if (!option) throw new Error(`useInstead ${entry}: ${field} has no option ${value}`);
    return option.label;
  });
  const isPublic = process.submitters.includes(PUBLIC);
  return {
    flow,
    title: chosen.length > 0 ? `${process.name}（${chosen.join('、')}）` : process.name,
    href: `${isPublic ? '/public' : ''}/submit/${flow}${query ? `?${query}` : ''}`,
  };
}

/** Of what an address says, the values that fields of a form can be chosen to have. */
export function chosenIn(
  form: { components: Models['forms'][string]['components'] },
  query: Record<string, string>,
): Record<string, string> {
  const chosen = form.components.flatMap(({ key = '', path, values }) => {
    const value = path === key ? query[key] : undefined;
    return value !== undefined && values.some((one) => one.value === value) ? [[key, value]] : [];
  });
  return Object.fromEntries(chosen);
}
