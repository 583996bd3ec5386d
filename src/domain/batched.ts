interface Waiting<Q, A> {
  question: Q;
  resolve(answer: A): void;
  reject(error: unknown): void;
}

/**
 * Has questions that come at the same time answered together: while some are being answered, the others
 * wait, and then go all at once. So under load a question costs a part of a query, and alone it waits for
 * nobody.
 * @param run answers questions, each at its place
 * @param how `most` go together, and so many lots `atOnce`: where several are on their way, who asks and who
 * answers need not wait for each other. A lot begins `everyMs` milliseconds at most, so that under load
 * few lots take many; after a pause the first one goes at once.
 */
export function batched<Q, A>(
  run: (questions: Q[]) => Promise<A[]>,
  { most = 200, atOnce = 1, everyMs = 0 } = {},
): (question: Q) => Promise<A> {
  const waiting: Waiting<Q, A>[] = [];
  let running = 0;
  let begun = Number.NEGATIVE_INFINITY;

  async function go(): Promise<void> {
    running += 1;
    while (waiting.length > 0) {
      // whoever asks in the same moment, or goes on from an answer that was just given, goes along
      const early = begun + everyMs - performance.now();
      await new Promise((resolve) =>
        early > 1 ? setTimeout(resolve, early) : setImmediate(resolve),
      );
      const taken = waiting.splice(0, most);
      // another lot took them along
      if (taken.length === 0) break;
      begun = performance.now();
      try {
        const answers = await run(taken.map(({ question }) => question));
        for (const [i, { resolve }] of taken.entries()) resolve(answers[i] as A);
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    running -= 1;
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (running < atOnce) void go();
    });
}
