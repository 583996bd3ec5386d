import type { Models } from '../../models/read';
import {
  type CommonParts,
  type RawComponent,
  taskForms,
  withHead,
  withObjections,
} from './task-head';

/** Lines get as long as this, in characters. */
const WIDTH = 100;

interface Schema {
  components: RawComponent[];
}

/**
 * Every form as it is to be stored, by path: task forms with their common parts, all in one
 * short layout, whatever Modeler made of it. What a person entered in Modeler stays.
 */
export function generateForms(models: Models, parts: CommonParts): Record<string, string> {
  const forTasks = taskForms(models);
  const contents = Object.values(models.forms).map(({ id, file, schema }) => {
    const { components, ...rest } = schema as Schema;
    const all = forTasks.has(id)
      ? withObjections(withHead(components, parts.head), parts.objections)
      : components;
    return [file, `${short({ components: withoutOwnRows(all), ...rest })}\n`];
  });
  return Object.fromEntries(contents);
}

/** A component without a layout has a row of its own: form-js needs one only for those that share. */
function withoutOwnRows(components: RawComponent[]): RawComponent[] {
  const rows = components.map(({ layout }) => layout?.row);
  return components.map(({ layout, ...component }) => {
    const shared = rows.filter((row) => row && row === layout?.row).length > 1;
    const inside = component.components && { components: withoutOwnRows(component.components) };
    return { ...component, ...inside, ...((shared || layout?.columns) && { layout }) };
  });
}

/** JSON in which whatever fits into a line stands in one. */
function short(value: unknown, indent = ''): string {
  const flat = oneLine(value);
  if (indent.length + flat.length <= WIDTH || typeof value !== 'object' || value === null)
    return flat;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => short(item, deeper))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${short(item, deeper)}`);
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).filter(([, item]) => item !== undefined);
  const inside = parts.map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return inside.length > 0 ? `{ ${inside.join(', ')} }` : '{}';
}
