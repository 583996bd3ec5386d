import type { FormModel } from '../../../models/read';
import { FeelReader } from './feel-shape';
import type { Ledger } from './ledger';
import type { Scope } from './scope';
import { ANY, type Shape } from './shape';

interface Component {
  id?: string;
  key?: string;
  path?: string;
  type?: string;
  components?: Component[];
}

/** Names that form-js gives inside a list. */
const IN_LIST: Record<string, Shape> = { this: ANY, parent: ANY, i: ANY };

/**
 * Reads every expression of a form (conditions, computed fields, tables).
 * @param scope what is entered in the form, and of a task what it is handed
 */
export function readFormFeel(form: FormModel, scope: Scope, ledger: Ledger): void {
  const { components = [] } = form.schema as { components?: Component[] };
  for (const component of components) readComponent(form, component, scope, ledger);
}

function readComponent(form: FormModel, component: Component, scope: Scope, ledger: Ledger): void {
  const { components = [], ...own } = component;
  const element = own.key ?? own.path ?? own.id ?? '';
  const reader = new FeelReader(ledger, { file: form.file, element, where: '' });
  for (const feel of expressionsIn(own)) reader.expression(feel.slice(1), scope);
  const isList = own.type === 'dynamiclist';
  const inside = isList ? scope.with(IN_LIST, true) : scope;
  for (const one of components) readComponent(form, one, inside, ledger);
}

/** Every text behind `=`, at whatever depth. */
function expressionsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(expressionsIn);
}
