import { sql } from './cases';
import { engine, setting } from './client';

/** A job that failed for good. */
export interface Incident {
  key: number;
  jobKey: number;
  errorMessage: string;
}

/** The incident of a case, as Operate or any monitoring would find it. */
export async function incidentOf(caseId: string): Promise<Incident | null> {
  const [row] = await sql<{ key: string | null }>(
    'select process_instance_key as key from case_file where id = $1',
    [caseId],
  );
  const response = await fetch(`${setting('OPENSEARCH_URL')}/zeebe-record_incident_*/_search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      size: 50,
      sort: [{ position: 'desc' }],
      query: { term: { intent: 'CREATED' } },
    }),
  });
  if (!response.ok) return null;
  const { hits } = (await response.json()) as {
    hits: { hits: { _source: { key: number; value: Record<string, unknown> } }[] };
  };
  const found = hits.hits.find(({ _source: { value } }) => {
    const path = (value.elementInstancePath ?? []) as number[][];
    return path.some((keys) => keys.some((key) => String(key) === row?.key));
  });
  if (!found) return null;
  const { key, value } = found._source;
  return { key, jobKey: value.jobKey as number, errorMessage: String(value.errorMessage) };
}

/** Lets a failed job run again, as an operator does once its cause is gone. */
export async function repair({ key, jobKey }: Incident): Promise<void> {
  await engine(`jobs/${jobKey}`, { changeset: { retries: 3 } }, 'PATCH');
  const { status } = await engine(`incidents/${key}/resolution`);
  if (status !== 204) throw new Error(`incident ${key}: ${status}`);
}
