import type { LeftReason } from '../../domain/calendar-changes';
import { lastSecondBefore } from '../../domain/lateness';
import type { Standing, StandingInstance, StandingTask, StandingTimer } from '../../engine';
import type { Deadline } from '../../entities';
import type { DeadlineUse, DeadlineUses } from '../../models/deadline-uses';

/** Where a deadline stands in the engine: what holds it, and what waits for it. */
export interface Place {
  /** the instance whose diagram uses it */
  holder: StandingInstance;
  /** every node of that diagram, for a mapping */
  nodes: string[];
  /** `whole`: the variable is the object `deadline`; else one instant of it */
  variables: { name: string; whole: boolean; scopeKey: string; at?: 'due' | 'remind' }[];
  /** open tasks that show it as their due date */
  tasks: StandingTask[];
  timers: PlacedTimer[];
  /** its reminder went out: that timer is not touched */
  isReminded: boolean;
  /** the timer of its end fired */
  hasFired: boolean;
}

/** An open timer that is set to its end, or to its reminder. */
export interface PlacedTimer {
  timer: StandingTimer;
  use: DeadlineUse;
  at: 'due' | 'remind';
  /** where the token is, for an event that waits by itself */
  elementInstanceKey: string | undefined;
}

/** `OVER`: nothing waits for it any more; `SOON`: its result is on the way to the diagram. */
export type Placed = { place: Place } | { left: LeftReason } | 'OVER' | 'SOON';

/** The instants by which a variable that is not the whole object is recognised. */
export interface Known {
  due: Date[];
  remind: Date[];
}

/** Which instant of the object a timer goes by. */
const FIELDS: Record<string, 'due' | 'remind'> = {
  ...{ dueTimer: 'due', dueAt: 'due', dueDate: 'due' },
  ...{ remindTimer: 'remind', remindAt: 'remind' },
};

/**
 * Finds where a deadline stands.
 * @param others the deadlines of the same case: a later one of the same step takes its place
 * @param usesOf what the diagram of an instance does with deadlines
 */
export async function placeOf(
  row: Deadline,
  others: Deadline[],
  standing: Standing,
  usesOf: (instance: StandingInstance) => Promise<DeadlineUses>,
  known: Known,
): Promise<Placed> {
  if (!row.instanceKey || !row.asked) return { left: 'OLD_RECORD' };
  if (!row.given) return { left: 'OLD_DIAGRAM' };
  const own = standing.instances.find(({ key }) => key === row.instanceKey);
  if (!own) return { left: 'NOT_IN_FEED' };
  const ownUses = await usesOf(own);
  const carried = ownUses.outputs[row.elementId ?? '']?.filter(carries) ?? [];
  const parent =
    carried.length === 0 && standing.instances.find(({ key }) => key === own.parentKey);
  const holder = parent || own;
  if (holder.isOver || isReplaced(row, own, others, standing)) return 'OVER';
  if (parent && !own.isOver) return 'SOON';
  const uses = parent ? await usesOf(parent) : ownUses;
  const outputs = parent ? (uses.outputs[own.calledBy ?? ''] ?? []).filter(carries) : carried;
  const targets = outputs.length > 0 ? outputs : parent ? [] : [WHOLE];
  return within({ row, own, holder, uses, standing, known }, targets);
}

const WHOLE = { source: 'deadline', target: 'deadline' };
const carries = ({ source }: { source: string }) => /(^|[^\p{L}\p{N}_.])deadline\b/u.test(source);

/** The same step was gone through again, and its later result took the place of this one. */
function isReplaced(
  row: Deadline,
  own: StandingInstance,
  others: Deadline[],
  standing: Standing,
): boolean {
  return others.some((other) => {
    if (other.id === row.id || !other.instanceKey) return false;
    if (other.instanceKey === own.key)
      return other.elementId === row.elementId && other.startedAt > row.startedAt;
    const instance = standing.instances.find(({ key }) => key === other.instanceKey);
    return (
      instance?.parentKey === own.parentKey &&
      own.parentKey !== null &&
      instance?.calledBy === own.calledBy &&
      isLater(instance?.key ?? '0', own.key)
    );
  });
}

/** The engine counts its keys up. */
const isLater = (key: string, than: string) => BigInt(key) > BigInt(than);

interface Within {
  row: Deadline;
  own: StandingInstance;
  holder: StandingInstance;
  uses: DeadlineUses;
  standing: Standing;
  known: Known;
}

