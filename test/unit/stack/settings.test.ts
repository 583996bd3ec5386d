import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from '../../../stack/lib/secrets';
import { portSetting, readPorts, readSettings } from '../../../stack/lib/settings';

describe('the settings of the local stack', () => {
  it('move all ports with one base and one port with its own setting', () => {
    const ports = readPorts(undefined, { ZJF_PORT_BASE: '20000', ZJF_BROKER_GRPC_PORT: '26500' });
    expect(ports).toMatchObject({ api: 20000, tasklist: 20001, keycloak: 20002, postgres: 20030 });
    expect(ports.brokerGrpc).toBe(26500);
    expect(portSetting('brokerGrpc')).toBe('ZJF_BROKER_GRPC_PORT');
  });

  it('let a caller with a base of its own ignore the environment', () => {
    const env = { ZJF_PORT_BASE: '20000', ZJF_API_PORT: '8080' };
    expect(readPorts(30000, env)).toMatchObject({ api: 30000, standIn: 30040 });
  });

  it('name the setting that is wrong', () => {
    expect(() => readSettings({}, { ZJF_PORT_BASE: 'http' })).toThrow('ZJF_PORT_BASE=http');
    expect(() => readSettings({}, { ZJF_API_PORT: '80' })).toThrow('ZJF_API_PORT=80');
    expect(() => readSettings({}, { ZJF_ENGINE_AUTH: 'true' })).toThrow('ZJF_ENGINE_AUTH=true');
    expect(readSettings({}, { ZJF_ENGINE_AUTH: 'identity' }).engineAuth).toBe(true);
    expect(readSettings({}, {}).engineAuth).toBe(false);
  });

  it('give every part a port of its own', () => {
    const ports = Object.values(readPorts(undefined, {}));
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe('the secrets of an installation', () => {
  const state = mkdtempSync(join(tmpdir(), 'zjf-secrets-'));
  const first = loadSecrets(state);

  it('are made once, kept, and for the owner only', () => {
    expect(loadSecrets(state)).toEqual(first);
    expect(statSync(join(state, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(loadSecrets(mkdtempSync(join(tmpdir(), 'zjf-secrets-')))).not.toEqual(first);
  });

  it('gain what a newer version needs without losing the others', () => {
    const file = join(state, 'secrets.json');
    const { sessionSecret, ...older } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(older));
    expect(loadSecrets(state)).toEqual({ ...first, sessionSecret: expect.any(String) });
    expect(loadSecrets(state).sessionSecret).not.toBe(sessionSecret);
  });

  it('fit what they are for', () => {
    expect(Buffer.from(first.piiEncryptionKey, 'base64')).toHaveLength(32);
    expect(first.piiLookupKey).not.toBe(first.piiEncryptionKey);
    expect(first.demoPassword).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{10,}$/);
  });
});
