import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../../stack/lib/settings';
import { listFiles } from '../../models/folders';

const ROOT = join(__dirname, '../../..');
/** What findings rest on besides the models: the rules, what they read models with, and their versions. */
const CODE = ['src/models', 'src/facts', 'src/tools/models', 'lint', 'package-lock.json'];

let folder: string | undefined;

/**
 * What a check found, as long as neither what it looks at nor its code changes: a plan, its application
 * and a deployment look at the same models, and most diagrams are the same from one to the next. Kept in
 * the folder of downloads, so that it is made once a machine.
 * @param about everything the result rests on besides the code of the checks
 */
export async function kept<T>(about: unknown[], make: () => Promise<T>): Promise<T> {
  folder ??= join(readSettings().cacheDir, `findings-${codeHash()}`);
  const hash = createHash('sha256');
  for (const one of about) hash.update(JSON.stringify(one)).update('\n');
  const place = join(folder, `${hash.digest('hex').slice(0, 32)}.json`);
  if (existsSync(place)) return JSON.parse(readFileSync(place, 'utf8'));
  const made = await make();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${place}.${process.pid}`, JSON.stringify(made));
  renameSync(`${place}.${process.pid}`, place);
  return made;
}

function codeHash(): string {
  const hash = createHash('sha256');
  for (const name of CODE)
    for (const file of name.includes('.') ? [join(ROOT, name)] : listFiles(join(ROOT, name)))
      hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
