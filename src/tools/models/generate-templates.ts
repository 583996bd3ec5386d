import { listenerTemplate } from './listener-templates';
import { templateHead } from './template-head';
import type { FieldInfo, WorkerInfo } from './worker-info';

/** Element templates by path: the Modeler palette entry of each job type. */
export function generateTemplates(workers: WorkerInfo[]): Record<string, string> {
  const files = workers.map((worker) => {
    const template = listenerTemplate(worker) ?? taskTemplate(worker);
    return [`.camunda/element-templates/${worker.type}.json`, toJson(template)];
  });
  return Object.fromEntries(files);
}

function taskTemplate(worker: WorkerInfo) {
  return {
    ...templateHead(worker, 'bpmn:ServiceTask', ['bpmn:Task', 'bpmn:ServiceTask']),
    groups: [
      { id: 'input', label: '输入' },
      { id: 'output', label: '输出' },
      { id: 'job', label: '任务' },
    ],
    properties: [
      {
        type: 'Hidden',
        value: worker.type,
        binding: { type: 'zeebe:taskDefinition', property: 'type' },
      },
      ...worker.inputs.map(inputProperty),
      ...worker.outputs.map(outputProperty),
      {
        label: '重试次数',
        group: 'job',
        type: 'String',
        value: '5',
        binding: { type: 'zeebe:taskDefinition', property: 'retries' },
        constraints: { notEmpty: true },
      },
    ],
  };
}

function inputProperty(field: FieldInfo) {
  const { name, description, required } = field;
  return {
    label: description || name,
    description: `${name}: ${field.type}`,
    group: 'input',
    type: 'String',
    feel: 'optional',
    ...(name === 'caseId' && { value: '=caseId' }),
    binding: { type: 'zeebe:input', name },
    ...(required ? { constraints: { notEmpty: true } } : { optional: true }),
  };
}

function outputProperty({ name, description }: FieldInfo) {
  return {
    label: description || name,
    description: `${name} → 流程变量`,
    group: 'output',
    type: 'String',
    value: name,
    binding: { type: 'zeebe:output', source: `=${name}` },
    constraints: { notEmpty: true },
  };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
