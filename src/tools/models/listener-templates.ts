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
        field('办理结果的变量 (result)', { type: 'zeebe:property', name: 'result' }),
        listener('decision.record', 'end'),
      ],
    },
    'decision.record': {
      elementType: 'bpmn:UserTask',
      eventType: 'end',
      properties: [field('办理结果的变量 (result)', { type: 'zeebe:property', name: 'result' })],
    },
    'case.facts': {
      elementType: 'bpmn:BusinessRuleTask',
      eventType: 'start',
      properties: [
        field('决策表', { type: 'zeebe:calledDecision', property: 'decisionId' }),
        field('结果的变量', { type: 'zeebe:calledDecision', property: 'resultVariable' }),
        deployment('zeebe:calledDecision'),
      ],
    },
    'time.now': { elementType: 'bpmn:StartEvent', eventType: 'end', properties: [] },
  };

/** The template of a job type that runs as a listener, `undefined` for the others. */
export function listenerTemplate(worker: WorkerInfo): object | undefined {
  const listened = listeners[worker.type];
  if (!listened) return undefined;
  const { elementType, eventType, properties } = listened;
  return {
    ...templateHead(worker, elementType, appliesTo(elementType)),
    entriesVisible: { executionListeners: false },
    properties: [...properties, listener(worker.type, eventType)],
  };
}

function appliesTo(elementType: string): string[] {
  return elementType === 'bpmn:StartEvent' ? [elementType] : ['bpmn:Task', elementType];
}

function listener(type: string, eventType: string): object {
  const binding = { type: 'zeebe:executionListener', eventType, retries: '5' };
  return { type: 'Hidden', value: type, binding };
}

function field(label: string, binding: object): object {
  return { label, type: 'String', binding, constraints: { notEmpty: true } };
}

function deployment(type: string): object {
  return { type: 'Hidden', value: 'deployment', binding: { type, property: 'bindingType' } };
}
