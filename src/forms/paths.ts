/** Where a value lies in the data: keys, and positions of rows. */
export type ValuePath = (string | number)[];

/** Value at a place of the data. */
export function valueIn(data: unknown, at: ValuePath): unknown {
  return at.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    data,
  );
}

/** How a field is called in refusals: `tender.winnerName`, `participants[0].name`. */
export const fieldName = (at: ValuePath) =>
  at.map((step, i) => (typeof step === 'number' ? `[${step}]` : i ? `.${step}` : step)).join('');
