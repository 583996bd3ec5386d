import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { deadlineOf, givenOf, NEVER, periodOf } from '../../domain/deadlines';
import { lastDay, shanghaiInstant, toShanghaiIso } from '../../domain/working-days';
import { Deadline, type DeadlineAsked } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { holdCalendar, readCalendar } from '../../records/calendar/days';
import { defineWorker, type JobContext, noRow } from '../define';

const DAY_MS = 24 * 60 * 60 * 1000;

const days = z.number().int().positive();
const unit = z.enum(['WD', 'CD']);

/** A row of a table of deadlines: `n` days, or with the unit DATE a fixed last day. */
const rule = z.looseObject({
  n: days.nullish(),
  unit: z.string().nullish(),
  until: z.iso.date().nullish(),
  remindBefore: z.number().int().nonnegative().nullish(),
  startDaysBack: z.number().int().nonnegative().nullish(),
  onExpiry: z.string().nullish(),
});

const asks = z.object({
  caseId: z.uuid().describe('案件'),
  key: z.string().min(1).describe('期限代码'),
  rule: rule
    .optional()
    .describe(
      '期限表的结果 {n, unit, until, remindBefore, startDaysBack, onExpiry}；n 和 until 皆空即不设期限',
    ),
  from: z.string().optional().describe('起算时刻，空为现在（往回 startDaysBack 日）'),
  month: z.string().optional().describe('从该月（YYYY-MM）末日起算'),
  remindAtHour: z.number().int().min(0).max(23).optional().describe('提醒在几时，空为 9 时'),
  elapsedFrom: z
    .string()
    .optional()
    .describe('（旧版流程图）已经过的期间的起点（时刻），与终点一并填写'),
  elapsedTo: z
    .string()
    .optional()
    .describe('中止后接着计算的，何时中止（时刻），当日计入已经过；从本轮同一代码的前一个期限起算'),
  atLeast: days.default(1).describe('扣除已经过的天数后至少几天'),
  // in diagrams of older releases, one by one
  n: days.optional().describe('（旧版流程图）天数，空为不设期限'),
  unit: unit.optional().describe('（旧版流程图）工作日 WD 或自然日 CD'),
  remindBefore: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('（旧版流程图）提前几个工作日提醒'),
});

const instant = z.string().nullable();

export const worker = defineWorker({
  type: 'deadline.compute',
  title: '计算期限',
  description:
    '从起算时刻起 n 个工作日或自然日，或到规定的截止日（unit 为 DATE），止于末日 24:00（CAL-1 至 CAL-5）；缺日历年度即为故障。流程所需的时刻合为一个变量 deadline',
  input: asks,
  output: z.object({
    deadline: z
      .object({
        dueAt: instant,
        dueDate: instant,
        remindAt: instant,
        dueTimer: z.string(),
        remindTimer: z.string(),
        never: z.string(),
        days: z.number().nullable(),
        onExpiry: z.string().nullable(),
      })
      .optional()
      .describe(
        '各时刻：dueAt 到期后的第一刻，dueDate 末日最后一秒（任务的到期时间），remindAt 提醒时刻，dueTimer、remindTimer 定时用（没有或已过的为永不到来的时刻 never），days 天数，onExpiry 期满时怎样',
      ),
    dueAt: instant.optional().describe('（旧版流程图）到期时刻'),
    remindAt: instant.optional().describe('（旧版流程图）提醒时刻'),
    days: z.number().nullable().optional().describe('（旧版流程图）期限的天数，已扣除经过的'),
  }),
  async handle({ input, tx, job, now, requestId }) {
    // without a row there would be no deadline and no word of it: the case would wait for ever
    if (job.variables.rule === null) throw noRow('期限表', `key ${input.key}`);
    const set = await setDeadline(tx, input, { job, now, requestId });
    if (input.rule) return { deadline: set?.given ?? noneGiven(input.rule) };
    return {
      dueAt: set && toShanghaiIso(set.dueAt),
      remindAt: set?.remindAt ? toShanghaiIso(set.remindAt) : null,
      days: set?.n ?? null,
    };
  },
});

/** What a diagram gets where no period is set. */
function noneGiven({ onExpiry }: z.infer<typeof rule>) {
  return {
    ...{ dueAt: null, dueDate: null, remindAt: null, dueTimer: NEVER, remindTimer: NEVER },
    ...{ never: NEVER, days: null, onExpiry: onExpiry ?? null },
  };
}

/** Computes and stores the deadline, with its audit event; null where there are neither days nor a date. */
async function setDeadline(
  tx: EntityManager,
  input: z.infer<typeof asks>,
  { job, now, requestId }: Pick<JobContext<unknown, unknown>, 'job' | 'now' | 'requestId'>,
) {
  const { caseId, key } = input;
  const rule = input.rule ?? input;
  const period = periodOf(rule);
  if (!period) return null;
  // nobody publishes days while a deadline is computed from those of before
  await holdCalendar(tx, 'reads');
  const [file]: { round: number }[] = await tx.query('select round from case_file where id = $1', [
    caseId,
  ]);
  const round = file?.round ?? 1;
  const interruption = await interrupted(tx, { caseId, round, key }, input, period.n);
  const asked: DeadlineAsked = {
    ...{ ...interruption, until: period.until ?? null },
    remindBefore: rule.remindBefore ?? null,
    remindAtHour: input.remindAtHour ?? null,
    elapsedTo: input.elapsedTo ?? null,
    atLeast: input.atLeast,
  };
  const startedAt = startOf(input, now);
  const computed = deadlineOf(await readCalendar(tx), { startedAt, unit: period.unit, asked });
  const given = input.rule ? givenOf(computed, input.rule.onExpiry ?? null, now) : null;
  const { n, dueAt, remindAt } = computed;
  await tx.insert(Deadline, {
    ...{ id: randomUUID(), caseId, round, key, n, unit: period.unit, startedAt, dueAt, remindAt },
    ...{ instanceKey: job.processInstanceKey, elementId: job.elementId, asked, given },
  });
  await appendAudit(tx, {
    ...{ caseId, at: now, actor: SYSTEM, action: 'deadline.set', entity: `case:${caseId}` },
    detail: {
      ...{ key, n, unit: period.unit },
      ...{ from: toShanghaiIso(startedAt), dueAt: toShanghaiIso(dueAt) },
    },
    requestId,
  });
  return { ...computed, given };
}

/** The instant whose day in Asia/Shanghai is day 0. */
function startOf({ from, month, rule }: z.infer<typeof asks>, now: Date): Date {
  if (from) return new Date(from);
  if (month) return shanghaiInstant(lastDay(month));
  return new Date(now.getTime() - (rule?.startDaysBack ?? 0) * DAY_MS);
}

/**
 * The period that goes on after an interruption, as days in all and the instant from which they count:
 * that of the newest deadline of this key in this round, if the diagram does not say.
 */
async function interrupted(
  tx: EntityManager,
  of: { caseId: string; round: number; key: string },
  { elapsedFrom, elapsedTo }: z.infer<typeof asks>,
  n: number | null,
): Promise<Pick<DeadlineAsked, 'n' | 'elapsedFrom'>> {
  if (!elapsedTo || elapsedFrom) return { n, elapsedFrom: elapsedFrom ?? null };
  const before = await tx.findOne(Deadline, { where: of, order: { startedAt: 'DESC' } });
  return { n: before?.n ?? n, elapsedFrom: before?.startedAt.toISOString() ?? null };
}
