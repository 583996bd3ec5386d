/** What people read must not send them to places that are gone. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles } from '../../src/models/folders';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'keycloak/README.md',
  ...listFiles(join(root, 'docs')).map((file) => file.slice(root.length + 1)),
].filter((file) => file.endsWith('.md'));

/** The address of a heading, as GitHub makes it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchors = (page: string) =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading ?? ''));

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)]*))?\)/g)];
    const dead = links.filter(([, path, part]) => {
      const target = path ? join(dirname(page), path) : page;
      if (!existsSync(join(root, target))) return true;
      return part && target.endsWith('.md') && !anchors(target).includes(part);
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  it('names files and scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name]) => name ?? '');
    const known = [...Object.keys(scripts), 'ci'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    const file = /`((?:src|test|stack|bpmn|dmn|forms|docs|labels|seed|demo)\/[\w./-]+)`/g;
    const files = [...text.matchAll(file)].map(([, path]) => path ?? '');
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('tells every setting of the app', () => {
    const settings = [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+): z/gm)];
    const told = read('docs/operations.md');
    expect(settings.map(([, name]) => name).filter((n) => !told.includes(`\`${n}\``))).toEqual([]);
    expect(settings.length).toBeGreaterThan(15);
  });
});
