/** Values inside of entered data by their path, e.g. `basic.regionCode` or `participants.0.name`. */

type Data = Record<string, unknown>;

/** What stands at a path; undefined where nothing does. */
export function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Data)[part];
  }
  return value;
}

/** The data with another value at a path; what lies on the way is made, the rest is shared. */
export function withValueAt(data: Data, path: string, value: unknown): Data {
  const [part = '', ...rest] = path.split('.');
  const below = Object.hasOwn(data, part) ? data[part] : undefined;
  const made = rest.length === 0 ? value : inside(below, rest.join('.'), value);
  return { ...data, [part]: made };
}

function inside(below: unknown, path: string, value: unknown): unknown {
  if (!Array.isArray(below)) {
    const data = typeof below === 'object' && below !== null ? (below as Data) : {};
    return withValueAt(data, path, value);
  }
  const changed = withValueAt({ ...below } as unknown as Data, path, value);
  if (Object.keys(changed).length === below.length) return Object.values(changed);
  throw new RangeError(`no item ${path.split('.')[0]} in a list of ${below.length}`);
}

/** A field of entered data: where it stands (numbers are positions in lists), and its value. */
export interface Field {
  parts: (string | number)[];
  value: unknown;
}

/** The fields of a path as forms name it, one for each item where lists lie on the way. */
export function fieldsAt(data: unknown, path: string): Field[] {
  const walk = (value: unknown, parts: Field['parts'], left: string[]): Field[] => {
    if (Array.isArray(value) && left.length > 0)
      return value.flatMap((item, position) => walk(item, [...parts, position], left));
    const [part, ...rest] = left;
    if (part === undefined) return [{ parts, value }];
    return walk(valueAt(value, part), [...parts, part], rest);
  };
  return walk(data, [], path.split('.'));
}

/** Puts a value where `parts` say, into objects and lists made on the way. */
export function place(tree: Data, parts: Field['parts'], value: unknown): void {
  let at = tree as Record<string | number, unknown>;
  for (const [i, part] of parts.slice(0, -1).entries()) {
    const below = Object.hasOwn(at, part) ? at[part] : undefined;
    const made = below ?? (typeof parts[i + 1] === 'number' ? [] : {});
    at[part] = made;
    at = made as Record<string | number, unknown>;
  }
  at[parts.at(-1) ?? ''] = value;
}

/**
 * Where a path lies for a field of a row: what stands in the same list, in the same row.
 * @param parts where the field stands
 * @param list path of the list that the field stands in, if any
 */
export function besideRow(parts: Field['parts'], list: string | undefined, path: string): string {
  if (list === undefined || !path.startsWith(`${list}.`)) return path;
  const row = parts.slice(0, parts.findLastIndex((part) => typeof part === 'number') + 1);
  return [...row, path.slice(list.length + 1)].join('.');
}
