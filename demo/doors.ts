import { type Api, createApi } from '../stand-in/api';
import type { CaseView } from '../stand-in/cases';
import { brokerManagement, settleEngineClock } from '../stand-in/engine-clock';
import { openTasklist, type TasklistSession } from '../stand-in/tasklist';
import { createTokens, type Settings } from '../stand-in/tokens';
import { every, waitFor } from '../stand-in/wait';
import { say } from './print';
import { stateDir } from './state';

/** Everything the demo goes through: no back door to engine or database. */
export interface Doors {
  settings: Settings;
  as(who: string): Api;
  /** A token of somebody, or of a system. */
  tokenOf(who: string): Promise<string>;
  /** Sets the clock of API, workers and engine; null lets it run. */
  setClock(local: string | null): Promise<void>;
  /** Does a task in Tasklist: finds it, claims it, completes it. */
  doInTasklist(who: string, caseId: string, taskName: string, fields: object): Promise<void>;
  /** Waits for something of a case; the engine's clock goes on meanwhile. */
  waitCase(id: string, what: string, look: (view: CaseView) => boolean): Promise<CaseView>;
}

const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 500;
/** A clock that stands still never gives a job of a killed worker back: let it tick. */
const TICK_MS = 5_000;
/** Longer than the engine leaves a job with a worker (JOB_TIMEOUT_SECONDS). */
const RECOVERY_MS = 120_000;

/** Whether nobody listens there any more. */
export const isUnreachable = (error: unknown) =>
  error instanceof TypeError && error.message === 'fetch failed';

/**
 * Opens the doors of the running stack.
 * @param recovering after an interruption: jobs that were under way then are offered again at once
 */
export function openDoors(settings: Settings, recovering: boolean): Doors {
  const tokens = createTokens(settings);
  const as = createApi(settings, tokens);
  const sessions = new Map<string, Promise<TasklistSession>>();
  let clock: { start: number; pinnedAt: number; ticked: number } | null | undefined;

  const pin = (instant: number | null) =>
    as('ops.lv').put('/api/clock', { now: instant && new Date(instant).toISOString() });
  const management = brokerManagement(stateDir());

  let missed = false;
  /** One look at the stack; says so, once, when it is gone: a wait outlasts a restart. */
  async function look<T>(at: () => Promise<T>): Promise<T> {
    try {
      await tick();
      return await at();
    } catch (error) {
      if (isUnreachable(error) && !missed) say('The stack does not answer; waiting for it …');
      missed ||= isUnreachable(error);
      throw error;
    }
  }

  async function tick(): Promise<void> {
    if (!clock || Date.now() - clock.ticked < TICK_MS) return;
    clock.ticked = Date.now();
    await pin(clock.start + (Date.now() - clock.pinnedAt));
  }

  function tasklist(who: string): Promise<TasklistSession> {
    const session = sessions.get(who) ?? openTasklist(settings, who);
    sessions.set(who, session);
    return session;
  }

  const waitCase: Doors['waitCase'] = (id, what, isThere) =>
    waitFor(
      `${what} of case ${id}`,
      async () => {
        const view = await look(() => as('audit.he').get<CaseView>(`/api/cases/${id}`));
        if (isThere(view)) return view;
        throw new Error(`status ${view.status}`);
      },
      PATIENCE_MS,
      () => every(LOOK_EVERY_MS),
    );

  return {
    settings,
    as,
    tokenOf: (who) => tokens.of(who),
    waitCase,
    async setClock(local) {
      const start = local === null ? null : Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
      await pin(start);
      // a story only goes forward; what was before it is not known
      const back = !clock || (start !== null && start < clock.start);
      if (management) await settleEngineClock(management, back);
      const pinnedAt = Date.now() - (recovering ? RECOVERY_MS : 0);
      clock = start === null ? null : { start, pinnedAt, ticked: Date.now() };
    },
    async doInTasklist(who, caseId, taskName, fields) {
      const inbox = await tasklist(who);
      const task = await waitFor(
        `${taskName} of case ${caseId} in the Tasklist of ${who}`,
        async () => (await look(() => inbox.tasks(caseId))).find((t) => t.name === taskName),
        PATIENCE_MS,
        () => every(LOOK_EVERY_MS),
      );
      if (task.assignee !== who) await inbox.claim(task.id);
      await inbox.complete(task.id, fields);
    },
  };
}
