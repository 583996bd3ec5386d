import { parentPort } from 'node:worker_threads';
import './dom';
import { place, valueAt } from '../domain/paths';
import type { Labels } from '../models/types';
import { label } from '../wording/labels';
import type { CheckQuestion, FieldError, FormCheck, Question, Schema } from './check';
import {
  type Component,
  fieldLabel,
  fieldName,
  fits,
  isObject,
  type Misfit,
  misfitErrors,
  notValid,
  type ValuePath,
  without,
} from './misfits';

// loaded after the globals exist
const { Form, formFields, getSchemaVariables, useExpressionEvaluation } =
  require('@bpmn-io/form-js-viewer') as typeof import('@bpmn-io/form-js-viewer');

const SEPARATOR = '\u0000';

/** form-js translates its messages through this; both languages travel in one text. */
function bothLanguages(labels: Labels) {
  return (template: string, values: Record<string, string> = {}): string => {
    const fill = (text: string) =>
      text.replace(/{([^}]+)}/g, (all, key: string) => values[key] ?? all);
    return `${fill(template)}${SEPARATOR}${fill(label(labels, 'formErrors', template))}`;
  };
}

/** A field as it stands on the form: once a row in a list, not at all where it is hidden. */
interface Instance {
  id: string;
  valuePath: ValuePath;
}

/**
 * What is not for the sender to say: computed fields, and those that are read-only or disabled, always
 * or under a condition. Of the latter each is locked until the form, filled with what it was handed out
 * with in this field, shows it as one that people can fill in: so what was sent for a field does not
 * unlock it.
 */
class Ours {
  readonly computed = new Map<string, { at: ValuePath; value: unknown }>();
  /** what can be chosen where an expression says so, which form-js checks only in a browser */
  readonly options = new Map<string, NonNullable<Component['values']>>();
  /** fields that may be locked, in rows each on its own */
  readonly #lockable = new Map<string, ValuePath>();
  readonly #free = new Set<string>();
  /** were free, until what was sent locked them */
  readonly #again = new Set<string>();
  #known = new Set<string>();
  readonly #drawn = new Map<string, boolean>();

