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
    'zhujian/error-caught': { callers: await catchersByProcess(diagrams) },
  };
}

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

/** Processes that a submission starts, the others are called by these. */
export function isTopLevel(process: ProcessModel): boolean {
  return Boolean(process.startForm || process.startMessage);
}
