/**
 * Looks until something is there; the timeout says what was missing.
 * @param look gives the thing, or nothing yet, or throws what it met instead
 * @param timeoutMs milliseconds after which the last look is made
 * @param pause begins before each look and ends when it is time for the next one; it is told how many
 *   milliseconds the wait has lasted. Told nothing, it is every quarter of a second.
 * @throws Error with what was missing, and as its cause what the last look met
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  timeoutMs = 60_000,
  pause: (lastedMs: number) => Promise<unknown> = () => every(250),
): Promise<T> {
  const begun = Date.now();
  let last: unknown;
  for (;;) {
    const next = pause(Date.now() - begun);
    try {
      const found = await look();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > begun + timeoutMs)
      throw new Error(`waited ${timeoutMs} ms for ${what}`, { cause: last });
    await next;
  }
}

/** A pause of so many milliseconds. */
export const every = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
