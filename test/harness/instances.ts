import { randomInt } from 'node:crypto';
import { sql } from './cases';

const FIRST_DIGITS = 12;

/** The instance of a case that stands in the record only: always the same number for it. */
export function inventedInstance(caseId: unknown): string {
  // a number as the engine gives them, of an instance that it does not have
  if (typeof caseId !== 'string') return String(randomInt(2 ** 47));
  return String(Number.parseInt(caseId.replaceAll('-', '').slice(0, FIRST_DIGITS), 16) || 1);
}

/** The instance of a case, that a job of it has to come from. */
export async function instanceOf(caseId: unknown): Promise<string> {
  const [row] = await sql<{ key: string | null }>(
    'select process_instance_key as key from case_file where id::text = $1',
    [String(caseId)],
  );
  return row?.key ?? inventedInstance(caseId);
}
