import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appEnv, type Context } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { answerProbe, httpProbe } from '../lib/ready';
import { ROOT } from '../lib/settings';

/** What a request makes is mostly gone with its answer: with so much room, in MB, little of it is copied. */
const YOUNG = '--max-semi-space-size=32';

/** The API and the workers, run from source. */
export function app({ settings, secrets }: Context): PartSpec {
  const env = appEnv(settings, secrets);
  return {
    name: 'app',
    title: 'Zhujian Flow',
    ports: ['api'],
    command() {
      mkdirSync(env.ATTACHMENTS_DIR as string, { recursive: true });
      return {
        file: process.execPath,
        args: [YOUNG, '--import', 'tsx', join(ROOT, 'src/main.ts')],
        cwd: ROOT,
        // who started us may have it, the app may not
        env: { ...process.env, ...env, DATABASE_OWNER_URL: undefined },
      };
    },
    ready: httpProbe(`http://127.0.0.1:${settings.ports.api}/health/ready`),
    alive: answerProbe(`http://127.0.0.1:${settings.ports.api}/health/live`),
  };
}
