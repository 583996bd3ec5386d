import { z } from 'zod';
import type { InboxItem } from '../../cases/inbox';
import { toShanghaiIso } from '../../domain/working-days';

/** A task as the API answers it. */
export const taskSchema = z.object({
  key: z.string(),
  caseId: z.uuid(),
  number: z.string().describe('案件编号'),
  title: z.string(),
  process: z.string(),
  processName: z.string(),
  act: z.string(),
  name: z.string().describe('任务名称'),
  organisation: z.string(),
  organisationName: z.string(),
  assignee: z.string().nullable().describe('认领人'),
  assigneeName: z.string().nullable(),
  createdAt: z.string(),
  dueAt: z.string().nullable().describe('时限内的最后一秒'),
  late: z.boolean(),
  href: z.string(),
});

/** The parameters of an address below one task. */
export const taskParams = z.object({ key: z.string().max(64) });

/** The task in the shape of `taskSchema`; times in Asia/Shanghai. */
export function presentTask<T extends InboxItem>({ createdAt, dueAt, ...item }: T) {
  return {
    ...item,
    createdAt: toShanghaiIso(createdAt),
    dueAt: dueAt && toShanghaiIso(dueAt),
  };
}
