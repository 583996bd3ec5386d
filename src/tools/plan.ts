import { join } from 'node:path';
import { compose } from '../compose';
import { loadConfig } from '../config';
import { readModels, readResources } from '../models/read';
import { standingReleases } from '../records/release-turn';
import { codeWords } from '../wording/codes';
import { localEnvironment } from './local-environment';
import { exitCodeOf, makePlan } from './plan/make-plan';
import { savePlan } from './plan/plan-files';
import { readPlanOptions } from './plan/plan-options';
import { nextStep, printPlan } from './plan/print-plan';

const PROJECT = join(__dirname, '../..');

/**
 * `npm run plan [-- --last <n> | --all] [--in-force <day>] [--json] [<folder>]`: what deploying the
 * models would change, without deploying them. Saves the plan by its hash, for `npm run apply`. Exit
 * code 1 on errors of the lint, 2 where outcomes change, else 0.
 */
async function main(): Promise<void> {
  localEnvironment();
  const options = readPlanOptions(process.argv.slice(2));
  const deps = await compose({ ...loadConfig(), LOG_LEVEL: 'silent' });
  try {
    const resources = await readResources(options.root);
    const plan = await makePlan(deps, PROJECT, resources, options);
    const file = await savePlan(plan);
    if (options.json) say(JSON.stringify(plan, null, 2));
    else {
      say(printPlan(plan, codeWords(await readModels(resources))));
      const { waiting } = await standingReleases(deps.db);
      if (waiting) say(`\n版本 ${waiting.id} 自 ${waiting.day} 起生效；在此之前不能部署其他更改`);
      say(nextStep(plan, file));
    }
    process.exitCode = exitCodeOf(plan);
  } finally {
    await deps.close();
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
