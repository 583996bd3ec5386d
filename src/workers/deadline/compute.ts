import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type Calendar,
  createCalendar,
  shanghaiDay,
  toShanghaiIso,
} from '../../domain/working-days';
import { CalendarDay, Deadline } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'deadline.compute',
  title: '计算期限',
  description:
    '从起算时刻起 n 个工作日或自然日，止于末日 24:00（CAL-1 至 CAL-4）；缺日历年度即为故障',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    key: z.string().min(1).describe('期限代码'),
    n: z.number().int().positive().optional().describe('天数，空为不设期限'),
    unit: z.enum(['WD', 'CD']).optional().describe('工作日 WD 或自然日 CD'),
    from: z.string().optional().describe('起算时刻，空为现在'),
    elapsedFrom: z.string().optional().describe('已经过的期间的起点（时刻），与终点一并填写'),
    elapsedTo: z.string().optional().describe('已经过的期间的终点（时刻），当日计入已经过'),
    atLeast: z.number().int().positive().default(1).describe('扣除已经过的天数后至少几天'),
    remindBefore: z.number().int().nonnegative().optional().describe('提前几个工作日提醒'),
  }),
  output: z.object({
    dueAt: z.string().nullable().describe('到期时刻'),
    remindAt: z.string().nullable().describe('提醒时刻'),
    days: z.number().nullable().describe('期限的天数，已扣除经过的'),
  }),
  async handle({ input, tx, now, requestId }) {
    const { unit } = input;
    if (!input.n || !unit) return { dueAt: null, remindAt: null, days: null };
    const [file]: { round: number }[] = await tx.query(
      'select round from case_file where id = $1',
      [input.caseId],
    );
    const overrides = await tx.find(CalendarDay);
    const calendar = createCalendar({
      overrides: overrides.map((d) => ({ date: d.date, kind: d.kind, name: d.name ?? '' })),
    });
    const n = remaining(calendar, input.n, unit, input);
    const startedAt = input.from ? new Date(input.from) : now;
    const { dueAt, remindAt } = calendar.deadline({
      from: startedAt,
      n,
      unit,
      remindBefore: input.remindBefore ?? null,
    });
    await tx.insert(Deadline, {
      id: randomUUID(),
      caseId: input.caseId,
      round: file?.round ?? 1,
      key: input.key,
      n,
      unit,
      startedAt,
      dueAt,
      remindAt,
    });
    await appendAudit(tx, {
      caseId: input.caseId,
      at: now,
      actor: SYSTEM,
      action: 'deadline.set',
      entity: `case:${input.caseId}`,
      detail: {
        key: input.key,
        n,
        unit,
        from: toShanghaiIso(startedAt),
        dueAt: toShanghaiIso(dueAt),
      },
      requestId,
    });
    return { dueAt: toShanghaiIso(dueAt), remindAt: remindAt && toShanghaiIso(remindAt), days: n };
  },
});

/** The days of a period that was interrupted: without those that went by before. */
function remaining(
  calendar: Calendar,
  n: number,
  unit: 'WD' | 'CD',
  less: { elapsedFrom?: string | undefined; elapsedTo?: string | undefined; atLeast: number },
): number {
  if (!less.elapsedFrom || !less.elapsedTo) return n;
  const [from, to] = [less.elapsedFrom, less.elapsedTo].map((at) => shanghaiDay(new Date(at)));
  return Math.max(less.atLeast, n - calendar.daysElapsed(from ?? '', to ?? '', unit));
}
