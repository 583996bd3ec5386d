import { sql } from './cases';
import { engine } from './client';

/** A job that failed for good. */
export interface Incident {
  key: string;
  jobKey: string;
  errorMessage: string;
}

/** The newest open incident of a case, as the engine told the record; null: none. */
export async function incidentOf(caseId: string): Promise<Incident | null> {
  const [incident] = await sql<Incident>(
    `select i.key, i.job_key as "jobKey", i.message as "errorMessage"
     from case_file c join engine_incident i on i.root_key = c.process_instance_key
     where c.id = $1 and i.resolved_at is null order by i.created_at desc limit 1`,
    [caseId],
  );
  return incident ?? null;
}

/** Lets a failed job run again, as an operator does once its cause is gone. */
export async function repair({ key, jobKey }: Incident): Promise<void> {
  await engine(`jobs/${jobKey}`, { changeset: { retries: 3 } }, 'PATCH');
  const { status } = await engine(`incidents/${key}/resolution`);
  if (status !== 204) throw new Error(`incident ${key}: ${status}`);
}
