import { loadConfig } from '../../src/config';
import type { Plan } from '../../src/domain/plan';
import { createEngine } from '../../src/engine';
import { createDataSource } from '../../src/entities/data-source';
import { readResources } from '../../src/models/read';
import { SYSTEM } from '../../src/records/audit';
import { createClock } from '../../src/records/clock';
import { type Deploying, deployRelease } from '../../src/records/deploy-release';
import { exitCodeOf, makePlan } from '../../src/tools/plan/make-plan';
import { plansFolder, savePlan } from '../../src/tools/plan/plan-files';
import { readPlanOptions } from '../../src/tools/plan/plan-options';
import { ROOT } from '../../stack/lib/settings';

/** What `npm run plan` says. */
export interface Planned {
  code: number;
  plan: Plan;
}

/** Deploys the models of folders to one stack, and plans that. */
export interface Deployer {
  deploy(folder: string): Promise<void>;
  /** As `npm run plan -- --json` with these arguments. */
  plan(args: string[]): Promise<Planned>;
  close(): Promise<void>;
}

/**
 * Deploys without the lint, which would cost every test that changes a model some ten seconds of
 * processor, and would refuse models that are odd on purpose; and in this program, as one of its own
 * would take seconds to start each time. That `npm run deploy` asks the lint first is shown by
 * `test/processes/deploy-gate.test.ts`, what it finds by `test/models`. Connects when first asked.
 */
export function createDeployer(env: NodeJS.ProcessEnv): Deployer {
  let connected: Promise<Deploying> | undefined;
  async function connect(): Promise<Deploying> {
    const config = loadConfig(env);
    const db = await createDataSource(config.DATABASE_URL).initialize();
    return { db, engine: createEngine(config), clock: createClock(db, true) };
  }
  function connection(): Promise<Deploying> {
    connected ??= connect();
    connected.catch(() => {
      connected = undefined;
    });
    return connected;
  }
  return {
    async deploy(folder) {
      const resources = await readResources(folder);
      await deployRelease(await connection(), {
        resources: resources as never,
        by: { ...SYSTEM, user: 'harness' },
      });
    },
    async plan(args) {
      const options = readPlanOptions(args);
      const resources = await readResources(options.root);
      const plan = await makePlan(await connection(), ROOT, resources, options);
      await savePlan(plan, plansFolder(env));
      return { code: exitCodeOf(plan), plan };
    },
    async close() {
      const open = await connected?.catch(() => undefined);
      await open?.engine.close(1000);
      await open?.db.destroy();
    },
  };
}
