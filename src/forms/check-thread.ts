import { parentPort } from 'node:worker_threads';
import { GlobalWindow } from 'happy-dom';
import { place, valueAt } from '../domain/paths';
import { label } from '../wording/labels';
import type { FieldError, FormCheck } from './check';
import {
  type Component,
  fieldLabel,
  fieldName,
  isObject,
  misfitErrors,
  takeMisfits,
  type ValuePath,
} from './misfits';

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
const { Form, formFields, getSchemaVariables, useExpressionEvaluation } =
  require('@bpmn-io/form-js-viewer') as typeof import('@bpmn-io/form-js-viewer');

const SEPARATOR = '\u0000';

/** form-js translates its messages through this; both languages travel in one text. */
function bothLanguages(template: string, values: Record<string, string> = {}): string {
  const fill = (text: string) =>
    text.replace(/{([^}]+)}/g, (all, key: string) => values[key] ?? all);
  return `${fill(template)}${SEPARATOR}${fill(label('formErrors', template))}`;
}

/** A field as it stands on the form: once a row in a list, not at all where it is hidden. */
interface Instance {
  id: string;
  valuePath: ValuePath;
}

/** Values of computed fields, by their name. */
type Computed = Map<string, { at: ValuePath; value: unknown }>;

interface Schema {
  components?: Component[];
}

/** Fields computed from computed fields settle within a few rounds, or never. */
const ROUNDS = 5;

async function check(schema: Schema, given: Record<string, unknown>): Promise<FormCheck> {
  const components = schema.components ?? [];
  const data = structuredClone(given);
  const wrong = takeMisfits(components, data);
  const { accepted, errors, shown, all } = await submitForm(schema, data);
  const onForm = new Set(all.map((instance) => fieldName(instance.valuePath)));
  const visible = wrong.filter(({ at }) => onForm.has(fieldName(at)));
  const misfits = misfitErrors(components, visible);
  return {
    accepted,
    entered: asEntered(given, accepted, shown, all),
    errors: [...errors.filter((e) => !misfits.some((m) => m.field === e.field)), ...misfits],
  };
}

/** What was entered, as it was entered, in the fields that the form shows. */
function asEntered(
  given: object,
  accepted: object,
  shown: Shown[],
  all: Instance[],
): Record<string, unknown> {
  const entered: Record<string, unknown> = {};
  // an empty row is a row, too
  for (const { valuePath } of all) {
    const rows = valuePath.length > 0 ? valueAt(given, fieldName(valuePath)) : undefined;
    if (Array.isArray(rows) && rows.every(isObject))
      rows.forEach((_, row) => {
        place(entered, [...valuePath, row], {});
      });
  }
  for (const { valuePath, computed } of shown) {
    const value = valueAt(computed ? accepted : given, fieldName(valuePath));
    if (value !== undefined) place(entered, valuePath, value);
  }
  return entered;
}

interface Shown extends Instance {
  computed: boolean;
}

/**
 * Submits a form. Computed fields (type `expression`) are computed here, whatever was sent for them:
 * each round imports what the round before computed, until nothing changes.
 */
async function submitForm(schema: Schema, data: Record<string, unknown>) {
  const computed: Computed = new Map();
  const form = new Form({
    container: document.createElement('div') as unknown as string,
    additionalModules: [{ translate: ['value', bothLanguages] }],
  } as never);
  drawNothing(form, computed);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = JSON.stringify([...computed]);
      const known = structuredClone(data);
      for (const { at, value } of computed.values()) place(known, at, value);
      computed.clear();
      await form.importSchema(schema as never, known as never);
      if (JSON.stringify([...computed]) === before) break;
    }
    const { data: accepted, errors } = form.submit() as {
      data: Record<string, unknown>;
      errors: Record<string, unknown>;
    };
    for (const { at, value } of computed.values()) place(accepted, at, value);
    const instances = form.get('formFieldInstanceRegistry') as {
      getAll(): Instance[];
      getAllKeyed(): Instance[];
    };
    const all = instances.getAll();
    const shown = instances.getAllKeyed().map((instance) => {
      return { ...instance, computed: computed.has(fieldName(instance.valuePath)) };
    });
    return {
      accepted,
      errors: toFieldErrors(schema.components ?? [], all, errors),
      shown,
      all,
    };
  } finally {
    form.destroy();
  }
}

/**
 * form-js decides what is on a form while it draws it. It draws the groups and lists; of the fields
 * only their being there counts, and drawing a long list in full would hold up everybody.
 */
function drawNothing(form: InstanceType<typeof Form>, computed: Computed): void {
  const registry = form.get('formFields') as { register(type: string, field: unknown): void };
  for (const field of formFields as { config: { type: string; keyed?: boolean } }[]) {
    const { config } = field;
    if (CONTAINERS.has(config.type)) continue;
    const drawn = config.type === 'expression' ? computing(computed) : () => null;
    registry.register(config.type, Object.assign(drawn, { config }));
  }
}

const CONTAINERS = new Set(['default', 'group', 'dynamiclist']);

function computing(computed: Computed) {
  return ({
    field,
    fieldInstance,
  }: {
    field: { expression?: string };
    fieldInstance?: Instance | null;
  }): null => {
    const value = useExpressionEvaluation(field.expression) ?? null;
    const at = fieldInstance?.valuePath;
    if (at) computed.set(fieldName(at), { at, value });
    return null;
  };
}

/**
 * form-js names errors by component id, in lists by row too; people and callers know fields by
 * where they are.
 */
function toFieldErrors(
  components: Component[],
  instances: (Instance & { indexes?: Record<string, number> })[],
  errors: Record<string, unknown>,
): FieldError[] {
  return instances.flatMap(({ id, valuePath, indexes }) => {
    const messages = valueAt(errors, fieldName([id, ...Object.values(indexes ?? {})]));
    if (!Array.isArray(messages) || typeof messages[0] !== 'string') return [];
    const [en = '', zh = en] = messages[0].split(SEPARATOR);
    return [{ field: fieldName(valuePath), label: fieldLabel(components, valuePath), en, zh }];
  });
}

parentPort?.on('message', async ({ id, schema, data }) => {
  try {
    // without data it is asked what the form would want to know
    const result = data ? await check(schema, data) : getSchemaVariables(schema);
    parentPort?.postMessage({ id, result });
  } catch (error) {
    parentPort?.postMessage({ id, error: String((error as Error).stack ?? error) });
  }
});
