import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How often the engine took a sequence flow or activated an element, by process and id. */
export type Taken = Record<string, Record<string, number>>;

interface Bucket {
  key: { process: string; element: string };
  doc_count: number;
}

interface Page {
  aggregations?: { taken: { buckets: Bucket[]; after_key?: Bucket['key'] } };
}

/** Counts the exported records of all days and versions, page by page. */
export async function readTaken(url: string): Promise<Taken> {
  await fetch(`${url}/zeebe-record_process-instance_*/_refresh`, { method: 'POST' });
  const taken: Taken = {};
  let after: Bucket['key'] | undefined;
  do {
    const page = await search(url, after);
    for (const { key, doc_count } of page.aggregations?.taken.buckets ?? []) {
      taken[key.process] = { ...taken[key.process], [key.element]: doc_count };
    }
    after = page.aggregations?.taken.after_key;
  } while (after);
  return taken;
}

async function search(url: string, after: Bucket['key'] | undefined): Promise<Page> {
  const sources = [
    { process: { terms: { field: 'value.bpmnProcessId' } } },
    { element: { terms: { field: 'value.elementId' } } },
  ];
  const response = await fetch(`${url}/zeebe-record_process-instance_*/_search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      size: 0,
      query: { terms: { intent: ['SEQUENCE_FLOW_TAKEN', 'ELEMENT_ACTIVATED'] } },
      aggs: { taken: { composite: { size: 1000, sources, ...(after && { after }) } } },
    }),
  });
  if (!response.ok) throw new Error(`OpenSearch: ${response.status} ${await response.text()}`);
  return (await response.json()) as Page;
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
