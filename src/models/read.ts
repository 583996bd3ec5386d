import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { listFiles } from './folders';
import { readBpmn } from './read-bpmn';
import { readDmn } from './read-dmn';
import { readForm } from './read-form';
import type { Models, Resource } from './types';

export type * from './types';

/**
 * Reads a set of model files into one typed view. Pure: the same contents give the same view,
 * so a caller may keep the result by the release it belongs to.
 */
export async function readModels(resources: Resource[]): Promise<Models> {
  const models: Models = { processes: {}, decisions: {}, forms: {} };
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

/** Reads `bpmn/`, `dmn/` and `forms/` below a folder. */
export async function readModelFolders(root: string): Promise<Models> {
  return readModels(await readResources(root));
}

/** The model files below `bpmn/`, `dmn/` and `forms/`, sorted by name, with `/` in names. */
export async function readResources(root: string): Promise<Resource[]> {
  const files = ['bpmn', 'dmn', 'forms']
    .flatMap((folder) => listFiles(join(root, folder)))
    .filter((file) => /\.(bpmn|dmn|form)$/.test(file));
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
}

function add<T extends { id: string; file: string }>(all: Record<string, T>, found: T[]): void {
  for (const model of found) {
    const other = all[model.id];
    if (other) throw new Error(`id ${model.id} is already used by ${other.file}`);
    all[model.id] = model;
  }
}
