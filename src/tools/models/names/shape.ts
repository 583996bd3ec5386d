/** Where something stands: a file, an element in it, and in a table the row and the column. */
export interface Place {
  file: string;
  element: string;
  /** e.g. `第 3 行 · 期限`; empty for the element itself */
  where: string;
}

/** Who gives a name, and whether anybody reads it. */
export interface Giver {
  place: Place;
  name: string;
  read: boolean;
  /** names that may have been meant */
  meant?: string[];
}

/** A field of an object, or a variable: what it can hold, and who gives it. */
export interface Field {
  shape: Shape;
  givers: Set<Giver>;
}

/**
 * What a value can be, as far as models tell: of several possibilities each has its part. Null is always
 * possible and has no part; a shape without any part is only ever null.
 */
export interface Shape {
  /** anything: not followed any further */
  any?: true;
  /** known texts, with the places that give each */
  texts?: Map<string, Place[]>;
  /** texts that nobody knows beforehand */
  someText?: true;
  /** number, boolean, date, … */
  plain?: true;
  fields?: Map<string, Field>;
  /** what fields beside the known ones hold */
  otherFields?: Shape;
  items?: Shape;
  call?: (args: Shape[]) => Shape;
}

export const ANY: Shape = { any: true };
export const TEXT: Shape = { someText: true };
export const PLAIN: Shape = { plain: true };
export const NOTHING: Shape = {};

/** A text that is known. */
export function text(value: string, place: Place): Shape {
  return { texts: new Map([[value, [place]]]) };
}

/** One of several texts. */
export function texts(values: Iterable<string>, place: Place): Shape {
  return { texts: new Map([...values].map((value) => [value, [place]])) };
}

export function list(items: Shape): Shape {
  return { items };
}

/** An object whose fields nobody has to read. */
export function object(fields: Record<string, Shape>, otherFields?: Shape): Shape {
  const entries = Object.entries(fields).map(([name, shape]): [string, Field] => {
    return [name, { shape, givers: new Set() }];
  });
  return { fields: new Map(entries), ...(otherFields && { otherFields }) };
}

/** So many places are kept of each text; they are for people to look at. */
const PLACES_KEPT = 6;
/** Objects in objects are followed so deep. */
const DEEPEST = 12;

/** A value that can be each of these. */
export function union(shapes: Shape[], depth = 0): Shape {
  const parts = shapes.filter((shape) => Object.keys(shape).length > 0);
  const [first] = parts;
  if (!first) return NOTHING;
  if (parts.every((shape) => shape === first)) return first;
  if (depth > DEEPEST) return ANY;
  const merged: Shape = {};
  for (const shape of parts) {
    if (shape.any) merged.any = true;
    if (shape.someText) merged.someText = true;
    if (shape.plain) merged.plain = true;
    if (shape.call) merged.call = shape.call;
    if (shape.texts) merged.texts = mergeTexts(merged.texts, shape.texts);
    if (shape.items) merged.items = union([merged.items ?? NOTHING, shape.items], depth + 1);
    if (shape.otherFields)
      merged.otherFields = union([merged.otherFields ?? NOTHING, shape.otherFields], depth + 1);
    if (shape.fields) merged.fields = mergeFields(merged.fields, shape.fields, depth);
  }
  return isSame(merged, first) ? first : merged;
}

/** Whether each part of a shape is that of the other: then whoever knows the other need not look again. */
function isSame(one: Shape, other: Shape): boolean {
  const names = Object.keys(one) as (keyof Shape)[];
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  );
}

function mergeTexts(
  known: Map<string, Place[]> | undefined,
  more: Map<string, Place[]>,
): Map<string, Place[]> {
  if (!known || known === more) return more;
  if ([...more].every(([value, places]) => known.get(value) === places)) return known;
  let merged = known;
  for (const [value, places] of more) {
    const before = merged.get(value);
    if (before && before.length >= PLACES_KEPT) continue;
    const added = places.filter((place) => !before?.some((one) => samePlace(one, place)));
    if (before && added.length === 0) continue;
    if (merged === known) merged = new Map(known);
    merged.set(value, [...(before ?? []), ...added].slice(0, PLACES_KEPT));
  }
  return merged;
}

/** Fields of two objects; one that both have can hold what it holds in either. */
export function mergeFields(
  known: Map<string, Field> | undefined,
  more: Map<string, Field>,
  depth = 0,
): Map<string, Field> {
  if (known === more || !known) return more;
  let merged = known;
  for (const [name, field] of more) {
    const before = merged.get(name);
    if (before === field) continue;
    const shape = before ? union([before.shape, field.shape], depth + 1) : field.shape;
    if (before?.shape === shape && [...field.givers].every((giver) => before.givers.has(giver)))
      continue;
    if (merged === known) merged = new Map(known);
    merged.set(name, { shape, givers: new Set([...(before?.givers ?? []), ...field.givers]) });
  }
  return merged;
}

/** Reads a field and notes that it is read; undefined: there is none of this name. */
export function fieldOf(shape: Shape, name: string): Shape | undefined {
  const found: Shape[] = [];
  if (shape.any) found.push(ANY);
  const own = shape.fields?.get(name);
  if (own) {
    for (const giver of own.givers) giver.read = true;
    found.push(own.shape);
  } else if (shape.otherFields) found.push(shape.otherFields);
  if (shape.items) {
    const inside = fieldOf(shape.items, name);
    if (inside) found.push(list(inside));
  }
  return found.length > 0 ? union(found) : undefined;
}

/** The names by which a value can be asked; empty where they are not known. */
export function namesIn(shape: Shape): string[] {
  return [...(shape.fields?.keys() ?? []), ...(shape.items ? namesIn(shape.items) : [])];
}

/** Notes that all of a value is read, to its depth. */
export function readAll(shape: Shape, seen = new Set<Shape>()): void {
  if (seen.has(shape)) return;
  seen.add(shape);
  for (const field of shape.fields?.values() ?? []) {
    for (const giver of field.givers) giver.read = true;
    readAll(field.shape, seen);
  }
  if (shape.items) readAll(shape.items, seen);
  if (shape.otherFields) readAll(shape.otherFields, seen);
}

/** Every field with all below it can be an object of any of these. */
export function valuesIn(shape: Shape): Shape {
  const fields = [...(shape.fields?.values() ?? [])].map((field) => field.shape);
  return union([...fields, shape.otherFields ?? NOTHING, shape.any ? ANY : NOTHING]);
}

/** The texts a value can be, if all are known; undefined where it can be others, too. */
export function closedTexts(shape: Shape): Map<string, Place[]> | undefined {
  const isOpen = shape.any || shape.someText || shape.plain || shape.items || shape.fields;
  return isOpen ? undefined : shape.texts;
}

/** What a list has, or the value itself where it is none. */
export function itemsOf(shape: Shape): Shape {
  const { items, ...rest } = shape;
  return union([items ?? NOTHING, rest]);
}

export function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.element === b.element && a.where === b.where;
}

export function placeKey({ file, element, where }: Place): string {
  return `${file}\n${element}\n${where}`;
}
