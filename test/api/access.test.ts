import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import request, { type Test } from 'supertest';
import { cancelOpenCases, leaveStack, sql } from '../harness/cases';
import { API, as, token, upload } from '../harness/client';
import { problem, refusedWith } from '../harness/problem';
import { type Urged, urged } from '../harness/stage';
import { BING, CIXI, GROUP, JIA, record, XIAOSHAN, YI } from '../harness/subcontract';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const AUDITOR = 'audit.he';
const ADMIN = 'ops.lv';

/** Who asks: nobody, somebody with a made-up token, then people with real ones. */
const CALLERS = ['-', 'x.y.z', YI, BING, XIAOSHAN, AUDITOR, ADMIN] as const;

const everybody = (status: number) => CALLERS.map(() => status);
const people = (...statuses: number[]) => [401, 401, ...statuses];

/** What each gets: nobody, made up | applicant, other enterprise, other county, auditor, admin. */
const EXPECTED: Record<string, number[]> = {
  'GET /health/live': everybody(200),
  'GET /health/ready': everybody(200),
  'GET /metrics': everybody(200),
  'POST /api/attachments': people(400, 400, 400, 400, 400),
  'GET /api/attachments/{id}': people(200, 404, 404, 200, 404),
  'POST /api/cases/{process}': people(422, 422, 403, 403, 403),
  'GET /api/cases': people(200, 200, 200, 200, 200),
  'GET /api/cases/{id}': people(200, 404, 404, 200, 404),
  'POST /api/cases/{process}/check': people(200, 200, 403, 403, 403),
  // its process takes no spreadsheets
  'GET /api/cases/{process}/sheet': people(404, 404, 403, 403, 403),
  'POST /api/cases/{process}/sheet': people(404, 404, 403, 403, 403),
  'POST /api/cases/{process}/sheet/check': people(404, 404, 403, 403, 403),
  // there is no such sheet: whose they are is shown by sheets.test.ts
  'GET /api/sheets/{sheet}': people(404, 404, 404, 404, 404),
  'POST /api/cases/{id}/withdrawal': people(409, 404, 404, 403, 404),
  'POST /api/cases/{id}/termination': people(403, 404, 404, 403, 404),
  // it asks for a task
  'POST /api/cases/{id}/reassignment': people(400, 404, 404, 400, 404),
  'POST /api/cases/{id}/corrections': people(409, 404, 404, 403, 404),
  'POST /api/cases/{id}/corrections/check': people(409, 404, 404, 403, 404),
  'GET /api/cases/{id}/corrections': people(200, 404, 404, 200, 404),
  // the case's own rule answers whoever sees it (E-07-05)
  'POST /api/cases/{id}/acts/{act}': people(409, 404, 404, 409, 404),
  'GET /api/tasks': people(200, 200, 200, 200, 200),
  'GET /api/tasks/events': people(200, 200, 200, 200, 200),
  // a task of others is as one that there is not
  'GET /api/tasks/{key}': people(404, 404, 404, 404, 404),
  // it says nothing about any
  'POST /api/tasks/verdicts': people(400, 400, 400, 400, 400),
  'POST /api/tasks/{key}/claim': people(404, 404, 404, 404, 404),
  'DELETE /api/tasks/{key}/claim': people(404, 404, 404, 404, 404),
  'POST /api/tasks/{key}/completion': people(404, 404, 404, 404, 404),
  'GET /api/cases/{id}/personal-data': people(403, 404, 404, 403, 404),
  'GET /api/documents/{id}': people(200, 404, 404, 200, 404),
  'GET /api/messages': people(200, 200, 200, 200, 200),
  // it is 甲's
  'POST /api/messages/{id}/read': people(404, 404, 404, 404, 404),
  'GET /api/audit': people(403, 403, 403, 200, 403),
  'GET /api/security-events': people(403, 403, 403, 403, 403),
  // who runs the platform, or audits; such a run or platform there is not
  'GET /api/exchange': people(403, 403, 403, 200, 200),
  'POST /api/exchange/retry': people(403, 403, 403, 403, 200),
  'GET /api/exchange/reconciliations': people(403, 403, 403, 200, 200),
  'POST /api/exchange/reconciliations': people(403, 403, 403, 403, 400),
  'GET /api/exchange/reconciliations/{run}': people(403, 403, 403, 404, 404),
  'POST /api/pushes/{key}/acknowledgement': people(403, 403, 403, 403, 403),
  'GET /api/libraries/{library}/entries': people(403, 403, 403, 403, 403),
  // systems ask: people have none of them
  'GET /api/gates': people(200, 200, 200, 200, 200),
  'GET /api/gates/keys': everybody(200),
  'POST /api/gates/{gate}': people(403, 403, 403, 403, 403),
  // there is no such project or enterprise: whose cases one sees is shown by zj-files.test.ts
  'GET /api/projects/{project}': people(404, 404, 404, 404, 404),
  'GET /api/enterprises/{enterprise}': people(404, 404, 404, 404, 404),
  'GET /api/people/{person}': people(404, 404, 404, 404, 404),
  'GET /api/samples/{id}': people(200, 404, 404, 200, 404),
  // its questions are not answered; others have no flow that it leads to
  'POST /api/doors/{decision}': people(422, 422, 403, 403, 403),
  'GET /api/drafts': people(200, 200, 200, 200, 200),
  'POST /api/drafts/{process}': people(201, 201, 403, 403, 403),
  // it is 甲's, too
  'GET /api/drafts/{id}': people(404, 404, 404, 404, 404),
  'PUT /api/drafts/{id}': people(404, 404, 404, 404, 404),
  'DELETE /api/drafts/{id}': people(404, 404, 404, 404, 404),
  // its process is not open to everybody
  'GET /api/public/cases/{process}/challenge': everybody(404),
  'POST /api/public/cases/{process}': everybody(404),
  'GET /api/public/register/{list}': everybody(404),
  // it asks for a time
  'GET /api/reports/review-coverage': people(403, 403, 400, 400, 403),
  'GET /api/reports/statistics': people(403, 403, 400, 400, 403),
  'GET /api/reports/statistics.csv': people(403, 403, 400, 400, 403),
  'GET /api/reports/statistics/cases': people(403, 403, 400, 400, 403),
  'GET /api/reports/statistics/cases.csv': people(403, 403, 400, 400, 403),
  'GET /api/reports/stuck-tasks': people(403, 403, 403, 403, 403),
  // who knows the rules, runs the platform or audits
  'GET /api/releases': people(403, 403, 403, 200, 200),
  'GET /api/releases/{number}': people(403, 403, 403, 200, 200),
  // who runs the platform; what is sent is no calendar
  'POST /api/calendar/preview': people(403, 403, 403, 403, 400),
  'POST /api/calendar/publications': people(403, 403, 403, 403, 400),
  'GET /api/organisations': people(200, 200, 200, 200, 200),
  'GET /api/forms/{process}': people(200, 200, 200, 200, 200),
  'GET /api/me': people(200, 200, 200, 200, 200),
  'PUT /api/clock': people(403, 403, 403, 403, 400),
};

