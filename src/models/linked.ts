import type { FormComponent, FormModel } from './types';

/** A field that takes its value from what another field refers to (component property `linked`). */
export interface Link {
  component: FormComponent & { path: string };
  /** the field that refers to something (component property `ref`); none where the form has no such field */
  source: FormComponent | undefined;
  /** where the value stands in the facts `refs`, without positions of rows: `permitNo.data.projectName` */
  from: string;
  /** where it stands in the reference itself: `data.projectName` */
  within: string;
}

/** The linked fields of a form, in its order. */
export function linksOf({ components }: FormModel): Link[] {
  return components.flatMap((component) => {
    const { key, path, properties } = component;
    const { linked } = properties;
    if (!key || !path || !linked) return [];
    const source = components.find(
      (one) => one.key && one.properties.ref && linked.startsWith(`${one.path}.`),
    );
    const within = linked.slice((source?.path ?? '').length + 1);
    return [{ component: { ...component, path }, source, from: linked, within }];
  });
}

/** The linked fields that take their value from what this field refers to. */
export function linksTo(form: FormModel, { path }: FormComponent): Link[] {
  return linksOf(form).filter(({ source }) => source?.path === path);
}
