import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from './cases';
import { runtime } from './client';

/**
 * Where any of these texts stands: files the engine keeps its records in (uncompressed, before they
 * go anywhere else), log files of every part, and tables of the record.
 */
export async function placesOf(texts: string[]): Promise<string[]> {
  const engine = filesBelow(join(runtime.stateDir, 'broker'), /\.log$/);
  const logs = filesBelow(join(runtime.stateDir, 'logs'), /\.log$/);
  const inFiles = [...engine, ...logs].flatMap((file) => {
    const bytes = readFileSync(file);
    return texts.filter((text) => bytes.includes(text)).map((text) => `${file}: ${text}`);
  });
  const tables = await sql<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const inTables = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await sql<{ text: string }>(
        `select distinct text from "${name}" t, unnest($1::text[]) text
         where position(text in t::text) > 0`,
        [texts],
      );
      return rows.map(({ text }) => `table ${name}: ${text}`);
    }),
  );
  return [...inFiles, ...inTables.flat()];
}

function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The texts of a search index that stand in it, wherever in a document. */
export async function textsInIndex(index: string, texts: string[]): Promise<string[]> {
  const found = new Set<string>();
  let after: unknown[] | undefined;
  for (;;) {
    const response = await fetch(`${runtime.env.OPENSEARCH_URL}/${index}/_search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        size: 2000,
        sort: [{ position: 'asc' }],
        ...(after && { search_after: after }),
      }),
    });
    const page = await response.text();
    for (const text of texts) if (page.includes(text)) found.add(text);
    const { hits } = JSON.parse(page) as { hits: { hits: { sort: unknown[] }[] } };
    if (hits.hits.length === 0) return [...found];
    after = hits.hits.at(-1)?.sort;
  }
}