function within(at: Within, targets: { source: string; target: string }[]): Placed {
  const { holder, uses } = at;
  const place: Place = {
    ...{ holder, nodes: uses.nodes, variables: [], tasks: [], timers: [] },
    ...{ isReminded: false, hasFired: false },
  };
  let reached = false;
  for (const { source, target } of targets) {
    const whole = source === 'deadline';
    const own = uses.uses.filter(({ expression }) => nameOf(expression) === target);
    reached ||= own.some((use) => isReached(at, use));
    const problem = own.reduce<LeftReason | undefined>(
      (before, use) => before ?? addUse(at, place, use, { name: target, whole }),
      undefined,
    );
    if (problem) return { left: problem };
    // nothing of it waits yet: what will reads it from the instance
    if (whole && !place.variables.some(({ name }) => name === target))
      addVariable(place, { name: target, whole, scopeKey: holder.key });
  }
  if (place.tasks.length + place.timers.length > 0) return { place };
  if (reached) return place.hasFired ? { place } : 'OVER';
  return targets.some(({ source }) => source === 'deadline') ? { place } : { left: 'NO_PLACE' };
}

const nameOf = (expression: string) => expression.split('.')[0];

function isReached({ holder, standing, own }: Within, use: DeadlineUse): boolean {
  const met = ({ instanceKey, elementId, key }: Standing['steps'][number]) =>
    instanceKey === holder.key &&
    isLater(key, own.key) &&
    (elementId === use.waitsAt || elementId === use.elementId);
  return standing.steps.some(met) || standing.timers.some(met);
}

/** Adds what waits by one use of the variable. @returns why that cannot be moved */
function addUse(
  at: Within,
  place: Place,
  use: DeadlineUse,
  { name, whole }: { name: string; whole: boolean },
): LeftReason | undefined {
  const field = whole ? FIELDS[use.expression.split('.')[1] ?? ''] : undefined;
  const open =
    use.kind === 'TASK' ? openTasks(at, use, whole) : openTimers(at, place, use, field, whole);
  if (open.length === 0) return undefined;
  const scope = scopeOf(at, use, name);
  if (typeof scope !== 'string') return scope.left;
  if (use.kind === 'TASK') place.tasks.push(...(open as StandingTask[]));
  else if (use.on === 'OTHER') return 'NO_PLACE';
  else place.timers.push(...(open as PlacedTimer[]));
  const instant = whole ? undefined : (open as PlacedTimer[])[0]?.at;
  addVariable(place, { name, whole, scopeKey: scope, ...(instant && { at: instant }) });
  return undefined;
}

function addVariable(place: Place, added: Place['variables'][number]): void {
  const same = place.variables.some(
    ({ name, scopeKey }) => name === added.name && scopeKey === added.scopeKey,
  );
  if (!same) place.variables.push(added);
}

function openTasks({ holder, standing, known }: Within, use: DeadlineUse, whole: boolean) {
  return standing.tasks.filter(
    (task) =>
      task.state === 'CREATED' &&
      task.instanceKey === holder.key &&
      task.elementId === use.elementId &&
      (whole || includes(known.due.map(lastSecondBefore), task.dueAt)),
  );
}

function openTimers(
  { holder, own, standing, known }: Within,
  place: Place,
  use: DeadlineUse,
  field: 'due' | 'remind' | undefined,
  whole: boolean,
): PlacedTimer[] {
  return standing.timers.flatMap((timer): PlacedTimer[] => {
    if (timer.instanceKey !== holder.key || timer.elementId !== use.elementId) return [];
    if (!isLater(timer.key, own.key)) return [];
    const at = whole ? field : instantOf(known, timer);
    if (!at) return [];
    if (timer.state === 'FIRED' && at === 'remind') place.isReminded = true;
    if (timer.state === 'FIRED' && at === 'due') place.hasFired = true;
    if (timer.state !== 'OPEN') return [];
    const elementInstanceKey = standing.steps.findLast(
      (step) => step.instanceKey === holder.key && step.elementId === use.elementId,
    )?.key;
    return [{ timer, use, at, elementInstanceKey }];
  });
}

function instantOf(known: Known, { firesAt }: StandingTimer): 'due' | 'remind' | undefined {
  if (includes(known.due, firesAt)) return 'due';
  return includes(known.remind, firesAt) ? 'remind' : undefined;
}

function includes(instants: Date[], at: Date | null): boolean {
  return instants.some((instant) => instant.getTime() === at?.getTime());
}

/** The scope that has the variable: the innermost sub-process that keeps it, or the instance. */
function scopeOf(
  { holder, standing }: Within,
  { scopes }: DeadlineUse,
  name: string,
): string | { left: LeftReason } {
  if (scopes.some(({ many }) => many)) return { left: 'MANY_SCOPES' };
  const keeper = scopes.find(({ own }) => own.includes(name));
  if (!keeper) return holder.key;
  const step = standing.steps.findLast(
    ({ instanceKey, elementId }) => instanceKey === holder.key && elementId === keeper.elementId,
  );
  return step?.key ?? { left: 'NOT_IN_FEED' };
}
