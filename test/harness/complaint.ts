import { sql } from './cases';
import { submitPublicly } from './public';

/** What somebody who says so wants to be known by. */
export const COMPLAINANT = { complainantName: '张三丰', complainantPhone: '13900001234' };

/** What stands on the public page of a case; null: nothing. */
export async function publicityOf(id: string) {
  const [row] = await sql<{ id: string; number: string; state: string; ends: string | null }>(
    `select id, number, state, to_char(ends at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as ends
     from publicity where case_id = $1`,
    [id],
  );
  return row ?? null;
}

/** Complains about what is public of a case, without log-in; the response is the caller's to check. */
export async function complaining(about: string, changes: object = {}) {
  const shown = await publicityOf(about);
  return submitPublicly('zj-complaint', {
    publication: shown?.id,
    caseNumber: shown?.number,
    grounds: '年产量与竣工资料不符（虚构）',
    ...changes,
  });
}

/** A complaint that must be taken. @returns the id of its case */
export async function complained(about: string, changes: object = {}): Promise<string> {
  const response = await complaining(about, changes);
  if (response.status !== 201) throw new Error(`complaint: ${response.status} ${response.text}`);
  return caseOf(response.body.number);
}

/** The case with a number. */
export async function caseOf(number: string): Promise<string> {
  const [row] = await sql<{ id: string }>('select id from case_file where number = $1', [number]);
  return String(row?.id);
}
