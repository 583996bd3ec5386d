import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { workers } from '../workers';
import { generateAll } from './models/generate-all';
import { writeFiles } from './models/generated-files';
import { describeWorkers } from './models/worker-info';
import { newFlow } from './new/new-flow';

/**
 * `npm run new:flow -- <area> <id> "<中文名>" [--flow <requirement>]`: writes a flow that runs at once,
 * and what is generated from the models.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { flow: { type: 'string' } },
  });
  const [area, id, name, ...more] = positionals;
  if (!area || !id || !name || more.length > 0)
    throw new Error('npm run new:flow -- <area> <id> "<中文名>" [--flow <requirement>]');
  const began = Date.now();
  const root = process.cwd();
  const files = newFlow(root, { area, id, name, flow: values.flow });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const generated = writeFiles(root, await generateAll(root, describeWorkers(workers)));
  for (const path of [...Object.keys(files), ...generated]) console.log(`written  ${path}`);
  const lines = Object.values(files).reduce((sum, text) => sum + text.split('\n').length - 1, 0);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${Object.keys(files).length} files, ${lines} lines, ${seconds} s`);
  console.log(`npm run deploy; then http://…/submit/${id}; its test: ${id}`);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
