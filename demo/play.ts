import { RefusedByPlatform } from '../stand-in/api';
import type { CaseView } from '../stand-in/cases';
import { waitFor } from '../stand-in/wait';
import type { Doors } from './doors';
import { badges, news, type TrailEvent } from './news';
import { colour, person, say, withWeekday } from './print';
import type { Part, Step, Story } from './story';

/** Where the second line of a step begins. */
const INDENT = ' '.repeat(28);

/**
 * Plays a story. A step that the case is beyond already is passed over, so that after any
 * interruption playing again goes on where the cases stand.
 */
export async function play(doors: Doors, story: Story): Promise<void> {
  say(`\n${story.title}\n`);
  for (const [index, step] of story.steps.entries()) {
    const known = new Map<string, CaseView | undefined>();
    for (const letter of step.cases) known.set(letter, await partOf(story, letter).find());
    const done = [...known].every(
      ([letter, view]) => view && isDone(partOf(story, letter), step, view),
    );
    if (done || (await isBeyond(story, index))) continue;
    await doors.setClock(step.at);
    say(line(step));
    if (isTurnedAway(step)) {
      const { submit } = partOf(story, step.cases[0] ?? '');
      await meetRefusal(step, async () => submit?.());
      continue;
    }
    for (const [letter, view] of known) {
      const before = view ? await trail(doors, view.id) : [];
      const after = await doStep(doors, partOf(story, letter), step, view);
      say(outcome(doors, after, news(doors, before, await trail(doors, after.id)), step));
    }
  }
  for (const text of (await story.conclusion?.()) ?? []) say(`  ${text}`);
}

function partOf(story: Story, letter: string): Part {
  const part = story.parts[letter];
  if (!part) throw new Error(`the story has no case ${letter}`);
  return part;
}

/** A submission that is refused: no case tells of it. */
const isTurnedAway = (step: Step) => step.act === 'SUBMIT' && step.refused !== undefined;

/** Whether a refused submission was played: the step after it was begun. */
async function isBeyond(story: Story, index: number): Promise<boolean> {
  const [step, next] = story.steps.slice(index, index + 2);
  if (!step || !next || !isTurnedAway(step)) return false;
  return (await partOf(story, next.cases[0] ?? '').find()) !== undefined;
}

/** A refusal leaves the status where it was: it is played as long as the case stands there. */
function isDone({ statuses }: Part, step: Step, view: CaseView): boolean {
  const rank = (status: string) => statuses.indexOf(status);
  if (step.refused) return rank(view.status) > rank(step.leadsTo);
  return rank(view.status) >= rank(step.leadsTo);
}

async function doStep(
  doors: Doors,
  part: Part,
  step: Step,
  known: CaseView | undefined,
): Promise<CaseView> {
  if (step.act === 'SUBMIT') {
    const id = known?.id ?? (await part.submit?.())?.id;
    return reached(doors, part, step, id ?? '');
  }
  // what another case brings about is there a moment later
  const view = known ?? (await waitFor(part.label, part.find));
  const { id } = view;
  if (step.act === 'CORRECT') {
    await doors.waitCase(id, 'the correction to be awaited', (seen) => seen.awaitsCorrection);
    await part.correct?.(view);
    return reached(doors, part, step, id);
  }
  if (step.refused) await meetRefusal(step, () => post(doors, step, id));
  else if (step.who) await act(doors, part, step, id);
  return reached(doors, part, step, id);
}

/** Does the act when its task is there; after an interruption it may have been done already. */
async function act(doors: Doors, part: Part, step: Step, id: string): Promise<void> {
  const { who = '', fields = {}, door } = step;
  const acts = [step.act ?? []].flat();
  const offered = (view: CaseView) => view.tasks.find((task) => acts.includes(task.act));
  const view = await doors.waitCase(
    id,
    `task ${acts.join(' or ')}`,
    (seen) => isDone(part, step, seen) || offered(seen) !== undefined,
  );
  if (isDone(part, step, view)) return;
  const task = offered(view);
  if (door === 'API') {
    await doors.as(who).post(`/api/cases/${id}/acts/${task?.act}`, fields);
    return;
  }
  await doors.doInTasklist(who, id, task?.name ?? '', fields);
}

const post = ({ as }: Doors, { who = '', act, fields = {} }: Step, id: string) =>
  as(who).post(`/api/cases/${id}/acts/${act}`, fields);

async function meetRefusal({ act, refused = '' }: Step, go: () => Promise<unknown>): Promise<void> {
  try {
    await go();
  } catch (error) {
    if (!(error instanceof RefusedByPlatform && error.codes.includes(refused))) throw error;
    say(colour('yellow', `${INDENT}refused: ${error.message}`));
    return;
  }
  throw new Error(`${act} should have been refused with ${refused}`);
}

function reached(doors: Doors, part: Part, step: Step, id: string): Promise<CaseView> {
  const { leadsTo, offers } = step;
  const rank = (status: string) => part.statuses.indexOf(status);
  return doors.waitCase(
    id,
    `status ${leadsTo}`,
    (view) =>
      rank(view.status) >= rank(leadsTo) &&
      (!offers || view.tasks.some((t) => [offers].flat().includes(t.act))),
  );
}

/** What happened to a case, the newest first. */
export function trail(doors: Doors, id: string): Promise<TrailEvent[]> {
  return doors.as('audit.he').get(`/api/audit?limit=500&entity=case:${id}`);
}

function line({ at, cases, who, door, says }: Step): string {
  const actor = who ? `${person(who)}, ${door}` : 'the calendar';
  const letters = colour('bold', cases.join(' '));
  return `${colour('dim', withWeekday(at))}  ${letters}  ${colour('cyan', actor)}: ${says}`;
}

/** Where the case stands now, with what is new with this step. */
function outcome(doors: Doors, view: CaseView, added: string[], step: Step): string {
  const lines = [`→ ${colour('green', view.statusLabel)}${badges(view)}`];
  if (step.act === 'SUBMIT')
    lines.push(`case file ${view.number}: ${doors.settings.PUBLIC_URL}${view.href}`);
  return [...lines, ...added].map((text) => INDENT + text).join('\n');
}
