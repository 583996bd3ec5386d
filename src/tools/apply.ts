import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compose } from '../compose';
import { loadConfig } from '../config';
import type { Deps } from '../deps';
import { readResources } from '../models/read';
import type { Actor } from '../records/audit';
import { deployRelease, withdrawRelease } from '../records/deploy-release';
import { ReleaseRefused } from '../records/release-refused';
import { localEnvironment } from './local-environment';
import { recordForced } from './models/deploy-gate';
import { exitCodeOf } from './plan/make-plan';
import { readPlan } from './plan/plan-files';

const PROJECT = join(__dirname, '../..');

/** What `npm run apply` was asked for. */
interface Asked {
  hash: string;
  root: string;
  by: string;
  why: string;
  withdraw: number | null;
  /** deploys a plan with errors too, which the audit trail tells */
  force: boolean;
}

/**
 * `npm run apply -- <hash> --by <person> --why "<text>" [--force] [<folder>]`: deploys exactly the plan
 * that was shown, or keeps it for its day. `--withdraw <n>` takes back a release that waits for its day.
 */
async function main(): Promise<void> {
  localEnvironment();
  const asked = readArguments();
  const deps = await compose({ ...loadConfig(), LOG_LEVEL: 'silent' });
  try {
    const by = await personOf(deps, asked.by);
    if (!asked.why.trim())
      throw new ReleaseRefused('REASON_MISSING', '--why "<理由>"', '--why "<text>"');
    if (asked.withdraw === null) await apply(deps, asked, by);
    else {
      await withdrawRelease(deps, asked.withdraw, { by, reason: asked.why });
      say(`版本 ${asked.withdraw} 已撤回，不再生效`);
    }
  } finally {
    await deps.close();
  }
}

async function apply(deps: Deps, asked: Asked, by: Actor): Promise<void> {
  const plan = await readPlan(asked.hash);
  if (exitCodeOf(plan) === 1 && !asked.force)
    throw new ReleaseRefused(
      'PLAN_HAS_ERRORS',
      '请先改正；确需部署时加 --force，将记入审计',
      'mend them first; --force deploys it all the same, which the audit trail tells',
    );
  const { id, outcome } = await deployRelease(deps, {
    resources: (await readResources(asked.root)) as never,
    ...{ by, reason: asked.why, inForceFrom: plan.inForceFrom, plan },
  });
  const faults = plan.findings.filter(({ severity }) => severity === 'error');
  if (faults.length > 0)
    await recordForced(
      deps.db.manager,
      id,
      { by: by.user, why: asked.why },
      faults.map(({ file, where, rule, message }) => {
        return { file, element: where, severity: 'error', rule, message };
      }),
      await deps.clock.now(),
    );
  const told = {
    deployed: `已部署为版本 ${id}`,
    kept: `已保存为版本 ${id}，自 ${plan.inForceFrom} 零时起生效`,
    unchanged: `没有更改，仍为版本 ${id}`,
  };
  say(`${told[outcome]}：${deps.config.PUBLIC_URL}/releases/${id}`);
}

/** Whoever answers for a change has an account. @throws ReleaseRefused PERSON_UNKNOWN */
async function personOf({ people }: Deps, username: string): Promise<Actor> {
  const person = await people.find(username);
  if (!person?.enabled)
    throw new ReleaseRefused(
      'PERSON_UNKNOWN',
      `--by “${username}”；应为启用中的账号`,
      `--by “${username}”; it must be an account in use`,
    );
  const [organisation = 'platform'] = person.organisations;
  return { user: person.username, name: person.name, organisation };
}

function readArguments(): Asked {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      by: { type: 'string', default: '' },
      why: { type: 'string', default: '' },
      withdraw: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  });
  const [hash = '', root = PROJECT] = positionals;
  const withdraw = values.withdraw === undefined ? null : Number(values.withdraw);
  return { ...values, hash, root, withdraw };
}

const say = (text: string) => process.stdout.write(`${text}\n`);

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
