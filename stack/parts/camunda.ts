import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, partEnv, stackFile, urlsOf } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { answerProbe, httpProbe } from '../lib/ready';
import { javaCommand } from './java';
import { takeWholeSeconds } from './whole-seconds';

/** One part of the Camunda distribution, configured by stack/config/<name>.yaml. */
function camundaCommand(context: Context, name: string, main: string, heap: string) {
  const { installed, settings } = context;
  const home = join(settings.stateDir, name);
  mkdirSync(home, { recursive: true });
  return {
    ...javaCommand(context, {
      heap,
      flags: [
        '-XX:TieredStopAtLevel=1',
        `-Dbasedir=${home}`,
        `-Dapp.home=${home}`,
        `-Dlog4j2.configurationFile=${stackFile('config/log4j2.xml')}`,
      ],
      classPath: [join(installed.camunda, 'lib/*')],
      main: `io.camunda.application.${main}`,
    }),
    cwd: home,
    env: {
      ...partEnv(context),
      SPRING_CONFIG_ADDITIONAL_LOCATION: `file:${stackFile('config', `${name}.yaml`)}`,
      ...(name === 'broker' ? {} : { SPRING_PROFILES_ACTIVE: 'identity-auth' }),
    },
  };
}

/** The key before the first one of partition 1: no instance ever has it. */
const NO_INSTANCE = 2n ** 51n;

/**
 * Gives the engine something to process, which changes nothing: an instance that cannot be is cancelled,
 * and it says that there is none. The gateway alone, which answers for its topology also when the
 * partition behind it has died, cannot say so. Cancelling is never put off, however much there is to do.
 */
async function processesSomething(url: string): Promise<void> {
  const { status } = await fetch(`${url}/v2/process-instances/${NO_INSTANCE}/cancellation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (status !== 404) throw new Error(`the engine answers ${status}`);
}

/** The engine; ready when its one partition has a leader that can take work. */
export function broker(context: Context): PartSpec {
  const { ports } = context.settings;
  return {
    name: 'broker',
    title: 'Camunda broker',
    ports: ['brokerRest', 'brokerGrpc', 'brokerCommand', 'brokerInternal', 'brokerManagement'],
    command: () => camundaCommand(context, 'broker', 'StandaloneBroker', '512m'),
    ready: httpProbe(
      `http://127.0.0.1:${ports.brokerRest}/v2/topology`,
      (body) => /"role":"leader"/i.test(body) && /"health":"healthy"/i.test(body),
    ),
    alive: () => processesSomething(`http://127.0.0.1:${ports.brokerRest}`),
  };
}

/** The reviewers' inbox. */
export function tasklist(context: Context): PartSpec {
  const { ports } = context.settings;
  return {
    name: 'tasklist',
    title: 'Tasklist',
    ports: ['tasklist', 'tasklistManagement', 'tasklistCluster'],
    command: () => camundaCommand(context, 'tasklist', 'StandaloneTasklist', '384m'),
    ready: httpProbe(`http://127.0.0.1:${ports.tasklistManagement}/actuator/health/readiness`),
    alive: answerProbe(`http://127.0.0.1:${ports.tasklistManagement}/actuator/health/readiness`),
    afterReady: () => takeWholeSeconds(urlsOf(context.settings, context.secrets).opensearch),
  };
}

/** The view into running instances, on request. */
export function operate(context: Context): PartSpec {
  const { ports } = context.settings;
  return {
    name: 'operate',
    title: 'Operate',
    ports: ['operate', 'operateManagement', 'operateCluster'],
    command: () => camundaCommand(context, 'operate', 'StandaloneOperate', '384m'),
    ready: httpProbe(`http://127.0.0.1:${ports.operateManagement}/actuator/health/readiness`),
    alive: answerProbe(`http://127.0.0.1:${ports.operateManagement}/actuator/health/readiness`),
  };
}
