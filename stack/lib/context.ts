import { join } from 'node:path';
import type { Installed } from './fetch';
import type { Secrets } from './secrets';
import { ROOT, type Settings } from './settings';

/** Everything a part's start may depend on. */
export interface Context {
  settings: Settings;
  secrets: Secrets;
  installed: Installed;
}

export interface Urls {
  api: string;
  tasklist: string;
  keycloak: string;
  operate: string;
  brokerRest: string;
  brokerGrpc: string;
  opensearch: string;
  standIn: string;
  database: string;
  databaseOwner: string;
}

/** Camunda's own exporter, as it is. */
const EVERYTHING = 'io.camunda.zeebe.exporter.opensearch.OpensearchExporter';

/** The client of the realm that an engine knows which asks who is calling. */
export const ENGINE_CLIENT = 'zhujian-engine';

/** `localhost` where a browser goes (cookies, redirects), `127.0.0.1` between processes. */
export function urlsOf({ ports }: Settings, secrets: Secrets): Urls {
  const database = (user: string, password: string) =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${ports.postgres}/zhujian`;
  return {
    api: `http://localhost:${ports.api}`,
    tasklist: `http://127.0.0.1:${ports.tasklist}`,
    keycloak: `http://localhost:${ports.keycloak}`,
    operate: `http://localhost:${ports.operate}`,
    brokerRest: `http://127.0.0.1:${ports.brokerRest}`,
    brokerGrpc: `grpc://127.0.0.1:${ports.brokerGrpc}`,
    opensearch: `http://127.0.0.1:${ports.opensearch}`,
    standIn: `http://127.0.0.1:${ports.standIn}`,
    database: database('zhujian', secrets.zhujianDatabasePassword),
    databaseOwner: database('zhujian_owner', secrets.zhujianOwnerPassword),
  };
}

/** The environment of the app: the contract with src/config.ts. */
export function appEnv(settings: Settings, secrets: Secrets): Record<string, string> {
  const urls = urlsOf(settings, secrets);
  return {
    HOST: '127.0.0.1',
    PORT: String(settings.ports.api),
    PUBLIC_URL: urls.api,
    DATABASE_URL: urls.database,
    ZEEBE_GRPC_ADDRESS: urls.brokerGrpc,
    ZEEBE_REST_ADDRESS: urls.brokerRest,
    TASKLIST_URL: urls.tasklist,
    KEYCLOAK_URL: urls.keycloak,
    KEYCLOAK_REALM: 'zhujian',
    KEYCLOAK_WEB_CLIENT_ID: 'zhujian-web',
    KEYCLOAK_WEB_CLIENT_SECRET: secrets.webClientSecret,
    KEYCLOAK_SERVICE_CLIENT_ID: 'zhujian-service',
    KEYCLOAK_SERVICE_CLIENT_SECRET: secrets.serviceClientSecret,
    KEYCLOAK_GUARD_CLIENT_ID: 'zhujian-guard',
    KEYCLOAK_GUARD_CLIENT_SECRET: secrets.guardClientSecret,
    ...(settings.engineAuth
      ? {
          ENGINE_CLIENT_ID: ENGINE_CLIENT,
          ENGINE_CLIENT_SECRET: secrets.engineClientSecret,
        }
      : {}),
    SESSION_SECRET: secrets.sessionSecret,
    PII_ENCRYPTION_KEY: secrets.piiEncryptionKey,
    PII_LOOKUP_KEY: secrets.piiLookupKey,
    GATE_SIGNING_KEY: secrets.gateSigningKey,
    ATTACHMENTS_DIR: join(settings.stateDir, 'attachments'),
    AUDIT_ANCHOR_DIR: join(settings.stateDir, 'anchors'),
    PLATFORM_NATIONAL_URL: `${urls.standIn}/records`,
    PLATFORM_NATIONAL_TOKEN: secrets.platformToken,
    PLATFORM_MINISTRY_URL: `${urls.standIn}/erratum-applications`,
    PLATFORM_MINISTRY_TOKEN: secrets.platformToken,
    LOOKUP_NATIONAL_PROJECTS_URL: `${urls.standIn}/projects`,
    LOOKUP_NATIONAL_PROJECTS_TOKEN: secrets.platformToken,
    LOOKUP_ID_READERS_URL: `${urls.standIn}/readings`,
    LOOKUP_ID_READERS_TOKEN: secrets.platformToken,
    LOOKUP_ID_READERS_KEYS: `${urls.standIn}/device-keys`,
    LOOKUP_IDENTITY_LOCKS_URL: `${urls.standIn}/lock-confirmations`,
    LOOKUP_IDENTITY_LOCKS_TOKEN: secrets.platformToken,
    LOOKUP_IDENTITY_LOCKS_KEYS: `${urls.standIn}/device-keys`,
    LOOKUP_PERSONNEL_REGISTERS_URL: `${urls.standIn}/personnel-records`,
    LOOKUP_PERSONNEL_REGISTERS_TOKEN: secrets.platformToken,
    // what the stand-in is told to know or to do counts at once
    LOOKUP_REMEMBER_SECONDS: '0',
    CLOCK_CONTROLLED: 'true',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    // For tools, tests and the demo only; the app reads none of these.
    OPENSEARCH_URL: urls.opensearch,
    STAND_IN_URL: urls.standIn,
    STAND_IN_PORT: String(settings.ports.standIn),
    STAND_IN_FILE: join(settings.stateDir, 'national-platform.jsonl'),
    PERMIT_SYSTEM_ONE_SECRET: secrets.permitSystemOneSecret,
    PERMIT_SYSTEM_TWO_SECRET: secrets.permitSystemTwoSecret,
    PERMIT_SYSTEM_THREE_SECRET: secrets.permitSystemThreeSecret,
    QUALIFICATION_SYSTEM_SECRET: secrets.qualificationSystemSecret,
    BIDDING_SUPERVISION_SECRET: secrets.biddingSupervisionSecret,
    SHARING_PLATFORM_SECRET: secrets.sharingPlatformSecret,
    DATA_IMPORTER_SECRET: secrets.dataImporterSecret,
    PLATFORM_NATIONAL_SECRET: secrets.platformNationalSecret,
    PLATFORM_MINISTRY_SECRET: secrets.platformMinistrySecret,
    ZJF_DEMO_PASSWORD: secrets.demoPassword,
  };
}

