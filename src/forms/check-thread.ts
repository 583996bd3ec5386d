import { parentPort } from 'node:worker_threads';
import { GlobalWindow } from 'happy-dom';
import { label } from '../records/labels';

/**
 * Runs form-js, the library Tasklist renders forms with, without a browser. It wants DOM globals,
 * so it lives in a thread of its own and leaves those of the server alone.
 */
const window = new GlobalWindow();
const names = [
  ...Object.getOwnPropertyNames(window),
  ...Object.getOwnPropertyNames(GlobalWindow.prototype),
];
for (const name of new Set(names))
  if (!(name in globalThis))
    Object.defineProperty(globalThis, name, {
      value: (window as unknown as Record<string, unknown>)[name],
      configurable: true,
      writable: true,
    });
Object.defineProperty(globalThis, 'window', { value: window });
Object.defineProperty(globalThis, 'document', { value: window.document });

// loaded after the globals exist
const { Form } = require('@bpmn-io/form-js-viewer') as typeof import('@bpmn-io/form-js-viewer');

const SEPARATOR = '\u0000';

/** form-js translates its messages through this; both languages travel in one text. */
function bothLanguages(template: string, values: Record<string, string> = {}): string {
  const fill = (text: string) =>
    text.replace(/{([^}]+)}/g, (all, key: string) => values[key] ?? all);
  return `${fill(template)}${SEPARATOR}${fill(label('formErrors', template))}`;
}

interface Component {
  type: string;
  key?: string;
  label?: string;
  dateLabel?: string;
  subtype?: string;
  path?: string;
  components?: Component[];
}

const TEXT = new Set(['textfield', 'textarea', 'select', 'radio']);

/** form-js empties, rounds or chokes on values of another type, where it should refuse them. */
function fits({ type, subtype }: Component, value: unknown): boolean {
  if (TEXT.has(type)) return typeof value === 'string';
  if (type === 'checkbox') return typeof value === 'boolean';
  if (type === 'number')
    return (
      ['number', 'string'].includes(typeof value) && /^-?\d+(\.\d+)?$/.test(String(Number(value)))
    );
  if (type === 'datetime' && subtype === 'date') return isDate(value);
  return true;
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function misfits(components: Component[], data: Record<string, unknown>): Component[] {
  return components.flatMap((component) => {
    const value = data[component.key ?? ''] ?? '';
    const wrong = component.key && value !== '' && !fits(component, value);
    if (wrong) return [component];
    const flat = component.type === 'group' && !component.path;
    return flat ? misfits(component.components ?? [], data) : [];
  });
}

async function check(schema: { components?: Component[] }, entered: Record<string, unknown>) {
  const wrong = misfits(schema.components ?? [], entered);
  const data = { ...entered };
  for (const { key } of wrong) delete data[key ?? ''];
  const { accepted, errors } = await submitForm(schema, data);
  const template = 'Value is not valid.';
  return {
    accepted,
    errors: [
      ...errors.filter(({ field }) => !wrong.some(({ key }) => key === field)),
      ...wrong.map(({ key = '', label: name, dateLabel }) => {
        const zh = label('formErrors', template);
        return { field: key, label: name ?? dateLabel ?? key, en: template, zh };
      }),
    ],
  };
}

async function submitForm(schema: unknown, data: unknown) {
  const form = new Form({
    container: document.createElement('div') as unknown as string,
    additionalModules: [{ translate: ['value', bothLanguages] }],
  } as never);
  try {
    await form.importSchema(schema as never, structuredClone(data) as never);
    const { data: accepted, errors } = form.submit() as {
      data: Record<string, unknown>;
      errors: Record<string, unknown>;
    };
    return { accepted, errors: toFieldErrors(form, errors) };
  } finally {
    form.destroy();
  }
}

/** form-js names errors by component id; people and callers know fields by key. */
function toFieldErrors(form: InstanceType<typeof Form>, errors: Record<string, unknown>) {
  const registry = form.get('formFieldRegistry') as {
    get(id: string): { key?: string; label?: string; dateLabel?: string } | undefined;
  };
  return Object.entries(errors).map(([id, messages]) => {
    const field = registry.get(id);
    const [en = '', zh = en] = String([messages].flat()[0]).split(SEPARATOR);
    return { field: field?.key ?? id, label: field?.label ?? field?.dateLabel ?? id, en, zh };
  });
}

parentPort?.on('message', async ({ id, schema, data }) => {
  try {
    parentPort?.postMessage({ id, result: await check(schema, data) });
  } catch (error) {
    parentPort?.postMessage({ id, error: String((error as Error).stack ?? error) });
  }
});
