import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { runtime, setting } from './client';

/** The record as its owner: who migrates it. The application is not given this. */
export const ownerUrl = () => setting('DATABASE_OWNER_URL');

/** The record as PostgreSQL's superuser, who may do everything. */
export function superuserUrl(): string {
  const secrets = JSON.parse(readFileSync(join(runtime.stateDir, 'secrets.json'), 'utf8'));
  const url = new URL(ownerUrl());
  url.username = 'postgres';
  url.password = secrets.postgresPassword;
  return url.href;
}

/** Works on a connection of its own, which is closed afterwards. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
