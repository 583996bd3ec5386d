import type { Api } from '../stand-in/api';
import { submitWork } from '../stand-in/subcontract';
import type { Observer, Seen } from './observer';
import type { Step } from './task-source';
import type { TasklistObserver } from './tasklist';

const CONFIRM: Step = {
  act: 'CONFIRM',
  elementId: 'Task_ConfirmByGeneralContractor',
  person: 'jia.zhao',
};
const REVIEW: Step = { act: 'REVIEW', elementId: 'Task_ReviewPerformance', person: 'cixi.wang' };

/** The people who decide on a case. */
export const PEOPLE = [CONFIRM.person, REVIEW.person];

/** The way of a case, in order: what was accepted → what is then seen. */
export const STEPS = ['submit → confirm', 'confirm → review', 'review → library'] as const;

/** Milliseconds from an act accepted to what follows seen, of all cases played, by step. */
export type Latencies = number[][];

/** What is needed to play cases, and what comes of it. */
export interface Play {
  as: (who: string) => Api;
  /** Tells this run's cases from those of others. */
  run: string;
  observer: Observer;
  /** Where it is to be seen when Tasklist shows the tasks. */
  tasklist?: TasklistObserver;
  /** Ids of the cases started, one place a case from the moment it is handed in. */
  started: string[];
  /** How long until the portal shows it. */
  portal: Latencies;
  /** How long until Tasklist shows it; the last step is no task. */
  inTasklist: Latencies;
}

/** Plays one case of ZJ-07 to its end, each act as soon as its task can be seen. */
export async function playCase(play: Play): Promise<void> {
  const { as, run, observer, tasklist, started } = play;
  const work = {
    specialty: 'FIRE',
    projectName: `性能测试 ${run}`,
    contractNo: `${run}-${started.length}`,
  };
  const slot = started.push('') - 1;
  const { id } = await submitWork(as('yi.qian'), work);
  started[slot] = id;
  let accepted = Date.now();

  async function until(step: number, what: Step | string): Promise<void> {
    const { at, key }: Seen = await observer.until(id, what);
    play.portal[step]?.push(at - accepted);
    if (tasklist && key) play.inTasklist[step]?.push((await tasklist.until(key)) - accepted);
  }

  async function act({ act, person }: Step, outcome: string): Promise<void> {
    await as(person).post(`/api/cases/${id}/acts/${act}`, { outcome });
    accepted = Date.now();
  }

  await until(0, CONFIRM);
  await act(CONFIRM, 'CONFIRMED');
  await until(1, REVIEW);
  await act(REVIEW, 'APPROVED');
  await until(2, 'ENTERED');
}
