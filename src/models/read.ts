import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { basename } from 'node:path/posix';
import { Remembered } from '../domain/remembered';
import { listFiles } from './folders';
import { readBpmn } from './read-bpmn';
import { readDmn } from './read-dmn';
import { readForm } from './read-form';
import { readLabels } from './read-labels';
import type { Models, Resource } from './types';

export type * from './types';

/** From one release to the next most files stay as they are: some four releases' files are kept. */
const FILES_KEPT = 1000;
const files = new Remembered<Partial<Models>>(FILES_KEPT);

/**
 * Reads a set of model files into one typed view. Pure: the same contents give the same view, so a caller
 * may keep the result by the release it belongs to. Views share what files they have in common: nobody
 * changes one.
 */
export async function readModels(resources: Resource[]): Promise<Models> {
  const models: Models = { processes: {}, decisions: {}, forms: {}, labels: {} };
  for (const { name, content } of resources) {
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
    const hash = createHash('sha256').update(`${name}\n${text}`).digest('base64');
    try {
      const read = await files.get(hash, () => readFile(name, text));
      add(models.processes, read.processes);
      add(models.decisions, read.decisions);
      add(models.forms, read.forms);
      Object.assign(models.labels, read.labels);
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
      content: await fs.readFile(file, 'utf8'),
    })),
  );
}

/** What one file adds to the view. */
async function readFile(name: string, text: string): Promise<Partial<Models>> {
  if (name.endsWith('.bpmn')) return { processes: byId(await readBpmn(name, text)) };
  if (name.endsWith('.dmn')) return { decisions: byId(await readDmn(name, text)) };
  if (name.endsWith('.form')) return { forms: byId([readForm(name, text)]) };
  if (isLabels(name)) return { labels: { [basename(name, '.json')]: readLabels(text) } };
  return {};
}

/** Whether a file of a release holds words: those are for us, the engine is not sent them. */
export function isLabels(name: string): boolean {
  return name.startsWith('labels/');
}

type Found<T> = Record<string, T>;

function byId<T extends { id: string; file: string }>(found: T[]): Found<T> {
  const all: Found<T> = {};
  for (const model of found) add(all, { [model.id]: model });
  return all;
}

function add<T extends { file: string }>(all: Found<T>, found: Found<T> = {}): void {
  for (const [id, model] of Object.entries(found)) {
    const other = all[id];
    if (other) throw new Error(`id ${id} is already used by ${other.file}`);
    all[id] = model;
  }
}
