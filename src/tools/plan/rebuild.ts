import { valueAt } from '../../domain/paths';
import { readsOf } from '../../models/feel';
import { extension, list, parseBpmn, text } from '../../models/moddle';
import type { Resource } from '../../models/read';
import { readListeners } from '../../models/read-element';
import type { PastEvaluation } from './past';

/** Mappings of an element by their target, FEEL without `=`. */
type Mappings = Map<string, string>;

interface Step {
  inputs: Mappings;
  outputs: Mappings;
  /** of a rule task: the variable that has its answer */
  result: string | null;
  /** whether the job `case.facts` tells a rule task the facts of the case */
  seesCase: boolean;
}

/** Which variables the steps of diagrams take and give: process id → element id → step. */
export type Flows = Map<string, Map<string, Step>>;

/** A rule task of a case that was evaluated again. */
export interface Redone {
  past: PastEvaluation;
  /** undefined: as it was */
  output?: unknown;
}

/** The intake of a case by the old and the new rules. */
export interface Begun {
  before: unknown;
  after: unknown;
}

/** A later fact follows from an earlier answer in a way that cannot be followed. */
export class NotRebuilt extends Error {}

/** Reads the mappings of all diagrams. */
export async function readFlows(resources: Resource[]): Promise<Flows> {
  const flows: Flows = new Map();
  for (const { name, content } of resources) {
    if (!name.endsWith('.bpmn')) continue;
    const definitions = await parseBpmn(
      typeof content === 'string' ? content : Buffer.from(content).toString('utf8'),
    );
    for (const process of list(definitions, 'rootElements'))
      if (process.$type === 'bpmn:Process')
        flows.set(process.id, new Map(stepsOf(process).map((step) => [step.id, step])));
  }
  return flows;
}

function stepsOf(container: ModdleElement): (Step & { id: string })[] {
  return list(container, 'flowElements').flatMap((element) => {
    const io = extension(element, 'zeebe:IoMapping');
    const step = {
      id: element.id as string,
      inputs: mappings(list(io, 'inputParameters')),
      outputs: mappings(list(io, 'outputParameters')),
      result: text(extension(element, 'zeebe:CalledDecision')?.resultVariable) || null,
      seesCase: readListeners(element).includes('case.facts'),
    };
    return [step, ...stepsOf(element)];
  });
}

function mappings(parameters: ModdleElement[]): Mappings {
  return new Map(
    parameters.map(({ source, target }) => [text(target), text(source).replace(/^=\s*/, '')]),
  );
}

/** An instance and where it was called. */
interface Place {
  processId: string;
  instanceKey: string;
  parent: { place: Place; calledBy: string } | null;
}

/** Where a variable came from. */
type Source =
  | { from: 'intake'; path: string[] }
  | { from: 'rule'; redone: Redone; path: string[] }
  | { from: 'expression'; sources: Source[] };

/** Follows variables of a case back through its diagrams. */
export class Lineage {
  /** the diagrams that are followed: those the case went through, or for a new fact those to come */
  #flows: Flows;

  constructor(
    private readonly flows: { before: Flows; after: Flows },
    /** rule tasks that were evaluated before, in order */
    private readonly earlier: Redone[],
    private readonly begun: Begun | undefined,
    private readonly rootProcess: string,
  ) {
    this.#flows = flows.before;
  }

