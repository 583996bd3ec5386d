/**
 * A line of code knows its room by its imports (docs/developers.md, architecture).
 *
 * The table says which other rooms of `src/` a room may import; a file directly in `src/` is a
 * room by its own name. To fix a failure, move the code to the room it belongs to, or hand the
 * value in as an argument. Importing types is importing.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { preProcessFile } from 'typescript';
import { listFiles } from '../../src/models/folders';

const src = join(__dirname, '../../src');
const anything = undefined;

const mayImport: Record<string, string[] | undefined> = {
  domain: [],
  models: [],
  'models.generated': [],
  config: [],
  errors: ['models.generated'],
  documents: ['domain'],
  web: ['domain'],
  engine: ['config'],
  entities: ['domain', 'migrations'],
  migrations: [],
  main: anything,
  tools: anything,
};

/** Rooms that only `main.ts` and the tools may use. */
const tops = ['api', 'workers'];

const files = listFiles(src).filter((file) => file.endsWith('.ts'));

function room(file: string): string {
  const [first = ''] = relative(src, file).split(sep);
  return first.replace(/\.ts$/, '');
}

/** Rooms that a file imports from, other than its own. */
function importedRooms(file: string): string[] {
  const { importedFiles } = preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => room(join(dirname(file), fileName)))
    .filter((imported) => imported !== room(file));
}

describe('[architecture] import boundaries', () => {
  test.each(Object.entries(mayImport).filter(([, allowed]) => allowed))(
    '%s imports only what it may: %j',
    (name, allowed = []) => {
      const wrong = files
        .filter((file) => room(file) === name)
        .flatMap((file) => importedRooms(file).map((imported) => [relative(src, file), imported]))
        .filter(([, imported = '']) => !allowed.includes(imported));
      expect(wrong).toEqual([]);
    },
  );

  test.each(tops)('only main.ts and tools import %s', (top) => {
    const wrong = files
      .filter((file) => mayImport[room(file)] || !(room(file) in mayImport))
      .filter((file) => importedRooms(file).includes(top));
    expect(wrong.map((file) => relative(src, file))).toEqual([]);
  });

  test('models, domain, documents and web know no engine, database or server', () => {
    const heavy = /^(@camunda8|typeorm|pg|express|@keycloak)/;
    const wrong = files
      .filter((file) => ['models', 'domain', 'documents', 'web'].includes(room(file)))
      .filter((file) =>
        preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.some(({ fileName }) =>
          heavy.test(fileName),
        ),
      );
    expect(wrong.map((file) => relative(src, file))).toEqual([]);
  });
});
