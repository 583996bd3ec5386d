import type { ModelChange } from '../../domain/plan';
import { isLabels, type Models, type Resource, readModels } from '../read';
import { diffDiagram } from './bpmn';
import { ChangesOf } from './changes';
import { diffDecisions } from './dmn';
import { diffForm } from './form';
import { diffLabels } from './labels';

/**
 * What differs between two sets of models, as an analyst would say it: rows, cells, columns, fields,
 * elements, paths, conditions, mappings, timers, words. Looks only (where a shape or a field stands)
 * are one change a file, however much was moved.
 * @param before the files of a release, e.g. of the newest one
 * @param after the files that shall take their place
 * @returns in the order of file names, and in each file in reading order; none where nothing differs
 * @throws Error naming the file that cannot be read
 */
export async function diffModels(before: Resource[], after: Resource[]): Promise<ModelChange[]> {
  const changed = changedFiles(before, after);
  const names = new Set(changed.map(({ name }) => name));
  const [old, now] = await Promise.all([before, after].map((files) => readNamed(files, names)));
  if (!old || !now) return [];
  const changes: ModelChange[] = [];
  for (const { name, from, to } of changed) {
    const of = new ChangesOf(name, modelName(name, old, now));
    await diffFile(of, from, to, old, now);
    // whatever is in a file that none of us reads is not passed over in silence
    if (of.changes.length === 0) of.changed('', '文件格式', null, null);
    changes.push(...of.changes);
  }
  return changes;
}

/** The files that differ; the names of forms stand in the diagrams. */
function readNamed(files: Resource[], names: Set<string>): Promise<Models> {
  const forms = [...names].some((name) => name.endsWith('.form'));
  return readModels(
    files.filter(({ name }) => names.has(name) || (forms && name.endsWith('.bpmn'))),
  );
}

interface ChangedFile {
  name: string;
  from: string | undefined;
  to: string | undefined;
}

function changedFiles(before: Resource[], after: Resource[]): ChangedFile[] {
  const [old, now] = [before, after].map((files) => new Map(files.map((f) => [f.name, textOf(f)])));
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  return names
    .map((name) => ({ name, from: old?.get(name), to: now?.get(name) }))
    .filter(({ from, to }) => from !== to);
}

function textOf({ content }: Resource): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}

async function diffFile(
  of: ChangesOf,
  from: string | undefined,
  to: string | undefined,
  old: Models,
  now: Models,
): Promise<void> {
  const { file } = of;
  if (file.endsWith('.dmn')) await diffDecisions(of, from, to);
  else if (file.endsWith('.bpmn')) await diffDiagram(of, from, to);
  else if (file.endsWith('.form')) diffForm(of, from, to);
  else if (isLabels(file)) diffLabels(of, old.labels, now.labels);
}

/** The Chinese name of what a file holds: of its table or process, or of the process a form is for. */
function modelName(file: string, old: Models, now: Models): string {
  for (const { processes, decisions, forms } of [now, old]) {
    const own = [...Object.values(processes), ...Object.values(decisions)].find(
      (one) => one.file === file,
    );
    if (own) return own.name || own.id;
    const form = Object.values(forms).find((one) => one.file === file);
    if (form) return formName(form.id, { processes, decisions, forms } as Models);
  }
  return file;
}

/** Forms have no name: that of the process it starts, or of the first task that shows it. */
function formName(id: string, { processes, decisions }: Models): string {
  const all = Object.values(processes);
  const started = all.find((process) => process.startForm === id);
  const task = all.flatMap(({ userTasks }) => userTasks).find((one) => one.formId === id);
  const door = all.some((process) => process.door === id) ? decisions[id] : undefined;
  return started?.name ?? task?.name ?? door?.name ?? id;
}
