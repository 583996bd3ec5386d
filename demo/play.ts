import { RefusedByPlatform } from '../stand-in/api';
import {
  type CaseView,
  findWork,
  pushDemoPermit,
  submitWork,
  type Work,
} from '../stand-in/subcontract';
import type { Doors } from './doors';
import { colour, due, person, say, withWeekday } from './print';
import { type Letter, STATUSES, STORY, type Step, works } from './story';

/** An event of the audit trail, as far as the demo reads it. */
interface TrailEvent {
  action: string;
  entity: string;
  detail: { key?: string; dueAt?: string; number?: string };
}

/** Where the second line of a step begins. */
const INDENT = ' '.repeat(28);

const rank = (status: string) => STATUSES.indexOf(status);

/**
 * Plays the story of a run. A step that the case is beyond already is passed over, so that after
 * any interruption playing again goes on where the cases stand.
 */
export async function play(doors: Doors, run: number): Promise<void> {
  const work = works(run);
  await pushDemoPermit(doors.settings, doors.as('audit.he'));
  for (const step of STORY) {
    const known = new Map<Letter, CaseView | undefined>();
    for (const letter of step.cases)
      known.set(letter, await findWork(doors.as('yi.qian'), work[letter]));
    if ([...known.values()].every((view) => view && isDone(step, view))) continue;
    await doors.setClock(step.at);
    say(line(step));
    for (const letter of step.cases) {
      const view = await doStep(doors, step, work[letter], known.get(letter));
      say(outcome(doors, view, await trail(doors, view.id), step));
    }
  }
  await doors.setClock(null);
}

/** A refusal leaves the status where it was: it is played as long as the case stands there. */
function isDone(step: Step, view: CaseView): boolean {
  if (step.refused) return rank(view.status) > rank(step.leadsTo);
  return rank(view.status) >= rank(step.leadsTo);
}

async function doStep(
  doors: Doors,
  step: Step,
  work: Work,
  known: CaseView | undefined,
): Promise<CaseView> {
  if (step.act === 'SUBMIT') {
    const id = known?.id ?? (await submitWork(doors.as('yi.qian'), work)).id;
    return reached(doors, id, step);
  }
  if (!known) throw new Error(`case ${step.cases} was never handed in`);
  if (step.refused) await meetRefusal(doors, step, known.id);
  else if (step.who) await act(doors, step, known.id);
  return reached(doors, known.id, step);
}

/** Does the act when its task is there; after an interruption it may have been done already. */
async function act(doors: Doors, step: Step, id: string): Promise<void> {
  const { who = '', fields = {}, door } = step;
  const view = await doors.waitCase(
    id,
    `task ${step.act}`,
    (seen) => isDone(step, seen) || seen.tasks.some((t) => t.act === step.act),
  );
  if (isDone(step, view)) return;
  if (door === 'API') {
    await doors.as(who).post(`/api/cases/${id}/acts/${step.act}`, fields);
    return;
  }
  const name = view.tasks.find((t) => t.act === step.act)?.name ?? '';
  await doors.doInTasklist(who, id, name, fields);
}

async function meetRefusal(doors: Doors, step: Step, id: string): Promise<void> {
  const { who = '', fields = {}, refused = '' } = step;
  try {
    await doors.as(who).post(`/api/cases/${id}/acts/${step.act}`, fields);
  } catch (error) {
    if (!(error instanceof RefusedByPlatform && error.codes.includes(refused))) throw error;
    say(colour('yellow', `${INDENT}refused: ${error.message}`));
    return;
  }
  throw new Error(`${step.act} should have been refused with ${refused}`);
}

function reached(doors: Doors, id: string, { leadsTo, offers }: Step): Promise<CaseView> {
  return doors.waitCase(
    id,
    `status ${leadsTo}`,
    (view) =>
      rank(view.status) >= rank(leadsTo) && (!offers || view.tasks.some((t) => t.act === offers)),
  );
}

function trail(doors: Doors, id: string): Promise<TrailEvent[]> {
  return doors.as('audit.he').get(`/api/audit?limit=500&entity=case:${id}`);
}

function line({ at, cases, who, door, says }: Step): string {
  const actor = who ? `${person(who)}, ${door}` : 'the calendar';
  const letters = colour('bold', cases.join(' '));
  return `${colour('dim', withWeekday(at))}  ${letters}  ${colour('cyan', actor)}: ${says}`;
}

/** Where the case stands now, with the links that are new with this step. */
function outcome(doors: Doors, view: CaseView, events: TrailEvent[], step: Step): string {
  const portal = doors.settings.PUBLIC_URL;
  const lines = [`${INDENT}→ ${colour('green', view.statusLabel)}${badges(view)}`];
  const deadline = events.find((e) => e.action === 'deadline.set');
  if (deadline?.detail.dueAt && ['SUBMIT', 'ISSUE_NOTICE'].includes(step.act ?? ''))
    lines[0] += `, due ${due(deadline.detail.dueAt)}`;
  if (step.act === 'SUBMIT') lines.push(`${INDENT}case file ${view.number}: ${portal}${view.href}`);
  const issued = step.act === 'ISSUE_NOTICE' && events.find((e) => e.action === 'document.issued');
  if (issued)
    lines.push(
      `${INDENT}督促单 ${issued.detail.number}: ${portal}/api/documents/${issued.entity.split(':')[1]}`,
    );
  return lines.join('\n');
}

const BADGES: Record<string, string> = {
  GC_UNCONFIRMED: '标注“总承包企业未确认”',
  GC_CONFIRM_LATE: '标志“逾期确认”',
};

function badges(view: CaseView): string {
  const all = [...view.marks, ...view.flags].map((code) => BADGES[code] ?? code);
  return all.length > 0 ? ` ${colour('yellow', `[${all.join('、')}]`)}` : '';
}
