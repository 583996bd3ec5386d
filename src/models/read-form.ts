import type { FormComponent, FormModel } from './types';

interface RawComponent {
  key?: string;
  path?: string;
  label?: string;
  dateLabel?: string;
  text?: string;
  type: string;
  subtype?: string;
  readonly?: unknown;
  components?: RawComponent[];
  properties?: Record<string, string>;
  values?: { value: unknown; label: string }[];
  validate?: Record<string, unknown>;
}

interface Surroundings {
  prefix: string[];
  groups: string[];
  list?: string;
}

/** Reads one Camunda Form; groups and dynamic lists are flattened. */
export function readForm(file: string, json: string): FormModel {
  const schema = JSON.parse(json) as { id: string; components: RawComponent[] };
  const components = flatten(schema.components ?? [], { prefix: [], groups: [] });
  return { id: schema.id, file, components, schema };
}

function flatten(raw: RawComponent[], around: Surroundings): FormComponent[] {
  return raw.flatMap((component) => [
    read(component, around),
    ...flatten(component.components ?? [], inside(component, around)),
  ]);
}

function inside(component: RawComponent, around: Surroundings): Surroundings {
  if (!component.components) return around;
  const prefix = [...around.prefix, ...(component.path?.split('.') ?? [])];
  const groups = component.label ? [...around.groups, component.label] : around.groups;
  const list = component.type === 'dynamiclist' ? prefix.join('.') : around.list;
  return { prefix, groups, list };
}

function read(component: RawComponent, { prefix, groups, list }: Surroundings): FormComponent {
  const { key, type } = component;
  const path = key ?? component.path;
  return {
    key,
    ...(path && { path: [...prefix, path].join('.') }),
    // a date has its label where its calendar is
    label: component.label ?? component.dateLabel ?? component.text ?? '',
    type,
    ...(component.subtype && { subtype: component.subtype }),
    ...(component.readonly !== undefined && { readonly: component.readonly }),
    groups,
    ...(list && { list }),
    properties: component.properties ?? {},
    values: (component.values ?? []).map(({ value, label }) => ({ value: String(value), label })),
    validate: component.validate ?? {},
  };
}
