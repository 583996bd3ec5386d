/** SQL for an instant as cursors have it (src/domain/cursor.ts): as exact as the record is. */
export const instantText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
