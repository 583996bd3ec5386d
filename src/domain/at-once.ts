/**
 * Does something with each, so many at a time, in their order. The first error ends it: what is under way
 * is waited for by nobody, and nothing else begins.
 */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, position: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const run = async () => {
    while (next < items.length) {
      const position = next;
      next += 1;
      results[position] = await work(items[position] as T, position);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, run));
  } finally {
    next = items.length;
  }
  return results;
}
