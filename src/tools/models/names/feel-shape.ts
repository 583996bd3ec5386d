import { type Call, callBuiltIn, isBuiltIn } from './feel-functions';
import { feelTree, type Node } from './feel-tree';
import type { Ledger } from './ledger';
import { isSlip } from './nearest';
import type { Scope } from './scope';
import {
  ANY,
  closedTexts,
  type Field,
  fieldOf,
  itemsOf,
  list,
  NOTHING,
  namesIn,
  PLAIN,
  type Place,
  type Shape,
  TEXT,
  text,
  texts,
  union,
} from './shape';

/** Functions of models call each other so deep. */
const DEEPEST = 25;

export interface ReaderOptions {
  /** entries of contexts have to be read by somebody, but for these */
  unowed?: string[];
  /** names may be there that nobody gives yet */
  isForLater?: boolean;
}

/** Reads what FEEL gives, and asks the ledger for every name in it. */
export class FeelReader {
  private depth = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly place: Place,
    private readonly options: ReaderOptions = {},
  ) {}

  /** What an expression gives. A value of BPMN that does not begin with `=` is a text. */
  expression(feel: string, scope: Scope): Shape {
    return this.read(feelTree(feel), scope);
  }

  /** Reads the tests of a cell of a decision table; `?` is the value of its column. */
  cell(feel: string, value: Shape, scope: Scope): void {
    this.read(feelTree(feel, 'UnaryTests'), scope.with({ '?': value }));
  }

  private read(node: Node, scope: Scope): Shape {
    const { kind, children } = node;
    const [first, second, third] = children;
    switch (kind) {
      case 'StringLiteral':
        return text(unquoted(node.text), this.place);
      case 'null':
        return NOTHING;
      case 'NumericLiteral':
      case 'BooleanLiteral':
      case 'DateTimeLiteral':
        return PLAIN;
      case 'VariableName':
      case '?':
        return this.variable(node.name, scope);
      case 'PathExpression':
        return first && second ? this.path(first, second.name, scope) : ANY;
      case 'FilterExpression':
        return first && second ? this.filter(first, second, scope) : ANY;
      case 'FunctionInvocation':
        return first ? this.invocation(first.name, second?.children ?? [], scope) : ANY;
      case 'Context':
        return this.context(node, scope);
      case 'List':
        return list(union(children.map((child) => this.read(child, scope))));
      case 'IfExpression':
        if (first) this.read(first, scope);
        return union([second, third].map((one) => (one ? this.read(one, scope) : NOTHING)));
      case 'ForExpression':
      case 'QuantifiedExpression':
        return this.loop(kind, children, scope);
      case 'FunctionDefinition':
        return this.definition(node, scope);
      case 'Comparison':
        return this.comparison(children, scope);
      case 'ArithmeticExpression':
        return this.arithmetic(children, scope);
      case 'InstanceOfExpression':
        if (first) this.read(first, scope);
        return PLAIN;
      case '⚠':
        return ANY;
      case 'Expression':
      case 'ParenthesizedExpression':
      case 'FunctionBody':
        return first ? this.read(first, scope) : NOTHING;
      default:
        for (const child of children) this.read(child, scope);
        return PLAIN;
    }
  }

  private variable(name: string, scope: Scope): Shape {
    const found = scope.read(name);
    if (found) {
      this.ask(name, '变量', true, []);
      return found;
    }
    if (isBuiltIn(name) || scope.isOpen) return ANY;
    this.ask(name, '变量', false, scope.names());
    return NOTHING;
  }

  private ask(name: string, of: string, isAnswered: boolean, known: string[]): void {
    const isSlipOf = (one: string) => isSlip(name.replaceAll('"', ''), one);
    if (this.options.isForLater && !isAnswered && !known.some(isSlipOf)) return;
    this.ledger.ask(this.place, name, of, isAnswered, known);
  }

  private path(of: Node, name: string, scope: Scope): Shape {
    return this.field(this.read(of, scope), name, shortened(of.text));
  }

  private field(shape: Shape, name: string, of: string): Shape {
    const found = fieldOf(shape, name);
    const known = namesIn(shape);
    if (known.length > 0 || found) this.ask(name, `${of} 的`, found !== undefined, known);
    return found ?? NOTHING;
  }

  /** `list[condition]` or `list[position]`: in the condition, the fields of an item are variables. */
  private filter(of: Node, condition: Node, scope: Scope): Shape {
    const all = this.read(of, scope);
    const item = itemsOf(all);
    const inside = new Map<string, Field>([
      ...(item.fields ?? []),
      ['item', { shape: item, givers: new Set() }],
    ]);
    const isOpen = item.any === true || item.otherFields !== undefined;
    this.read(condition, scope.with(inside, isOpen));
    if (['NumericLiteral', 'ArithmeticExpression'].includes(condition.kind)) return item;
    return condition.kind === 'VariableName' ? union([item, list(item)]) : list(item);
  }

  private invocation(name: string, args: Node[], scope: Scope): Shape {
    const given = args.map((arg) =>
      this.read(arg.kind === 'NamedParameter' ? last(arg) : arg, scope),
    );
    const own = scope.read(name);
    if (own?.call) return this.deeper(() => own.call?.(given) ?? ANY);
    if (own?.any) return ANY;
    if (!isBuiltIn(name)) {
      if (!scope.isOpen) this.ledger.ask(this.place, name, '函数', false, scope.names());
      return ANY;
    }
    return callBuiltIn(name, this.callOf(args, given, scope));
  }

  private callOf(args: Node[], given: Shape[], scope: Scope): Call {
    return {
      given,
      literal: (position) => {
        const arg = args[position];
        return arg?.kind === 'StringLiteral' ? unquoted(arg.text) : undefined;
      },
      field: (shape, name) => this.field(shape, name, shortened(args[0]?.text ?? '')),
      compare: (literals, value) => this.compare(args[literals], args[value], scope),
    };
  }

  private deeper(call: () => Shape): Shape {
    if (this.depth > DEEPEST) return ANY;
    this.depth++;
    try {
      return call();
    } finally {
      this.depth--;
    }
  }

  /** Entries see those above them. */
  private context(node: Node, scope: Scope): Shape {
    const inside = scope.with({});
    const fields = new Map<string, Field>();
    for (const entry of node.children.filter(({ kind }) => kind === 'ContextEntry')) {
      const [key, value] = entry.children;
      if (!key || !value) continue;
      const name = key.children[0]?.kind === 'StringLiteral' ? unquoted(key.text) : key.name;
      const isOwed = this.options.unowed && !this.options.unowed.includes(name);
      const giver = isOwed ? [this.ledger.giver(this.place, name)] : [];
      const field = { shape: this.read(value, inside), givers: new Set(giver) };
      fields.set(name, field);
      inside.variables.set(name, field);
    }
    return { fields };
  }

  private loop(kind: string, children: Node[], scope: Scope): Shape {
    const [iterations, body] = children;
    let inside = scope;
    for (const one of iterations?.children ?? []) {
      const [name, over] = one.children;
      if (!name || !over) continue;
      const items = over.children.map((child) => this.read(child, inside));
      const isRange = items.length > 1;
      inside = inside.with({ [name.name]: isRange ? PLAIN : itemsOf(items[0] ?? NOTHING) });
    }
    const each = body ? this.read(body, inside.with({ partial: ANY })) : NOTHING;
    return kind === 'ForExpression' ? list(each) : PLAIN;
  }

  private definition(node: Node, scope: Scope): Shape {
    const parameters = node.children
      .filter(({ kind }) => kind === 'FormalParameters')
      .flatMap(({ children }) => children)
      .map((parameter) => (parameter.children[0] ?? parameter).name);
    const body = node.children.find(({ kind }) => kind === 'FunctionBody');
    if (!body) return ANY;
    return {
      call: (args) => {
        const given = parameters.map((name, position) => [name, args[position] ?? NOTHING]);
        return this.read(body, scope.with(Object.fromEntries(given)));
      },
    };
  }

  private comparison(children: Node[], scope: Scope): Shape {
    const sides = children.filter(({ kind }) => kind !== 'CompareOp');
    const operator = children.find(({ kind }) => kind === 'CompareOp')?.text;
    for (const side of sides) this.read(side, scope);
    const [left, right] = sides;
    if (operator === '=' || operator === '!=') {
      this.compare(left, right, scope);
      this.compare(right, left, scope);
    } else if (right?.kind === 'PositiveUnaryTests') this.compare(right, left, scope);
    return PLAIN;
  }

  /** Each text that is written down here has to be one that the value can be. */
  private compare(literals: Node | undefined, value: Node | undefined, scope: Scope): void {
    if (!literals || !value || value.kind === 'StringLiteral') return;
    const written = literalsIn(literals).filter((one) => one !== '');
    if (written.length === 0) return;
    const possible = closedTexts(itemsOf(this.read(value, scope)));
    const of = `${shortened(value.text)} 的取值`;
    for (const one of written) {
      const isPossible = possible === undefined || possible.has(one);
      this.ask(`"${one}"`, of, isPossible, [...(possible?.keys() ?? [])]);
    }
  }

  private arithmetic(children: Node[], scope: Scope): Shape {
    const parts = children
      .filter(({ kind }) => kind !== 'ArithOp')
      .map((child) => this.read(child, scope));
    const joined = this.joined(parts);
    if (joined) return joined;
    return parts.some((part) => part.texts || part.someText || part.any)
      ? { ...TEXT, ...PLAIN }
      : PLAIN;
  }

  /** `"CONCLUDED_" + outcome`: all texts it can be, where all are known. */
  private joined([left, right]: Shape[]): Shape | undefined {
    const [before, after] = [left, right].map((side) => side && closedTexts(side));
    if (!before?.size || !after?.size) return undefined;
    const all = [...before.keys()].flatMap((one) => [...after.keys()].map((two) => one + two));
    return texts(all, this.place);
  }
}

/** Texts in a literal, a list of literals, or tests that are literals. */
function literalsIn(node: Node): string[] {
  if (node.kind === 'StringLiteral') return [unquoted(node.text)];
  if (
    ['List', 'PositiveUnaryTests', 'PositiveUnaryTest', 'ParenthesizedExpression'].includes(
      node.kind,
    )
  )
    return node.children.flatMap(literalsIn);
  return [];
}

function unquoted(literal: string): string {
  try {
    return JSON.parse(literal.trim()) as string;
  } catch {
    return literal.trim().slice(1, -1);
  }
}

function last({ children }: Node): Node {
  return children.at(-1) ?? { kind: 'null', text: 'null', name: 'null', children: [] };
}

function shortened(feel: string): string {
  const line = feel.replaceAll(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
