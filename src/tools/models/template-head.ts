import type { WorkerInfo } from './worker-info';

/** What all templates have in common. */
export function templateHead(worker: WorkerInfo, elementType: string, appliesTo: string[]) {
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    id: `zhujian.${worker.type}`,
    name: worker.title,
    description: worker.description,
    appliesTo,
    elementType: { value: elementType },
    engines: { camunda: '^8.6' },
  };
}
