/** What a value is that a list is sorted by: an instant (ISO 8601, UTC), a number, or any text. */
type Kind = 'instant' | 'number' | 'text';

/**
 * Where a list goes on: after the row with these values of what it is sorted by, so that rows which
 * come and go meanwhile make none appear twice or not at all. As text it is opaque to whoever carries
 * it, and names its list: one list's is not taken for another's.
 */
export interface Cursors {
  write(values: readonly (string | number)[]): string;
  /** @returns null for what is no cursor of this list */
  read(text: string): string[] | null;
}

/** The cursors of a list by what it is sorted by. */
export function cursorsOf(list: string, ...kinds: Kind[]): Cursors {
  return {
    write: (values) => Buffer.from(JSON.stringify([list, ...values])).toString('base64url'),
    read(text) {
      const [named, ...values] = parsed(text);
      const isWhole = named === list && values.length === kinds.length;
      return isWhole && values.every((value, i) => isOf(kinds[i], value))
        ? values.map(String)
        : null;
    },
  };
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

function isOf(kind: Kind | undefined, value: unknown): boolean {
  if (kind === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.includes('\u0000')) return false;
  return kind === 'text' || (INSTANT.test(value) && !Number.isNaN(Date.parse(value)));
}
