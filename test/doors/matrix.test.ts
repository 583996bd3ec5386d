import { randomUUID } from 'node:crypto';
import { Registry } from 'prom-client';
import { createApp, declaredRoutes } from '../../src/api/app';
import { createGuard } from '../../src/guard';
import type { Route } from '../../src/route';
import { cancelOpenCases, leaveStack, sql } from '../harness/cases';
import { DING, group, YUZHONG } from '../harness/chongqing';
import { API, as, token } from '../harness/client';
import { taskKey } from '../harness/engine-tasks';
import { type JobBench, jobBench } from '../harness/jobs';
import { urged } from '../harness/stage';
import { BING, CIXI, JIA, XIAOSHAN, YI } from '../harness/subcontract';

/**
 * Who gets what at every route that is declared, wherever that is: made from the routes themselves, so
 * that a new one is asked as all these people, too. A route about something says so in ABOUT; one that
 * does not fails here.
 */
const NOBODY = '-';
const FORGED = 'x.y.z';
const AUDITOR = 'audit.he';
const PEOPLE = [
  ...[NOBODY, FORGED, YI, JIA, BING, CIXI, 'cixi.chen', XIAOSHAN, 'ningbo.wu', 'province.lin'],
  ...[
    DING,
    YUZHONG,
    'yubei.ma',
    'verify.cao',
    AUDITOR,
    'ops.lv',
    'rules.tan',
    'new.shi',
    'permit-system-one',
  ],
];

/** Two of everything: of a case in 浙江 and of one in 重庆, and the only people who see it. */
const SEE = {
  first: {
    case: [YI, JIA, CIXI, 'cixi.chen', 'ningbo.wu', AUDITOR],
    ofJia: [JIA],
  },
  second: {
    case: [DING, YUZHONG, 'verify.cao', AUDITOR],
    ofDing: [DING],
  },
};

type Kind = 'case' | 'document' | 'attachment' | 'sample' | 'draft' | 'message' | 'task';
type Things = Record<Kind, { id: string; seenBy: string[] }>;

