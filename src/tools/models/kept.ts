import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../../stack/lib/settings';
import { listFiles } from '../../models/folders';

const ROOT = join(__dirname, '../../..');
/** What findings rest on besides the models: the rules, what they read models with, and their versions. */
const CODE = ['src/models', 'src/facts', 'src/tools/models', 'lint', 'package-lock.json'];

/** What was found out, by the hash of what it is about. */
export interface Keep<T> {
  read(hash: string): T | undefined;
  write(hash: string, value: T): void;
}

/**
 * A folder beside the downloads, so that what is in it is made once a machine; another one for other code.
 * @param code files and folders of the project that what is kept rests on
 */
export function openKeep<T>(name: string, code: string[]): Keep<T> {
  const folder = join(readSettings().cacheDir, `${name}-${codeHash(code)}`);
  const placeOf = (hash: string) => join(folder, `${hash}.json`);
  return {
    read(hash) {
      const place = placeOf(hash);
      return existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')) : undefined;
    },
    write(hash, value) {
      const place = placeOf(hash);
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${place}.${process.pid}`, JSON.stringify(value));
      renameSync(`${place}.${process.pid}`, place);
    },
  };
}

let findings: Keep<unknown> | undefined;

/**
 * What a check found, as long as neither what it looks at nor its code changes: a plan, its application
 * and a deployment look at the same models, and most diagrams are the same from one to the next.
 * @param about everything the result rests on besides the code of the checks
 */
export async function kept<T>(about: unknown[], make: () => Promise<T>): Promise<T> {
  findings ??= openKeep('findings', CODE);
  const hash = createHash('sha256');
  for (const one of about) hash.update(JSON.stringify(one)).update('\n');
  const name = hash.digest('hex').slice(0, 32);
  const known = findings.read(name);
  if (known !== undefined) return known as T;
  const made = await make();
  findings.write(name, made);
  return made;
}

function codeHash(code: string[]): string {
  const hash = createHash('sha256');
  for (const name of code)
    for (const file of name.includes('.') ? [join(ROOT, name)] : listFiles(join(ROOT, name)))
      hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
