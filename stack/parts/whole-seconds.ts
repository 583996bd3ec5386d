import { readFileSync } from 'node:fs';
import { stackFile } from '../lib/context';

const INDEX = 'tasklist-list-view-8.6.0_';

/**
 * Tasklist 8.6.0 writes a time that falls on the very second without a fraction (…:59Z), which the
 * index it made for itself refuses; it then tries the same batch for ever and no task appears any
 * more (camunda/camunda#27237, mended in 8.6.8). Told to ignore what it cannot read, the index takes
 * the document. An import that is stuck already goes on, too. docker-compose.yml does the same.
 */
export async function takeWholeSeconds(opensearchUrl: string): Promise<void> {
  const response = await fetch(`${opensearchUrl}/${INDEX}/_mapping`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: readFileSync(stackFile('config/whole-seconds.json'), 'utf8'),
  });
  if (!response.ok) throw new Error(`${INDEX}: ${response.status} ${await response.text()}`);
}
