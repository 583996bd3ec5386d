import { code, heading, page, table } from './markdown';
import type { FieldInfo, WorkerInfo } from './worker-info';

/** `docs/workers.md`: the contract of every job type. */
export function generateWorkersDoc(workers: WorkerInfo[]): string {
  const index = table(
    ['job type', 'title', 'does'],
    workers.map(({ type, title, description }) => [link(type), title, description]),
  );
  return page(heading('Job types', '`src/workers/`'), index, ...workers.map(section));
}

function section(worker: WorkerInfo): string {
  const fields = [...rows('in', worker.inputs), ...rows('out', worker.outputs)];
  const contract = table(['', 'field', 'type', 'required', 'meaning'], fields);
  return page(`## ${worker.type}`, `${worker.title}：${worker.description}`, contract);
}

function rows(direction: string, fields: FieldInfo[]): string[][] {
  return fields.map(({ name, type, required, description }) => [
    direction,
    code(name),
    type,
    required ? 'yes' : 'no',
    description,
  ]);
}

function link(type: string): string {
  return `[${code(type)}](#${type.replaceAll('.', '')})`;
}
