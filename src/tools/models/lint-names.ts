import {
  ACT,
  COMMON_ADMINISTRATION,
  COMMON_EXCHANGE,
  COMMON_REGISTER,
  COMMON_STATISTICS,
  COMMON_STATISTICS_RATES,
  COMMON_VISIBILITY,
  COUNTABLE,
  ENTRY,
  EXCHANGE_CONTENT,
  EXCHANGE_RETRY,
  EXCHANGED,
  type FactKind,
  MEASURED,
  MESSAGES,
  RECORD,
  REGISTERED,
  SUBMISSION,
} from '../../facts/catalog';
import { type Gate, gatesOf } from '../../models/gate';
import { type Link, linksOf } from '../../models/linked';
import { list as listOf, parseBpmn } from '../../models/moddle';
import type { Models, ProcessModel, Resource } from '../../models/read';
import { supportingRule } from '../../models/supporting-rule';
import type { Finding } from './finding';
import { kept } from './kept';
import { factsShape, formShape, refsShape } from './names/fact-shapes';
import { readFormFeel } from './names/forms';
import { Ledger } from './names/ledger';
import { type Diagram, ProcessReader } from './names/processes';
import { Scope } from './names/scope';
import {
  closedTexts,
  fieldOf,
  itemsOf,
  list,
  NOTHING,
  namesIn,
  object,
  PLAIN,
  readAll,
  type Shape,
  TEXT,
  union,
} from './names/shape';
import { CaseWorld, Labels, World } from './names/world';
import { isTopLevel } from './rule-options';
import type { WorkerInfo } from './worker-info';

/** What is given in one round is seen in the next; so many rounds bring it everywhere. */
const ROUNDS = 5;
/** Judges acts of every flow without being named by one. */
const COMMON_ACTS = 'common-acts';

/**
 * Follows names through all models: from forms, facts and tables through intake, mappings, calls and
 * messages to conditions, tables, jobs, documents and labels. Finds names that nobody gives, names that
 * nobody reads, keys without a row and rows without a key (ADR 23).
 */
export function lintNames(
  models: Models,
  resources: Resource[],
  workers: WorkerInfo[],
): Promise<Finding[]> {
  const texts = resources.map(({ name, content }) => [name, Buffer.from(content).toString('utf8')]);
  return kept([texts, models.labels, workers], () => followNames(models, resources, workers));
}

async function followNames(
  models: Models,
  resources: Resource[],
  workers: WorkerInfo[],
): Promise<Finding[]> {
  const ledger = new Ledger();
  const words = models.labels['zh-CN'] ?? { common: {}, own: {} };
  const byType = new Map(workers.map((worker) => [worker.type, worker]));
  const world = new World(models, byType, new Labels(words.common, words.own), ledger);
  const reader = new ProcessReader(world, await diagramsOf(resources));
  const flows = Object.values(models.processes).filter(isFlow);
  for (const flow of flows) world.cases.set(flow.id, new CaseWorld(flow.id, flow.flow ?? flow.id));
  for (let round = 1; round <= ROUNDS; round++) {
    ledger.isOpen = round === ROUNDS;
    for (const flow of flows) follow(flow, world, reader);
    for (const door of new Set(flows.flatMap((flow) => flow.door ?? []))) ask(door, world);
    for (const gate of gatesOf(models)) atGate(gate, world);
    for (const { id, acts } of Object.values(models.processes)) judge(id, acts, world);
    judge('', [COMMON_ACTS, COMMON_ADMINISTRATION], world);
    showEntries(world);
    countForStatistics(world);
    exchangeEntries(world);
    showEverybody(world);
  }
  world.decisions.finish();
  return ledger.findings();
}

/** A process with cases of its own: handed in, opened by a timer, or by another process. */
function isFlow(process: ProcessModel): boolean {
  return isTopLevel(process) || process.flow !== undefined;
}

async function diagramsOf(resources: Resource[]): Promise<Map<string, Diagram>> {
  const diagrams = new Map<string, Diagram>();
  for (const { name, content } of resources.filter((one) => one.name.endsWith('.bpmn'))) {
    const definitions = await parseBpmn(Buffer.from(content).toString('utf8'));
    for (const process of listOf(definitions, 'rootElements'))
      if (process.$type === 'bpmn:Process') diagrams.set(process.id, { file: name, process });
  }
  return diagrams;
}

/** One flow from its form to its end. */
function follow(flow: ProcessModel, world: World, reader: ProcessReader): void {
  const own = world.cases.get(flow.id);
  if (!own) return;
  const form = world.models.forms[flow.startForm ?? ''];
  if (form) {
    own.data = union([own.data, formShape(form)]);
    own.refs = refsShape(form, (kind) => world.library(kind));
    for (const link of linksOf(form)) readLink(form.file, link, own.refs, world.ledger);
    readFormFeel(form, new Scope(formShape(form).fields), world.ledger);
  }
  const start = new Scope();
  for (const name of ['caseId', 'submittedAt', 'requestId']) start.give(name, TEXT);
  if (flow.intake) start.give('intake', submit(flow, own, world));
  for (const [message, names] of Object.entries(MESSAGES))
    for (const name of names)
      if (message !== '*' && name !== 'intake') world.messageOf(message).give(name, TEXT);
  const intake = start.variables.get('intake')?.shape;
  if (intake) world.messageOf('case.corrected').give('intake', intake);
  reader.visit(flow.id, flow.id, start, own);
}

/** A linked field reads a part of a reference. */
function readLink(file: string, { component, from }: Link, refs: Shape, ledger: Ledger): void {
  const place = { file, element: component.path, where: '' };
  let inside: Shape | undefined = refs;
  for (const name of from.split('.')) {
    const found: Shape | undefined = inside && fieldOf(inside, name);
    if (inside) ledger.ask(place, name, from, found !== undefined, namesIn(inside));
    inside = found;
  }
}

