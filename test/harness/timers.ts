import { sql } from './cases';
import { waitFor } from './client';

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
  const [row] = await sql<{ n: number }>(
    `select count(*)::int as n from case_file c
     join engine_instance i on i.root_key = c.process_instance_key
     join engine_timer t on t.instance_key = i.key
     where c.id = $1 and t.element_id = $2`,
    [caseId, element],
  );
  return row?.n ?? 0;
}
