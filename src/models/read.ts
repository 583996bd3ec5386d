import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { basename } from 'node:path/posix';
import { listFiles } from './folders';
import { readBpmn } from './read-bpmn';
import { readDmn } from './read-dmn';
import { readForm } from './read-form';
import { readLabels } from './read-labels';
import type { Models, Resource } from './types';

export type * from './types';

/**
 * Reads a set of model files into one typed view. Pure: the same contents give the same view,
 * so a caller may keep the result by the release it belongs to.
 */
export async function readModels(resources: Resource[]): Promise<Models> {
  const models: Models = { processes: {}, decisions: {}, forms: {}, labels: {} };
  for (const { name, content } of resources) {
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
    try {
      await readInto(models, name, text);
    } catch (cause) {
      throw new Error(`${name} cannot be read: ${(cause as Error).message}`, { cause });
    }
  }
  return models;
}

/** Reads the files of a release below a folder. */
export async function readModelFolders(root: string): Promise<Models> {
  return readModels(await readResources(root));
}

/**
 * The files of a release below a folder: `bpmn/`, `dmn/`, `forms/` and `labels/`, with `/` in names.
 * @throws Error where there is none of them: a folder that was misspelt is not one without models
 */
export async function readResources(root: string): Promise<Resource[]> {
  const ends = { bpmn: '.bpmn', dmn: '.dmn', forms: '.form', labels: '.json' };
  const files = Object.entries(ends).flatMap(([folder, end]) =>
    listFiles(join(root, folder)).filter((file) => file.endsWith(end)),
  );
  if (files.length === 0)
    throw new Error(
      `${root} 中没有模型，应有 bpmn、dmn、forms、labels 文件夹 (no models there: bpmn, dmn, forms and labels are looked for)`,
    );
  return Promise.all(
    files.map(async (file) => ({
      name: relative(root, file).split(sep).join('/'),
      content: await readFile(file, 'utf8'),
    })),
  );
}

async function readInto(models: Models, name: string, text: string): Promise<void> {
  if (name.endsWith('.bpmn')) add(models.processes, await readBpmn(name, text));
  else if (name.endsWith('.dmn')) add(models.decisions, await readDmn(name, text));
  else if (name.endsWith('.form')) add(models.forms, [readForm(name, text)]);
  else if (isLabels(name)) models.labels[basename(name, '.json')] = readLabels(text);
}

/** Whether a file of a release holds words: those are for us, the engine is not sent them. */
export function isLabels(name: string): boolean {
  return name.startsWith('labels/');
}

function add<T extends { id: string; file: string }>(all: Record<string, T>, found: T[]): void {
  for (const model of found) {
    const other = all[model.id];
    if (other) throw new Error(`id ${model.id} is already used by ${other.file}`);
    all[model.id] = model;
  }
}
