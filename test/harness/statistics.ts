import { randomUUID } from 'node:crypto';
import { sql } from './cases';
import type { JobBench } from './jobs';

/** Cases of one authority in one month of the past, which nothing else counts. */
export interface CountedMonth {
  /** `from=…&to=…`, the whole month */
  days: string;
  ids: string[];
  /** A case that came in on a day. @returns its id */
  received(day: number, columns?: Record<string, unknown>): Promise<string>;
  /** The authority decided on it on a day. */
  decided(id: string, day: number, outcome: string, late?: boolean): Promise<void>;
  /** Takes all out of the month again, so that the next run counts its own only. */
  forget(): Promise<void>;
}

/** @param month yyyy-mm, of 31 days */
export function countedMonth(bench: JobBench, authority: string, month: string): CountedMonth {
  const ids: string[] = [];
  return {
    days: `from=${month}-01&to=${month}-31`,
    ids,
    async received(day, columns = {}) {
      const at = `${month}-${day} 09:00+08`;
      const id = await bench.storedCase({ parties: { authority }, created_at: at, ...columns });
      ids.push(id);
      return id;
    },
    async decided(id, day, outcome, late = false) {
      await sql(
        `insert into decision (user_task_key, case_id, round, element_id, act, outcome, person,
           person_name, organisation, completed_at, late, valid)
         values ($1, $2, 1, 'Task_Review', 'REVIEW', $3, 'x', '', $4, $5, $6, true)`,
        [`test-${randomUUID()}`, id, outcome, authority, `${month}-${day} 17:00+08`, late],
      );
    },
    async forget() {
      await sql('delete from decision where case_id = any($1::uuid[])', [ids]);
      await sql('delete from issued_document where case_id = any($1::uuid[])', [ids]);
      await sql(
        `update case_file set created_at = created_at - interval '30 years', closed_at = now(),
           flagged = '{}' where id = any($1::uuid[])`,
        [ids],
      );
    },
  };
}
