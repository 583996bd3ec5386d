import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { listFiles } from '../../models/folders';

/** Folder that holds generated files only, so that one too many is a difference. */
const ownFolder = '.camunda/element-templates';

/** Paths whose content is not what was generated, missing and left-over ones included. */
export function differences(root: string, files: Record<string, string>): string[] {
  const changed = Object.keys(files).filter((path) => read(join(root, path)) !== files[path]);
  return [...changed, ...leftOver(root, files)].sort();
}

/** Writes what differs and removes what is left over; returns these paths. */
export function writeFiles(root: string, files: Record<string, string>): string[] {
  const paths = differences(root, files);
  for (const path of paths) {
    const content = files[path];
    const target = join(root, path);
    if (content === undefined) rmSync(target);
    else {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
  return paths;
}

function leftOver(root: string, files: Record<string, string>): string[] {
  return listFiles(join(root, ownFolder))
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((path) => !(path in files));
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
