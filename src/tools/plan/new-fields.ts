import { feelOf, type Reads, readsOf } from '../../models/feel';
import type { Models } from '../../models/read';
import { besides } from './rule-set';

/** A path of facts that new rules read and old ones did not. */
export type NewField = string[];

/** Words of FEEL, and of its functions, that a look at the names of an expression takes for facts. */
const OF_FEEL = new Set(
  `if then else for in return some every satisfies and or not true false null between instance of function
  item partial string number date time duration years days months upper lower case substring before after
  contains starts ends with matches replace split count min max sum mean all any sublist append concatenate
  insert remove reverse index union distinct values flatten product median stddev mode decimal floor ceiling
  round abs modulo sqrt log exp odd even now today day week month year get value entries context put merge
  join is defined trim length extract list`.split(/\s+/),
);

/** Facts that a decision newly reads; one of its file that it rests on counts with it. */
export function newFields(before: Models, after: Models, decisionId: string): NewField[] {
  const known = factsRead(before, decisionId);
  return [...factsRead(after, decisionId)].flatMap(([name, reads]) =>
    newPaths([name], reads, known.get(name)),
  );
}

/** What is read of a decision's facts, without names that its expressions themselves give. */
function factsRead(models: Models, decisionId: string): Map<string, Reads> {
  const expressions = besides(models, decisionId).flatMap(feelOf).map(withoutFilters);
  // the names of decisions stand for what these answer
  const own = new Set([...Object.keys(models.decisions), ...expressions.flatMap(givenNames)]);
  return new Map(
    [...readsOf(expressions)].filter(([name]) => !own.has(name) && !OF_FEEL.has(name)),
  );
}

/** Within the brackets of a filter, names are those of its items. */
function withoutFilters(feel: string): string {
  const without = feel.replaceAll(/\[[^[\]]*\]/g, ' ');
  return without === feel ? feel : withoutFilters(without);
}

/** Entries of contexts, and what `for`, `some` and `every` go through. */
function givenNames(feel: string): string[] {
  const name = '([\\p{L}_][\\p{L}\\p{N}_]*)';
  const entries = feel.matchAll(new RegExp(`${name}\\s*:`, 'gu'));
  const items = feel.matchAll(
    new RegExp(`(?:\\b(?:for|some|every)\\s+|,\\s*)${name}\\s+in\\b`, 'gu'),
  );
  return [...entries, ...items].map(([, found]) => found ?? '');
}

function newPaths(path: string[], reads: Reads, known: Reads | undefined): NewField[] {
  if (known === true) return [];
  if (reads === true) return known === undefined ? [path] : [];
  return [...reads].flatMap(([name, below]) =>
    newPaths([...path, name], below, known === undefined ? undefined : known.get(name)),
  );
}

/**
 * The first of these fields that was not kept with facts. What stands in a list was kept, and so was what
 * there was a field for (`declared`), also where it was left empty; what rules say is judged anew.
 */
export function missingField(
  fields: NewField[],
  facts: Record<string, unknown>,
  declared: Set<string>,
): NewField | undefined {
  return fields.find(
    (path) => path[0] !== 'rules' && !isDeclared(path, declared) && !stands(facts, path),
  );
}

/** A field itself, or what is known of it, e.g. `refs.permitNo.status`. */
function isDeclared(path: string[], declared: Set<string>): boolean {
  return path.some((_, end) => declared.has(path.slice(0, end + 1).join('.')));
}

function stands(value: unknown, [name, ...rest]: string[]): boolean {
  if (name === undefined || Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return value === null;
  if (!Object.hasOwn(value, name)) return false;
  return stands((value as Record<string, unknown>)[name], rest);
}
