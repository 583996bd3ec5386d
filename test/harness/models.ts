import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runtime } from './client';

/** The folder of the project. */
export const ROOT = join(__dirname, '../..');

/** What to put instead of what in one model file, as an analyst would in the Modeler; or a new file. */
export type Change = { file: string; from: string; to: string } | { file: string; content: string };

/** Runs one of the command line tools of `src/tools` against the stack under test. */
export async function tool(
  name: string,
  ...args: string[]
): Promise<{ code: number; out: string }> {
  const env = { ...process.env, ...runtime.env, ZJF_STATE_DIR: runtime.stateDir };
  const command = ['--import', 'tsx', join(ROOT, `src/tools/${name}.ts`), ...args];
  try {
    const done = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
    return { code: 0, out: done.stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout + stderr };
  }
}

/** Models only for tests: a process that is open to the public (`test-public`). */
const PUBLIC_MODELS = join(ROOT, 'test/harness/public-models');

/** Deploys the models with some changes, whatever the lint would say; none: as they stand. */
export function deployModels(...changes: Change[]): Promise<void> {
  return inFolder(changes, deployFolder);
}

/** Deploys the models and beside them a process that is open to the public. */
export function deployPublicProcess(): Promise<void> {
  return inFolder([], async (folder) => {
    await cp(PUBLIC_MODELS, folder, { recursive: true });
    await deployFolder(folder);
  });
}

/** Deploys the models of a folder, whatever the lint would say. */
export async function deployFolder(folder: string): Promise<void> {
  const response = await fetch(`${runtime.controlUrl}/deploy`, { method: 'POST', body: folder });
  if (!response.ok) throw new Error(await response.text());
}

/** A folder that is there while `work` runs: the models with some changes. */
export async function inFolder<T>(
  changes: Change[],
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zjf-models-'));
  try {
    for (const part of ['bpmn', 'dmn', 'forms', 'labels'])
      await cp(join(ROOT, part), join(folder, part), { recursive: true });
    for (const change of changes) {
      const path = join(folder, change.file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, await changed(path, change));
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function changed(path: string, change: Change): Promise<string> {
  if ('content' in change) return change.content;
  const { file, from, to } = change;
  const text = await readFile(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} has ${from} not exactly once`);
  return text.replace(from, to);
}
