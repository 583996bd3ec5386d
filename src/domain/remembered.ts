/**
 * Keeps the newest answers of something slow that always answers the same question alike. A question
 * that is being asked is not asked a second time meanwhile; what failed is not kept.
 */
export class Remembered<T> {
  /** oldest use first */
  readonly #answers = new Map<string, Promise<T>>();

  /** @param limit how many answers are kept; the one not used for the longest time goes first */
  constructor(readonly limit: number) {}

  /** The answer kept under the question, else what `ask` says. @throws what `ask` throws */
  get(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    const answer = known ?? ask();
    this.#answers.delete(question);
    this.#answers.set(question, answer);
    if (!known) {
      answer.catch(() => this.#answers.delete(question));
      const [oldest] = this.#answers.keys();
      if (this.#answers.size > this.limit) this.#answers.delete(oldest as string);
    }
    return answer;
  }
}
