import { join } from 'node:path';
import { appEnv, type Context, urlsOf } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { answerProbe, httpProbe } from '../lib/ready';
import { ROOT } from '../lib/settings';

/** Plays the national platform and the ministry, so that pushes go somewhere. */
export function nationalPlatform({ settings, secrets }: Context): PartSpec {
  return {
    name: 'national-platform',
    title: 'National platform (stand-in)',
    ports: ['standIn'],
    command: () => ({
      file: process.execPath,
      args: ['--import', 'tsx', join(ROOT, 'stand-in/national-platform/main.ts')],
      cwd: ROOT,
      env: { ...process.env, ...appEnv(settings, secrets) },
    }),
    ready: httpProbe(`${urlsOf(settings, secrets).standIn}/health`),
    alive: answerProbe(`${urlsOf(settings, secrets).standIn}/health`),
  };
}
