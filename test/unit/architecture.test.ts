/**
 * A line of code knows its room by its imports: the table "Rooms" of CONTRIBUTING.md says which other
 * rooms of `src/` each room may import, and this test reads that very table. A file directly in
 * `src/` is a room by its own name; a folder beside `src/` is written with a slash, e.g. `/labels`.
 *
 * To fix a failure, move the code to the room it belongs to, or hand the value in as an argument.
 * Importing types is importing. Where a new arrow is right, change the table.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { parseSync } from '@swc/core';
import { listFiles } from '../../src/models/folders';

const root = join(__dirname, '../..');
const src = join(root, 'src');

const files = listFiles(src).filter((file) => file.endsWith('.ts'));

/** The room of a file by its path. */
function room(file: string): string {
  const [first = '', second = ''] = relative(src, file).split(sep);
  return first === '..' ? `/${second}` : first.replace(/\.ts$/, '');
}

/** What a file imports, as it is written there: types and what is imported later, too. */
function imports(file: string): string[] {
  const names: string[] = [];
  const code = readFileSync(file, 'utf8');
  JSON.stringify(parseSync(code, { syntax: 'typescript', decorators: true }), (_key, node) => {
    if (node?.type?.match(/^(Import|Export.*)Declaration$/)) names.push(node.source?.value);
    if (node?.type === 'TsImportType') names.push(node.argument.value);
    if (node?.callee?.type === 'Import') names.push(node.arguments[0].expression.value);
    return node;
  });
  return names.filter(Boolean);
}

/** Rooms that a file imports from, other than its own. */
function importedRooms(file: string): string[] {
  return imports(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => room(join(dirname(file), name)))
    .filter((imported) => imported !== room(file));
}

/** The rows of the table: a room and the rooms it may import, from the top of the house down. */
function readTable(): { name: string; may: string[] }[] {
  const [, chapter = ''] = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split(/^## Rooms$/m);
  const [text = ''] = chapter.split(/^## /m);
  const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|'))
    .map(([, name = '', , may = '']) => ({ name: names(name)[0] ?? '', may: names(may) }));
}

const table = readTable();
const rooms = [...new Set(files.map(room))].sort();

describe('[architecture] the table of rooms in CONTRIBUTING.md', () => {
  test('has one row for every room, and no other', () => {
    expect(table.map(({ name }) => name).sort()).toEqual(rooms);
  });

  test('lets arrows run down only: what a room may import stands below it', () => {
    const upwards = table.flatMap(({ name, may }, row) =>
      may
        .filter((other) => !other.startsWith('/'))
        .filter((other) => !table.slice(row + 1).some((below) => below.name === other))
        .map((other) => `${name} → ${other}`),
    );
    expect(upwards).toEqual([]);
  });
});

describe('[architecture] import boundaries', () => {
  const filesOf = (name: string) => files.filter((file) => room(file) === name);

  test.each(table)('$name imports only what it may: $may', ({ name, may }) => {
    const wrong = filesOf(name)
      .flatMap((file) => importedRooms(file).map((imported) => [relative(src, file), imported]))
      .filter(([, imported = '']) => !may.includes(imported));
    expect(wrong).toEqual([]);
  });

  test.each(table)('$name imports all of what it may, or its row says too much: $may', (row) => {
    const used = new Set(filesOf(row.name).flatMap(importedRooms));
    expect(row.may.filter((other) => !used.has(other))).toEqual([]);
  });

  test.each(['api', 'guard', 'workers'])('only main.ts and tools import %s', (top) => {
    const wrong = files
      .filter((file) => !['main', 'tools'].includes(room(file)))
      .filter((file) => importedRooms(file).includes(top));
    expect(wrong.map((file) => relative(src, file))).toEqual([]);
  });

  test('models, domain, documents and web know no engine, database or server', () => {
    const heavy = /^(@camunda8|typeorm|pg|express|@keycloak)/;
    const wrong = files
      .filter((file) => ['models', 'domain', 'documents', 'web'].includes(room(file)))
      .filter((file) => imports(file).some((name) => heavy.test(name)));
    expect(wrong.map((file) => relative(src, file))).toEqual([]);
  });

  test("only the engine's room knows Camunda's client", () => {
    const wrong = files
      .filter((file) => room(file) !== 'engine')
      .filter((file) => imports(file).some((name) => name.startsWith('@camunda8/')));
    expect(wrong.map((file) => relative(src, file))).toEqual([]);
  });
});
