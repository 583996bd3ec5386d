import { parseArgs } from 'node:util';
import { localEnvironment } from '../src/tools/local-environment';
import type { CaseView } from '../stand-in/cases';
import { type Doors, isUnreachable, openDoors } from './doors';
import { documents } from './news';
import { play, trail } from './play';
import { colour, person, say } from './print';
import { readDemoState, requireAlone, writeDemoState } from './state';
import { chongqing, projectOf } from './story-chongqing';
import { credit } from './story-credit';
import { people } from './story-people';
import { projects } from './story-projects';
import { works, zhejiang } from './story-zhejiang';
import { DISTRICT_REVIEWER, leaveWaitingCase, leaveWaitingEntry, REVIEWER } from './waiting';

/** What is played, one after the other. */
const STORIES = [zhejiang, chongqing, projects, people, credit];

/**
 * `npm run demo`: the stories of both provinces, through the doors people and programs use, with the
 * clock moved; and a case that waits for its reviewer today. Interrupted (Ctrl-C, a killed stack),
 * the next call goes on where the cases stand; `--new` begins anew.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { new: { type: 'boolean' }, continue: { type: 'boolean' } },
  });
  await requireStack();
  requireAlone();
  const last = readDemoState();
  const goOn = !last.finished && !values.new;
  if (values.continue && !goOn) throw new Error('There is no interrupted demo to continue.');
  const run = goOn ? last.run : last.run + 1;
  const doors = openDoors(process.env, goOn);
  writeDemoState({ run, finished: false });
  process.once('SIGINT', () => {
    say(`\n${howToGoOn}`);
    process.exit(130);
  });

  say(colour('bold', `住建审批流 Zhujian Flow: demo ${run}${goOn ? ', continued' : ''}`));
  for (const tell of STORIES) await play(doors, tell(doors, run));
  await doors.setClock(null);
  say('\nThe clock runs in real time again. Two more cases, as of today …');
  const waiting = [
    await leaveWaitingCase(doors, works(run).waiting),
    await leaveWaitingEntry(doors, projectOf(run, true)),
  ];
  writeDemoState({ run, finished: true });
  await conclude(doors, run, waiting);
}

const howToGoOn =
  'The demo stopped in the middle, its clock stands still. When the stack runs: npm run demo';

/** The settings of the running stack; one clear sentence where there is none. */
async function requireStack(): Promise<void> {
  localEnvironment();
  const ready = await fetch(`${process.env.PUBLIC_URL}/health/ready`).catch(() => undefined);
  if (ready?.ok) return;
  throw new Error('Zhujian Flow does not run here: run `npm start` in another terminal first.');
}

async function conclude(doors: Doors, run: number, waiting: CaseView[]): Promise<void> {
  const { PUBLIC_URL } = doors.settings;
  say();
  for (const tell of STORIES)
    for (const [letter, { label, find }] of Object.entries(tell(doors, run).parts)) {
      const view = await find();
      if (!view) continue;
      say(`  ${letter}, ${label}: ${view.statusLabel}  ${PUBLIC_URL}${view.href}`);
      for (const text of documents(doors, await trail(doors, view.id))) say(`     ${text}`);
    }
  for (const view of waiting)
    say(`  waiting, ${view.title}: ${view.statusLabel}  ${PUBLIC_URL}${view.href}`);
  say(`\n  What everyone may read: ${PUBLIC_URL}/public?list=stored`);
  const reviewers = [REVIEWER, DISTRICT_REVIEWER].map(person).join(' or ');
  say(`  Log in to Tasklist as ${reviewers} and review: ${PUBLIC_URL}/tasklist`);
  say(`  Everybody's password: ${doors.settings.ZJF_DEMO_PASSWORD}`);
  say('  npm run audit:verify checks that nobody changed what happened.');
}

main().catch((error: Error) => {
  const gone = isUnreachable(error);
  say(colour('red', `\n${gone ? 'The stack does not answer any more.' : error.message}`));
  if (error.cause && !gone) say(colour('red', `  last seen: ${(error.cause as Error).message}`));
  if (!readDemoState().finished) say(howToGoOn);
  process.exit(1);
});
