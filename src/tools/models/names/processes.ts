import { ACTS_BY_MESSAGE, ADMINISTRATION, SUBMISSION } from '../../../facts/catalog';
import { extension, list as listOf, properties, text as trimmed } from '../../../models/moddle';
import { factsShape, formShape, schemaShape } from './fact-shapes';
import { FeelReader } from './feel-shape';
import { readFormFeel } from './forms';
import { followJob } from './jobs';
import { nearest } from './nearest';
import { Scope } from './scope';
import {
  ANY,
  closedTexts,
  fieldOf,
  itemsOf,
  list,
  NOTHING,
  object,
  PLAIN,
  type Place,
  readAll,
  type Shape,
  TEXT,
  text,
  union,
} from './shape';
import type { CaseWorld, Task, World } from './world';

/** Calls of processes are followed so deep. */
const DEEPEST = 8;

/** A diagram as it was parsed. */
export interface Diagram {
  file: string;
  process: ModdleElement;
}

/** Follows variables through a diagram and the diagrams that it calls. */
export class ProcessReader {
  constructor(
    private readonly world: World,
    private readonly diagrams: Map<string, Diagram>,
  ) {}

  /**
   * Goes through a process as it runs for the cases of one flow.
   * @param path calls that lead to it; what its variables hold is kept by it
   * @returns its variables
   */
  visit(processId: string, path: string, start: Scope, own: CaseWorld): Scope {
    const scope = this.world.scopeOf(path);
    for (const [name, { shape, givers }] of start.variables) {
      scope.give(name, shape);
      for (const giver of givers) scope.variables.get(name)?.givers.add(giver);
    }
    const diagram = this.diagrams.get(processId);
    if (!diagram || path.split('>').length > DEEPEST) return scope;
    const visit = new Visit(this.world, this, diagram.file, path, own, processId);
    visit.administration();
    visit.container(diagram.process, scope);
    return scope;
  }
}

/** One process in one case. */
class Visit {
  private readonly outcomes = new Map<string, Shape>();

  constructor(
    private readonly world: World,
    private readonly reader: ProcessReader,
    private readonly file: string,
    private readonly path: string,
    private readonly own: CaseWorld,
    private readonly processId: string,
  ) {}

  /** What an administrator can do on any case, whatever its diagram. */
  administration(): void {
    const place = this.place(this.processId, '');
    for (const [act, { outcome, message, given }] of Object.entries(ADMINISTRATION)) {
      const known = factsShape(given, this.world.declared(this.own));
      this.act(act, { act, given: known, outcome: text(outcome, place) });
      const told = (name: string) => (name === 'message' ? text(message, place) : NOTHING);
      const job = { shape: told, has: (name: string) => name === 'message', place: () => place };
      followJob('notify', job, this.own, this.world);
    }
  }

  container(process: ModdleElement, scope: Scope): void {
    for (const element of listOf(process, 'flowElements')) {
      const condition = element.conditionExpression?.body;
      if (condition) this.feel(condition, element.id, '条件', scope);
      if (element.$type !== 'bpmn:SequenceFlow') this.element(element, scope);
    }
  }

  private element(element: ModdleElement, scope: Scope): void {
    const looped = this.loop(element, scope);
    const inside = this.inputs(element, looped);
    const results = new Scope();
    this.events(element, inside, results);
    this.listeners(element, 'start', inside, results);
    this.work(element, inside, results);
    this.listeners(element, 'end', inside, results);
    // an input of the name of a result keeps the result inside
    const isCall = extension(element, 'zeebe:CalledElement') !== undefined;
    for (const name of isCall ? [] : results.variables.keys())
      if (inside.variables.has(name)) inside.read(name);
    // what one round of a loop gives stays in that round
    const into = looped === scope ? undefined : looped;
    this.outputs(element, inside, results, scope, into);
    this.recorded(element, scope);
    const outputElement = loopOf(element)?.outputElement;
    if (outputElement) {
      const mapped = listOf(extension(element, 'zeebe:IoMapping'), 'outputParameters').length > 0;
      const seen = mapped ? inside : inside.with(results.variables);
      const each = this.feel(outputElement, element.id, '逐项输出', seen);
      const name = trimmed(loopOf(element)?.outputCollection);
      scope.give(name, list(each), this.giver(element.id, '逐项输出', name));
    }
  }

