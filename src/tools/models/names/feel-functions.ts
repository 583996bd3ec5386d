import { camundaBuiltins, camundaReservedNameBuiltins } from '@camunda/feel-builtins';
import {
  ANY,
  closedTexts,
  fieldOf,
  itemsOf,
  list,
  mergeFields,
  NOTHING,
  PLAIN,
  readAll,
  type Shape,
  TEXT,
  texts,
  union,
  valuesIn,
} from './shape';

/** How a function of FEEL is called. */
export interface Call {
  given: Shape[];
  /** the argument at a position where it is a text that is written down */
  literal(position: number): string | undefined;
  /** reads a field that has to be there */
  field(shape: Shape, name: string): Shape;
  /** texts of one argument have to be among the values of the other */
  compare(literals: number, value: number): void;
}

/** Names of all functions that FEEL has in the engine. */
export const builtInNames: ReadonlySet<string> = new Set(
  [...camundaBuiltins, ...camundaReservedNameBuiltins].map(({ name }) => name as string),
);

/** Whether FEEL has a function of this name. */
export function isBuiltIn(name: string): boolean {
  return builtInNames.has(name);
}

const nowhere = { file: '', element: '', where: '' };

/** What the functions give that hand on what they are given; all others give a plain value or a text. */
const functions: Record<string, (call: Call) => Shape> = {
  'get value': getValue,
  'get or else': ({ given }) => union(given.slice(0, 2)),
  'get entries': ({ given: [of = NOTHING] }) => {
    readAll(of);
    const keys = of.fields && !of.otherFields && !of.any ? texts(of.fields.keys(), nowhere) : TEXT;
    return list({ fields: new Map([entry('key', keys), entry('value', valuesIn(of))]) });
  },
  'context put': ({ given: [of = NOTHING, , value = NOTHING], literal }) => {
    const name = literal(1);
    if (name === undefined) return ANY;
    const put = new Map([entry(name, value)]);
    return { ...of, fields: mergeFields(of.fields, put) };
  },
  'context merge': ({ given }) => union(given.length > 1 ? given : given.map(itemsOf)),
  concatenate: ({ given }) => list(union(given.map(itemsOf))),
  union: ({ given }) => list(union(given.map(itemsOf))),
  append: ({ given }) => list(union([itemsOf(given[0] ?? NOTHING), ...given.slice(1)])),
  flatten: ({ given }) => list(flat(given[0] ?? NOTHING)),
  'insert before': ({ given }) => list(union([itemsOf(given[0] ?? NOTHING), given[2] ?? NOTHING])),
  sort: sameList,
  'distinct values': sameList,
  'duplicate values': sameList,
  reverse: sameList,
  sublist: sameList,
  remove: sameList,
  partition: ({ given }) => list(list(itemsOf(given[0] ?? NOTHING))),
  min: ({ given }) => union(given.map(itemsOf)),
  max: ({ given }) => union(given.map(itemsOf)),
  string: ({ given: [of = NOTHING] }) => (closedTexts(of) ? of : TEXT),
  trim: ({ given: [of = NOTHING] }) => (closedTexts(of) ? of : TEXT),
  assert: ({ given }) => given[0] ?? NOTHING,
  split: () => list(TEXT),
  extract: () => list(TEXT),
  'list contains': (call) => {
    call.compare(0, 1);
    call.compare(1, 0);
    return PLAIN;
  },
  'from json': () => ANY,
  context: () => ANY,
};

const ofText = new Set(
  'string join,substring,upper case,lower case,substring before,substring after,replace,to json,uuid'.split(
    ',',
  ),
);

/** What a function of FEEL gives. */
export function callBuiltIn(name: string, call: Call): Shape {
  const known = functions[name];
  if (known) return known(call);
  for (const shape of call.given) readAll(shape);
  return ofText.has(name) ? TEXT : PLAIN;
}

function getValue({ given: [of = NOTHING, key = NOTHING], literal, field }: Call): Shape {
  const name = literal(1);
  if (name !== undefined) return field(of, name);
  const known = closedTexts(key);
  if (known) return union([...known.keys()].map((one) => fieldOf(of, one) ?? NOTHING));
  readAll({ ...of, fields: of.fields ?? new Map() });
  return valuesIn(of);
}

function sameList({ given }: Call): Shape {
  return list(itemsOf(given[0] ?? NOTHING));
}

function flat(shape: Shape): Shape {
  return shape.items ? flat(itemsOf(shape)) : shape;
}

function entry(name: string, shape: Shape): [string, { shape: Shape; givers: Set<never> }] {
  return [name, { shape, givers: new Set() }];
}
