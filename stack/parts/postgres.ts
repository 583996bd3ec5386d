import { join } from 'node:path';
import { Client } from 'pg';
import type { Context } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { clearStaleLock, postgresUser, prepareCluster, programs } from './postgres-cluster';

/** PostgreSQL with one database and one owner for the app and for Keycloak each. */
export function postgres({ settings, secrets }: Context): PartSpec {
  const port = settings.ports.postgres;
  const admin = async (work: (client: Client) => Promise<void>) => {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password: secrets.postgresPassword,
      database: 'postgres',
    });
    client.on('error', () => {});
    await client.connect();
    await work(client).finally(() => client.end());
  };
  const createRole = async (client: Client, name: string, password: string) => {
    const role = client.escapeIdentifier(name);
    const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    const verb = known.rowCount ? 'ALTER' : 'CREATE';
    await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    return role;
  };
  const createDatabase = async (client: Client, name: string, password: string) => {
    const role = await createRole(client, name, password);
    const exists = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!exists.rowCount) await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
  };
  const select = () => admin(async (client) => void (await client.query('SELECT 1')));
  return {
    name: 'postgres',
    title: 'PostgreSQL',
    ports: ['postgres'],
    // Fast shutdown: the polite signal would wait for every client to leave.
    stopSignal: 'SIGINT',
    startTimeoutMs: 180_000,
    // After a kill the old helpers may need a moment to leave the shared memory.
    startTries: 10,
    async command() {
      const runAs = postgresUser();
      const data = prepareCluster(settings.stateDir, secrets.postgresPassword, runAs);
      await clearStaleLock(data);
      const options = {
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        shared_buffers: '64MB',
        max_connections: '100',
      };
      const flags = Object.entries(options).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
      return {
        file: join(programs(settings.stateDir, runAs), 'postgres'),
        args: ['-D', data, '-p', String(port), ...flags],
        cwd: data,
        ...runAs,
      };
    },
    ready: select,
    alive: select,
    afterReady: () =>
      admin(async (client) => {
        await createDatabase(client, 'zhujian', secrets.zhujianDatabasePassword);
        await createDatabase(client, 'keycloak', secrets.keycloakDatabasePassword);
        // the broker's: may hand over the feed, see nothing (src/migrations)
        await createRole(client, 'zhujian_feed', secrets.feedDatabasePassword);
      }),
  };
}