  /** Work that brings results: a job, a decision, a task, a call, a part of the diagram. */
  private work(element: ModdleElement, inside: Scope, results: Scope): void {
    const job = extension(element, 'zeebe:TaskDefinition')?.type;
    if (job) this.job(job, element, inside, results);
    const decision = extension(element, 'zeebe:CalledDecision');
    if (decision) this.decision(decision, element, inside, results);
    if (extension(element, 'zeebe:CalledElement')) this.call(element, inside, results);
    if (element.$type === 'bpmn:UserTask') this.task(element, inside, results);
    if (element.$type === 'bpmn:SubProcess') this.container(element, inside);
  }

  private loop(element: ModdleElement, scope: Scope): Scope {
    const loop = loopOf(element);
    if (!loop?.inputCollection) return scope;
    const items = this.feel(loop.inputCollection, element.id, '逐项输入', scope);
    const variables: Record<string, Shape> = { loopCounter: PLAIN };
    if (loop.inputElement) variables[loop.inputElement] = itemsOf(items);
    if (loop.outputElement?.startsWith('=')) variables[loop.outputElement.slice(1)] = ANY;
    return scope.with(variables);
  }

  private inputs(element: ModdleElement, scope: Scope): Scope {
    const inside = scope.with({});
    const mappings = listOf(extension(element, 'zeebe:IoMapping'), 'inputParameters');
    for (const { source, target } of mappings) {
      const where = `输入 ${target}`;
      const shape = this.feel(trimmed(source), element.id, where, inside);
      inside.give(target, shape, this.giver(element.id, where, target));
    }
    return inside;
  }

  /** What an element gives: mapped where it says so, else all that its work brought. */
  private outputs(
    element: ModdleElement,
    inside: Scope,
    results: Scope,
    scope: Scope,
    round?: Scope,
  ): void {
    const mappings = listOf(extension(element, 'zeebe:IoMapping'), 'outputParameters');
    const seen = inside.with(results.variables);
    for (const { source, target } of mappings) {
      const where = `输出 ${target}`;
      const shape = this.feel(trimmed(source), element.id, where, seen);
      const giver = this.giver(element.id, where, target);
      if (round) round.give(target, shape, giver);
      else give(scope, target, shape, giver);
    }
    if (mappings.length > 0) return;
    for (const [name, { shape, givers }] of results.variables) {
      const home = round ?? scope.home(name);
      home.give(name, shape);
      for (const giver of givers) home.give(name, NOTHING, giver);
    }
  }

  private events(element: ModdleElement, inside: Scope, results: Scope): void {
    const message = element.messageRef;
    for (const event of [...listOf(element, 'eventDefinitions'), ...(message ? [element] : [])]) {
      for (const timer of [event.timeDate, event.timeDuration, event.timeCycle])
        if (trimmed(timer?.body).startsWith('=')) this.feel(timer.body, element.id, '定时', inside);
      if (event.messageRef) this.message(event.messageRef, element, inside, results);
    }
  }

  private message(ref: ModdleElement, element: ModdleElement, inside: Scope, results: Scope): void {
    const key = extension(ref, 'zeebe:Subscription')?.correlationKey;
    if (key) this.feel(key, element.id, '消息关联', inside);
    const done = ACTS_BY_MESSAGE[ref.name];
    if (done) {
      const place = this.place(element.id, '');
      const outcome = text(done.outcome, place);
      this.act(done.act, { act: done.act, given: factsShape(done.given, {}), outcome });
    }
    for (const [name, { shape, givers }] of this.world.messageOf(ref.name).variables) {
      results.give(name, shape);
      for (const giver of givers) results.variables.get(name)?.givers.add(giver);
    }
  }

