import { FormLinter } from '@camunda/form-linting';
import { RESERVED_NAMES } from '../../domain/json-shape';
import { LIMITS } from '../../domain/limits';
import { gatesOf } from '../../models/gate';
import { type Link, linksOf } from '../../models/linked';
import type { DecisionModel, FormComponent, FormModel, Models } from '../../models/read';
import { supportingRule } from '../../models/supporting-rule';
import type { Finding } from './finding';
import { parseCell } from './unary-tests';

/** Custom properties of a component and what they may say (docs/developers.md). */
const source =
  '((library|entries|named|record|outside):[a-z][a-z0-9-]*|case|organisation|region|uscc|publicity|text|(project|record|permit)-number)';
const allowed: Record<string, RegExp> = {
  ref: new RegExp(`^${source}(, *${source})*$`),
  linked: /^[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)+$/,
  pii: /^(id-number|name|phone|birth-date)$/,
  summary: /^true$/,
  public: /^(true|search)$/,
  prefill: /^publicity:(id|number|subject|title)$/,
  optionsFrom: /^[a-z][a-z0-9-]*$/,
  names: /^person$/,
  returns: /^[A-Z][A-Z0-9_]*(, *[A-Z][A-Z0-9_]*)*$/,
  normalForm: /^(code|value)$/,
  maxRows: /^[1-9]\d{0,2}$/,
  // what the heading of a gate's form declares
  gate: /^[A-Z]+-\d+[A-Za-z]?$/,
  askedBy: /^[a-z][a-z-]*(, *[a-z][a-z-]*)*$/,
  facts: /^[a-z][a-z0-9-]*(@[\w.-]+)?(, *[a-z][a-z0-9-]*(@[\w.-]+)?)*$/,
  subject: /^[A-Za-z][\w.]*(, *[A-Za-z][\w.]*)*$/,
  each: /^record$/,
};

/** Checks a form against both engine versions and against our component properties. */
export function lintForm(form: FormModel, models: Models): Finding[] {
  const findings = ['8.6.0', '8.9.0'].flatMap((version) => lintVersion(form, version));
  const components = form.components.flatMap((component) => [
    ...lintProperties(component),
    ...lintRows(component),
    ...lintNormalForm(component),
    ...lintName(component),
    ...lintOptions(component, models.decisions),
  ]);
  const own = [
    ...[...components, ...linksOf(form).flatMap(lintLink)].map(([component, message]) =>
      finding(form, component.key ?? '', 'zhujian', message),
    ),
    ...interpreted(form.schema as Shown).map(([id, message]) =>
      finding(form, id, 'zhujian', message),
    ),
    ...lintGate(form, models).map(([id, message]) => finding(form, id, 'zhujian', message)),
    ...sharedIds(form.schema as Shown).map((id) =>
      finding(form, id, 'zhujian', `Two components have the id ${id}: the form cannot be drawn`),
    ),
  ];
  return [...new Map([...findings, ...own].map((f) => [f.element + f.message, f])).values()];
}

function lintVersion(form: FormModel, executionPlatformVersion: string): Finding[] {
  const schema = { ...(form.schema as object), executionPlatformVersion };
  return new FormLinter()
    .lint({ executionPlatform: 'Camunda Cloud', ...schema })
    .map(({ id, message }) => finding(form, id ?? '', 'camunda', message));
}

/** What a component shows, as far as it could be more than text. */
interface Shown {
  id?: string;
  type?: string;
  text?: string;
  content?: string;
  source?: string;
  url?: string;
  components?: Shown[];
}

/**
 * What a text view may take from the task: the facts that are prepared as markdown
 * (src/wording/task-facts.ts), in which all that people wrote is text.
 */
