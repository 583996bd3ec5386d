import { extension, list, parseBpmn, properties, text } from './moddle';
import { readElement, readListeners } from './read-element';
import type { ProcessModel } from './types';

/** Reads the processes of one BPMN file. */
export async function readBpmn(file: string, xml: string): Promise<ProcessModel[]> {
  const definitions = await parseBpmn(xml);
  return list(definitions, 'rootElements')
    .filter((element) => element.$type === 'bpmn:Process')
    .map((process) => readProcess(file, process));
}

function readProcess(file: string, process: ModdleElement): ProcessModel {
  const declared = properties(process);
  const nodes = flatten(process);
  const flowNodes = nodes.filter((node) => node.$type !== 'bpmn:SequenceFlow');
  const events = flowNodes.flatMap((node) => list(node, 'eventDefinitions'));
  const starts = list(process, 'flowElements').filter(({ $type }) => $type === 'bpmn:StartEvent');
  // others are for timers, and for what other cases send
  const start = starts.find((one) => messageOf(one) === `${process.id}.submitted`) ?? starts[0];
  return {
    id: process.id,
    name: text(process.name),
    file,
    properties: declared,
    flow: declared.flow,
    startForm: declared.startForm,
    facts: split(declared.facts),
    attachments: declared.attachments,
    checks: split(declared.checks),
    intake: declared.intake,
    acts: split(declared.acts),
    naturalKey: split(declared.naturalKey),
    subject: split(declared.subject),
    submitters: split(declared.submitters),
    door: declared.door,
    offers: split(declared.offers),
    uses: split(declared.uses),
    startMessage: messageOf(start),
    startOutputs: list(extension(start, 'zeebe:IoMapping'), 'outputParameters').map(({ target }) =>
      text(target),
    ),
    elements: flowNodes.map(readElement),
    sequenceFlows: nodes.filter((node) => node.$type === 'bpmn:SequenceFlow').map(readFlow),
    userTasks: flowNodes.filter((node) => node.$type === 'bpmn:UserTask').map(readUserTask),
    serviceTasks: flowNodes.filter(jobType).map(readServiceTask),
    decisions: flowNodes.filter(calledDecision).map(readRuleTask),
    calls: flowNodes.filter((node) => node.$type === 'bpmn:CallActivity').map(readCall),
    messages: unique([
      ...events.map((event) => event.messageRef?.name),
      ...flowNodes.map((node) => node.messageRef?.name),
    ]),
    errors: unique(events.map((event) => event.errorRef?.errorCode)),
    jobTypes: unique([process, ...flowNodes].flatMap((n) => [jobType(n), ...readListeners(n)])),
  };
}

function messageOf(event: ModdleElement | undefined): string | undefined {
  return list(event, 'eventDefinitions')[0]?.messageRef?.name;
}

function flatten(container: ModdleElement): ModdleElement[] {
  return list(container, 'flowElements')
    .filter((element) => !/DataObject|DataStore/.test(element.$type))
    .flatMap((element) => [element, ...flatten(element)]);
}

function readFlow({ id, name, sourceRef, targetRef }: ModdleElement) {
  return { id, name: text(name), source: sourceRef.id, target: targetRef.id };
}

function readUserTask(task: ModdleElement) {
  const declared = properties(task);
  return {
    id: task.id,
    name: text(task.name),
    act: declared.act,
    formId: extension(task, 'zeebe:FormDefinition')?.formId,
    candidateGroups: extension(task, 'zeebe:AssignmentDefinition')?.candidateGroups,
    dueDate: extension(task, 'zeebe:TaskSchedule')?.dueDate,
    listeners: readListeners(task),
    outputs: list(extension(task, 'zeebe:IoMapping'), 'outputParameters').map(({ source }) =>
      text(source),
    ),
    properties: declared,
  };
}

function jobType(node: ModdleElement): string | undefined {
  return extension(node, 'zeebe:TaskDefinition')?.type;
}

function readServiceTask(task: ModdleElement) {
  const headers = list(extension(task, 'zeebe:TaskHeaders'), 'values');
  return {
    id: task.id,
    name: text(task.name),
    jobType: jobType(task) ?? '',
    listeners: readListeners(task),
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
  };
}

function calledDecision(node: ModdleElement): ModdleElement | undefined {
  return extension(node, 'zeebe:CalledDecision');
}

function readRuleTask(task: ModdleElement) {
  const called = calledDecision(task);
  return {
    id: task.id,
    name: text(task.name),
    decisionId: text(called?.decisionId),
    resultVariable: text(called?.resultVariable),
    listeners: readListeners(task),
  };
}

function readCall(task: ModdleElement) {
  const processId = text(extension(task, 'zeebe:CalledElement')?.processId);
  return { id: task.id, name: text(task.name), processId };
}

function split(value: string | undefined): string[] {
  return (value ?? '').split(/[,，\s]+/).filter(Boolean);
}

function unique(values: (string | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => Boolean(value)))];
}
