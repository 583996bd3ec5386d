import type { Models } from '../../../models/read';
import type { WorkerInfo } from '../worker-info';
import { DecisionReader } from './decisions';
import type { Declared } from './fact-shapes';
import type { Ledger } from './ledger';
import { Scope } from './scope';
import {
  ANY,
  closedTexts,
  itemsOf,
  list,
  NOTHING,
  object,
  PLAIN,
  type Place,
  type Shape,
  TEXT,
  texts,
  union,
} from './shape';

const nowhere: Place = { file: '', element: '', where: '' };

/** A human step with what it needs for the decisions about its act. */
export interface Task {
  act: string;
  given: Shape;
  outcome: Shape;
}

/** What is known of the cases of one process that a submission or a timer starts. */
export class CaseWorld {
  data: Shape = NOTHING;
  parties: Shape = object({});
  deadlines: Shape = object({});
  refs: Shape = object({});
  rules: Shape = object({});
  readonly tasks = new Map<string, Task>();

  constructor(
    readonly processId: string,
    readonly flow: string,
  ) {}
}

/** What models give each other across files, growing from round to round. */
export class World {
  readonly decisions: DecisionReader;
  readonly cases = new Map<string, CaseWorld>();
  /** variables of a process, by the calls that lead to it */
  readonly scopes = new Map<string, Scope>();
  /** variables that come with a message */
  readonly messages = new Map<string, Scope>();
  private readonly libraries = new Map<string, Shape>();
  private readonly codes = new Map<string, Shape>();
  private all: { parts: Shape[]; data: Shape } = { parts: [], data: NOTHING };
  /** tasks of each process that is called, for the decisions about acts it names itself */
  readonly held = new Map<string, Map<string, Task>>();

  private readonly everywhere: Record<'processes' | 'flows' | 'status' | 'marks', Shape>;

  constructor(
    readonly models: Models,
    readonly workers: Map<string, WorkerInfo>,
    readonly labels: Labels,
    readonly ledger: Ledger,
  ) {
    this.decisions = new DecisionReader(models, ledger);
    const flows = Object.values(models.processes).map(({ flow, id }) => flow ?? id);
    this.everywhere = {
      processes: texts(Object.keys(models.processes), nowhere),
      flows: texts(flows, nowhere),
      status: texts(labels.all('status'), nowhere),
      marks: texts(labels.all('marks'), nowhere),
    };
  }

  /** A code is given to a case, a document, a library entry, … */
  giveCode(group: string, shape: Shape): void {
    this.codes.set(group, union([this.codes.get(group) ?? NOTHING, itemsOf(shape)]));
  }

  given(group: string): Shape {
    return this.codes.get(group) ?? NOTHING;
  }

  /** Marks of an entry of a library, whichever flow gave them. */
  get allMarks(): Shape {
    return this.everywhere.marks;
  }

  /** Codes that have words, and those the models give. */
  private worded(group: string, processId: string): Shape {
    const given = closedTexts(this.given(group))?.keys() ?? [];
    return texts([...this.labels.keys(group, processId), ...given], nowhere);
  }

  scopeOf(path: string): Scope {
    const known = this.scopes.get(path) ?? new Scope();
    this.scopes.set(path, known);
    return known;
  }

  messageOf(name: string): Scope {
    const known = this.messages.get(name) ?? new Scope();
    this.messages.set(name, known);
    return known;
  }

  write(kind: string, entry: Shape): void {
    this.libraries.set(kind, union([this.libraries.get(kind) ?? NOTHING, entry]));
  }

  /** An entry of a library as references see it; one that no flow writes can hold anything. */
  library(kind: string): Shape {
    const known = this.libraries.get(kind);
    const found = object({ found: PLAIN, status: TEXT, over: PLAIN });
    return known
      ? union([found, known])
      : union([found, object({ status: TEXT, marks: list(TEXT), data: ANY })]);
  }

  libraryKinds(): string[] {
    return [...this.libraries.keys()];
  }

  /** What cases of any process hold: put together anew only when those of one process hold more. */
  private dataOfAll(): Shape {
    const parts = [...this.cases.values()].map(({ data }) => data);
    if (parts.some((part, n) => part !== this.all.parts[n]))
      this.all = { parts, data: union(parts) };
    return this.all.data;
  }

  /** What the catalogue's words stand for in the cases of a process. */
  declared(own: CaseWorld, tasks: Iterable<Task> = own.tasks.values()): Declared {
    const all = [...tasks];
    const acts = texts(new Set(all.map(({ act }) => act)), nowhere);
    const outcome = union(all.map((task) => task.outcome));
    const { processes, flows } = this.everywhere;
    const known: Declared = {
      data: own.data,
      refs: own.refs,
      rules: own.rules,
      parties: own.parties,
      places: placesOf(own.parties),
      deadlines: own.deadlines,
      act: acts,
      acts: list(acts),
      outcomes: list(outcome),
      done: list(
        object({
          ...{ act: acts, outcome, person: TEXT },
          ...{ organisation: TEXT, round: PLAIN },
        }),
      ),
      people: list(
        object({
          ...{ field: TEXT, label: TEXT, user: TEXT, found: PLAIN, organisations: list(TEXT) },
          row: ANY,
        }),
      ),
      given: union(all.map(({ given }) => given)),
      status: texts(this.labels.keys('status', own.processId), nowhere),
      marks: list(this.worded('marks', own.processId)),
      flags: list(this.worded('flags', own.processId)),
      process: processes,
      flow: texts([own.flow], nowhere),
      attachments: list(TEXT),
    };
    const data = this.dataOfAll();
    return {
      ...known,
      related: list(
        object({
          ...{
            id: TEXT,
            number: TEXT,
            process: processes,
            flow: flows,
            status: this.everywhere.status,
          },
          ...{ open: PLAIN, round: PLAIN, marks: list(this.everywhere.marks), applicant: TEXT },
          ...{ parties: ANY, data },
        }),
      ),
    };
  }
}

/** Words for codes, as `labels/zh-CN.json` holds them. */
export class Labels {
  constructor(
    private readonly common: Record<string, Record<string, string>>,
    private readonly own: Record<string, Record<string, Record<string, string>>>,
  ) {}

  /** Codes of a group that have words in the cases of a process. */
  keys(group: string, processId: string): string[] {
    const sections = Object.entries(this.own)
      .filter(([start]) => processId === start || processId.startsWith(`${start}-`))
      .flatMap(([, groups]) => Object.keys(groups[group] ?? {}));
    return [...Object.keys(this.common[group] ?? {}), ...sections];
  }

  /** Codes of a group that have words in the cases of any process. */
  all(group: string): string[] {
    const sections = Object.values(this.own).flatMap((groups) => Object.keys(groups[group] ?? {}));
    return [...Object.keys(this.common[group] ?? {}), ...sections];
  }
}

/** The name of the place of each party. */
function placesOf(parties: Shape): Shape {
  const names = [...(parties.fields?.keys() ?? [])].map((name) => [name, TEXT]);
  return object(Object.fromEntries(names), parties.otherFields && TEXT);
}
