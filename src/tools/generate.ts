import { workers } from '../workers';
import { generateAll } from './models/generate-all';
import { differences, writeFiles } from './models/generated-files';
import { describeWorkers } from './models/worker-info';

/**
 * `npm run generate`: writes ids, element templates and docs out of the models and workers.
 * With `--check` it writes nothing and fails when a file differs.
 */
async function main(): Promise<void> {
  const root = process.cwd();
  const files = await generateAll(root, describeWorkers(workers));
  const check = process.argv.includes('--check');
  const paths = check ? differences(root, files) : writeFiles(root, files);
  for (const path of paths) console.log(`${check ? 'differs' : 'written'}  ${path}`);
  if (check && paths.length > 0) process.exitCode = 1;
}

main();
