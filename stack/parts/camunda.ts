import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, partEnv, stackFile, urlsOf } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { httpProbe } from '../lib/ready';
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
  };
}
