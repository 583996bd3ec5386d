import { shortened } from '../../domain/normal-form';
import type { ChangesOf } from './changes';
import { matchBy, movedPairs } from './match';

interface Component {
  id?: string;
  key?: string;
  path?: string;
  label?: string;
  dateLabel?: string;
  text?: string;
  type: string;
  layout?: unknown;
  components?: Component[];
  [part: string]: unknown;
}

/** What people call the parts of a field. */
const PARTS: Record<string, string> = {
  key: '字段名',
  path: '路径',
  label: '标题',
  dateLabel: '标题',
  text: '文字',
  type: '类型',
  description: '提示',
  readonly: '只读',
  disabled: '停用',
  expression: '计算式',
  defaultValue: '默认值',
  'validate.required': '必填',
  'validate.pattern': '格式',
  'validate.patternErrorMessage': '格式不符的提示',
  'validate.minLength': '最少字符',
  'validate.maxLength': '最多字符',
  'validate.min': '最小值',
  'validate.max': '最大值',
  'conditional.hide': '隐藏条件',
  properties: '属性',
  values: '选项',
};

/** What differs between two states of a form; undefined where there is no file. */
export function diffForm(of: ChangesOf, from?: string, to?: string): void {
  const [old, now] = [from, to].map((json) => (json === undefined ? undefined : JSON.parse(json)));
  if (!old || !now) {
    const { id, components } = (old ?? now) as { id: string; components?: Component[] };
    const count = `${fieldsOf(components).length} 项`;
    if (now) of.added(id, '表单', count);
    else of.removed(id, '表单', count);
    return;
  }
  diffFields(of, fieldsOf(old.components), fieldsOf(now.components));
  const [was, is] = [
    { ...old, components: 0 },
    { ...now, components: 0 },
  ];
  for (const [key, before, after] of partsThatDiffer(was, is))
    of.changed(now.id, `表单 · ${PARTS[key] ?? key}`, before, after);
}

function fieldsOf(components: Component[] = []): Component[] {
  return components.flatMap((one) => [one, ...fieldsOf(one.components)]);
}

function diffFields(of: ChangesOf, before: Component[], after: Component[]): void {
  const { pairs, added, removed } = matchBy(
    before,
    after,
    ({ id = '' }) => id,
    ({ key = '' }) => key,
  );
  for (const one of removed) of.removed(idOf(one), placeOf(one), said(one));
  for (const one of added) of.added(idOf(one), placeOf(one), said(one));
  for (const pair of pairs)
    for (const [key, old, now] of partsThatDiffer(pair.before, pair.after))
      of.changed(idOf(pair.after), `${placeOf(pair.after)} · ${partName(key)}`, old, now);
  const placed = pairs.filter((pair) => layout(pair.before) !== layout(pair.after));
  const moved = new Set([...placed, ...movedPairs(pairs, before)]);
  if (moved.size > 0) of.changed('', '排列', null, `${moved.size} 处`);
}

const idOf = ({ id, key, type }: Component) => id ?? key ?? type;
const layout = (one: Component) => JSON.stringify(one.layout ?? null);

function placeOf(one: Component): string {
  const name = one.label || one.dateLabel || one.key || one.path || idOf(one);
  return `字段 ${shortened(name, 40)}`;
}

/** Parts of two components, or heads of forms, that are not the same: name, before, after. */
function partsThatDiffer(before: object, after: object): [string, string | null, string | null][] {
  const [was, is] = [partsOf(before), partsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key) ?? null, is.get(key) ?? null];
    return old === now ? [] : [[key, old, now] as [string, string | null, string | null]];
  });
}

/** `validate.required` → `true`, `values/ENVIRONMENT` → its label. */
function partsOf(component: object, prefix = ''): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [key, value] of Object.entries(component)) {
    if (['id', 'components', 'layout'].includes(key)) continue;
    const name = prefix + key;
    if (key === 'values' && Array.isArray(value))
      for (const option of value) parts.set(`values/${option.value}`, String(option.label));
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [inner, one] of partsOf(value, `${name}.`)) parts.set(inner, one);
    else parts.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return parts;
}

function partName(key: string): string {
  const [part = '', option] = key.split('/');
  if (option !== undefined) return `${PARTS[part] ?? part} ${option}`;
  if (PARTS[part]) return PARTS[part];
  const [group = '', ...name] = part.split('.');
  return [PARTS[group] ?? group, name.join('.')].filter(Boolean).join(' ');
}

/** What a field that came or went asks for. */
function said(one: Component): string {
  const parts = [...partsOf(one)].filter(([key]) => !['label', 'dateLabel'].includes(key));
  return parts
    .map(([key, value]) => `${partName(key)} ${value === 'true' ? '是' : value}`)
    .join('，');
}
