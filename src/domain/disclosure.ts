/** From when until when something is to be seen by others; null: always, or without an end. */
export interface Disclosure {
  starts: Date | null;
  /** the first instant at which it is seen no more */
  until: Date | null;
}

/** Has it begun to be seen? */
export const hasBegun = ({ starts }: Disclosure, now: Date) => starts === null || now >= starts;

/** Is it seen no more? */
export const isOver = ({ until }: Pick<Disclosure, 'until'>, now: Date) =>
  until !== null && now >= until;