/** Reads an answer, of events only the beginning. */
function untilFirstWord(
  response: IncomingMessage,
  done: (error: Error | null, body: unknown) => void,
): void {
  let text = '';
  response.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (!response.headers['content-type']?.startsWith('text/event-stream')) return;
    done(null, {});
    response.destroy();
  });
  response.on('end', () => done(null, JSON.parse(text)));
}

/** A draw that belongs to a case. */
async function sampleOf(caseId: string): Promise<string> {
  const id = randomUUID();
  await sql(
    `insert into sample (id, case_id, kind, period, stratum, algorithm, query, population,
       population_hash, created_at)
     values ($1, $2, 'ACCESS', $3, '', '-', '{}', '[]', '-', now())`,
    [id, caseId, id],
  );
  return id;
}

/** A case that stands in the record only, with an authority as its party. */
async function caseOf(authority: string): Promise<string> {
  const id = randomUUID();
  await sql(
    `insert into case_file (id, number, process_id, flow, release_id, title, status, data, parties,
       applicant_organisation, applicant_user, created_at, closed_at)
     select $1::uuid, $1::text, process_id, flow, release_id, 'x', 'SUBMITTED', '{}', $2, 'x', 'x', now(), now()
     from case_file limit 1`,
    [id, { authority }],
  );
  return id;
}

