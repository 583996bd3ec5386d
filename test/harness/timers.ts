import { sql } from './cases';
import { setting, waitFor } from './client';

/**
 * Waits until a timer of a case has been set for the `n`-th time: one that runs for a while begins
 * then, so a clock that moves earlier moves its end too.
 */
export function waitTimer(caseId: string, element: string, n = 1): Promise<boolean> {
  return waitFor(`timer ${element} of case ${caseId}, number ${n}`, async () => {
    const set = await timersSet(caseId, element);
    if (set < n) throw new Error(`${set} so far`);
    return true;
  });
}

async function timersSet(caseId: string, element: string): Promise<number> {
  const instances = await sql<{ key: string }>(
    'select distinct process_instance_key as key from case_step where case_id = $1',
    [caseId],
  );
  const response = await fetch(`${setting('OPENSEARCH_URL')}/zeebe-record_timer_*/_count`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: {
        bool: {
          filter: [
            { term: { intent: 'CREATED' } },
            { term: { 'value.targetElementId': element } },
            {
              terms: {
                'value.processInstanceKey': instances.map(({ key }) => key).filter(Boolean),
              },
            },
          ],
        },
      },
    }),
  });
  if (!response.ok) return 0;
  return ((await response.json()) as { count: number }).count;
}
