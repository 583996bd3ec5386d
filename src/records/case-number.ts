import type { EntityManager } from 'typeorm';
import { shanghaiDay } from '../domain/working-days';
import type { ProcessModel } from '../models/read';

/**
 * The next number that people quote a case of this process by, e.g. `ZJ-07-2027-000123`: flow, year
 * (Asia/Shanghai) and a running number over all flows. Numbers may be left out, none comes twice.
 */
export async function nextNumber(
  tx: EntityManager,
  process: ProcessModel,
  now: Date,
): Promise<string> {
  const [row]: { n: string }[] = await tx.query(`select nextval('case_number') as n`);
  return `${process.flow ?? process.id}-${shanghaiDay(now).slice(0, 4)}-${String(row?.n).padStart(6, '0')}`;
}
