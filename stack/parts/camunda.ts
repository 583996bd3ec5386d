import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serviceTokens } from '../../src/people/service-token';
import { type Context, ENGINE_CLIENT, partEnv, stackFile, urlsOf } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { answerProbe, httpProbe } from '../lib/ready';
import { SCHEMAS_READ_ONCE } from '../lib/rules-engine';
import { readsSearch, type Settings } from '../lib/settings';
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
        ...(name === 'broker' ? [SCHEMAS_READ_ONCE] : ['-XX:TieredStopAtLevel=1']),
        `-Dbasedir=${home}`,
        `-Dapp.home=${home}`,
        `-Dlog4j2.configurationFile=${stackFile('config/log4j2.xml')}`,
      ],
      classPath: [join(installed.camunda, 'lib/*'), installed.rulesEngine],
      main: `io.camunda.application.${main}`,
    }),
    cwd: home,
    env: {
      ...partEnv(context),
      SPRING_CONFIG_ADDITIONAL_LOCATION: `file:${stackFile('config', `${name}.yaml`)}`,
      ...(name === 'broker' ? {} : atEngine(context)),
      SPRING_PROFILES_ACTIVE: profiles(name, settings).join(),
    },
  };
}

function profiles(name: string, settings: Settings): string[] {
  const broker = name === 'broker';
  return [
    ...(broker && !settings.engineAuth ? [] : ['identity-auth']),
    ...(broker && !readsSearch(settings) ? ['without-search'] : []),
  ];
}

/** Who Tasklist and Operate are at the engine, should it ask who is calling. */
function atEngine({ settings, secrets }: Context): Record<string, string> {
  const { keycloak } = urlsOf(settings, secrets);
  return {
    ZEEBE_CLIENT_ID: ENGINE_CLIENT,
    ZEEBE_CLIENT_SECRET: secrets.engineClientSecret,
    ZEEBE_AUTHORIZATION_SERVER_URL: `${keycloak}/realms/zhujian/protocol/openid-connect/token`,
    ZEEBE_TOKEN_AUDIENCE: 'zeebe-api',
    // their client keeps its tokens in a file
    ZEEBE_CLIENT_CONFIG_PATH: join(settings.stateDir, 'engine-tokens.yaml'),
  };
}

/** Keycloak gives a token in milliseconds; less than a part may take to answer. */
const TOKEN_WITHIN_MS = 2000;

/** The key before the first one of partition 1: no instance ever has it. */
const NO_INSTANCE = 2n ** 51n;

/**
 * Gives the engine something to process, which changes nothing: an instance that cannot be is cancelled,
 * and it says that there is none. The gateway alone, which answers for its topology also when the
 * partition behind it has died, cannot say so. Cancelling is never put off, however much there is to do.
 */
async function processesSomething(url: string, who: HeadersInit): Promise<void> {
  const { status } = await fetch(`${url}/v2/process-instances/${NO_INSTANCE}/cancellation`, {
    method: 'POST',
    headers: { ...who, 'content-type': 'application/json' },
    body: '{}',
  });
  if (status !== 404) throw new Error(`the engine answers ${status}`);
}

/** Who we are at the engine; throws where Keycloak, which says so, does not answer. */
function callerOf({ settings, secrets }: Context): () => Promise<Record<string, string>> {
  if (!settings.engineAuth) return async () => ({});
  const realm = { KEYCLOAK_URL: urlsOf(settings, secrets).keycloak, KEYCLOAK_REALM: 'zhujian' };
  const token = serviceTokens(realm, ENGINE_CLIENT, secrets.engineClientSecret);
  return async () => ({ authorization: `Bearer ${await token()}` });
}

/** The engine; ready when its one partition has a leader that can take work. */
export function broker(context: Context): PartSpec {
  const { ports } = context.settings;
  const url = `http://127.0.0.1:${ports.brokerRest}`;
  const caller = callerOf(context);
  return {
    name: 'broker',
    title: 'Camunda broker',
    ports: ['brokerRest', 'brokerGrpc', 'brokerCommand', 'brokerInternal', 'brokerManagement'],
    command: () => camundaCommand(context, 'broker', 'StandaloneBroker', '1g'),
    ready: httpProbe(
      `${url}/v2/topology`,
      (body) => /"role":"leader"/i.test(body) && /"health":"healthy"/i.test(body),
      caller,
    ),
    async alive() {
      // nobody can tell without Keycloak, whose absence or silence is no fault of the engine
      const late = sleep(TOKEN_WITHIN_MS, undefined, { ref: false });
      const who = await Promise.race([caller(), late]).catch(() => undefined);
      if (who) await processesSomething(url, who);
    },
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
