import type { EntityManager } from 'typeorm';
import { addCalendarDays, shanghaiDay } from '../../domain/working-days';
import { type CaseFile, Deadline, type Decision } from '../../entities';
import type { Labels } from '../../models/read';
import { readCalendar } from '../../records/calendar/days';
import type { DeadlineItem } from '../../web';
import { label } from '../../wording/labels';

/** The deadlines of a case with each of their days; oldest first. */
export async function deadlineItems(
  db: EntityManager,
  labels: Labels,
  file: CaseFile,
  decisions: Decision[],
  now: Date,
): Promise<DeadlineItem[]> {
  const deadlines = await db.find(Deadline, {
    where: { caseId: file.id },
    order: { startedAt: 'ASC' },
  });
  const calendar = await readCalendar(db);
  return deadlines.map((deadline) => {
    const { key, n, startedAt, dueAt } = deadline;
    return {
      key,
      label: label(labels, 'deadlines', key, file.processId),
      n,
      unit: deadline.unit as 'WD' | 'CD',
      startedAt,
      dueAt,
      state: stateOf(deadline, file, decisions, now),
      days: daysOf(deadline).map((date) => ({ date, working: calendar.isWorkingDay(date) })),
    };
  });
}

/** Every calendar day of a deadline, from the day after it began to its last one. */
function daysOf({ startedAt, dueAt }: Deadline) {
  const last = shanghaiDay(new Date(dueAt.getTime() - 1));
  const days: ReturnType<typeof shanghaiDay>[] = [];
  let day = addCalendarDays(shanghaiDay(startedAt), 1);
  for (; day <= last; day = addCalendarDays(day, 1)) days.push(day);
  return days;
}

/** Met when something was decided before its end; over when it, its round or the case ended. */
function stateOf(
  { round, startedAt, dueAt }: Deadline,
  file: CaseFile,
  decisions: Decision[],
  now: Date,
): DeadlineItem['state'] {
  const isMet = decisions.some(
    (d) => d.valid && d.round === round && d.completedAt >= startedAt && d.completedAt < dueAt,
  );
  if (isMet) return 'MET';
  return file.round > round || file.closedAt !== null || now >= dueAt ? 'OVER' : 'OPEN';
}
