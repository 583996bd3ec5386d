import { type FactKind, ORGANISATION, REFERENCES, RELATED } from '../../../facts/catalog';
import { type Link, linksTo } from '../../../models/linked';
import type { FormComponent, FormModel } from '../../../models/read';
import type { JsonSchema } from '../worker-info';
import {
  ANY,
  type Field,
  list,
  mergeFields,
  NOTHING,
  object,
  PLAIN,
  type Shape,
  TEXT,
  texts,
  union,
} from './shape';

/** What a flow itself declares, for the words of the catalogue that stand for it. */
export type Declared = Partial<Record<Extract<FactKind, string>, Shape>>;

/** Facts of the catalogue as shapes. */
export function factsShape(kind: FactKind, declared: Declared): Shape {
  if (typeof kind !== 'string')
    return object(
      Object.fromEntries(
        Object.entries(kind).map(([name, one]) => [name, factsShape(one, declared)]),
      ),
    );
  const known = declared[kind];
  if (known) return known;
  if (kind === 'text') return TEXT;
  if (kind === 'plain') return PLAIN;
  if (kind === 'texts' || kind === 'roles') return list(TEXT);
  return ANY;
}

/** A party as an office with its name. */
export function partyDetails(parties: Shape): Shape {
  const office = factsShape(ORGANISATION, {});
  const names = [...(parties.fields?.keys() ?? [])].map((name) => [name, office]);
  return object(Object.fromEntries(names), parties.otherFields && office);
}

export function relatedShape(declared: Declared): Shape {
  return list(factsShape(RELATED, { ...declared, related: ANY }));
}

/** What is entered in a form; a select with its own options gives these texts. */
export function formShape({ components, file }: FormModel): Shape {
  return tree(components, (component) => entered(component, file));
}

/** What the fields of a form refer to, standing where the field stands. */
export function refsShape(form: FormModel, library: (kind: string) => Shape): Shape {
  const referring = form.components.filter(
    ({ key, properties }) => key && (properties.ref || properties.pii === 'id-number'),
  );
  const shape = tree(referring, (component) => {
    const { properties } = component;
    const own = properties.pii === 'id-number' ? object({ valid: PLAIN, person: TEXT }) : NOTHING;
    const sources = (properties.ref ?? '')
      .split(',')
      .map((ref) => ref.trim())
      .filter(Boolean);
    const links = linksTo(form, component);
    const found = sources.map(
      (ref) => [ref.split(':').at(-1) ?? ref, reference(ref, library, links)] as const,
    );
    const first = found[0]?.[1] ?? NOTHING;
    return union([own, first, sources.length > 1 ? object(Object.fromEntries(found)) : NOTHING]);
  });
  return shape.fields ? shape : object({});
}

function reference(ref: string, library: (kind: string) => Shape, links: Link[]): Shape {
  const [source = '', kind = ''] = ref.split(':');
  if (source === 'outside')
    return union([factsShape(REFERENCES.outside ?? 'any', {}), taken(links)]);
  if (source === 'uscc') return union([object({ valid: PLAIN }), library('enterprise')]);
  if (source === 'library') return library(kind);
  if (source !== 'entries' && source !== 'named' && source !== 'record')
    return factsShape(REFERENCES[source] ?? 'any', {});
  const entry = union([
    library(kind),
    object({ key: TEXT, parts: list(TEXT), status: TEXT, version: PLAIN }),
  ]);
  if (source === 'record') return entry;
  const beside = list(object({ kind: TEXT, status: TEXT, marks: list(TEXT) }));
  const named = union([entry, object({ beside })]);
  return object({ found: PLAIN, entries: list(source === 'named' ? named : entry) });
}

/** Of what an outside platform says, there is what linked fields take. */
const taken = (links: Link[]): Shape =>
  union(links.map(({ within }) => at(within.slice(within.indexOf('data.')), ANY, undefined)));

function entered({ type, values, list: of }: FormComponent, file: string): Shape {
  const place = { file, element: '', where: '' };
  const options =
    values.length > 0
      ? texts(
          values.map(({ value }) => value),
          place,
        )
      : undefined;
  if (type === 'number' || type === 'checkbox' || type === 'datetime') return { ...PLAIN, ...TEXT };
  if (type === 'checklist' || type === 'taglist') return list(options ?? TEXT);
  if (type === 'expression') return ANY;
  if (options) return options;
  return of === undefined ? TEXT : TEXT;
}

/** Fields by their paths, as an object; inside lists as lists. */
function tree(components: FormComponent[], value: (component: FormComponent) => Shape): Shape {
  let shape: Shape = NOTHING;
  for (const component of components) {
    if (!component.key || !component.path) continue;
    shape = union([shape, at(component.path, value(component), component.list)]);
  }
  return shape;
}

function at(path: string, value: Shape, inList: string | undefined, prefix = ''): Shape {
  const [name = '', ...rest] = path.split('.');
  const here = prefix ? `${prefix}.${name}` : name;
  const below = rest.length > 0 ? at(rest.join('.'), value, inList, here) : value;
  return object({ [name]: here === inList ? list(below) : below });
}

/** What a job gives, by the JSON schema of its output. */
export function schemaShape(schema: JsonSchema, file: string): Shape {
  if (schema.anyOf) return union(schema.anyOf.map((one) => schemaShape(one, file)));
  if (schema.enum) return texts(schema.enum.map(String), { file, element: '', where: '' });
  if (schema.items) return list(schemaShape(schema.items, file));
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, one]): [string, Field] => {
      return [name, { shape: schemaShape(one, file), givers: new Set() }];
    });
    return { fields: mergeFields(undefined, new Map(fields)) };
  }
  const types = [schema.type ?? []].flat();
  if (types.includes('string')) return TEXT;
  if (types.some((type) => ['number', 'integer', 'boolean'].includes(type))) return PLAIN;
  return types.length === 1 && types[0] === 'null' ? NOTHING : ANY;
}
