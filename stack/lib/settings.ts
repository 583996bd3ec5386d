import { resolve } from 'node:path';

/** The checkout this stack belongs to. */
export const ROOT = resolve(__dirname, '..', '..');

/** Every port of the stack as an offset from the base, so that one setting moves them all. */
const PORT_OFFSETS = {
  api: 0,
  tasklist: 1,
  keycloak: 2,
  operate: 3,
  keycloakManagement: 5,
  brokerRest: 10,
  brokerGrpc: 11,
  brokerCommand: 12,
  brokerInternal: 13,
  brokerManagement: 14,
  tasklistManagement: 15,
  tasklistCluster: 16,
  operateManagement: 17,
  operateCluster: 18,
  opensearch: 20,
  opensearchTransport: 21,
  postgres: 30,
  standIn: 40,
} as const;

export type PortName = keyof typeof PORT_OFFSETS;
export type Ports = Record<PortName, number>;

/** What a caller may choose; everything has a setting or a default. */
export interface StackOptions {
  /** Data, logs and secrets of this installation. */
  stateDir?: string;
  /** Downloads; may be shared between checkouts. */
  cacheDir?: string;
  portBase?: number;
  /** Also run setup and the app, not only the parts they need. */
  withApp?: boolean;
  operate?: boolean;
  /** Without it (`false`) decisions are made in our own inbox only; OpenSearch goes with it. */
  tasklist?: boolean;
  engineAuth?: boolean;
  /** Breaks a start off; what is already up is stopped. */
  signal?: AbortSignal;
  log?: (line: string) => void;
}

export interface Settings {
  stateDir: string;
  cacheDir: string;
  ports: Ports;
  withApp: boolean;
  operate: boolean;
  tasklist: boolean;
  /** Whether the engine asks for a token of the realm's client `zhujian-engine`. */
  engineAuth: boolean;
  /** How long a part that runs may not answer before it is ended and started again; 0: for ever. */
  watchSeconds: number;
  log: (line: string) => void;
}

/** Whether a part is asked for that reads what the engine writes to OpenSearch. */
export function readsSearch({ tasklist, operate }: Settings): boolean {
  return tasklist || operate;
}

/** The setting that moves one port: `brokerRest` is `ZJF_BROKER_REST_PORT`. */
export function portSetting(name: PortName): string {
  return `ZJF_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_PORT`;
}

function portNumber(setting: string, value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1024 || port > 65500) {
    throw new Error(`${setting}=${value} is not a port number from 1024 to 65500.`);
  }
  return port;
}

function seconds(setting: string, value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0))
    throw new Error(`${setting}=${value} is not a number of seconds.`);
  return number;
}

/** Whether the engine asks who is calling. What is neither must not leave it open unseen. */
function engineAuth(value: string): boolean {
  if (value !== 'identity' && value !== 'none')
    throw new Error(`ZJF_ENGINE_AUTH=${value} is neither "identity" nor "none".`);
  return value === 'identity';
}

/** All ports; a base given by the caller wins over the environment, so tests stay on their own. */
export function readPorts(base: number | undefined, env: NodeJS.ProcessEnv): Ports {
  const first = base ?? portNumber('ZJF_PORT_BASE', env.ZJF_PORT_BASE ?? '18600');
  const names = Object.keys(PORT_OFFSETS) as PortName[];
  return Object.fromEntries(
    names.map((name) => {
      const setting = portSetting(name);
      const own = base === undefined ? env[setting] : undefined;
      return [name, own ? portNumber(setting, own) : first + PORT_OFFSETS[name]];
    }),
  ) as Ports;
}

/** Options first, then the environment, then the defaults. */
export function readSettings(options: StackOptions = {}, env = process.env): Settings {
  return {
    stateDir: resolve(ROOT, options.stateDir ?? env.ZJF_STATE_DIR ?? '.state'),
    cacheDir: resolve(ROOT, options.cacheDir ?? env.ZJF_CACHE_DIR ?? '.cache'),
    ports: readPorts(options.portBase, env),
    withApp: options.withApp ?? true,
    operate: options.operate ?? false,
    tasklist: options.tasklist ?? true,
    engineAuth: options.engineAuth ?? engineAuth(env.ZJF_ENGINE_AUTH ?? 'none'),
    watchSeconds: seconds('ZJF_WATCH_SECONDS', env.ZJF_WATCH_SECONDS ?? '60'),
    log: options.log ?? console.log,
  };
}
