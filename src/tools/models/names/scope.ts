import { type Field, type Giver, NOTHING, type Shape, union } from './shape';

/** Variables that an expression can name: its own, and those around it. */
export class Scope {
  /**
   * @param isOpen names are in it that nobody knows beforehand, such as fields of an item that can be
   *   anything: what is missing is then not asked for
   */
  constructor(
    readonly variables: Map<string, Field> = new Map(),
    private readonly around?: Scope,
    private readonly open = false,
  ) {}

  /** A scope in this one with variables of its own. */
  with(variables: Record<string, Shape> | Map<string, Field>, open = false): Scope {
    const own = variables instanceof Map ? variables : fieldsOf(variables);
    return new Scope(own, this, open);
  }

  get isOpen(): boolean {
    return this.open || (this.around?.isOpen ?? false);
  }

  /** What a variable holds, noting that it is read; undefined: there is none of this name. */
  read(name: string): Shape | undefined {
    const own = this.variables.get(name);
    if (!own) return this.around?.read(name);
    for (const giver of own.givers) giver.read = true;
    return own.shape;
  }

  /** The innermost scope that has a variable of this name, else the outermost. */
  home(name: string): Scope {
    if (this.variables.has(name) || !this.around) return this;
    return this.around.home(name);
  }

  names(): string[] {
    return [...this.variables.keys(), ...(this.around?.names() ?? [])];
  }

  /** Adds what a variable can hold beside what it could. */
  give(name: string, shape: Shape, giver?: Giver): void {
    const known = this.variables.get(name) ?? { shape: NOTHING, givers: new Set() };
    known.shape = union([known.shape, shape]);
    if (giver) known.givers.add(giver);
    this.variables.set(name, known);
  }
}

function fieldsOf(shapes: Record<string, Shape>): Map<string, Field> {
  const entries = Object.entries(shapes).map(([name, shape]): [string, Field] => {
    return [name, { shape, givers: new Set() }];
  });
  return new Map(entries);
}
