import { z } from 'zod';
import type { Deps } from '../deps';
import { LEFT_REASONS } from '../domain/calendar-changes';
import { readCalendarFile } from '../domain/calendar-file';
import { actingOrganisation } from '../domain/identity';
import { RefusedError, refuse } from '../errors';
import { previewCalendar } from '../records/calendar/preview';
import { publishCalendar } from '../records/calendar/publish';
import { defineRoute, type Route } from '../route';
import { enteredText } from './http';

/** Who runs the platform publishes its calendar. */
export const CALENDAR_ROLES = ['sys-admin'];

/** A file that is no file of days is refused by its first faults, not by thousands. */
const FAULTS = 50;
const text = z.string().max(200_000).describe('CSV（日期,类别,名称）或 JSON');

const day = z.object({
  ...{ date: z.string(), kind: z.enum(['WORK', 'REST', 'NATIONAL']), name: z.string() },
  before: z.boolean().nullable().describe('发布前是否工作日；空为该年度未知'),
  after: z.boolean().nullable().describe('发布后是否工作日'),
});
const moving = z.object({
  ...{ deadlineId: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), processId: z.string() },
  ...{ key: z.string(), from: z.string(), to: z.string().nullable() },
  ...{ remindFrom: z.string().nullable(), remindTo: z.string().nullable() },
});
const answer = z.object({
  days: z.array(day),
  moves: z.array(moving),
  unsafe: z.array(moving.extend({ reason: z.string(), reasonText: z.string() })),
  unchanged: z.number().describe('期限不变的'),
  unknownYears: z.array(z.number()).describe('缺 1 月 1 日因而仍然未知的年度'),
  hash: z.string().describe('发布时交回，表示确认的就是这份预览'),
});

/** Preview and publication of days of the calendar. */
export function calendarRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/calendar/preview',
      summary: '预览：发布这些日期会改动哪些日期和未办结案件的期限（系统管理员）',
      permission: CALENDAR_ROLES,
      body: z.object({ text }),
      answer,
      async handle({ body }) {
        const changes = changesOf(body.text);
        const preview = await previewCalendar(deps.db, deps, changes, await deps.clock.now());
        const unsafe = preview.unsafe.map((one) => {
          return { ...one, reasonText: LEFT_REASONS[one.reason].zh };
        });
        return { ...preview, unsafe };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/calendar/publications',
      summary: '发布日历：日期、期限、定时和任务到期时间一并改动（系统管理员）',
      permission: CALENDAR_ROLES,
      status: 201,
      body: z.object({
        text,
        hash: z.string().max(100).describe('预览的 hash'),
        why: enteredText().min(1).max(500).describe('依据，如文号'),
      }),
      answer: z.object({ id: z.uuid(), moves: z.number(), unsafe: z.number() }),
      async handle({ body, caller, requestId }) {
        const { username, name } = caller;
        const published = await publishCalendar(deps.db, deps, {
          ...{ changes: changesOf(body.text), hash: body.hash, why: body.why, requestId },
          actor: { user: username, name, organisation: actingOrganisation(caller) ?? 'platform' },
          now: await deps.clock.now(),
        });
        if (!published) throw refuse('E-00-91');
        const { id, preview } = published;
        return { id, moves: preview.moves.length, unsafe: preview.unsafe.length };
      },
    }),
  ];
}

/** @throws RefusedError with E-00-90 for each line that is wrong */
function changesOf(file: string) {
  const { changes, faults } = readCalendarFile(file);
  if (faults.length === 0) return changes;
  throw new RefusedError(
    422,
    faults.slice(0, FAULTS).map(({ line, zh, en }) => ({
      code: 'E-00-90',
      zh: line ? `第${line}行：${zh}` : zh,
      en: line ? `line ${line}: ${en}` : en,
    })),
  );
}
