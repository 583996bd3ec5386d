import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from './config';
import type { Vault } from './domain/crypto';
import type { Arrivals, Engine, Feed } from './engine';
import type { FormChecker } from './forms/check';
import type { Lookups } from './outside/lookup';
import type { Signer } from './outside/signer';
import type { People } from './people';
import type { Clock } from './records/clock';
import type { FileStore } from './records/file-store';
import type { Releases } from './records/releases';
import type { FileChecker, Scanner } from './uploads';

/** Everything API and workers stand on; built once in main.ts. */
export interface Deps {
  config: Config;
  log: Logger;
  db: DataSource;
  engine: Engine;
  /** what the engine told the record */
  feed: Feed;
  /** when something new is in the record */
  arrivals: Arrivals;
  releases: Releases;
  people: People;
  clock: Clock;
  vault: Vault;
  forms: FormChecker;
  /** what outside platforms have under a number */
  lookups: Lookups;
  /** signs what other systems are answered */
  signer: Signer;
  files: FileStore;
  /** judges what is uploaded before it becomes one of `files` */
  uploads: FileChecker & Scanner;
}
