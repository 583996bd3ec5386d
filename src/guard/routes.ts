import type { Request, Response } from 'express';
import { z } from 'zod';
import { claim, complete, giveBack } from '../cases/inbox';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { jsonProblem } from '../domain/json-shape';
import { refuse } from '../errors';
import { defineRoute, type Route } from '../route';
import { browserScript, browserStyle } from './browser';
import { asOfNow, ownTask, searchFor, shownTasks } from './own';
import { completionSchema, key, searchSchema, type TasklistTask, taskSchema } from './shapes';
import type { Upstream } from './upstream';

/** How Tasklist's pages and calls are let through; what is not declared here is 404. */
export interface GuardRoutes {
  /** for a browser's address bar: whoever is not logged in is sent to log in */
  pages: Route[];
  /** for Tasklist's own scripts: answers are JSON */
  calls: Route[];
}

/** The routes that Tasklist's pages need, at our own address (ADR 17). */
export function guardRoutes(deps: Deps, upstream: Upstream): GuardRoutes {
  return {
    pages: [page('/tasklist', upstream), page('/tasklist/{key}', upstream)],
    calls: [
      ...fileRoutes(upstream),
      currentUserRoute(),
      searchRoute(deps, upstream),
      taskRoute(deps, upstream),
      variablesRoute(deps, upstream),
      formRoute(deps, upstream),
      assignRoute(deps, upstream),
      unassignRoute(deps, upstream),
      completeRoute(deps, upstream),
    ],
  };
}

/** Paths that Tasklist's scripts know and that are not offered, and why; a test reads the scripts. */
export const NOT_OFFERED: Record<string, string> = {
  '/api/login': 'one logs in to the portal',
  '/api/logout': 'its page goes to the log-out of the portal',
  '/v1/external/process/': 'a process is not started by a public form',
  '/v1/internal/processes': 'nobody starts a process here: cases are submitted, and checked then',
  '/v1/internal/users/token': 'only in Camunda SaaS',
  '/internal/users/': 'lists of process instances are not for reviewers',
  '/v1/variables/': 'a variable does not say which task it belongs to',
  '/v2/license': 'the broker has the licence',
  '/external/organizations/': 'only in Camunda SaaS',
};

const page = (path: string, upstream: Upstream): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Tasklist 页面',
    permission: 'person',
    ...(path.includes('{key}') && { params: z.object({ key }) }),
    async handle({ req, res }) {
      // one page for all of its addresses
      await upstream.pass({ req, res }, { method: 'GET', path: '/tasklist' });
    },
  });

const A_YEAR = 'public, max-age=31536000, immutable';

/** Scripts, styles and fonts as they come with Tasklist, and the two files it reads for changes. */
function fileRoutes(upstream: Upstream): Route[] {
  const file = (path: string, answer: (call: { req: Request; res: Response }) => unknown) =>
    defineRoute({
      method: 'get',
      path,
      summary: 'Tasklist 页面文件',
      permission: 'public',
      async handle(call) {
        await answer(call);
        return undefined;
      },
    });
  return [
    defineRoute({
      method: 'get',
      path: '/tasklist/assets/{file}',
      summary: 'Tasklist 页面文件',
      permission: 'public',
      params: z.object({ file: z.string().regex(/^[\w-][\w.-]*$/) }),
      async handle({ params, req, res }) {
        // the name changes with the content
        res.set('Cache-Control', A_YEAR);
        await upstream.pass(
          { req, res },
          { method: 'GET', path: `/tasklist/assets/${params.file}` },
        );
      },
    }),
    file('/tasklist/favicon.ico', (call) =>
      upstream.pass(call, { method: 'GET', path: '/tasklist/favicon.ico' }),
    ),
    file('/tasklist/client-config.js', (call) => {
      call.res.set('Cache-Control', 'no-cache');
      return upstream.pass(call, { method: 'GET', path: '/tasklist/client-config.js' }, (config) =>
        Buffer.concat([config, Buffer.from('\n'), browserScript()]),
      );
    }),
    file('/tasklist/custom.css', ({ res }) => res.type('text/css').send(browserStyle())),
  ];
}

/** Who is logged in, from our own session. */
function currentUserRoute(): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/internal/users/current',
    summary: 'Tasklist：当前登录人',
    permission: 'person',
    async handle({ caller }) {
      return {
        userId: caller.username,
        displayName: caller.name,
        apiUser: false,
        permissions: ['READ', 'WRITE'],
        roles: null,
        salesPlanType: null,
        c8Links: [],
        tenants: [],
        groups: caller.organisations,
      };
    },
  });
}

/** Tasks of the caller's own organisations, whatever else the page filters by. */
function searchRoute(deps: Deps, upstream: Upstream): Route {
  return defineRoute({
    method: 'post',
    path: '/v1/tasks/search',
    summary: 'Tasklist：本单位的任务',
    permission: 'person',
    body: searchSchema,
    status: 200,
    async handle({ body, caller, req, res }) {
      const wanted = searchFor(body, caller);
      if (!wanted) return [];
      await upstream.pass(
        { req, res },
        { method: 'POST', path: '/v1/tasks/search', body: wanted },
        async (answer) => {
          const tasks = z.array(taskSchema).parse(JSON.parse(answer.toString()));
          return JSON.stringify(await shownTasks(deps, caller, body, tasks));
        },
      );
      return undefined;
    },
  });
}

const pathOf = (task: string) => `/v1/tasks/${task}`;
const TASK = pathOf('{key}');

/** What every route of one task declares: it is of the caller's own organisations. */
const ofTask = (deps: Deps) => ({
  permission: 'person' as const,
  params: z.object({ key }),
  visible: ({ params, caller }: { params: { key: string }; caller: Caller }) =>
    ownTask(deps, params.key, caller),
});

