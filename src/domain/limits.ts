/**
 * What is too much to be judged, at every door; how many rows a list takes is said by its form
 * (property `maxRows`), and by `rows` where it says nothing. Chosen far above what people fill in and
 * far below what holds up others: the engine answers a submission of the longest list in well under a
 * second.
 */
export const LIMITS = {
  /** how deep objects and lists of a JSON body may be nested; forms need five */
  depth: 20,
  /** values of a JSON body, those inside of others included */
  values: 50_000,
  /** characters of one text, where its field says nothing shorter (`validate.maxLength`) */
  textLength: 20_000,
  /** rows of a list whose form says nothing */
  rows: 100,
  /** rows of all lists of a submission together, also of lists in lists */
  rowsInAll: 500,
  /** what is told at once of one submission */
  told: 100,
} as const;
