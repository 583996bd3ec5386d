import { templateHead } from './template-head';
import type { WorkerInfo } from './worker-info';

/** Job types that run as a listener: on which element and at which end of it. */
const listeners: Record<string, { elementType: string; eventType: string; properties: object[] }> =
  {
    'task.prepare': {
      elementType: 'bpmn:UserTask',
      eventType: 'start',
      properties: [
        { type: 'Hidden', binding: { type: 'zeebe:userTask' } },
        field('办理事项 (act)', { type: 'zeebe:property', name: 'act' }),
        field('表单', { type: 'zeebe:formDefinition', property: 'formId' }),
        deployment('zeebe:formDefinition'),
        field('候选组', { type: 'zeebe:assignmentDefinition', property: 'candidateGroups' }),
      ],
    },
    'decision.explain': {
      elementType: 'bpmn:BusinessRuleTask',
      eventType: 'end',
      properties: [
        field('决策', { type: 'zeebe:calledDecision', property: 'decisionId' }),
        field('结果变量', { type: 'zeebe:calledDecision', property: 'resultVariable' }),
        deployment('zeebe:calledDecision'),
      ],
    },
  };

/** The template of a job type that runs as a listener, `undefined` for the others. */
export function listenerTemplate(worker: WorkerInfo): object | undefined {
  const listener = listeners[worker.type];
  if (!listener) return undefined;
  const { elementType, eventType, properties } = listener;
  const binding = { type: 'zeebe:executionListener', eventType, retries: '5' };
  return {
    ...templateHead(worker, elementType, ['bpmn:Task', elementType]),
    entriesVisible: { executionListeners: false },
    properties: [...properties, { type: 'Hidden', value: worker.type, binding }],
  };
}

function field(label: string, binding: object): object {
  return { label, type: 'String', binding, constraints: { notEmpty: true } };
}

function deployment(type: string): object {
  return { type: 'Hidden', value: 'deployment', binding: { type, property: 'bindingType' } };
}
