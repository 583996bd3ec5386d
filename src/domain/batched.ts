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
 * @param most so many go together
 */
export function batched<Q, A>(
  run: (questions: Q[]) => Promise<A[]>,
  most = 200,
): (question: Q) => Promise<A> {
  const waiting: Waiting<Q, A>[] = [];
  let isRunning = false;

  async function go(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      // whoever asks in the same moment, or goes on from an answer that was just given, goes along
      await new Promise((resolve) => setImmediate(resolve));
      const taken = waiting.splice(0, most);
      try {
        const answers = await run(taken.map(({ question }) => question));
        for (const [i, { resolve }] of taken.entries()) resolve(answers[i] as A);
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    isRunning = false;
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!isRunning) void go();
    });
}