  /**
   * The facts of a rule task after what changed before it.
   * @returns the very facts that were kept, where nothing of them follows from a change
   * @throws NotRebuilt
   */
  factsOf(past: PastEvaluation): Record<string, unknown> {
    let facts = past.facts;
    for (const name of Object.keys(past.facts)) {
      const source = this.#source(this.#placeOf(past), past.elementId, [name]);
      if (source && this.#isChanged(source)) facts = { ...facts, [name]: this.#valueOf(source) };
    }
    return facts;
  }

  /**
   * A variable that the diagrams hand to a rule task and that was not kept with it.
   * @returns undefined where it cannot be followed to what was kept
   */
  newFact(past: PastEvaluation, name: string): unknown {
    this.#flows = this.flows.after;
    const source = this.#source(this.#placeOf(past), past.elementId, [name]);
    this.#flows = this.flows.before;
    if (!source || source.from === 'expression') return undefined;
    return this.#valueOf(source);
  }

  /** Will the diagrams to come tell a rule task the facts of its case? */
  seesCase({ processId, elementId }: PastEvaluation): boolean {
    return this.flows.after.get(processId)?.get(elementId)?.seesCase === true;
  }

  #placeOf(past: PastEvaluation): Place {
    const { parentKey, parentProcessId, calledBy, rootElementId } = past;
    const own = { processId: past.processId, instanceKey: past.instanceKey };
    if (!parentKey || !parentProcessId || !calledBy) return { ...own, parent: null };
    const isRoot = parentProcessId === this.rootProcess && calledBy === rootElementId;
    const above =
      isRoot || !rootElementId
        ? null
        : {
            place: { processId: this.rootProcess, instanceKey: '', parent: null },
            calledBy: rootElementId,
          };
    const parent = { processId: parentProcessId, instanceKey: parentKey, parent: above };
    return { ...own, parent: { place: parent, calledBy } };
  }

  #source(place: Place, elementId: string | null, path: string[]): Source | null {
    const [name = '', ...rest] = path;
    const mapped = elementId && this.#step(place, elementId)?.inputs.get(name);
    if (mapped) return this.#ofExpression(place, mapped, rest);
    const made = this.#made(place, name, rest);
    if (made) return made;
    if (place.parent) {
      const { place: above, calledBy } = place.parent;
      const handed = this.#step(above, calledBy)?.inputs.get(name);
      return handed ? this.#ofExpression(above, handed, rest) : null;
    }
    return name === 'intake' ? { from: 'intake', path: rest } : null;
  }

  #ofExpression(place: Place, feel: string, rest: string[]): Source | null {
    if (/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(feel))
      return this.#source(place, null, [...feel.split('.'), ...rest]);
    const sources = [...readsOf([feel]).keys()].flatMap(
      (name) => this.#source(place, null, [name]) ?? [],
    );
    return sources.length > 0 ? { from: 'expression', sources } : null;
  }

  /** The last rule task before that gave a variable of an instance, itself or in what it was called by. */
  #made(place: Place, name: string, rest: string[]): Source | null {
    for (const redone of this.earlier.toReversed()) {
      const { past } = redone;
      const called = past.parentKey === place.instanceKey && place.instanceKey !== '';
      if (past.instanceKey === place.instanceKey) {
        const path = answerAs(this.#step(place, past.elementId), name, rest);
        if (path) return { from: 'rule', redone, path };
      } else if (called && past.calledBy) {
        const given = this.#step(place, past.calledBy)?.outputs.get(name);
        const child = given && this.#ofExpression(this.#placeOf(past), given, rest);
        if (child) return child;
      }
    }
    return null;
  }

  #step(place: Place, elementId: string): Step | undefined {
    return this.#flows.get(place.processId)?.get(elementId);
  }

  #isChanged(source: Source): boolean {
    if (source.from === 'expression') return source.sources.some((one) => this.#isChanged(one));
    if (source.from === 'rule') return source.redone.output !== undefined;
    return this.begun !== undefined && this.begun.before !== this.begun.after;
  }

  #valueOf(source: Source): unknown {
    if (source.from === 'expression')
      throw new NotRebuilt('前一步的新结论要经流程图中的算式换算，无法重算');
    const whole =
      source.from === 'intake'
        ? this.begun?.after
        : (source.redone.output ?? source.redone.past.output);
    return source.path.length === 0 ? whole : valueAt(whole, source.path.join('.'));
  }
}

/** The path in a rule task's answer that a variable has; null where it is none of its variables. */
function answerAs(step: Step | undefined, name: string, rest: string[]): string[] | null {
  if (!step?.result) return null;
  if (step.outputs.size === 0) return step.result === name ? rest : null;
  const [first, ...below] = step.outputs.get(name)?.split('.') ?? [];
  return first === step.result ? [...below, ...rest] : null;
}