  private listeners(
    element: ModdleElement,
    eventType: 'start' | 'end',
    inside: Scope,
    results: Scope,
  ): void {
    for (const listener of listOf(extension(element, 'zeebe:ExecutionListeners'), 'listeners'))
      if (listener.eventType !== eventType || listener.type === 'decision.record') continue;
      else if (listener.type === 'case.facts') this.facts(inside);
      else this.job(listener.type, element, inside, results);
  }

  /** `case.facts` hands a decision what it reads of the case. */
  private facts(inside: Scope): void {
    const facts = factsShape(SUBMISSION, this.world.declared(this.own));
    for (const [name, { shape }] of facts.fields ?? []) inside.give(name, shape);
  }

  private job(written: string, element: ModdleElement, inside: Scope, results: Scope): void {
    const { workers } = this.world;
    // a slip in the type is told by its own rule, and not once more of all that the job gives
    const type = workers.has(written) ? written : (nearest(written, workers.keys()) ?? written);
    const worker = workers.get(type);
    if (!worker) return;
    const names = worker.inputs.map(({ name }) => name);
    const mapped = [...inside.variables.keys()];
    const shapes = new Map(names.map((name) => [name, inside.read(name)]));
    for (const { name, required } of worker.inputs)
      if (required && shapes.get(name) === undefined)
        this.world.ledger.ask(
          this.place(element.id, ''),
          name,
          `作业 ${type} 的输入`,
          false,
          mapped,
        );
      else if (required)
        this.world.ledger.ask(this.place(element.id, ''), name, `作业 ${type} 的输入`, true, []);
    if (type !== 'task.prepare')
      for (const name of mapped)
        if (!names.includes(name))
          this.world.ledger.hint(this.place(element.id, `输入 ${name}`), name, names);
    const followed = FOLLOWED[type] ?? [];
    for (const [name, shape] of shapes) if (shape && !followed.includes(name)) readAll(shape);
    followJob(
      type,
      {
        shape: (name) => shapes.get(name) ?? NOTHING,
        has: (name) => Object.keys(shapes.get(name) ?? NOTHING).length > 0,
        place: (name) => this.place(element.id, `输入 ${name}`),
      },
      this.own,
      this.world,
    );
    for (const [name, { shape }] of schemaShape(worker.gives, '').fields ?? [])
      results.give(name, shape);
  }

  private decision(
    called: ModdleElement,
    element: ModdleElement,
    inside: Scope,
    results: Scope,
  ): void {
    const id = trimmed(called.decisionId);
    const ids = this.feel(id, element.id, '决策', inside);
    const known = Object.keys(this.world.models.decisions);
    const found = [...(closedTexts(ids) ?? [])].map(([one, places]) => {
      for (const place of known.includes(one) ? [] : places)
        this.world.ledger.report(place, 'unknown', `没有决策 ${one}`);
      return this.world.decisions.evaluate(one, inside, true);
    });
    const name = trimmed(called.resultVariable);
    results.give(name, union(found), this.giver(element.id, '结果变量', name));
  }

  private call(element: ModdleElement, inside: Scope, results: Scope): void {
    const target = trimmed(extension(element, 'zeebe:CalledElement')?.processId);
    const start = new Scope(inside.variables);
    const path = `${this.path}>${element.id}:${target}`;
    const called = this.reader.visit(target, path, start, this.own);
    for (const [name, field] of called.variables) results.variables.set(name, field);
  }

  private task(element: ModdleElement, inside: Scope, results: Scope): void {
    const declared = properties(element);
    const formId = trimmed(extension(element, 'zeebe:FormDefinition')?.formId);
    const form = this.world.models.forms[formId];
    const filled = form ? formShape(form) : object({});
    const assigned = extension(element, 'zeebe:AssignmentDefinition');
    if (assigned?.candidateGroups)
      this.feel(assigned.candidateGroups, element.id, '办理单位', inside);
    const schedule = extension(element, 'zeebe:TaskSchedule');
    for (const date of [schedule?.dueDate, schedule?.followUpDate])
      if (date) this.feel(date, element.id, '到期时间', inside);
    for (const [name, field] of filled.fields ?? []) results.give(name, field.shape);
    const given = this.given(declared.given, element, inside.with(results.variables), filled);
    this.shown(form, inside);
    if (form) readFormFeel(form, inside.with(results.variables), this.world.ledger);
    const outcome = fieldOf(given, 'outcome') ?? NOTHING;
    this.world.giveCode('outcomes', outcome);
    this.world.giveCode('acts', text(declared.act ?? '', this.place(element.id, 'act')));
    this.act(declared.act ?? '', { act: declared.act ?? '', given, outcome });
    this.outcomes.set(element.id, outcome);
  }

