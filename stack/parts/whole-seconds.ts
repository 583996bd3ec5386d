const INDEX = 'tasklist-list-view-8.6.0_';
const DATES = ['creationTime', 'completionTime', 'dueDate', 'followUpDate'];

/**
 * Tasklist 8.6.0 writes a time that falls on the very second without a fraction (…:59Z), which the
 * index it made for itself refuses; it then tries the same batch for ever and no task appears any
 * more (camunda/camunda#27237, mended in 8.6.8). Told to ignore what it cannot read, the index takes
 * the document. An import that is stuck already goes on, too.
 */
export async function takeWholeSeconds(opensearchUrl: string): Promise<void> {
  const date = { type: 'date', format: 'date_time || epoch_millis', ignore_malformed: true };
  const response = await fetch(`${opensearchUrl}/${INDEX}/_mapping`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ properties: Object.fromEntries(DATES.map((name) => [name, date])) }),
  });
  if (!response.ok) throw new Error(`${INDEX}: ${response.status} ${await response.text()}`);
}
