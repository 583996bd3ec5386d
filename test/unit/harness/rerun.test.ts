import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rerunCommand } from '../../harness/rerun';

const ROOT = join(__dirname, '../../..');

test('[R12] the command that is printed beside a stack runs the file that it names, no other', async () => {
  const command = rerunCommand('runtime.json', 'unit', 'lock-file');
  const { stdout } = await promisify(execFile)('sh', ['-c', `${command} --listTests`], {
    cwd: ROOT,
  });
  const files = stdout.split('\n').filter((line) => line.endsWith('.test.ts'));
  expect(files).toEqual([join(ROOT, 'test/unit/lock-file.test.ts')]);
});
