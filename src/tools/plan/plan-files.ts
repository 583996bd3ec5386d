import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { canonicalJson } from '../../domain/hash-chain';
import type { Plan } from '../../domain/plan';
import { ReleaseRefused } from '../../records/release-refused';

const PROJECT = join(__dirname, '../../..');
/** So many characters of a hash name a plan. */
const NAMED_BY = 8;

/** The hash of a plan: SHA-256, in hex, of all the rest of it in its one spelling (RFC 8785). */
export function planHash({ hash: _, ...plan }: Omit<Plan, 'hash'> & { hash?: string }): string {
  return createHash('sha256').update(canonicalJson(plan)).digest('hex');
}

/** Where plans lie: below the state folder (`ZJF_STATE_DIR`, by default `.state`). */
export function plansFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(resolve(PROJECT, env.ZJF_STATE_DIR ?? '.state'), 'plans');
}

/** Saves a plan by its hash. @returns the file */
export async function savePlan(plan: Plan, folder = plansFolder()): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${plan.hash}.json`);
  await writeFile(file, `${JSON.stringify(plan, null, 2)}\n`);
  return file;
}

/**
 * Reads a plan that was saved.
 * @param hash or its beginning, where no other plan begins so
 * @throws ReleaseRefused PLAN_UNKNOWN, or PLAN_ALTERED where the file is not as it was saved
 */
export async function readPlan(hash: string, folder = plansFolder()): Promise<Plan> {
  const files = existsSync(folder) ? await readdir(folder) : [];
  const [file, another] = /^[0-9a-f]+$/.test(hash) ? files.filter((f) => f.startsWith(hash)) : [];
  if (!file || another || hash.length < NAMED_BY)
    throw new ReleaseRefused(
      'PLAN_UNKNOWN',
      `“${hash}”（${folder}）；用 npm run plan 生成，填写其编号至少 ${NAMED_BY} 位`,
      `“${hash}” in ${folder}; npm run plan makes one and prints its hash, ${NAMED_BY} characters of which will do`,
    );
  const plan = JSON.parse(await readFile(join(folder, file), 'utf8')) as Plan;
  const found = planHash(plan);
  if (found !== plan.hash || `${found}.json` !== file)
    throw new ReleaseRefused('PLAN_ALTERED', `${file}；请重新生成`, `${file}; make a new one`);
  return plan;
}
