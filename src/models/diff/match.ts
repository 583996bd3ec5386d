/** Two things that are the same one, before and after. */
export interface Pair<T> {
  before: T;
  after: T;
}

/** What two lists have in common, and what only one of them has. */
export interface Matched<T> {
  pairs: Pair<T>[];
  added: T[];
  removed: T[];
}

/**
 * Matches two lists by the first key that both have of a thing: rows by id, else by content.
 * @param keys from the surest to the weakest; an empty key matches nothing
 * @returns pairs in the order of `after`
 */
export function matchBy<T>(before: T[], after: T[], ...keys: ((one: T) => string)[]): Matched<T> {
  const partner = new Map<T, T>();
  let free = [...before];
  for (const keyOf of keys) {
    for (const one of after.filter((each) => !partner.has(each))) {
      const key = keyOf(one);
      const found = key === '' ? undefined : free.find((each) => keyOf(each) === key);
      if (!found) continue;
      partner.set(one, found);
      free = free.filter((each) => each !== found);
    }
  }
  return {
    pairs: after.flatMap((one) => {
      const found = partner.get(one);
      return found ? [{ before: found, after: one }] : [];
    }),
    added: after.filter((one) => !partner.has(one)),
    removed: free,
  };
}

/**
 * Which pairs changed their place among each other: the fewest that explain the new order.
 * @param pairs in the order of after
 * @param before the list as it was
 */
export function movedPairs<T>(pairs: Pair<T>[], before: T[]): Pair<T>[] {
  const places = pairs.map((pair) => before.indexOf(pair.before));
  // longest rising run of places: those stay, the others moved
  const best = places.map((place, i) => {
    const earlier = places.slice(0, i).map((one, j) => ({ one, j }));
    return { place, i, earlier };
  });
  const length: number[] = [];
  const last: (number | undefined)[] = [];
  for (const { place, i, earlier } of best) {
    const candidates = earlier.filter(({ one }) => one < place);
    const from = candidates.sort((a, b) => (length[b.j] ?? 0) - (length[a.j] ?? 0))[0];
    length[i] = 1 + (from ? (length[from.j] ?? 0) : 0);
    last[i] = from?.j;
  }
  const stays = new Set<number>();
  let at: number | undefined = length.length > 0 ? length.indexOf(Math.max(...length)) : undefined;
  for (; at !== undefined; at = last[at]) stays.add(at);
  return pairs.filter((_, i) => !stays.has(i));
}