  /** Once a human step has ended, `decision.record` fills the variable that its property names. */
  private recorded(element: ModdleElement, scope: Scope): void {
    const { result } = properties(element);
    if (element.$type !== 'bpmn:UserTask' || !result) return;
    const outcome = this.outcomes.get(element.id) ?? NOTHING;
    give(scope, result, object({ valid: PLAIN, late: PLAIN, outcome, completedAt: TEXT }));
  }

  /** What the form was filled in with, and what the task's property `given` lays over it. */
  private given(
    name: string | undefined,
    element: ModdleElement,
    seen: Scope,
    filled: Shape,
  ): Shape {
    const mappings = listOf(extension(element, 'zeebe:IoMapping'), 'outputParameters');
    const mapping = mappings.find(({ target }) => name !== undefined && target === name);
    if (!mapping) return filled;
    const laid = this.feel(trimmed(mapping.source), element.id, `输出 ${name}`, seen);
    readAll(laid);
    const giver = this.giver(element.id, `输出 ${name}`, name ?? '');
    giver.read = true;
    return union([filled, laid]);
  }

  /** Names that a task form shows are read: what the task is handed for it. */
  private shown(form: { schema: unknown } | undefined, inside: Scope): void {
    if (!form) return;
    const names = JSON.stringify(form.schema).match(/[A-Za-z_]\w*/g) ?? [];
    for (const name of new Set(names)) {
      const own = inside.read(name);
      if (own) readAll(own);
    }
  }

  private act(act: string, task: Task): void {
    for (const tasks of [this.own.tasks, this.heldBy(this.processId)]) {
      const known = tasks.get(act);
      tasks.set(act, {
        act,
        given: union([known?.given ?? NOTHING, task.given]),
        outcome: union([known?.outcome ?? NOTHING, task.outcome]),
      });
    }
  }

  private heldBy(processId: string): Map<string, Task> {
    const known = this.world.held.get(processId) ?? new Map<string, Task>();
    this.world.held.set(processId, known);
    return known;
  }

  /** A value of the diagram: FEEL behind `=`, else a text. */
  private feel(source: string, element: string, where: string, scope: Scope): Shape {
    const place = this.place(element, where);
    const value = source.trim();
    if (!value.startsWith('=')) return text(value, place);
    return new FeelReader(this.world.ledger, place).expression(value.slice(1), scope);
  }

  private place(element: string, where: string): Place {
    return { file: this.file, element, where };
  }

  private giver(element: string, where: string, name: string) {
    return this.world.ledger.giver(this.place(element, where), name);
  }
}

/** Inputs of jobs whose parts are followed to where they are read. */
const FOLLOWED: Record<string, string[]> = {
  'message.send': ['variables'],
  'document.issue': ['fields'],
  'platform.push': ['fields'],
  'authority.resolve': ['authority'],
  'deadline.compute': ['rule'],
};

function loopOf(element: ModdleElement): ModdleElement | undefined {
  return extension(element.loopCharacteristics, 'zeebe:LoopCharacteristics');
}

/** An output goes to the innermost scope that has a variable of this name, else to the outermost. */
function give(
  scope: Scope,
  target: string,
  shape: Shape,
  giver?: Parameters<Scope['give']>[2],
): void {
  const [name = '', ...rest] = target.split('.');
  const value = rest.length > 0 ? ANY : shape;
  scope.home(name).give(name, value, giver);
}
