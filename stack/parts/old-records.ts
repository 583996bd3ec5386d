const KEEP_MS = 30 * 24 * 3600 * 1000;

/**
 * Deletes the engine's records made more than 30 days before the newest: the exporter makes an index
 * a day of each kind, each index costs OpenSearch memory, and Tasklist took over what it needs within
 * seconds. Counted from the newest, so that what a killed stack had not taken over yet survives,
 * however long it lay still. In containers the exporter deletes, with a plugin that is not on Maven
 * Central.
 * @param keepMs milliseconds
 * @returns the names of the deleted indices
 */
export async function dropOldRecords(
  url: string,
  { prefix = 'zeebe-record', keepMs = KEEP_MS } = {},
): Promise<string[]> {
  const response = await request(
    `${url}/_cat/indices/${prefix}_*?format=json&h=index,creation.date`,
  );
  const indices = (await response.json()) as { index: string; 'creation.date': string }[];
  // the day in the name is that of the engine's clock, which tests and the demo move
  const made = (one: (typeof indices)[number]) => Number(one['creation.date']);
  const newest = Math.max(...indices.map(made));
  const old = indices.filter((one) => made(one) < newest - keepMs);
  for (const { index } of old) await request(`${url}/${index}`, { method: 'DELETE' });
  return old.map(({ index }) => index);
}

async function request(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`OpenSearch: ${response.status} ${await response.text()}`);
  return response;
}
