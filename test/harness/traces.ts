import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from './cases';
import { runtime, setting, waitFor } from './client';

/**
 * Where any of these texts stands: files the engine keeps its records in (uncompressed, before they
 * go anywhere else), log files of every part, tables of the record, those of the feed among them, and
 * every search index that there is, of the engine's records and of Tasklist.
 */
export async function placesOf(texts: string[]): Promise<string[]> {
  const places = await Promise.all([inFiles(texts), inTables(texts), inIndices(texts)]);
  return places.flat();
}

async function inFiles(texts: string[]): Promise<string[]> {
  // the engine drops files as it goes on: where one is gone before it is read, all are looked at anew
  return waitFor('files that stay while they are read', async () => {
    const engine = filesBelow(join(runtime.stateDir, 'broker'), /\.log$/);
    const logs = filesBelow(join(runtime.stateDir, 'logs'), /\.log$/);
    return [...engine, ...logs].flatMap((file) => {
      const bytes = readFileSync(file);
      return texts.filter((text) => bytes.includes(text)).map((text) => `${file}: ${text}`);
    });
  });
}

async function inTables(texts: string[]): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await sql<{ text: string }>(
        `select distinct text from "${name}" t, unnest($1::text[]) text
         where position(text in t::text) > 0`,
        [texts],
      );
      return rows.map(({ text }) => `table ${name}: ${text}`);
    }),
  );
  return found.flat();
}

async function inIndices(texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const index of await indices())
    for (const text of await textsInIndex(index, texts)) found.push(`index ${index}: ${text}`);
  return found;
}

/** Names of the search indices that there are. */
async function indices(): Promise<string[]> {
  const response = await fetch(`${setting('OPENSEARCH_URL')}/_cat/indices?format=json`);
  const all = (await response.json()) as { index: string }[];
  return all.map(({ index }) => index).sort();
}

function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The texts of a search index that stand in it, wherever in a document. */
export async function textsInIndex(index: string, texts: string[]): Promise<string[]> {
  const found = new Set<string>();
  let page = await search(`${index}/_search?scroll=1m`, { size: 2000, sort: ['_doc'] });
  while (page.hits > 0) {
    for (const text of texts) if (page.text.includes(text)) found.add(text);
    page = await search('_search/scroll', { scroll: '1m', scroll_id: page.scroll });
  }
  // OpenSearch keeps few of them, and whoever waits for a text looks often
  await ask('DELETE', '_search/scroll', { scroll_id: page.scroll });
  return texts.filter((text) => found.has(text));
}

async function search(path: string, body: object) {
  const text = await ask('POST', path, body);
  const { _scroll_id: scroll, hits } = JSON.parse(text);
  return { text, scroll, hits: hits.hits.length as number };
}

async function ask(method: string, path: string, body: object): Promise<string> {
  const response = await fetch(`${setting('OPENSEARCH_URL')}/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