/** A task, as it stands now. */
function taskRoute(deps: Deps, upstream: Upstream): Route {
  return defineRoute({
    method: 'get',
    ...ofTask(deps),
    path: TASK,
    summary: 'Tasklist：一项任务',
    async handle({ params, req, res }) {
      await passTask(deps, upstream, { req, res }, params.key);
    },
  });
}

/** What the form of a task shows. */
function variablesRoute(deps: Deps, upstream: Upstream): Route {
  return defineRoute({
    method: 'post',
    ...ofTask(deps),
    path: `${TASK}/variables/search`,
    summary: 'Tasklist：任务表单的内容',
    body: z.object({
      variableNames: z.array(z.string().max(200)).max(200).optional(),
      includeVariables: z
        .array(
          z.strictObject({
            name: z.string().max(200),
            alwaysReturnFullValue: z.boolean().optional(),
          }),
        )
        .max(200)
        .optional(),
    }),
    status: 200,
    async handle({ params, body, req, res }) {
      const path = `${pathOf(params.key)}/variables/search`;
      await upstream.pass({ req, res }, { method: 'POST', path, body });
    },
  });
}

/** The form of a task that the caller's organisations have or had. */
function formRoute(deps: Deps, upstream: Upstream): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/forms/{id}',
    summary: 'Tasklist：任务表单',
    permission: 'person',
    params: z.object({ id: z.string().regex(/^[\w-]{1,100}$/) }),
    query: z.object({ processDefinitionKey: key, version: key.optional() }),
    async handle({ params, query, caller, req, res }) {
      const { processDefinitionKey: definition } = query;
      const held = await deps.feed.heldElements(definition, caller.organisations);
      const release = held.length > 0 ? await deps.releases.byDefinition(definition) : undefined;
      const models = Object.values(release?.models.processes ?? {});
      const isOfTask = models.some(({ userTasks }) =>
        userTasks.some((task) => task.formId === params.id && held.includes(task.id)),
      );
      if (!isOfTask) throw refuse('E-00-22');
      const asked = new URLSearchParams(query);
      await upstream.pass({ req, res }, { method: 'GET', path: `/v1/forms/${params.id}?${asked}` });
    },
  });
}

/** Claims a task, as in the portal's inbox. */
const assignRoute = (deps: Deps, upstream: Upstream): Route =>
  actRoute(deps, upstream, {
    path: `${TASK}/assign`,
    summary: 'Tasklist：认领任务',
    act: ({ params, caller }) => claim(deps, params.key, caller),
  });

/** Gives a task back that the caller claimed. */
const unassignRoute = (deps: Deps, upstream: Upstream): Route =>
  actRoute(deps, upstream, {
    path: `${TASK}/unassign`,
    summary: 'Tasklist：放弃认领（只有认领人可以）',
    act: ({ params, caller }) => giveBack(deps, params.key, caller),
  });

/** Does what a task asks for: judged by form and rules before the engine hears of it. */
const completeRoute = (deps: Deps, upstream: Upstream): Route =>
  actRoute(deps, upstream, {
    path: `${TASK}/complete`,
    summary: 'Tasklist：办结任务',
    body: completionSchema,
    judges: true,
    act: ({ params, body, caller, requestId }) =>
      complete(deps, params.key, caller, entered(body.variables), { requestId }),
  });

/** What a page does with a task, which it is then told as it stands. */
interface Act<B extends z.ZodType> {
  path: string;
  summary: string;
  body?: B;
  judges?: true;
  act(call: {
    params: { key: string };
    body: z.infer<B>;
    caller: Caller;
    requestId: string;
  }): Promise<void>;
}

function actRoute<B extends z.ZodType>(
  deps: Deps,
  upstream: Upstream,
  { act, ...route }: Act<B>,
): Route {
  return defineRoute({
    ...ofTask(deps),
    ...route,
    method: 'patch',
    async handle(call) {
      await act(call as never);
      return taskAfter(deps, upstream, call, call.params.key);
    },
  });
}

/** @throws E-00-23 for a value that is no JSON, or none that anybody may have to handle */
function entered(variables: { name: string; value: string }[]): Record<string, unknown> {
  const values = variables.map(({ name, value }): [string, unknown] => {
    try {
      const given: unknown = JSON.parse(value);
      if (!jsonProblem({ [name]: given })) return [name, given];
    } catch {
      // told below, as what nobody can handle
    }
    throw refuse('E-00-23', { zh: '表单的值不是可用的 JSON', en: 'a value is no usable JSON' });
  });
  return Object.fromEntries(values);
}

/** Answers with a task, as it stands in the record: Tasklist's own index is a moment behind. */
async function passTask(
  deps: Deps,
  upstream: Upstream,
  call: { req: Request; res: Response },
  task: string,
): Promise<void> {
  await upstream.pass(call, { method: 'GET', path: pathOf(task) }, async (answer) => {
    const told: TasklistTask = taskSchema.parse(JSON.parse(answer.toString()));
    const [now] = await asOfNow(deps, [told]);
    return JSON.stringify(now);
  });
}

/** The same after an act, which is done whatever Tasklist answers now. */
async function taskAfter(
  deps: Deps,
  upstream: Upstream,
  call: { req: Request; res: Response },
  key: string,
): Promise<object | undefined> {
  try {
    await passTask(deps, upstream, call, key);
    return undefined;
  } catch (error) {
    deps.log.warn({ err: error, task: key }, 'Tasklist does not tell the task that was acted on');
    const [task] = await deps.feed.tasks([key]);
    return { id: key, taskState: task?.state, assignee: task?.assignee };
  }
}
