/** An admin event of Keycloak, as far as it matters here. */
export interface AdminEvent {
  id?: string;
  time?: number;
  /** e.g. `users/<id>/groups/<id>`, `groups/<id>`, `roles/reviewer` */
  resourcePath?: string;
}

/** Whose rights may have changed: people by their ids, or everybody's. */
export type Changed = ReadonlySet<string> | 'everybody';

/** An event may be written some moments after the time it bears. */
const OVERLAP_MS = 10_000;

/** More events than this at once: nobody's rights are taken for known. */
export const EVENTS_AT_MOST = 200;

/**
 * Makes a function that tells what was changed in Keycloak since it was called before; the first call
 * tells of nothing, or of too much.
 * @param eventsSince newest first; `from` in milliseconds since 1970, left out at the first call
 */
export function changesFrom(
  eventsSince: (from: number | undefined) => Promise<AdminEvent[]>,
): () => Promise<Changed> {
  let newest: number | undefined;
  let told = new Set<string | undefined>();
  return async () => {
    const events = await eventsSince(newest === undefined ? undefined : newest - OVERLAP_MS);
    const fresh = events.filter(({ id }) => !told.has(id));
    told = new Set(events.map(({ id }) => id));
    newest = Math.max(newest ?? 0, ...events.map(({ time = 0 }) => time));
    if (events.length >= EVENTS_AT_MOST) return 'everybody';
    const people = fresh.map(({ resourcePath }) => /^users\/([^/]+)/.exec(resourcePath ?? '')?.[1]);
    return people.some((id) => id === undefined) ? 'everybody' : new Set(people as string[]);
  };
}
