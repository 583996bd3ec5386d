import { LIMITS } from './limits';

/** What is wrong with a JSON value, and where. */
export interface JsonProblem {
  kind: 'deep' | 'many' | 'number' | 'text' | 'key';
  /** e.g. `data.participants.0`; empty for the whole */
  path: string;
}

/** Names by which JavaScript knows the insides of objects; no field is called so. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

/** Part of a value that is still to be looked at; its path is put together only where it is told. */
interface Part {
  value: unknown;
  depth: number;
  name: string;
  inside: Part | null;
}

/** Is there no text in it that PostgreSQL cannot hold: NUL, half a surrogate pair? */
function isStorableText(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text);
}

/**
 * Looks whether a value that came as JSON can be handled at all: not too deep, not too many values, no
 * number beyond all, no text that PostgreSQL cannot hold, no reserved name. Goes through it without
 * recursion, so that no depth can exhaust the stack.
 * @returns the first thing that is wrong; null where nothing is
 */
export function jsonProblem(whole: unknown): JsonProblem | null {
  const left: Part[] = [{ value: whole, depth: 0, name: '', inside: null }];
  let seen = 1;
  for (let part = left.pop(); part; part = left.pop()) {
    const kind = problemOf(part);
    if (kind) return { kind, path: pathOf(part) };
    const { value, depth } = part;
    if (typeof value !== 'object' || value === null) continue;
    const names = Object.keys(value);
    seen += names.length;
    if (seen > LIMITS.values) return { kind: 'many', path: pathOf(part) };
    for (const name of names) {
      const inner = (value as Record<string, unknown>)[name];
      left.push({ value: inner, depth: depth + 1, name, inside: part });
    }
  }
  return null;
}

function problemOf({ value, depth, name }: Part): JsonProblem['kind'] | null {
  if (RESERVED_NAMES.has(name)) return 'key';
  if (!isStorableText(name)) return 'text';
  if (typeof value === 'string') return isStorableText(value) ? null : 'text';
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'number';
  return typeof value === 'object' && value !== null && depth > LIMITS.depth ? 'deep' : null;
}

/** The beginning of a path is enough to find the place by; a name may itself be the nonsense. */
const PATH_AT_MOST = 200;

function pathOf(part: Part): string {
  const names: string[] = [];
  for (let at: Part | null = part; at?.inside; at = at.inside) names.unshift(at.name);
  const path = names.join('.');
  return path.length > PATH_AT_MOST ? `${path.slice(0, PATH_AT_MOST)}…` : path;
}
