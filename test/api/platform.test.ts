import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import request from 'supertest';
import { launchBrowser } from '../harness/browser';
import { attach, cancelOpenCases, clockAt, leaveStack, sql, waitTask } from '../harness/cases';
import { API, runtime, token, waitFor } from '../harness/client';
import { ROOT } from '../harness/models';
import { givenPermit, PAPERS, record, YI } from '../harness/subcontract';

describe('the API as a service', () => {
  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt('2026-09-30 15:00');
    await givenPermit();
  });
  afterAll(leaveStack);

  test('is alive and ready, part by part', async () => {
    expect((await request(API).get('/health/live')).body).toEqual({ status: 'up' });
    const { status, body } = await request(API).get('/health/ready');
    expect([status, body]).toEqual([
      200,
      {
        ...{ status: 'up', database: 'up', engine: 'up', rules: 'up' },
        // tests of jobs leave cases of instances that never were
        feed: expect.stringMatching(/^(up|behind)$/),
      },
    ]);
  });

  test('metrics are what Prometheus reads: each line a sample or a comment, none twice', async () => {
    const { type, text } = await request(API).get('/metrics').expect(200);
    expect(type).toBe('text/plain');
    const lines = text.trim().split('\n');
    const samples = lines.filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of samples)
      expect(line).toMatch(
        /^[a-zA-Z_:][\w:]*(\{(\w+="[^"\n]*",?)*\})? (NaN|[+-]?(Inf|[\d.e+-]+))$/,
      );
    const names = samples.map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(new Set(names).size).toBe(names.length);
    const [open] = await sql<{ n: string }>(
      'select count(*) as n from case_file where closed_at is null',
    );
    expect(samples).toContain(`zhujian_cases_open ${open?.n}`);
    expect(names).toEqual(
      expect.arrayContaining(['zhujian_outbox_waiting', 'zhujian_security_events_total']),
    );
  });

  test('serves the OpenAPI document of docs/, and the clock only where it may be set', async () => {
    const { body } = await request(API).get('/openapi.json').expect(200);
    const { '/api/clock': clock, ...paths } = body.paths;
    const documented = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8'));
    expect({ ...body, paths }).toEqual(documented);
    expect(Object.keys(clock)).toEqual(['put']);
  });

  test('the try-out page shows every path, without a complaint of the browser', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${API}/docs/`);
      const { body } = await request(API).get('/openapi.json');
      const operations = Object.values(body.paths as object).flatMap((path) => Object.keys(path));
      await page
        .locator('.opblock')
        .nth(operations.length - 1)
        .waitFor();
      expect(await page.locator('.opblock').count()).toBe(operations.length);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test('one request id goes from the request to the worker: answer, record and log carry it', async () => {
    const requestId = `test-${Date.now()}`;
    const response = await request(API)
      .post('/api/cases/zj-subcontract')
      .set('Authorization', `Bearer ${await token(YI)}`)
      .set('X-Request-Id', requestId)
      .send({ data: record(), attachments: await attach(YI, PAPERS) });
    expect([response.status, response.headers['x-request-id']]).toEqual([201, requestId]);
    await waitTask(response.body.id, 'CONFIRM');
    const events = await sql<{ actor: string; request_id: string }>(
      'select distinct actor, request_id from audit_event where chain = $1 order by actor',
      [`case:${response.body.id}`],
    );
    expect(events).toEqual([
      { actor: 'system', request_id: requestId },
      { actor: YI, request_id: requestId },
    ]);
    await waitFor('the request in the log', async () => {
      const log = readFileSync(join(runtime.stateDir, 'logs/app.log'), 'utf8');
      return log.split('\n').some((line) => line.includes(requestId) && line.includes('"method"'));
    });
  });

  test.each(['short', 'with space 12', 'x'.repeat(65), '<script>alert(1)</script>'])(
    'a request id like %j is not taken over',
    async (id) => {
      const { headers } = await request(API).get('/health/live').set('X-Request-Id', id);
      expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    },
  );

  test('the log holds no token and no personal data', () => {
    const log = readFileSync(join(runtime.stateDir, 'logs/app.log'), 'utf8');
    expect(log).not.toMatch(/eyJhbGciOi|330782188801010011|陈乙三/);
  });

  test('no other site may read answers', async () => {
    const origin = 'https://evil.example';
    const asked = await request(API).get('/api/me').set('Origin', origin);
    const preflight = await request(API)
      .options('/api/cases')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'POST');
    for (const { headers } of [asked, preflight])
      expect(Object.keys(headers).filter((name) => /^access-control/.test(name))).toEqual([]);
  });

  test.each(['/health/live', '/api/me', '/docs/', '/nothing', '/assets/app/zhujian.css'])(
    '%s carries the headers that keep browsers in check',
    async (path) => {
      const { headers } = await request(API).get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
      const policy = headers['content-security-policy'];
      expect(policy).toMatch(/default-src 'self'.*frame-ancestors 'self'.*object-src 'none'/);
      expect(policy).toMatch(/script-src 'self';/);
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  test('[E-00-24] who asks too often is told to wait; others go on', async () => {
    // an address of its own, so that the other tests are not held up
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const { hostname, port } = new URL(API);
    const ask = () =>
      new Promise<{ status: number; retry: string | undefined; body: string }>(
        (resolve, reject) => {
          const options = {
            host: '127.0.0.1',
            port,
            path: '/api/me',
            agent,
            localAddress: '127.0.0.9',
          };
          get(options, (res) => {
            let body = '';
            res.on('data', (chunk) => {
              body += chunk;
            });
            res.on('end', () =>
              resolve({ status: res.statusCode ?? 0, retry: res.headers['retry-after'], body }),
            );
          }).on('error', reject);
        },
      );
    expect(hostname).toBe('localhost');
    const refused = await waitFor('the limit', async () => {
      const answers = await Promise.all(Array.from({ length: 500 }, ask));
      return answers.find(({ status }) => status === 429);
    });
    agent.destroy();
    expect(JSON.parse(refused.body).code).toBe('E-00-24');
    expect(Number(refused.retry)).toBeGreaterThan(0);
    expect((await request(API).get('/api/me')).status).toBe(401);
  });
});
