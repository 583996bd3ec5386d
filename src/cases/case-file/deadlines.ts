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
  const steps = await stepsOf(db, file);
  return deadlines.map((deadline) => {
    const { key, n, unit, startedAt, dueAt } = deadline;
    return {
      key,
      label: label(labels, 'deadlines', key, file.processId),
      n,
      unit,
      startedAt,
      dueAt,
      state: stateOf(deadline, file, decisionsUnder(deadline, steps, decisions), now),
      days: daysOf(deadline).map((date) => ({
        ...{ date, working: unit === 'DATE' || calendar.isWorkingDay(date) },
      })),
    };
  });
}

/** Every calendar day of a deadline, from the day after it began to its last one; of a fixed day that one. */
function daysOf({ startedAt, dueAt, unit }: Deadline) {
  const last = shanghaiDay(new Date(dueAt.getTime() - 1));
  if (unit === 'DATE') return [last];
  const days: ReturnType<typeof shanghaiDay>[] = [];
  let day = addCalendarDays(shanghaiDay(startedAt), 1);
  for (; day <= last; day = addCalendarDays(day, 1)) days.push(day);
  return days;
}

/** The process instances of a case: what each was called by, and where each task was. */
interface Steps {
  callers: Map<string, string | null>;
  tasks: { key: string; instance: string }[];
}

async function stepsOf(db: EntityManager, { processInstanceKey }: CaseFile): Promise<Steps> {
  const instances: { key: string; caller: string | null }[] = await db.query(
    'select key, parent_key as caller from engine_instance where root_key = $1',
    [processInstanceKey],
  );
  const tasks: Steps['tasks'] = await db.query(
    'select key, instance_key as instance from engine_task where root_key = $1',
    [processInstanceKey],
  );
  return { callers: new Map(instances.map(({ key, caller }) => [key, caller])), tasks };
}

/**
 * The decisions that a deadline is about: those of the tasks of the process that had it computed and of
 * all it called. Where a process was called several times at once, each call has a deadline of its own.
 */
function decisionsUnder(
  { instanceKey }: Deadline,
  { callers, tasks }: Steps,
  decisions: Decision[],
): Decision[] {
  const holder = callers.get(instanceKey ?? '');
  const isUnder = (instance: string | null | undefined): boolean =>
    Boolean(instance) && (instance === holder || isUnder(callers.get(instance ?? '')));
  const under = new Set(tasks.filter(({ instance }) => isUnder(instance)).map(({ key }) => key));
  // a period in which nobody has a task, as that of a publicity, and what older diagrams computed
  if (!holder || under.size === 0) return decisions;
  return decisions.filter(({ userTaskKey }) => under.has(userTaskKey));
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
