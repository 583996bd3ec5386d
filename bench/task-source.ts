import type { Api } from '../stand-in/api';
import { setting } from '../stand-in/tokens';
import type { Target } from './target';

/** A human step of a case that is waited for. */
export interface Step {
  act: string;
  elementId: string;
  /** Whose inbox shows it. */
  person: string;
}

/** An open task, as a source tells it: by the case where it knows it, else by the instance. */
export interface OpenTask {
  key: string;
  caseId?: string;
  processInstanceKey?: string;
  act?: string;
  elementId?: string;
}

/** Where open tasks can be seen. */
export interface TaskSource {
  name: string;
  /** How long to wait between two looks, so that looking itself costs next to nothing. */
  everyMs: number;
  /** @param people whose tasks are waited for at the moment */
  open(people: string[]): Promise<OpenTask[]>;
}

interface Parameter {
  name?: string;
  schema?: { maximum?: number };
}

interface Description {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>;
}

/**
 * The portal's inbox where the stack has one (`GET /api/tasks`), else the engine's search, which is
 * what a release without an inbox reads as well.
 */
export async function findTaskSource(
  target: Target,
  as: (who: string) => Api,
): Promise<TaskSource> {
  const response = await fetch(`${setting(target.env, 'PUBLIC_URL')}/openapi.json`);
  if (!response.ok) throw new Error(`/openapi.json answers ${response.status}`);
  const inbox = ((await response.json()) as Description).paths['/api/tasks']?.get;
  return inbox ? inboxSource(as, inbox.parameters ?? []) : engineSearch(target);
}

/** The inbox of each person, with as many tasks in one answer as the API gives. */
function inboxSource(as: (who: string) => Api, parameters: Parameter[]): TaskSource {
  const limit = parameters.find(({ name }) => name === 'limit');
  const path = limit ? `/api/tasks?limit=${limit.schema?.maximum ?? 100}` : '/api/tasks';
  return {
    name: 'the inbox (GET /api/tasks)',
    everyMs: 100,
    async open(people) {
      const answers = await Promise.all(
        people.map((who) => as(who).get<{ items: OpenTask[] }>(path)),
      );
      return answers.flatMap(({ items }) => items.map((task) => ({ ...task, key: `${task.key}` })));
    },
  };
}

/** The engine's keys are numbers of 64 bits, which JSON would round. */
const quoteKeys = (json: string) => json.replace(/("\w*[kK]ey":)(\d+)/g, '$1"$2"');

/** The search of user tasks, newest first, over the engine's search index. */
function engineSearch(target: Target): TaskSource {
  const address = `${setting(target.env, 'ZEEBE_REST_ADDRESS')}/v2/user-tasks/search`;
  const body = JSON.stringify({
    filter: { state: 'CREATED' },
    sort: [{ field: 'creationDate', order: 'desc' }],
    page: { from: 0, limit: 100 },
  });
  return {
    name: "the engine's search (no inbox in this release)",
    everyMs: 100,
    async open() {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(address, { method: 'POST', headers, body });
      const text = await response.text();
      if (!response.ok) throw new Error(`search of tasks: ${response.status} ${text}`);
      return (JSON.parse(quoteKeys(text)) as { items: OpenTask[] }).items;
    },
  };
}