const PREPARED = /\{\{ *(title|link|notes|#if notes|\/if) *\}\}/g;

/**
 * Components that interpret what they show (markdown, HTML, addresses) cannot be given values: what an
 * applicant wrote would become a link, a picture, a page. Tables and fields show text as text.
 */
function interpreted(shown: Shown): [id: string, message: string][] {
  const { id = '', type, text = '', content = '', source = '', url = '' } = shown;
  const taken = {
    text: text.replace(PREPARED, ''),
    html: content,
    image: source,
    iframe: url,
  }[type ?? ''];
  const isFilled = taken !== undefined && (/\{\{/.test(taken) || taken.trimStart().startsWith('='));
  const own: [string, string][] = isFilled
    ? [[id, `A component of type ${type} cannot show a value: show it in a table or a field`]]
    : [];
  return [...own, ...(shown.components ?? []).flatMap(interpreted)];
}

/** What a gate's form may be made of: what it is judged by does without form-js. */
const PLAIN = new Set([
  ...['text', 'group', 'dynamiclist', 'textfield', 'textarea', 'select', 'radio'],
  ...['checkbox', 'number', 'datetime'],
]);

/** A gate: a decision of the form's name that collects its rows, and a form that stands as it is. */
function lintGate(form: FormModel, { decisions }: Models): [id: string, message: string][] {
  const [gate] = gatesOf({ forms: { [form.id]: form }, decisions });
  if (!gate) return [];
  const decision = decisions[gate.id];
  const missing = ['code', 'zh', 'en'].filter(
    (name) => !decision?.outputs.some((output) => output.name === name),
  );
  const unknown = gate.facts
    .map((entry) => supportingRule(entry).decision)
    .filter((id) => !decisions[id]);
  const paths = form.components.map(({ path }) => path);
  return [
    ...(decision?.hitPolicy === 'COLLECT' && !decision.aggregation && missing.length === 0
      ? []
      : [['', `Gate ${gate.id} is no table that collects code, zh and en`] as [string, string]]),
    ...(gate.askedBy.length > 0 ? [] : [['', 'Nobody may ask it: askedBy'] as [string, string]]),
    ...unknown.map((id): [string, string] => ['', `Decision ${id} does not exist`]),
    ...gate.subject
      .filter((field) => !paths.includes(field))
      .map((field): [string, string] => ['', `Subject ${field} is not a field of it`]),
    ...moving(form.schema as Moving).map((id): [string, string] => [
      id,
      'The form of a gate has no conditions and computes nothing',
    ]),
  ];
}

/** A component as far as it could depend on others. */
interface Moving {
  id?: string;
  type?: string;
  conditional?: unknown;
  readonly?: unknown;
  disabled?: unknown;
  properties?: Record<string, string>;
  valuesExpression?: unknown;
  components?: Moving[];
}

/** Components of a form that are not what they are whatever was entered. */
function moving({ components = [] }: Moving): string[] {
  return components.flatMap((one) => {
    const { id = '', type = '', conditional, readonly, disabled, valuesExpression } = one;
    const isLocked = readonly !== undefined && one.properties?.linked === undefined;
    const moves = !PLAIN.has(type) || conditional || isLocked || disabled || valuesExpression;
    return [...(moves ? [id] : []), ...moving(one)];
  });
}

/** Ids that more than one component has. */
function sharedIds(schema: Shown): string[] {
  const ids = (shown: Shown): string[] =>
    (shown.components ?? []).flatMap((inner) => [inner.id ?? [], ids(inner)].flat());
  const all = ids(schema);
  return [...new Set(all.filter((id, at) => all.indexOf(id) < at))];
}

type Problem = [FormComponent, string];

function lintProperties(component: FormComponent): Problem[] {
  const { properties } = component;
  const wrong = Object.entries(properties)
    .filter(([name, value]) => !allowed[name]?.test(value))
    .map(([name, value]): Problem => [component, `Property ${name} cannot be "${value}"`]);
  const leak: Problem[] =
    properties.pii && properties.public ? [[component, 'Personal data cannot be public']] : [];
  return [...wrong, ...leak];
}

/** Sources that know a thing by a number or code. */
const KNOWS_BY_CODE = /(^|[, ])((library|entries|named|record|outside):|case|uscc|[a-z]+-number)/;

/** What is looked up by a number or code is stored as one, so that all of its readers meet one writing. */
function lintNormalForm(component: FormComponent): Problem[] {
  const { type, properties } = component;
  const { ref = '', normalForm, pii } = properties;
  const isText = ['textfield', 'textarea'].includes(type);
  if (normalForm && !isText) return [[component, 'Property normalForm belongs to a text field']];
  // an ID number is a code wherever it stands
  if (!isText || normalForm === 'code' || pii === 'id-number' || !KNOWS_BY_CODE.test(ref))
    return [];
  return [[component, `Looked up as ${ref}, it needs the property normalForm = code`]];
}

/** `maxRows`: how many rows a list takes, where it is not as many as every list. */
function lintRows(component: FormComponent): Problem[] {
  const { maxRows } = component.properties;
  if (maxRows === undefined) return [];
  if (component.type !== 'dynamiclist') return [[component, 'Property maxRows belongs to a list']];
  const most = LIMITS.rowsInAll;
  return Number(maxRows) > most ? [[component, `Property maxRows is ${most} at most`]] : [];
}

/** What is drawn from elsewhere is typed by nobody, and judged by rules about its source. */
function lintLink({ component, source, from }: Link): Problem[] {
  const { readonly, validate, list, properties } = component;
  const problems = [
    !source && `Linked to ${from}, which no field with the property ref gives`,
    source?.list !== undefined && source.list !== list && `Linked to a row of ${source.list}`,
    readonly !== true && 'A linked field must be read-only',
    Object.keys(validate).length > 0 &&
      'A linked field asks for nothing: rules about its source do',
    properties.pii &&
      !source?.properties.ref?.includes('outside:') &&
      'A linked field cannot hold personal data of our own libraries: references give it masked',
  ];
  return problems.flatMap((message): Problem[] => (message ? [[component, message]] : []));
}

/** Names by which JavaScript knows the insides of objects are refused at every door. */
function lintName(component: FormComponent): Problem[] {
  const steps = component.path?.split('.') ?? [];
  return steps
    .filter((step) => RESERVED_NAMES.has(step))
    .map((step): Problem => [component, `A field cannot be called ${step}`]);
}

/** `optionsFrom`: the options of a select are the values a decision distinguishes. */
function lintOptions(component: FormComponent, decisions: Models['decisions']): Problem[] {
  const id = component.properties.optionsFrom;
  if (!id) return [];
  const decision = decisions[id];
  if (!decision) return [[component, `Decision ${id} does not exist`]];
  const known = distinguished(decision, component.key ?? '');
  const options = component.values.map(({ value }) => value);
  const missing = known.filter((value) => !options.includes(value));
  const extra = options.filter((value) => !known.includes(value));
  return [
    ...missing.map((value): Problem => [component, `Option ${value} of ${id} is missing`]),
    ...extra.map((value): Problem => [component, `Option ${value} is not in ${id}`]),
  ];
}

/** Values of the column that reads this field, else of the first column. */
function distinguished({ inputs, rules }: DecisionModel, key: string): string[] {
  const column = inputs.findIndex(({ expression }) => expression.split('.').at(-1) === key);
  const cells = rules.map((rule) => parseCell(rule.inputs[Math.max(column, 0)] ?? ''));
  return [...new Set(cells.flatMap((cell) => cell?.literals ?? []))].map(String);
}

function finding(form: FormModel, element: string, rule: string, message: string): Finding {
  return { file: form.file, element, severity: 'error', rule: `form/${rule}`, message };
}
