import type { DataSource } from 'typeorm';

/**
 * Sessions of Keycloak (`sid` of its tokens) that were ended, by log-out here or there. They stand in
 * the record, so that every process of the application refuses them from the same moment on.
 */
type Db = Pick<DataSource, 'query'>;

/** Ends a session for good. @param keepSeconds how long its cookies and tokens could live at most */
export async function endSession(db: Db, id: string, keepSeconds: number): Promise<void> {
  // real time: the clock of tests and demo does not move sessions
  await db.query(
    `insert into ended_session (id, until) values ($1, now() + make_interval(secs => $2))
     on conflict (id) do nothing`,
    [id, keepSeconds],
  );
}

/** Was the session ended? */
export async function isEnded(db: Db, id: string): Promise<boolean> {
  const rows: unknown[] = await db.query('select 1 from ended_session where id = $1', [id]);
  return rows.length > 0;
}

/** Forgets sessions that would be over anyway. */
export async function tidySessions(db: Db): Promise<void> {
  await db.query('delete from ended_session where until < now()');
}
