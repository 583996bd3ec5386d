import { extension, list, text } from './moddle';
import type { ElementModel } from './types';

/** Reads what every flow node has. */
export function readElement(node: ModdleElement): ElementModel {
  const documentation = text(list(node, 'documentation')[0]?.text);
  const timer = list(node, 'eventDefinitions').find(
    (event) => event.$type === 'bpmn:TimerEventDefinition',
  );
  const when = timer?.timeDate ?? timer?.timeDuration ?? timer?.timeCycle;
  return {
    id: node.id,
    name: text(node.name),
    type: node.$type.replace('bpmn:', ''),
    ...(documentation && { documentation }),
    ...(node.attachedToRef && { attachedTo: node.attachedToRef.id }),
    ...(when && { timer: text(when.body) }),
  };
}

/** Job types of the execution and task listeners of a node. */
export function readListeners(node: ModdleElement): string[] {
  return [
    ...list(extension(node, 'zeebe:ExecutionListeners'), 'listeners'),
    ...list(extension(node, 'zeebe:TaskListeners'), 'listeners'),
  ].map((listener) => text(listener.type));
}