/** A door is told what its own form asks. */
function ask(door: string, world: World): void {
  const form = world.models.forms[door];
  if (!form) return;
  const own = new CaseWorld(door, door);
  own.data = formShape(form);
  own.refs = refsShape(form, (kind) => world.library(kind));
  readFormFeel(form, new Scope(own.data.fields), world.ledger);
  const facts = factsShape(SUBMISSION, world.declared(own));
  readAll(world.decisions.evaluate(door, new Scope(facts.fields), true));
}

/** A gate is told what its form asks, or the records that its form names, one by one. */
function atGate({ id, flow, form, facts, each }: Gate, world: World): void {
  const own = new CaseWorld(id, flow);
  own.data = formShape(form);
  own.refs = refsShape(form, (kind) => world.library(kind));
  for (const link of linksOf(form)) readLink(form.file, link, own.refs, world.ledger);
  const kind = each ? RECORD : SUBMISSION;
  const ask = supporting(facts, own, world);
  const told = factsShape(kind, world.declared(own));
  readAll(each ? world.decisions.evaluate(id, new Scope(told.fields), true) : ask(id));
}

/** Which entries outside systems may draw: told what flows write. */
function showEntries(world: World): void {
  const facts = factsShape(ENTRY, world.declared(new CaseWorld('', '')));
  readAll(world.decisions.evaluate(COMMON_VISIBILITY, new Scope(facts.fields), true));
}

/** What everybody may look up. */
function showEverybody(world: World): void {
  const facts = factsShape(REGISTERED, world.declared(new CaseWorld('', '')));
  readAll(world.decisions.evaluate(COMMON_REGISTER, new Scope(facts.fields), true));
}

/** What counts as which figure, and of which figures rates are made. */
function countForStatistics(world: World): void {
  const declared = world.declared(new CaseWorld('', ''));
  const told = (kind: FactKind) => new Scope(factsShape(kind, declared).fields);
  readAll(world.decisions.evaluate(COMMON_STATISTICS, told(COUNTABLE), true));
  readAll(world.decisions.evaluate(COMMON_STATISTICS_RATES, told(MEASURED), true));
}

/** Which entries go to other platforms, worded by which decision, and when they are sent again. */
function exchangeEntries(world: World): void {
  const declared = world.declared(new CaseWorld('', ''));
  const told = (kind: FactKind) => new Scope(factsShape(kind, declared).fields);
  const rows = itemsOf(world.decisions.evaluate(COMMON_EXCHANGE, told(EXCHANGED), false));
  readAll(rows);
  const named = (column: string) => closedTexts(fieldOf(rows, column) ?? NOTHING)?.keys() ?? [];
  for (const decision of named('body'))
    readAll(world.decisions.evaluate(decision, told(EXCHANGE_CONTENT), false));
  for (const decision of named('retry'))
    readAll(world.decisions.evaluate(decision, told(EXCHANGE_RETRY), true));
}

/** What the decisions about a submission are told and give. @returns variables of the case */
function submit(flow: ProcessModel, own: CaseWorld, world: World): Shape {
  const ask = supporting(flow.facts, own, world);
  for (const decision of [flow.attachments, ...flow.checks]) if (decision) readAll(ask(decision));
  tell(flow.offers, own, world);
  tell(flow.uses, own, world);
  const intake = flow.intake ? ask(flow.intake) : object({});
  readAll(fieldOf(intake, 'title') ?? PLAIN);
  const parties = fieldOf(intake, 'parties') ?? object({});
  readAll(parties);
  own.parties = union([own.parties, parties]);
  return fieldOf(intake, 'variables') ?? object({});
}

/** The supporting decisions of a submission are asked, one after the other. @returns asks another one */
function supporting(facts: string[], own: CaseWorld, world: World) {
  const ask = (decision: string, more?: Shape) => {
    const told = factsShape(SUBMISSION, world.declared(own));
    const scope = new Scope(told.fields);
    return world.decisions.evaluate(
      decision,
      more?.fields ? scope.with(more.fields) : scope,
      false,
    );
  };
  for (const entry of facts) {
    const { decision, path } = supportingRule(entry);
    let inputs: Shape | undefined;
    for (const step of path) inputs = fieldOf(inputs ?? own.rules, step);
    const result = inputs?.items ? list(ask(decision, inputs.items)) : ask(decision, inputs);
    own.rules = union([own.rules, object({ [decision]: result })]);
  }
  return ask;
}

/** What people are told beside a case (`offers`, `uses`); each of these decisions is told of those before. */
function tell(decisions: string[], own: CaseWorld, world: World): void {
  const rules: Record<string, Shape> = {};
  for (const decision of decisions) {
    const facts = factsShape(SUBMISSION, world.declared(own));
    const scope = new Scope(facts.fields).with({ rules: object(rules) });
    rules[decision] = world.decisions.evaluate(decision, scope, false);
  }
  for (const said of Object.values(rules)) readAll(said);
}

/** Decisions about acts are told of every task that they can be asked about. */
function judge(processId: string, acts: string[], world: World): void {
  const cases = [...world.cases.values()];
  const own = cases.filter((one) => one.processId === processId);
  const held = world.held.get(processId);
  for (const one of own.length > 0 ? own : cases) {
    const tasks = [...(own.length > 0 ? one.tasks : (held ?? one.tasks)).values()];
    const facts = factsShape(ACT, world.declared(one, tasks));
    for (const decision of acts)
      readAll(world.decisions.evaluate(decision, new Scope(facts.fields), false));
  }
}
