import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** How often the engine took a sequence flow or reached an element, by process and id. */
export type Taken = Record<string, Record<string, number>>;

/**
 * Counts what the feed brought of all versions. Sequence flows are in it where the broker ran with
 * `ZJF_FEED_FLOWS=true`; gateways never are (`withGateways` in coverage.ts).
 * @param url PostgreSQL address of the record
 */
export async function readTaken(url: string): Promise<Taken> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ process: string; element: string; times: number }>(
      `select i.process_id as process, s.element_id as element, count(*)::int as times
       from engine_step s join engine_instance i on i.key = s.instance_key group by 1, 2`,
    );
    const taken: Taken = {};
    for (const { process, element, times } of rows)
      taken[process] = { ...taken[process], [element]: times };
    return taken;
  } finally {
    await client.end();
  }
}

/** What other stacks took, from the files `taken-*.json` of a folder. */
export function takenIn(folder: string | undefined): Taken[] {
  if (!folder) return [];
  const files = readdirSync(folder).filter((file) => /^taken-.*\.json$/.test(file));
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Taken);
}

/** All counts together. */
export function sumTaken(all: Taken[]): Taken {
  const sum: Taken = {};
  for (const taken of all)
    for (const [process, elements] of Object.entries(taken))
      for (const [element, times] of Object.entries(elements)) {
        sum[process] ??= {};
        sum[process][element] = (sum[process][element] ?? 0) + times;
      }
  return sum;
}
