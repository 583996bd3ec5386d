import { type FactKind, ISSUED_DOCUMENT, PUSH, SUBMISSION } from '../../../facts/catalog';
import { factsShape, partyDetails } from './fact-shapes';
import { didYouMean } from './nearest';
import { Scope } from './scope';
import {
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
import type { CaseWorld, World } from './world';

/** What a job is given: each input of its contract, and where it stands. */
export interface JobInputs {
  shape(name: string): Shape;
  has(name: string): boolean;
  place(name: string): Place;
}

type Sink = (job: JobInputs, own: CaseWorld, world: World) => void;

/** What jobs do with the names they are given. */
const sinks: Record<string, Sink[]> = {
  'case.set-status': [
    code('status', 'status'),
    code('addMarks', 'marks'),
    code('addFlags', 'flags'),
    code('removeFlags', 'flags'),
    message,
  ],
  notify: [message],
  'task.prepare': [offered],
  'case.check': [asks(SUBMISSION)],
  'document.issue': [asks(ISSUED_DOCUMENT), code('kind', 'documents', false)],
  'document.set-status': [among('kind', 'documents')],
  'platform.push': [asks(PUSH)],
  'message.send': [send, processes('toProcesses')],
  'case.open': [opened, processes('process'), code('status', 'status')],
  'sample.population': [processes('processes'), among('act', 'acts'), among('outcome', 'outcomes')],
  'sample.places': [processes('processes'), among('act', 'acts'), among('outcome', 'outcomes')],
  'authority.resolve': [party],
  'deadline.compute': [deadline],
  'library.write': [written, code('marks', 'marks')],
  'library.amend': [amended, code('addMarks', 'marks'), code('removeMarks', 'marks')],
};

/** Follows the inputs of a job to where they are used. */
export function followJob(type: string, job: JobInputs, own: CaseWorld, world: World): void {
  for (const sink of sinks[type] ?? []) sink(job, own, world);
}

/** A code with words in `labels/zh-CN.json`. */
function code(input: string, group: string, hasWords = true): Sink {
  return (job, own, world) => {
    const shape = itemsOf(job.shape(input));
    world.giveCode(group, shape);
    if (!hasWords) return;
    const known = world.labels.keys(group, own.processId);
    for (const [value, places] of closedTexts(shape) ?? [])
      for (const place of known.includes(value) ? [] : places)
        world.ledger.report(
          place.file ? place : job.place(input),
          'label',
          `代码 ${value} 在 labels/zh-CN.json 的 ${group} 中没有词条${didYouMean(value, known)}`,
        );
  };
}

/** One of the codes that are given elsewhere. */
function among(input: string, group: string): Sink {
  return (job, _, world) => {
    const known = closedTexts(world.given(group));
    if (known) refer(world, job, input, known.keys(), group);
  };
}

function processes(input: string): Sink {
  return (job, _, world) => refer(world, job, input, Object.keys(world.models.processes), '流程');
}

/** Each text of an input has to be one of the names there are. */
function refer(
  world: World,
  job: JobInputs,
  input: string,
  known: Iterable<string>,
  what: string,
): void {
  const names = [...known];
  for (const value of closedTexts(itemsOf(job.shape(input)))?.keys() ?? [])
    if (!names.includes(value))
      world.ledger.report(
        job.place(input),
        'unknown',
        `没有 ${what} ${value}${didYouMean(value, names)}`,
      );
}

/** A message of `common-messages`, if the job sends one. */
function message(job: JobInputs, _: CaseWorld, world: World): void {
  const key = job.shape('message');
  if (Object.keys(key).length === 0) return;
  const fact = {
    number: TEXT,
    title: TEXT,
    status: TEXT,
    statusLabel: TEXT,
    processName: TEXT,
    reason: TEXT,
  };
  const told = { message: key, case: object(fact), task: object({ name: TEXT }) };
  readAll(world.decisions.evaluate('common-messages', new Scope().with(told), true, true));
}

/** Whoever is offered a task gets this message. */
function offered(job: JobInputs, own: CaseWorld, world: World): void {
  const key = text('TASK_OFFERED', job.place('message'));
  message({ ...job, shape: (name) => (name === 'message' ? key : NOTHING) }, own, world);
}

/** A decision that the job asks, with facts of the case and what the diagram adds. */
function asks(facts: FactKind): Sink {
  return (job, own, world) => {
    refer(world, job, 'decision', Object.keys(world.models.decisions), '决策');
    const fields = job.shape('fields');
    const told = factsShape(facts, {
      ...world.declared(own),
      partyDetails: partyDetails(own.parties),
      documentDeadlines: deadlineDetails(own.deadlines),
      fields: Object.keys(fields).length > 0 ? fields : object({}),
    });
    for (const decision of closedTexts(job.shape('decision'))?.keys() ?? []) {
      const scope = new Scope(told.fields);
      readAll(world.decisions.evaluate(decision, scope, false));
    }
  };
}

function deadlineDetails(deadlines: Shape): Shape {
  const detail = object({ n: PLAIN, startedAt: TEXT, dueAt: TEXT });
  const known = [...(deadlines.fields?.keys() ?? [])].map((key) => [key, detail]);
  return object(Object.fromEntries(known), deadlines.otherFields && detail);
}

function send(job: JobInputs, _: CaseWorld, world: World): void {
  const waited = Object.values(world.models.processes).flatMap((one) => one.messages);
  refer(world, job, 'message', waited, '流程等待的消息');
  for (const name of closedTexts(job.shape('message'))?.keys() ?? []) {
    const receiver = world.messageOf(name);
    for (const [variable, field] of job.shape('variables').fields ?? []) {
      receiver.give(variable, field.shape);
      const known = receiver.variables.get(variable);
      for (const giver of field.givers) known?.givers.add(giver);
    }
  }
}

/** A case that nobody handed in: its data and parties are what the job is given. */
function opened(job: JobInputs, own: CaseWorld, world: World): void {
  const ids = closedTexts(job.shape('process')) ?? new Map([[own.processId, []]]);
  for (const id of ids.size > 0 ? ids.keys() : [own.processId]) {
    const target = world.cases.get(id);
    if (!target) continue;
    readAll(job.shape('data'));
    readAll(job.shape('parties'));
    target.data = union([target.data, job.shape('data')]);
    target.parties = union([target.parties, job.shape('parties')]);
  }
}

function party(job: JobInputs, own: CaseWorld): void {
  const given = job.shape('party');
  const names = Object.keys(given).length > 0 ? closedTexts(given)?.keys() : ['authority'];
  own.parties = union([
    own.parties,
    object(Object.fromEntries([...(names ?? [])].map((name) => [name, TEXT]))),
  ]);
  for (const name of ['level', 'regionCode', 'organisation', 'duty'])
    fieldOf(job.shape('authority'), name);
}

function deadline(job: JobInputs, own: CaseWorld): void {
  const known = closedTexts(job.shape('key'));
  const detail = object({ dueAt: TEXT, over: PLAIN });
  const keys = [...(known?.keys() ?? [])].map((key) => [key, detail]);
  own.deadlines = union([
    own.deadlines,
    object(Object.fromEntries(keys), known ? undefined : detail),
  ]);
  for (const name of ['n', 'unit', 'remindBefore', 'startDaysBack', 'onExpiry'])
    fieldOf(job.shape('rule'), name);
}

function written(job: JobInputs, own: CaseWorld, world: World): void {
  const content = job.has('content') ? job.shape('content') : own.data;
  readAll(content);
  readAll(job.shape('fields'));
  const data = job.has('part') ? { any: true as const } : union([content, job.shape('fields')]);
  const marks = list(world.allMarks);
  for (const kind of closedTexts(job.shape('kind'))?.keys() ?? [])
    world.write(kind, object({ status: job.shape('status'), marks, data }));
}

function amended(job: JobInputs, _: CaseWorld, world: World): void {
  readAll(job.shape('fields'));
  refer(world, job, 'kind', world.libraryKinds(), '库');
  for (const kind of closedTexts(job.shape('kind'))?.keys() ?? []) {
    const fields = Object.keys(job.shape('fields')).length > 0 ? job.shape('fields') : NOTHING;
    world.write(kind, object({ data: fields, status: job.shape('status') }));
  }
}
