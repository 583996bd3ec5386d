import { asMarkdown } from '../wording/as-markdown';

/** A component of a form, as far as a correction shows it otherwise. */
interface Component {
  id?: string;
  type?: string;
  key?: string;
  path?: string;
  components?: Component[];
  properties?: Record<string, string>;
  validate?: { required?: unknown };
}

/** What is said beside a field. */
export interface Beside {
  /** path of the field */
  field: string;
  /** as text; none of it is markdown */
  text: string;
}

/**
 * A start form as the page of a correction shows it: each remark below its field, before a list those
 * about its columns; and what holds personal data takes it masked, as it is shown. The case is judged
 * by the form as it is.
 */
export function correctionForm(schema: object, remarks: Beside[]): object {
  const { components = [] } = schema as { components?: Component[] };
  return { ...schema, components: shown(components, [], remarks) };
}

function shown(components: Component[], around: string[], remarks: Beside[]): Component[] {
  return components.flatMap((component) => {
    const { key, type, path, properties, validate, components: inner } = component;
    const own = [...around, ...(key ?? path ?? '').split('.').filter(Boolean)];
    const name = own.join('.');
    if (type === 'dynamiclist') {
      const about = remarks.filter(({ field }) => `${field}.`.startsWith(`${name}.`));
      return [...about.map(note), { ...component, components: shown(inner ?? [], own, []) }];
    }
    if (inner) return [{ ...component, components: shown(inner, own, remarks) }];
    const masked = properties?.pii ? { validate: { required: validate?.required } } : {};
    const about = key ? remarks.filter(({ field }) => field === name) : [];
    return [{ ...component, ...masked }, ...about.map(note)];
  });
}

function note({ field, text }: Beside, position: number): Component {
  const said = { text: `**⚠ ${asMarkdown(text)}**` };
  return { id: `Remark_${field.replaceAll('.', '_')}_${position}`, type: 'text', ...said };
}
