import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, partEnv } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { answerProbe, httpProbe } from '../lib/ready';
import { ROOT } from '../lib/settings';
import { javaCommand } from './java';
import { updateKeptRealm } from './keycloak-realm';

/**
 * Keycloak's home: programs from the cache, data in the state folder, so that a shared cache is
 * never written to and two stacks do not share a realm.
 */
function prepareHome(home: string, distribution: string): void {
  mkdirSync(join(home, 'data/import'), { recursive: true });
  for (const name of ['bin', 'conf', 'lib', 'providers', 'themes', 'version.txt']) {
    rmSync(join(home, name), { force: true });
    symlinkSync(join(distribution, name), join(home, name));
  }
  cpSync(join(ROOT, 'keycloak/zhujian-realm.json'), join(home, 'data/import/zhujian-realm.json'));
}

/** Keycloak over plain http on the loopback address; imports the realm at its first start. */
export function keycloak(context: Context): PartSpec {
  const { installed, secrets } = context;
  const { ports, stateDir } = context.settings;
  const home = join(stateDir, 'keycloak');
  const opens = ['java.util', 'java.util.concurrent', 'java.security', 'java.lang'];
  return {
    name: 'keycloak',
    title: 'Keycloak',
    ports: ['keycloak', 'keycloakManagement'],
    command() {
      prepareHome(home, installed.keycloak);
      return {
        // As bin/kc.sh does it, without the shell in between: its process is the one to stop.
        ...javaCommand(context, {
          heap: '384m',
          flags: [
            '-XX:TieredStopAtLevel=1',
            ...opens.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
            `-Dkc.home.dir=${home}`,
            `-Djboss.server.config.dir=${join(home, 'conf')}`,
            '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
            '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=' +
              'io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
            '-Dpicocli.disable.closures=true',
            '-Duser.language=en',
            // Connections that a restarted PostgreSQL left dead are found before somebody's log-in is.
            '-Dquarkus.datasource.jdbc.foreground-validation-interval=500ms',
          ],
          classPath: [join(home, 'lib/quarkus-run.jar')],
          main: 'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
          args: ['start', '--optimized', '--import-realm'],
        }),
        cwd: home,
        env: {
          ...partEnv(context),
          KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
          KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.keycloakAdminPassword,
          KC_DB_URL: `jdbc:postgresql://127.0.0.1:${ports.postgres}/keycloak`,
          KC_DB_USERNAME: 'keycloak',
          KC_DB_PASSWORD: secrets.keycloakDatabasePassword,
          // One node: no cluster port, which would listen beyond the loopback address.
          KC_CACHE: 'local',
          KC_HTTP_ENABLED: 'true',
          KC_HTTP_HOST: '127.0.0.1',
          KC_HTTP_PORT: String(ports.keycloak),
          KC_HTTP_MANAGEMENT_HOST: '127.0.0.1',
          KC_HTTP_MANAGEMENT_PORT: String(ports.keycloakManagement),
          KC_HOSTNAME: `http://localhost:${ports.keycloak}`,
        },
      };
    },
    // A first start writes its whole schema, on a busy machine for minutes.
    startTimeoutMs: 900_000,
    // The realm itself, not only the server: the first start imports it.
    ready: httpProbe(`http://127.0.0.1:${ports.keycloak}/realms/zhujian`),
    alive: answerProbe(`http://127.0.0.1:${ports.keycloak}/realms/zhujian`),
    afterReady: () =>
      updateKeptRealm(context).catch((error: Error) => {
        context.settings.log(`  Keycloak keeps the realm of its first start: ${error.message}`);
      }),
  };
}