  /** Where the fields are that are locked now. */
  locked(): ValuePath[] {
    return [...this.#lockable]
      .filter(([name]) => !this.#free.has(name) || this.#again.has(name))
      .map(([, at]) => at);
  }

  begin(): void {
    this.computed.clear();
    this.options.clear();
    this.#drawn.clear();
    this.#known = new Set(this.#lockable.keys());
  }

  /** The form shows a field that may be locked. */
  saw(at: ValuePath, locked: boolean): void {
    this.#lockable.set(fieldName(at), at);
    this.#drawn.set(fieldName(at), locked);
  }

  end(): void {
    for (const [name, locked] of this.#drawn) {
      // the first time, what was sent still stood in it
      if (!this.#known.has(name)) continue;
      if (locked && this.#free.has(name)) this.#again.add(name);
      if (!locked) this.#free.add(name);
    }
  }

  state(): string {
    const { computed } = this;
    return JSON.stringify([[...computed], [...this.#lockable.keys()], this.locked()]);
  }
}

/** Fields that depend on each other settle within a few rounds, or never. */
const ROUNDS = 8;

async function check({ schema, fitted, known, labels }: CheckQuestion): Promise<FormCheck> {
  const components = schema.components ?? [];
  const { misfits, long, computed } = fitted;
  const odd = misfits.filter(({ kept }) => !kept).map(({ at }) => at);
  const given = without(fitted.data, computed);
  const { accepted, errors, shown, all, settled } = await submitForm(
    schema,
    without(given, odd),
    known,
    labels,
  );
  const onForm = new Set(all.map((instance) => fieldName(instance.valuePath)));
  const visible = misfits.filter(({ at, unknown, kept }) =>
    kept && settled.locked.has(fieldName(at)) ? false : unknown || onForm.has(fieldName(at)),
  );
  const asItCame = { ...settled, given };
  const named = new Set(misfits.map(({ at }) => fieldName(at)));
  const emptied = notOffered(asItCame, accepted, shown, components).filter(
    ({ at }) => !named.has(fieldName(at)),
  );
  const told = misfitErrors(labels, components, [...visible, ...emptied]);
  const withheld = [...odd, ...long].map(fieldName);
  return {
    accepted,
    entered: asEntered(asItCame, accepted, shown, all),
    judged: without(asEntered({ ...settled, given: settled.data }, accepted, shown, all), long),
    // what form-js says of a field whose value it was not shown, or of fields inside of it, is no news
    errors: [
      ...errors.filter(({ field }) => !told.some((m) => `${field}.`.startsWith(`${m.field}.`))),
      ...told,
    ],
    misbuilt: visible.some(({ structural }) => structural),
    withheld,
  };
}

/**
 * What was chosen and cannot be, where the form works out by itself what can: form-js empties the field,
 * or, where an expression gives the options, takes anything.
 */
function notOffered(
  { given, locked }: Settled & { given: object },
  accepted: object,
  shown: Shown[],
  components: Component[],
): Misfit[] {
  return shown.flatMap(({ id, valuePath, computed, options }) => {
    const name = fieldName(valuePath);
    const [came, kept] = [valueAt(given, name), valueAt(accepted, name)];
    const field = componentOf(components, id);
    if (computed || locked.has(name) || !field || amount(came) === 0) return [];
    const offered = options ? { ...field, values: options } : field;
    const taken = options ? fits(offered, came) : amount(came) <= amount(kept);
    return taken ? [] : [notValid(offered, came, valuePath)];
  });
}

/** How much there is of a value. */
const amount = (value: unknown) =>
  Array.isArray(value)
    ? value.length
    : Number(value !== undefined && value !== null && value !== '');

function componentOf(components: Component[], id: string): Component | undefined {
  const inside = () => components.map(({ components: inner = [] }) => componentOf(inner, id));
  return components.find((one) => one.id === id) ?? inside().find(Boolean);
}

/**
 * What was entered, as it was entered, in the fields that the form shows; in those that cannot be
 * entered, what stands in them.
 */
function asEntered(
  { given, data, locked }: Settled & { given: object },
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
    const name = fieldName(valuePath);
    const value = valueAt(computed ? accepted : locked.has(name) ? data : given, name);
    if (value !== undefined) place(entered, valuePath, value);
  }
  return entered;
}

interface Shown extends Instance {
  computed: boolean;
  options: Component['values'];
}

/** The data with what people cannot enter put in by us. */
interface Settled {
  data: Record<string, unknown>;
  /** names of the fields that are read-only or disabled as the form now stands */
  locked: Set<string>;
}

/**
 * Submits a form. Computed fields (type `expression`) are computed here, and what is read-only or
 * disabled takes what it was filled with when the form was handed out, whatever was sent for them: each
 * round imports what the round before found, until nothing changes.
 * @param known what the form was filled with
 * @param labels the words of its release
 */
async function submitForm(
  schema: Schema,
  sent: Record<string, unknown>,
  known: Record<string, unknown>,
  labels: Labels,
) {
  const ours = new Ours();
  const rows = withFixedRows(schema.components ?? [], structuredClone(sent), known);
  let data = rows;
  const form = new Form({
    container: document.createElement('div') as unknown as string,
    additionalModules: [{ translate: ['value', bothLanguages(labels)] }],
  } as never);
  drawNothing(form, ours);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = ours.state();
      data = structuredClone(rows);
      for (const at of ours.locked()) place(data, at, valueAt(known, fieldName(at)));
      const imported = { ...besides(schema, known), ...structuredClone(data) };
      for (const { at, value } of ours.computed.values()) place(imported, at, value);
      ours.begin();
      await form.importSchema(schema as never, imported as never);
      ours.end();
      if (ours.state() === before) break;
    }
    const { computed } = ours;
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
      const name = fieldName(instance.valuePath);
      return { ...instance, computed: computed.has(name), options: ours.options.get(name) };
    });
    return {
      accepted,
      errors: toFieldErrors(schema.components ?? [], all, errors),
      shown,
      all,
      settled: { data, locked: new Set(ours.locked().map(fieldName)) },
    };
  } finally {
    form.destroy();
  }
}

/** What the form was filled with that is none of its fields; its expressions may read it. */
function besides({ components = [] }: Schema, known: Record<string, unknown>) {
  const own = new Set<unknown>(rootNames(components));
  return Object.fromEntries(Object.entries(known).filter(([name]) => !own.has(name)));
}

function rootNames(components: Component[]): (string | undefined)[] {
  return components.flatMap(({ key, path, components: inner = [] }) =>
    key || path ? [(key ?? path)?.split('.')[0]] : rootNames(inner),
  );
}

/** Where a form lets nobody add or take away rows, a list has the rows it was handed out with. */
function withFixedRows(
  components: Component[],
  data: Record<string, unknown>,
  known: Record<string, unknown>,
): Record<string, unknown> {
  for (const { type, path, allowAddRemove, components: inner = [] } of components) {
    if (!path) withFixedRows(inner, data, known);
    if (type !== 'dynamiclist' || !path || allowAddRemove !== false) continue;
    const [handedOut, sent] = [valueAt(known, path), valueAt(data, path)];
    if (!Array.isArray(handedOut)) continue;
    const rows = Array.isArray(sent) ? sent : [];
    place(
      data,
      path.split('.'),
      handedOut.map((_, row) => rows[row] ?? {}),
    );
  }
  return data;
}

/**
 * form-js decides what is on a form while it draws it. It draws the groups and lists; of the fields
 * only their being there counts, and drawing a long list in full would hold up everybody.
 */
function drawNothing(form: InstanceType<typeof Form>, ours: Ours): void {
  const registry = form.get('formFields') as { register(type: string, field: unknown): void };
  for (const field of formFields as { config: { type: string; keyed?: boolean } }[]) {
    const { config } = field;
    if (CONTAINERS.has(config.type)) continue;
    const drawn = config.type === 'expression' ? computing(ours) : locking(ours);
    registry.register(config.type, Object.assign(drawn, { config }));
  }
}

const CONTAINERS = new Set(['default', 'group', 'dynamiclist']);

/** What form-js hands to a field it draws. */
interface Drawn {
  field: {
    expression?: string;
    valuesExpression?: string;
    readonly?: unknown;
    disabled?: unknown;
  };
  fieldInstance?: Instance | null;
  readonly?: boolean;
  disabled?: boolean;
}

function computing({ computed }: Ours) {
  return ({ field, fieldInstance }: Drawn): null => {
    const value = useExpressionEvaluation(field.expression) ?? null;
    const at = fieldInstance?.valuePath;
    if (at) computed.set(fieldName(at), { at, value });
    return null;
  };
}

function locking(ours: Ours) {
  return ({ field, fieldInstance, readonly, disabled }: Drawn): null => {
    const options = field.valuesExpression && useExpressionEvaluation(field.valuesExpression);
    const at = fieldInstance?.valuePath;
    if (at && Array.isArray(options))
      ours.options.set(
        fieldName(at),
        options.map((one) => (isObject(one) ? (one as { value: unknown }) : { value: one })),
      );
    if (at && (field.readonly || field.disabled)) ours.saw(at, Boolean(readonly || disabled));
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

parentPort?.on('message', async (question: Question) => {
  try {
    const result =
      'fitted' in question ? await check(question) : getSchemaVariables(question.schema as never);
    parentPort?.postMessage({ result });
  } catch (error) {
    parentPort?.postMessage({ error: String((error as Error).stack ?? error) });
  }
});
// form-js takes a moment to load, which is no part of anybody's question
parentPort?.postMessage({ ready: true });