/** The environment of setup, tools and tests: that of the app, and the record as its owner. */
export function toolEnv(settings: Settings, secrets: Secrets): Record<string, string> {
  return {
    ...appEnv(settings, secrets),
    DATABASE_OWNER_URL: urlsOf(settings, secrets).databaseOwner,
  };
}

/** What the configuration files of Camunda and the realm file take from the environment. */
export function partEnv({ settings, secrets, installed }: Context): NodeJS.ProcessEnv {
  const { ports, stateDir } = settings;
  const urls = urlsOf(settings, secrets);
  return {
    ...process.env,
    ZJF_BIND_HOST: '127.0.0.1',
    ZJF_BROKER_HOST: '127.0.0.1',
    ZJF_TASKLIST_HOST: '127.0.0.1',
    ZJF_OPERATE_HOST: '127.0.0.1',
    ZJF_BROKER_REST_PORT: String(ports.brokerRest),
    ZJF_BROKER_GRPC_PORT: String(ports.brokerGrpc),
    ZJF_BROKER_COMMAND_PORT: String(ports.brokerCommand),
    ZJF_BROKER_INTERNAL_PORT: String(ports.brokerInternal),
    ZJF_BROKER_MANAGEMENT_PORT: String(ports.brokerManagement),
    ZJF_BROKER_DATA: join(stateDir, 'broker'),
    ZJF_CLOCK_CONTROLLED: 'true',
    ZJF_FEED_JAR: installed.feed,
    ZJF_FEED_URL: `jdbc:postgresql://127.0.0.1:${ports.postgres}/zhujian`,
    ZJF_FEED_PASSWORD: secrets.feedDatabasePassword,
    // Operate reads everything, Tasklist little.
    ...(settings.operate ? { ZJF_SEARCH_EXPORTER: EVERYTHING, ZJF_EXPORT_ALL: 'true' } : {}),
    ZJF_TASKLIST_PORT: String(ports.tasklist),
    ZJF_TASKLIST_MANAGEMENT_PORT: String(ports.tasklistManagement),
    ZJF_TASKLIST_CLUSTER_PORT: String(ports.tasklistCluster),
    ZJF_OPERATE_PORT: String(ports.operate),
    ZJF_OPERATE_MANAGEMENT_PORT: String(ports.operateManagement),
    ZJF_OPERATE_CLUSTER_PORT: String(ports.operateCluster),
    ZJF_OPENSEARCH_URL: urls.opensearch,
    ZJF_KEYCLOAK_URL: urls.keycloak,
    ZJF_KEYCLOAK_BACKEND_URL: `http://127.0.0.1:${ports.keycloak}`,
    ZJF_OPERATE_URL: urls.operate,
    ZJF_PUBLIC_URL: urls.api,
    ZJF_APP_BACKEND_URL: `http://127.0.0.1:${ports.api}`,
    ZJF_REQUIRE_OTP: process.env.ZJF_REQUIRE_OTP === 'true' ? 'true' : 'false',
    ZJF_REFRESH_INTERVAL: process.env.ZJF_REFRESH_INTERVAL ?? '300ms',
    ZJF_TASKLIST_CLIENT_SECRET: secrets.tasklistClientSecret,
    ZJF_OPERATE_CLIENT_SECRET: secrets.operateClientSecret,
    ZJF_WEB_CLIENT_SECRET: secrets.webClientSecret,
    ZJF_SERVICE_CLIENT_SECRET: secrets.serviceClientSecret,
    ZJF_GUARD_CLIENT_SECRET: secrets.guardClientSecret,
    ZJF_ENGINE_CLIENT_SECRET: secrets.engineClientSecret,
    ZJF_ENGINE_AUTH: settings.engineAuth ? 'identity' : 'none',
    ZJF_PERMIT_SYSTEM_ONE_SECRET: secrets.permitSystemOneSecret,
    ZJF_PERMIT_SYSTEM_TWO_SECRET: secrets.permitSystemTwoSecret,
    ZJF_PERMIT_SYSTEM_THREE_SECRET: secrets.permitSystemThreeSecret,
    ZJF_QUALIFICATION_SYSTEM_SECRET: secrets.qualificationSystemSecret,
    ZJF_BIDDING_SUPERVISION_SECRET: secrets.biddingSupervisionSecret,
    ZJF_SHARING_PLATFORM_SECRET: secrets.sharingPlatformSecret,
    ZJF_DATA_IMPORTER_SECRET: secrets.dataImporterSecret,
    ZJF_PLATFORM_NATIONAL_SECRET: secrets.platformNationalSecret,
    ZJF_PLATFORM_MINISTRY_SECRET: secrets.platformMinistrySecret,
  };
}

/** A file of this folder, by its path from `stack/`. */
export function stackFile(...path: string[]): string {
  return join(ROOT, 'stack', ...path);
}
