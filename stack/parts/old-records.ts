const KEEP_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Deletes the engine's records of more than 30 days ago: the exporter makes an index a day of each
 * kind, each index costs OpenSearch memory, and Tasklist took over what it needs within seconds. In
 * containers the exporter does this itself, with a plugin that is not on Maven Central.
 * @param now milliseconds since 1970
 * @returns the names of the deleted indices
 */
export async function dropOldRecords(
  url: string,
  { prefix = 'zeebe-record', now = Date.now() } = {},
): Promise<string[]> {
  const response = await request(
    `${url}/_cat/indices/${prefix}_*?format=json&h=index,creation.date`,
  );
  const indices = (await response.json()) as { index: string; 'creation.date': string }[];
  // the day in the name is that of the engine's clock, which tests and the demo move
  const old = indices.filter((one) => Number(one['creation.date']) < now - KEEP_DAYS * DAY_MS);
  for (const { index } of old) await request(`${url}/${index}`, { method: 'DELETE' });
  return old.map(({ index }) => index);
}

async function request(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`OpenSearch: ${response.status} ${await response.text()}`);
  return response;
}
