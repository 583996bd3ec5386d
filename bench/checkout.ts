import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT } from '../stack/lib/settings';

/** A checkout to compare with. */
export interface Checkout {
  root: string;
  /** For people: the commit, and the reference it was asked for by. */
  title: string;
  /** Removes what was made for it; a folder that was there before stays. */
  remove(): void;
}

/** A command's output, in a checkout. */
function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

/** Commit of a checkout, with a mark where it has changes of its own. */
export function commitOf(root: string): string {
  const changed = git(root, 'status', '--porcelain', '--untracked-files=no') !== '';
  return `${git(root, 'rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
}

/**
 * The folder of another checkout as it is, or a temporary worktree of a commit, branch or tag.
 * @param against a folder, or anything that git can resolve to a commit
 * @throws where it is neither
 */
export function openCheckout(against: string): Checkout {
  const folder = resolve(against);
  if (existsSync(join(folder, 'package.json')) && statSync(folder).isDirectory())
    return { root: folder, title: `${commitOf(folder)} in ${against}`, remove: () => {} };
  const commit = git(ROOT, 'rev-parse', '--verify', `${against}^{commit}`);
  const parent = mkdtempSync(join(tmpdir(), 'zjf-bench-checkout-'));
  const root = join(parent, 'checkout');
  git(ROOT, 'worktree', 'add', '--detach', root, commit);
  return {
    root,
    title: `${commit.slice(0, 7)} (${against})`,
    remove() {
      git(ROOT, 'worktree', 'remove', '--force', root);
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** Gives a checkout its npm dependencies: ours where its lock file is the same, else its own. */
export function installInto({ root }: Checkout): void {
  if (existsSync(join(root, 'node_modules'))) return;
  const lockOf = (folder: string) => readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (lockOf(root) === lockOf(ROOT)) {
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
    return;
  }
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}
