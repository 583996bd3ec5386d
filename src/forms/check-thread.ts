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

async function check(schema: unknown, data: unknown) {
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
