import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalize } from 'json-canonicalize';
import type { Behaviour, PlatformName, Project, Received, Stored } from './contract';
import { PROJECTS } from './contract';
import { demoProjects } from './projects';

/** What a platform was sent. */
export interface Push {
  platform: PlatformName;
  key: string;
  version: number;
  idempotencyKey: string;
  body: Record<string, unknown>;
}

const DEFAULTS: Record<Behaviour['platform'], Behaviour['mode']> = {
  NATIONAL: 'ACCEPT',
  MINISTRY: 'LATER',
  [PROJECTS]: 'ACCEPT',
};
const RECEIPTS: Record<PlatformName, string> = { NATIONAL: 'QG', MINISTRY: 'JB' };

/** What the stand-in knows. With a file it is still known after a restart, as a platform's would be. */
export class Memory {
  private readonly stored = new Map<string, Stored>();
  private readonly received: Received[] = [];
  private behaviours: Behaviour[] = [];
  private readonly projects = new Map(demoProjects.map((one) => [one.permitNo, one]));

  constructor(private readonly file?: string) {
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    for (const line of lines) this.keep(JSON.parse(line) as Stored);
  }

  find(platform: PlatformName, key: string, version: number): Stored | undefined {
    return this.stored.get(nameOf(platform, key, version));
  }

  /** The newest version of a record. */
  newest(platform: PlatformName, key: string): Stored | undefined {
    return [...this.stored.values()]
      .filter((one) => one.platform === platform && one.key === key)
      .sort((a, b) => b.version - a.version)[0];
  }

  /** Stores a push, or what became of it; a record has each version once. */
  store(push: Push, state: Stored['state'], reason: string | null = null): Stored {
    const known = this.find(push.platform, push.key, push.version);
    const number = String([...this.stored.values()].length + 1).padStart(6, '0');
    const receipt = known?.receipt ?? `${RECEIPTS[push.platform]}-${number}`;
    const { platform, key, version, idempotencyKey, body } = push;
    const at = known?.at ?? new Date().toISOString();
    const row = { platform, key, version, idempotencyKey, body, receipt, state, reason, at };
    this.keep(row);
    if (this.file) appendFileSync(this.file, `${JSON.stringify(row)}\n`);
    return row;
  }

  private keep(row: Stored): void {
    this.stored.set(nameOf(row.platform, row.key, row.version), row);
  }

  /** It has lost these records of the national platform, as if it had never been sent them. */
  lose(keys: string[]): void {
    for (const [name, { platform, key }] of this.stored)
      if (platform === 'NATIONAL' && keys.includes(key)) this.stored.delete(name);
  }

  /** What the national platform has, by key, each in its newest version. */
  list({ prefix, after, limit }: { prefix: string; after?: string | undefined; limit: number }) {
    const newest = new Map<string, Stored>();
    for (const one of this.stored.values()) {
      const { platform, key, state, version } = one;
      if (platform !== 'NATIONAL' || state !== 'ACCEPTED' || !key.startsWith(prefix)) continue;
      if ((newest.get(key)?.version ?? 0) < version) newest.set(key, one);
    }
    const keys = [...newest.keys()].sort().filter((key) => after === undefined || key > after);
    const items = keys.slice(0, limit).map((key) => {
      const { version, body } = newest.get(key) as Stored;
      const { hash: _, ...content } = body;
      return { key, version, hash: sha256(canonicalize(content)) };
    });
    return { items, next: keys.length > limit ? (items.at(-1)?.key ?? null) : null };
  }

  note({ platform, key, version, idempotencyKey }: Push, mode: string): void {
    const at = new Date().toISOString();
    this.received.push({ platform, key, version, idempotencyKey, mode, at });
  }

  listStored(wanted: Selection): Stored[] {
    return [...this.stored.values()].filter(fits(wanted));
  }

  listReceived(wanted: Selection): Received[] {
    return this.received.filter(fits(wanted));
  }

  /** The project with a permit of this number. */
  project(permitNo: string): Project | undefined {
    return this.projects.get(permitNo);
  }

  keepProjects(projects: Project[]): void {
    for (const one of projects) this.projects.set(one.permitNo, one);
  }

  /** What was said last comes first. */
  behave(rules: Behaviour[]): void {
    this.behaviours = [...rules.map((rule) => ({ ...rule })), ...this.behaviours];
  }

  forgetBehaviours(): void {
    this.behaviours = [];
  }

  /** What to do with a push or a question; counts it where a rule is for some times only. */
  behaviourFor({ platform, key }: Pick<Behaviour, 'platform'> & { key: string }): Behaviour {
    const rule = this.behaviours.find(
      (one) => one.platform === platform && key.startsWith(one.key ?? '') && one.times !== 0,
    );
    if (rule?.times) rule.times -= 1;
    return rule ?? { platform, mode: DEFAULTS[platform] };
  }
}

interface Selection {
  platform?: PlatformName | undefined;
  key?: string | undefined;
}

const fits =
  ({ platform, key }: Selection) =>
  (row: { platform: PlatformName; key: string }) =>
    (!platform || row.platform === platform) && row.key.startsWith(key ?? '');

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const nameOf = (platform: PlatformName, key: string, version: number) =>
  JSON.stringify([platform, key, version]);
