import { join } from 'node:path';
import { Client } from 'pg';
import type { Context } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { clearStaleLock, postgresUser, prepareCluster, programs } from './postgres-cluster';

/**
 * PostgreSQL with one database for the app and for Keycloak each. Of Keycloak's database Keycloak is
 * the owner; the app's belongs to a user that the app does not know (ADR 18).
 */
export function postgres({ settings, secrets }: Context): PartSpec {
  const port = settings.ports.postgres;
  const admin = async (work: (client: Client) => Promise<void>, database = 'postgres') => {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password: secrets.postgresPassword,
      database,
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
  const createDatabase = async (client: Client, name: string, owner: string) => {
    const exists = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (exists.rowCount) return;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER ${owner}`);
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
        const owner = await createRole(client, 'zhujian_owner', secrets.zhujianOwnerPassword);
        await createRole(client, 'zhujian', secrets.zhujianDatabasePassword);
        await createDatabase(client, 'zhujian', owner);
        const keycloak = await createRole(client, 'keycloak', secrets.keycloakDatabasePassword);
        await createDatabase(client, 'keycloak', keycloak);
        // the broker's: may hand over the feed, see nothing (src/migrations)
        await createRole(client, 'zhujian_feed', secrets.feedDatabasePassword);
        // what the app owns in an installation from before, the database itself included
        await admin(async (record) => {
          await record.query(`REASSIGN OWNED BY zhujian TO ${owner}`);
        }, 'zhujian');
      }),
  };
}
