import type { Camunda8 } from '@camunda8/sdk';
import { unlessGone } from './gone';

type Rest = ReturnType<Camunda8['getCamundaRestClient']>;

/** What became of a command that the engine may refuse for good. */
export type Moved = { moved: true } | { moved: false; why: string };

/** What moves a running instance: its variables, its timers, its definition. */
export interface Moving {
  /**
   * Sets variables in exactly this scope: that of a process instance or of an element instance.
   * @returns false when it is gone
   */
  setVariables(scopeKey: string, variables: Record<string, unknown>): Promise<boolean>;
  /** Sets when a user task is due. @param dueAt ISO 8601 with offset. @returns false when it is gone */
  setDueDate(taskKey: string, dueAt: string): Promise<boolean>;
  /**
   * Moves an instance to a definition, or to the one it has. Active elements must be mapped. An event
   * that waits and is mapped keeps its instant; one that is not is set anew from the variables as they
   * are now, which is how the timer of a waiting task is moved without touching the task (ADR 26).
   * @returns the engine's words where it refuses: then nothing has changed
   */
  migrate(
    instanceKey: string,
    to: { definitionKey: string; elements: Record<string, string> },
  ): Promise<Moved>;
  /**
   * Leaves an element and enters it again in one step, so that its timer is set anew.
   * @returns the engine's words where it refuses, e.g. because the element was left meanwhile
   */
  enterAgain(
    instanceKey: string,
    element: { elementId: string; elementInstanceKey: string },
  ): Promise<Moved>;
}

/** The commands above, at Camunda 8.6's REST interface. */
export function moving(rest: Rest): Moving {
  return {
    setVariables: (elementInstanceKey, variables) =>
      unlessGone(
        rest.updateElementInstanceVariables({
          elementInstanceKey,
          variables: variables as never,
          local: true,
        }),
      ),
    // the client's own call goes to an address that 8.6 does not have
    setDueDate: (taskKey, dueDate) =>
      unlessGone(
        rest.callApiEndpoint({
          urlPath: `user-tasks/${taskKey}`,
          method: 'PATCH',
          body: { changeset: { dueDate } },
        }),
      ),
    migrate: (processInstanceKey, { definitionKey, elements }) =>
      unlessRefused(
        rest.migrateProcessInstance({
          processInstanceKey,
          targetProcessDefinitionKey: definitionKey,
          mappingInstructions: Object.entries(elements).map(
            ([sourceElementId, targetElementId]) => ({ sourceElementId, targetElementId }),
          ),
        }),
      ),
    enterAgain: (processInstanceKey, { elementId, elementInstanceKey }) =>
      unlessRefused(
        rest.modifyProcessInstance({
          processInstanceKey,
          activateInstructions: [{ elementId }],
          terminateInstructions: [{ elementInstanceKey }],
        } as never),
      ),
  };
}

/** Statuses of a refusal: not well-formed for these models, gone, or not in a state for this. */
const REFUSED = [400, 404, 409];

/** @throws Error with gRPC's code 14 when nothing was done and another try may help */
async function unlessRefused(done: Promise<unknown>): Promise<Moved> {
  try {
    await unlessGone(
      done.catch((e) => Promise.reject(REFUSED.includes(e.status) ? refusal(e) : e)),
    );
    return { moved: true };
  } catch (e) {
    if (e instanceof Refused) return { moved: false, why: e.message };
    throw e;
  }
}

class Refused extends Error {
  /** not one that `unlessGone` takes for a success or for trouble */
  readonly status = 400;
}

const refusal = ({ detail, message }: { detail?: string; message: string }) =>
  new Refused(detail || message);
