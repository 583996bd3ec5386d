import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workers } from '../../workers';
import { generateAll } from '../models/generate-all';
import { writeFiles } from '../models/generated-files';
import { describeWorkers } from '../models/worker-info';

/** Writes files below a folder and what is generated from the models there, and says so. */
export async function write(root: string, files: Record<string, string>): Promise<void> {
  const began = Date.now();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  inOurLayout(root, Object.keys(files));
  const generated = writeFiles(root, await generateAll(root, describeWorkers(workers)));
  for (const path of [...Object.keys(files), ...generated]) console.log(`written  ${path}`);
  const lines = Object.values(files).reduce((sum, text) => sum + text.split('\n').length - 1, 0);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${Object.keys(files).length} files, ${lines} lines, ${seconds} s`);
}

/** How long a line gets depends on the names in it: the formatter of the project lays it out. */
function inOurLayout(root: string, paths: string[]): void {
  const biome = require.resolve('@biomejs/biome/bin/biome');
  const laidOut = paths.filter((path) => /\.(ts|json)$/.test(path));
  execFileSync(process.execPath, [biome, 'format', '--write', ...laidOut], { cwd: root });
}