/** What the parameter of an address is about; `null`: nothing that belongs to anybody. */
const ABOUT: [RegExp, Kind | null][] = [
  [/^\/(api\/)?cases\/\{id\}/, 'case'],
  [/^\/api\/documents\//, 'document'],
  [/^\/api\/attachments\//, 'attachment'],
  [/^\/api\/samples\//, 'sample'],
  [/^\/api\/drafts\/\{id\}/, 'draft'],
  [/^\/api\/messages\//, 'message'],
  [/^\/((api|v1)\/)?tasks\/\{key\}/, 'task'],
  // by the name of a process, by what is published, by the files of pages and releases
  [/\{process\}/, null],
  // by the name of a table, and of a library, which has what is the asked enterprise's
  [/\{decision\}/, null],
  [/\{library\}/, null],
  // by the name of a gate, which says itself who asks it (gates.test.ts)
  [/\{gate\}/, null],
  // by the number of a sheet: whose it is is shown by sheets.test.ts
  [/\{sheet\}/, null],
  // by the number of a project, an enterprise or a person: what one sees of its cases (zj-files.test.ts,
  // zj-person.test.ts)
  [/\{project\}|\{enterprise\}|\{person\}/, null],
  [/^\/(api\/)?releases\//, null],
  [/^\/public\/\{id\}$/, null],
  [/^\/api\/public\/register\//, null],
  [/^\/models\//, null],
  [/^\/tasklist\/(assets\/\{file\}|\{key\})$/, null],
  // by the number of one's own push, and of a form whose tasks one has
  [/^\/api\/pushes\//, null],
  // by the number of a run, which whoever audits or runs the platform sees
  [/\{run\}/, null],
  [/^\/v1\/forms\//, null],
];

/** Where who may would change what the others are asked about. */
const CHANGES = /\/(withdrawal|claim|assign|unassign)$|^DELETE /;

let bench: JobBench;
let things: { first: Things; second: Things };
let routes: Route[];
let cells = 0;

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`;
const hasParameter = ({ path }: Route) => path.includes('{');

function aboutOf(route: Route): Kind | null | undefined {
  return ABOUT.find(([pattern]) => pattern.test(route.path))?.[1];
}

const rolesOf = async (who: string): Promise<string[]> =>
  (await (await as(who)).get('/api/me')).body.roles;

async function statusOf(who: string, route: Route, id: string): Promise<number> {
  const path = route.path
    .replace(/\{(id|key)\}/, id)
    .replace('{process}', 'zj-subcontract')
    .replace('{decision}', 'zj-project-door')
    .replace('{library}', 'representative')
    .replace('{gate}', 'zj-gate-qualification')
    .replace('{act}', 'REPLY')
    .replace('{release}', '1')
    .replace('{number}', '1')
    .replace('{file}', 'x.js');
  const bearer = who === FORGED ? who : who === NOBODY ? null : await token(who);
  const stop = new AbortController();
  const answer = await fetch(API + path, {
    method: route.method.toUpperCase(),
    redirect: 'manual',
    signal: stop.signal,
    headers: {
      ...(bearer && { Authorization: `Bearer ${bearer}` }),
      ...(route.method !== 'get' && { 'Content-Type': 'application/json' }),
    },
    ...(route.method !== 'get' && { body: '{}' }),
  });
  // events never end by themselves
  stop.abort();
  cells += 1;
  return answer.status;
}

/** What is wrong with an answer, in words; nothing where it is as declared. */
function fault(
  route: Route,
  who: { name: string; roles: string[] },
  sees: boolean | undefined,
  status: number,
): string | undefined {
  if (status >= 500 && status !== 503) return `${status}`;
  const { permission } = route;
  if (permission === 'public')
    return [401, 403].includes(status) ? `${status} where everybody may` : undefined;
  if ([NOBODY, FORGED].includes(who.name)) {
    // a page sends to log in
    return [401, 302].includes(status) ? undefined : `${status} without log-in`;
  }
  if (status === 401) return '401 with a good token';
  const isLeftOut = permission !== 'person' && !permission.some((r) => who.roles.includes(r));
  if (isLeftOut) return status === 403 ? undefined : `${status} without the role`;
  if (sees === false) return status === 404 ? undefined : `${status} for what is not theirs`;
  if (sees === true && status === 404) return '404 for what is theirs';
  return undefined;
}

beforeAll(async () => {
  bench = await jobBench();
  await cancelOpenCases();
  const { first, second } = { first: await ofZhejiang(), second: await ofChongqing() };
  things = { first, second };
  routes = declaredRoutes(bench.deps, new Registry(), createGuard(bench.deps));
});
afterAll(async () => {
  process.stdout.write(`access matrix: ${routes.length} routes, ${cells} cells\n`);
  await sql('delete from sample where kind = $1', ['MATRIX']);
  await leaveStack();
  await bench.deps.close();
});

test('every route says what its parameter is about', () => {
  const silent = routes.filter((route) => hasParameter(route) && aboutOf(route) === undefined);
  expect(silent.map(nameOf)).toEqual([]);
});

test('nothing is served that is not declared', () => {
  const app = createApp(bench.deps, new Registry(), createGuard(bench.deps));
  const declared = new Set(routes.map(({ path }) => path.replace(/\{(\w+)\}/g, ':$1')));
  const others = ['/openapi.json', '/logout', '/login', '/callback', '/backchannel-logout'];
  const served = pathsOf(app.router.stack as never);
  expect(served.length).toBeGreaterThan(60);
  expect(served.filter((path) => !declared.has(path) && !others.includes(path))).toEqual([]);
});

test('[GR-03][D8][D16] every route, as everybody, about what is theirs and what is not', async () => {
  const faults: string[] = [];
  for (const name of PEOPLE) {
    const roles = [NOBODY, FORGED].includes(name) ? [] : await rolesOf(name);
    for (const route of routes)
      for (const [id, sees] of about(route, name)) {
        // what changes something is tried only by those who may not
        if (sees && CHANGES.test(nameOf(route))) continue;
        const status = await statusOf(name, route, id);
        const wrong = fault(route, { name, roles }, sees, status);
        if (wrong) faults.push(`${name} ${nameOf(route)}: ${wrong}`);
      }
  }
  expect(faults).toEqual([]);
  expect(cells).toBeGreaterThan(1000);
});

/** What a route is asked about by somebody, and whether they may see it. */
function about(route: Route, who: string): [id: string, sees: boolean | undefined][] {
  const kind = aboutOf(route);
  if (!kind) return [[randomUUID(), undefined]];
  return [things.first[kind], things.second[kind]].map(({ id, seenBy }) => [
    id,
    seenBy.includes(who),
  ]);
}

async function ofZhejiang(): Promise<Things> {
  const staged = await urged();
  const draft = await (await as(JIA)).post('/api/drafts/zj-subcontract', { data: {} }).expect(201);
  const { case: byCase, ofJia } = SEE.first;
  return {
    case: { id: staged.case, seenBy: byCase },
    document: { id: staged.document, seenBy: byCase },
    attachment: { id: staged.attachment, seenBy: byCase },
    sample: { id: await sampleOf(staged.case), seenBy: byCase },
    message: { id: staged.message, seenBy: ofJia },
    draft: { id: draft.body.id, seenBy: ofJia },
    task: { id: await taskKey(staged.case, 'REPLY'), seenBy: ofJia },
  };
}

/** The same of a case that stands in the record only; its task is another of 甲's, that nobody here has. */
async function ofChongqing(): Promise<Things> {
  const applicant = { applicant_organisation: group('丁'), applicant_user: DING };
  const parties = { applicant: group('丁'), authority: 'county-500103' };
  const id = await bench.storedCase({ ...applicant, parties, closed_at: new Date() });
  const [attachment, document, message] = [randomUUID(), randomUUID(), randomUUID()];
  await sql(
    `insert into attachment (id, case_id, kind, round, name, content_type, size, sha256, uploaded_by, uploaded_at)
     select $1, $2, kind, round, name, content_type, size, sha256, $3, uploaded_at
     from attachment where case_id is not null limit 1`,
    [attachment, id, DING],
  );
  await sql(
    `insert into issued_document (id, case_id, round, kind, issuer, year, sequence, number, title, status, content, sha256, issued_at)
     select $1, $2, round, 'MATRIX', $3, year, sequence, $3, title, status, content, sha256, issued_at
     from issued_document limit 1`,
    [document, id, document],
  );
  await sql(
    `insert into notice (id, recipient, case_id, key, subject, body, at)
     values ($1, $2, $3, 'MATRIX', 'x', 'x', now())`,
    [message, group('丁'), id],
  );
  const draft = await (await as(DING))
    .post('/api/drafts/cq-project-entry', { data: {} })
    .expect(201);
  const { case: byCase, ofDing } = SEE.second;
  return {
    case: { id, seenBy: byCase },
    document: { id: document, seenBy: byCase },
    attachment: { id: attachment, seenBy: byCase },
    sample: { id: await sampleOf(id), seenBy: byCase },
    message: { id: message, seenBy: ofDing },
    draft: { id: draft.body.id, seenBy: ofDing },
    task: { id: '1', seenBy: [] },
  };
}

async function sampleOf(caseId: string): Promise<string> {
  const id = randomUUID();
  await sql(
    `insert into sample (id, case_id, kind, period, stratum, algorithm, query, population, population_hash, created_at)
     values ($1, $2, 'MATRIX', $3, '', '-', '{}', '[]', '-', now())`,
    [id, caseId, id],
  );
  return id;
}

interface Layer {
  route?: { path: string | string[] };
  handle?: { stack?: Layer[] };
}

/** Paths of an Express application, at whatever depth. */
function pathsOf(stack: Layer[]): string[] {
  return stack.flatMap(({ route, handle }) => [
    ...[route?.path ?? []].flat(),
    ...(handle?.stack ? pathsOf(handle.stack) : []),
  ]);
}
