import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runtime } from './client';

/** The folder of the project. */
export const ROOT = join(__dirname, '../..');

/** What to put instead of what in one model file, as an analyst would in the Modeler. */
export interface Change {
  file: string;
  from: string;
  to: string;
}

/** Runs one of the command line tools of `src/tools` against the stack under test. */
export async function tool(
  name: string,
  ...args: string[]
): Promise<{ code: number; out: string }> {
  const path = join(ROOT, `src/tools/${name}.ts`);
  const env = { ...process.env, ...runtime.env };
  try {
    const done = await promisify(execFile)(process.execPath, ['--import', 'tsx', path, ...args], {
      cwd: ROOT,
      env,
    });
    return { code: 0, out: done.stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout + stderr };
  }
}

/** Deploys the models with some changes, with `npm run deploy`; none: as they stand. */
export async function deployModels(...changes: Change[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zjf-models-'));
  try {
    for (const part of ['bpmn', 'dmn', 'forms'])
      await cp(join(ROOT, part), join(folder, part), { recursive: true });
    for (const { file, from, to } of changes) {
      const text = await readFile(join(folder, file), 'utf8');
      if (text.split(from).length !== 2) throw new Error(`${file} has ${from} not exactly once`);
      await writeFile(join(folder, file), text.replace(from, to));
    }
    const { code, out } = await tool('deploy', folder);
    if (code !== 0) throw new Error(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}
