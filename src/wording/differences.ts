import { canonicalJson } from '../domain/hash-chain';
import { valueAt } from '../domain/paths';
import type { FormModel, Labels } from '../models/read';
import { type LabelledValue, labelledData } from './summary';

/** What was entered, as it is and as people may see it. */
export interface Shown {
  /** with personal data */
  whole: Record<string, unknown>;
  /** personal data masked */
  masked: Record<string, unknown>;
}

/**
 * The fields of a form in which two entries differ, each as people may see it; rows of a list are one
 * field. Personal data is compared as it is and shown masked.
 */
export function differences(
  labels: Labels,
  form: FormModel,
  theirs: Shown,
  mine: Shown,
): { label: string; theirs: string; mine: string }[] {
  const differing = form.components.filter(
    ({ path, list }) =>
      path &&
      !list &&
      canonicalJson(valueAt(theirs.whole, path) ?? null) !==
        canonicalJson(valueAt(mine.whole, path) ?? null),
  );
  return differing.flatMap((component) => {
    const { path = '' } = component;
    const alone = form.components.filter((c) => c === component || isIn(c.list, path));
    const said = (data: Record<string, unknown>) =>
      labelledData(labels, { ...form, components: alone }, data)[0];
    const [was, is] = [said(theirs.masked), said(mine.masked)];
    const name = was?.label ?? is?.label;
    return name ? [{ label: name, theirs: inOneLine(was), mine: inOneLine(is) }] : [];
  });
}

/** Does a component stand in the list at this path, or in a list of its rows? */
function isIn(list: string | undefined, path: string): boolean {
  return list === path || list?.startsWith(`${path}.`) === true;
}

function inOneLine(said: LabelledValue | undefined): string {
  if (!said?.table) return said?.value ?? '';
  return said.table.rows.map((row) => row.filter(Boolean).join('，')).join('；');
}
