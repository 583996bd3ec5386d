import { extension, list, parseBpmn } from '../../models/moddle';
import type { Models, ProcessModel } from '../../models/read';
import type { RuleOptions } from './lint-bpmn';
import type { WorkerInfo } from './worker-info';

/** Tells the rules of our bpmnlint plugin what there is outside the diagram. */
export async function ruleOptions(
  models: Models,
  workers: WorkerInfo[],
  diagrams: string[],
): Promise<RuleOptions> {
  return {
    'zhujian/job-type': { jobTypes: workers.map(({ type }) => type) },
    'zhujian/decision-task': { decisions: Object.keys(models.decisions) },
    'zhujian/user-task-form': { forms: Object.keys(models.forms) },
    'zhujian/call-activity': {
      processes: Object.keys(models.processes),
      decisions: Object.keys(models.decisions),
    },
    'zhujian/wait-has-way-out': {
      naming: namingForms(models),
      waiting: waitingProcesses(models),
      unsent: unsentWhenEnded(models, await Promise.all(diagrams.map(parseBpmn))),
      called: casesInCalls(models),
    },
    'zhujian/error-caught': { callers: await catchersByProcess(diagrams) },
  };
}

/**
 * By message: the processes of cases that send it, themselves or by one that they call, and do not when an
 * administrator ends them.
 */
function unsentWhenEnded(
  { processes }: Models,
  diagrams: ModdleElement[],
): Record<string, string[]> {
  const roots = diagrams.flatMap((one) => list(one, 'rootElements'));
  const byId = new Map(
    roots.filter(({ $type }) => $type === 'bpmn:Process').map((one) => [one.id, one]),
  );
  const sentBelow = (nodes: ModdleElement[], seen: string[] = []): string[] =>
    nodes.flatMap((node) => {
      const called = extension(node, 'zeebe:CalledElement')?.processId ?? '';
      const process = seen.includes(called) ? undefined : byId.get(called);
      return [
        ...sentBy(node),
        ...(process ? sentBelow(nodesBelow(process), [...seen, called]) : []),
      ];
    });
  const unsent: Record<string, string[]> = {};
  for (const { id } of Object.values(processes).filter(isCase)) {
    const process = byId.get(id);
    if (!process) continue;
    const ending = list(process, 'flowElements').filter(isStartedByEnd).flatMap(nodesBelow);
    const then = sentBelow(ending);
    for (const message of new Set(sentBelow(nodesBelow(process))))
      if (!then.includes(message)) unsent[message] = [...(unsent[message] ?? []), id];
  }
  return unsent;
}

/** Messages that a step sends to other cases, as far as they are written there. */
function sentBy(node: ModdleElement): string[] {
  if (extension(node, 'zeebe:TaskDefinition')?.type !== 'message.send') return [];
  const inputs = list(extension(node, 'zeebe:IoMapping'), 'inputParameters');
  const toOthers = inputs.some(({ target }) => target === 'toCase' || target === 'toSubject');
  const message = inputs.find(({ target }) => target === 'message')?.source ?? '';
  return toOthers ? [...message.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name) : [];
}

/** An event sub-process that the end of a case by an administrator starts. */
function isStartedByEnd(node: ModdleElement): boolean {
  return (
    node.triggeredByEvent === true &&
    list(node, 'flowElements')
      .flatMap((one) => list(one, 'eventDefinitions'))
      .some((event) => event.messageRef?.name === 'case.terminated')
  );
}

/** Processes with cases of their own that stand in a process that calls them. */
function casesInCalls({ processes }: Models): string[] {
  const calls = Object.values(processes).flatMap((process) => process.calls);
  const called = new Set(calls.map(({ processId }) => processId));
  return Object.values(processes)
    .filter((process) => isCase(process) && called.has(process.id))
    .map(({ id }) => id);
}

/** A process with cases of its own: handed in, opened by a timer, or by another process. */
const isCase = (process: ProcessModel) => isTopLevel(process) || process.flow !== undefined;

/** By called process: for each call activity, the error codes its boundary events catch. */
async function catchersByProcess(diagrams: string[]): Promise<Record<string, string[][]>> {
  const callers: Record<string, string[][]> = {};
  for (const xml of diagrams) {
    const definitions = await parseBpmn(xml);
    for (const node of list(definitions, 'rootElements').flatMap(nodesBelow)) {
      const called = extension(node, 'zeebe:CalledElement')?.processId;
      if (called) callers[called] = [...(callers[called] ?? []), caughtOn(node)];
    }
  }
  return callers;
}

function nodesBelow(container: ModdleElement): ModdleElement[] {
  return list(container, 'flowElements').flatMap((node) => [node, ...nodesBelow(node)]);
}

function caughtOn(activity: ModdleElement): string[] {
  return list(activity.$parent, 'flowElements')
    .filter((node) => node.attachedToRef === activity)
    .flatMap((node) => list(node, 'eventDefinitions'))
    .filter((event) => event.$type === 'bpmn:ErrorEventDefinition')
    .map((event) => event.errorRef?.errorCode ?? '');
}

/** By form that has any: the fields, or lists of fields, in which people are named. */
function namingForms({ forms }: Models): Record<string, string[]> {
  const naming = Object.values(forms).map(({ id, components }): [string, string[]] => {
    const fields = components.filter(({ properties }) => properties.names === 'person');
    return [id, [...new Set(fields.map(({ path = '' }) => path.split('.')[0] ?? ''))]];
  });
  return Object.fromEntries(naming.filter(([, fields]) => fields.length > 0));
}

/** Processes in which something is waited for that need not come. */
function waitingProcesses({ processes }: Models): string[] {
  const waits = ({ userTasks, elements }: ProcessModel) =>
    userTasks.length > 0 || elements.some(({ type }) => type === 'ReceiveTask');
  return Object.values(processes)
    .filter(waits)
    .map(({ id }) => id);
}

/** Processes that a submission starts, the others are called by these. */
export function isTopLevel(process: ProcessModel): boolean {
  return Boolean(process.startForm || process.startMessage);
}
