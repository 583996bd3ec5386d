import type {
  Acknowledge,
  Behaviour,
  Project,
  Received,
  Stored,
} from './national-platform/contract';
import type { LockConfirmation, PersonnelRecord, Reading } from './national-platform/people';
import type { Delivered } from './national-platform/server';

export type {
  Acknowledge,
  Behaviour,
  Project,
  Received,
  Stored,
} from './national-platform/contract';
export { startNationalPlatform } from './national-platform/server';

type Numbered = { number: string };
type Selection = { platform?: Stored['platform']; key?: string };

/** The stand-in as tests and the demo steer it, over HTTP. */
export interface NationalPlatform {
  /** What it stored, by the beginning of the record key. */
  stored(of?: Selection): Promise<Stored[]>;
  /** Every push it was sent, repeated ones too. */
  received(of?: Selection): Promise<Received[]>;
  /** Orders what to do with pushes and questions to come; give a `key` where other tests run beside. */
  behave(...rules: Behaviour[]): Promise<void>;
  /** Has it know these projects, too. */
  knowProjects(...projects: Project[]): Promise<void>;
  /** Has the national platform store these records, as if it had been sent them. */
  plant(...records: { key: string; version: number; [field: string]: unknown }[]): Promise<void>;
  /** Has it lose these records. */
  lose(...keys: string[]): Promise<void>;
  /** An identity card is put on a reader. @returns the number of the reading */
  readCard(reading: Reading): Promise<string>;
  /** Somebody confirms with the identity recognition lock of an enterprise. @returns the number */
  confirmByLock(confirmation: LockConfirmation): Promise<string>;
  /** Has the registers know these people, too. */
  knowPeople(...records: PersonnelRecord[]): Promise<void>;
  /** Back to what it does unasked. */
  behaveAsUsual(): Promise<void>;
  /** Has it acknowledge of its own accord; the ministry: reply. */
  acknowledge(
    order: Pick<Acknowledge, 'platform' | 'key'> & Partial<Acknowledge>,
  ): Promise<Delivered[]>;
}

/** @param url the setting STAND_IN_URL */
export function nationalPlatform(url: string): NationalPlatform {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/control/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`stand-in: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
  return {
    stored: (of = {}) => call('GET', `stored?${new URLSearchParams(of)}`),
    received: (of = {}) => call('GET', `received?${new URLSearchParams(of)}`),
    behave: (...rules) => call('PUT', 'behaviours', rules),
    knowProjects: (...projects) => call('PUT', 'projects', projects),
    plant: (...records) => call('PUT', 'records', records),
    lose: (...keys) => call('DELETE', 'records', keys),
    readCard: async (reading) => (await call<Numbered>('POST', 'readings', reading)).number,
    confirmByLock: async (confirmation) =>
      (await call<Numbered>('POST', 'lock-confirmations', confirmation)).number,
    knowPeople: (...records) => call('PUT', 'personnel-records', records),
    behaveAsUsual: () => call('DELETE', 'behaviours'),
    acknowledge: (order) => call('POST', 'acknowledgements', order),
  };
}