describe('who may ask the API for what', () => {
  let ids: Urged & { sample: string; draft: string };
  let newest: number;

  beforeAll(async () => {
    await cancelOpenCases();
    const staged = await urged();
    const draft = await (await as(JIA))
      .post('/api/drafts/zj-subcontract', { data: {} })
      .expect(201);
    ids = { ...staged, sample: await sampleOf(staged.case), draft: draft.body.id };
    const [release] = await sql<{ id: number }>('select max(id) as id from release');
    newest = release?.id ?? 0;
  });
  afterAll(async () => {
    await sql('delete from sample where id = $1', [ids.sample]);
    await leaveStack();
  });

  const fill = (path: string, id?: string) => {
    const kind = Object.keys(ids).find((name) => path.includes(`/${name}s/`)) as keyof typeof ids;
    return path
      .replace('{id}', id ?? ids[kind])
      .replace('{key}', '0'.repeat(64))
      .replace('{number}', `${newest}`)
      .replace('{process}', 'zj-subcontract')
      .replace('{sheet}', NOBODY)
      .replace('{run}', NOBODY)
      .replace('{decision}', 'zj-project-door')
      .replace('{gate}', 'zj-gate-qualification')
      .replace('{act}', 'REPLY');
  };

  async function ask(who: string, operation: string, id?: string): Promise<Test> {
    const [method = '', path = ''] = operation.split(' ');
    const agent = request(API);
    const test = agent[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](fill(path, id));
    // it never ends by itself: that it began is enough
    if (path.endsWith('/events')) test.buffer(true).parse(untilFirstWord as never);
    if (method !== 'GET') test.send(/{act}|withdrawal|termination/.test(path) ? {} : { data: {} });
    if (who === '-') return test;
    return test.set('Authorization', `Bearer ${who === 'x.y.z' ? who : await token(who)}`);
  }

  test('every path of the OpenAPI document has its expectation here', async () => {
    const { paths } = (await request(API).get('/openapi.json').expect(200)).body;
    const operations = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(EXPECTED).sort()).toEqual(operations.sort());
  });

  test.each(Object.entries(EXPECTED))('[GR-03] %s', async (operation, expected) => {
    const given = [];
    for (const who of CALLERS) {
      const response = await await ask(who, operation);
      given.push(response.status);
      if (response.status >= 400) problem(response);
    }
    expect(given).toEqual(expected);
  });

  test.each(Object.keys(EXPECTED).filter((operation) => /\{id\}/.test(operation)))(
    '%s: to strangers, what is not theirs is not there',
    async (operation) => {
      for (const who of [BING, XIAOSHAN, ADMIN]) {
        const answers = [await await ask(who, operation), await await ask(who, operation, NOBODY)];
        const [theirs, unknown] = answers.map(({ status, body }) => {
          const { requestId: _, ...told } = body;
          return { status, told };
        });
        expect(theirs).toEqual(unknown);
      }
    },
  );

  test.each([JIA, CIXI])(
    '[GR-03] %s takes part and may see case, files and document',
    async (who) => {
      for (const operation of [
        'GET /api/cases/{id}',
        'GET /api/attachments/{id}',
        'GET /api/documents/{id}',
      ])
        expect([operation, await (await ask(who, operation)).ok]).toEqual([operation, true]);
    },
  );

  test.each([
    ['yuzhong.qin', 200],
    ['yubei.ma', 404],
    ['city.gu', 200],
    ['verify.cao', 200],
    ['complaints.zou', 200],
    ['ningbo.wu', 404],
  ])("[CQ-02] a district's case, to %s: %i", async (who, status) => {
    const id = await caseOf('county-500103');
    expect((await (await as(who)).get(`/api/cases/${id}`)).status).toBe(status);
  });

  test.each([YI, JIA, CIXI, BING, XIAOSHAN, 'ningbo.wu', 'verify.cao', AUDITOR, ADMIN])(
    'list and detail tell %s the same',
    async (who) => {
      const agent = await as(who);
      const listed: string[] = [];
      let total = 0;
      let after = '';
      do {
        const { body } = await agent.get(`/api/cases?limit=100${after}`).expect(200);
        listed.push(...body.items.map((item: { id: string }) => item.id));
        total = body.total;
        after = body.next && `&after=${body.next}`;
      } while (after);
      const all = await sql<{ id: string }>('select id from case_file');
      const seen: string[] = [];
      for (const { id } of all) if ((await agent.get(`/api/cases/${id}`)).ok) seen.push(id);
      expect([total, [...listed].sort()]).toEqual([seen.length, seen.sort()]);
    },
  );

  test('[E-00-11] nobody hands in what somebody else uploaded', async () => {
    const attachments = [
      { id: await upload(BING), kind: 'SUBCONTRACT' },
      { id: await upload(YI), kind: 'ACCEPTANCE_RECORD' },
    ];
    const sent = (await as(YI)).post('/api/cases/zj-subcontract', { data: record(), attachments });
    expect(await refusedWith(sent)).toEqual([422, ['E-00-11']]);
  });

  test('[E-00-11] a file of one case does not serve for another', async () => {
    const attachments = [
      { id: ids.attachment, kind: 'SUBCONTRACT' },
      { id: await upload(YI), kind: 'ACCEPTANCE_RECORD' },
    ];
    const sent = (await as(YI)).post('/api/cases/zj-subcontract', { data: record(), attachments });
    expect(await refusedWith(sent)).toEqual([422, ['E-00-11']]);
  });

  test('messages are those of the own organisation', async () => {
    const { body } = await (await as(JIA)).get('/api/messages?limit=200').expect(200);
    const recipients = new Set(body.map((message: { recipient: string }) => message.recipient));
    expect([...recipients].filter((r) => r !== GROUP.jia && r !== `person-${JIA}`)).toEqual([]);
    await (await as(JIA)).post(`/api/messages/${ids.message}/read`).expect(200);
  });
});
