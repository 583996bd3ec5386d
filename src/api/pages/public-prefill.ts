import type { Publicity } from '../../entities';
import type { FormModel } from '../../models/read';

/** What a publicity fills in (component property `prefill`): its id, and what people can read. */
export const ID = 'publicity:id';
export const READABLE = ['publicity:number', 'publicity:subject', 'publicity:title'];

/** What a publicity fills in of a form, by the key of the field. */
export function prefilled(
  form: FormModel,
  { id, number, subject, title }: Publicity,
  sources: string[],
): Record<string, string> {
  const known: Record<string, string | null> = {
    [ID]: id,
    'publicity:number': number,
    'publicity:subject': subject,
    'publicity:title': title,
  };
  return Object.fromEntries(
    form.components.flatMap(({ key, properties: { prefill = '' } }) => {
      const value = sources.includes(prefill) && known[prefill];
      return key && value ? [[key, value]] : [];
    }),
  );
}

/** A part of a form as form-js reads it. */
export interface FormPart {
  components?: FormPart[];
  properties?: { prefill?: string };
}

/** The form without the field for the id: nobody reads it, the page sends it along. */
export function withoutIds(part: FormPart): FormPart {
  const { components } = part;
  if (!components) return part;
  const shown = components.filter(({ properties }) => properties?.prefill !== ID);
  return { ...part, components: shown.map(withoutIds) };
}
