import request from 'supertest';
import { cursorsOf } from '../../src/domain/cursor';
import { attach, cancelOpenCases, clockAt, leaveStack, sql, waitStatus } from '../harness/cases';
import { API, as, token } from '../harness/client';
import { completeInEngine } from '../harness/engine-tasks';
import { problem, refusedWith } from '../harness/problem';
import {
  givenPermit,
  JIA,
  PAPERS,
  record,
  refusals,
  submitted,
  trySubmit,
  YI,
} from '../harness/subcontract';

const SUBMIT = '/api/cases/zj-subcontract';
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('what the API says to requests that make no sense', () => {
  let bearer = '';
  let before: object[] = [];
  // without the events of workers: cases of the file before may still be on their way
  const counts = () =>
    sql(`select (select count(*) from case_file) as cases, (select count(*) from outbox) as outbox,
      (select count(*) from audit_event where chain <> 'system' and actor <> 'system') as events`);

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt('2026-09-30 15:00');
    await givenPermit();
    bearer = `Bearer ${await token(YI)}`;
  });
  afterAll(leaveStack);
  beforeEach(async () => {
    before = await counts();
  });

  const raw = (type: string, body: string, path = SUBMIT) =>
    request(API).post(path).set('Authorization', bearer).set('Content-Type', type).send(body);
  const get = (path: string) => request(API).get(path).set('Authorization', bearer);
  const json = (body: string) => raw('application/json', body);
  const part = (head: string) =>
    raw('multipart/form-data; boundary=x', `--x\r\n${head}`, '/api/attachments');

  test.each<[string, () => request.Test, number, string]>([
    ['half a JSON', () => json('{"data":'), 400, 'E-00-23'],
    ['no object', () => json('[]'), 400, 'E-00-23'],
    ['JSON of another kind', () => json('"x"'), 400, 'E-00-23'],
    ['no fields', () => json('{}'), 400, 'E-00-23'],
    ['fields that are none', () => json('{"data":[1]}'), 400, 'E-00-23'],
    ['a member nobody knows', () => json('{"data":{},"urgent":true}'), 400, 'E-00-23'],
    ['an attachment without id', () => json('{"data":{},"attachments":[{}]}'), 400, 'E-00-23'],
    ['text', () => raw('text/plain', '{"data":{}}'), 400, 'E-00-23'],
    ['XML', () => raw('application/xml', '<data/>'), 400, 'E-00-23'],
    ['a web form', () => raw('application/x-www-form-urlencoded', 'data=1'), 400, 'E-00-23'],
    ['an unknown charset', () => raw('application/json; charset=x', '{}'), 400, 'E-00-23'],
    ['what is no gzip', () => json('{}').set('Content-Encoding', 'gzip'), 400, 'E-00-23'],
    ['too much', () => json(`{"data":{"a":"${'x'.repeat(1_100_000)}"}}`), 413, 'E-00-14'],
    ['NUL', () => json('{"data":{"projectName":"a\\u0000b"}}'), 400, 'E-00-23'],
    ['NUL in a name', () => json('{"data":{"a\\u0000b":1}}'), 400, 'E-00-23'],
    ['half a character', () => json('{"data":{"projectName":"\\ud800"}}'), 400, 'E-00-23'],
    ['NUL in the address', () => get('/api/cases?q=%00'), 400, 'E-00-23'],
    ['no UTF-8 in the address', () => get('/api/cases/%E0%A4%A'), 400, 'E-00-23'],
    ['parts without boundary', () => raw('multipart/form-data', 'x'), 400, 'E-00-23'],
    [
      'a part without end',
      () => part('Content-Disposition: form-data; name="file"'),
      400,
      'E-00-23',
    ],
    ['a part without head', () => part('x\r\n\r\ny\r\n--x--'), 400, 'E-00-23'],
    ['a cursor that is none', () => get('/api/cases?after=x'), 400, 'E-00-23'],
    [
      'a cursor of another list',
      () => get(`/api/cases?after=${cursorsOf('releases', 'number').write([1])}`),
      400,
      'E-00-23',
    ],
    ['limit 0', () => get('/api/cases?limit=0'), 400, 'E-00-23'],
    ['limit 1.5', () => get('/api/cases?limit=1.5'), 400, 'E-00-23'],
    ['limit many', () => get('/api/cases?limit=many'), 400, 'E-00-23'],
    ['two limits', () => get('/api/cases?limit=1&limit=2'), 400, 'E-00-23'],
    ['a long search', () => get(`/api/cases?q=${'长'.repeat(101)}`), 400, 'E-00-23'],
    ['an id that is none', () => get('/api/cases/1'), 400, 'E-00-23'],
    ['an unknown case', () => get(`/api/cases/${NOBODY}`), 404, 'E-00-22'],
    [
      'an unknown process',
      () => raw('application/json', '{"data":{}}', '/api/cases/zj-nothing'),
      404,
      'E-00-22',
    ],
    ['a process called __proto__', () => get('/api/forms/__proto__'), 404, 'E-00-22'],
    ['a path nobody serves', () => get('/api/nothing'), 404, 'E-00-22'],
    ['a method nobody serves', () => request(API).delete('/api/cases'), 404, 'E-00-22'],
    [
      'a model out of range',
      () => get('/models/99999999999/x.bpmn').set('Accept', 'application/json'),
      404,
      'E-00-22',
    ],
  ])('%s: told in both languages, nothing stored', async (_, send, status, code) => {
    expect(await refusedWith(send())).toEqual([status, [code]]);
    expect(await counts()).toEqual(before);
  });

  test.each<[string, object, string[]]>([
    ['a day that does not exist', { startDate: '2026-02-31' }, ['startDate']],
    ['a day written otherwise', { finishDate: '20.9.2026' }, ['finishDate']],
    ['no day at all', { startDate: '99999-99-99', finishDate: 5 }, ['startDate', 'finishDate']],
    ['an amount beyond all', { contractAmount: 1e308 }, ['contractAmount']],
    ['an amount in words', { contractAmount: '一百二十' }, ['contractAmount']],
    ['an object for a text', { projectName: { a: 1 } }, ['projectName']],
    [
      'a long text',
      { projectName: '长'.repeat(121), contractNo: 'x'.repeat(5000) },
      ['contractNo', 'projectName'],
    ],
  ])(
    '[E-00-10] %s is refused by the form, and the next submission is served',
    async (_, changes, fields) => {
      const response = await trySubmit(changes);
      expect([response.status, [...new Set(problem(response))]]).toEqual([422, ['E-00-10']]);
      const named = response.body.errors.map((e: { field: string }) => e.field);
      expect(named.sort()).toEqual([...fields].sort());
      expect(await counts()).toEqual(before);
      expect(await refusals({ gcPermitNo: '330282000000000000' })).toEqual(['E-07-01']);
    },
  );

  test.each([330782188801010050, ['330782188801010011'], { no: '330782188801010011' }])(
    '[E-00-10] an id number that is no text (%j) reaches nobody',
    async (projectLeaderIdNumber) => {
      const response = await trySubmit({ projectLeaderIdNumber });
      expect(response.status).toBe(422);
      expect(response.text).not.toContain('33078218880101');
    },
  );

  test('every problem is told at once, each with its field', async () => {
    const response = await (await as(YI)).post(SUBMIT, { data: {}, attachments: [] });
    expect(response.status).toBe(422);
    expect(problem(response).length).toBeGreaterThan(5);
  });

  test('one file does not count for two papers', async () => {
    const [file] = await attach(YI, ['SUBCONTRACT']);
    const attachments = PAPERS.map((kind) => ({ ...file, kind }));
    const sent = (await as(YI)).post(SUBMIT, { data: record(), attachments });
    expect(await refusedWith(sent)).toEqual([400, ['E-00-23']]);
  });

  test('[E-00-25] a repeated key gets the first answer, other content a refusal', async () => {
    const submission = { data: record(), attachments: await attach(YI, PAPERS) };
    const send = (body: object, key: string) =>
      request(API).post(SUBMIT).set('Authorization', bearer).set('Idempotency-Key', key).send(body);
    const key = `key-${submission.data.contractNo}`;
    const [first, again] = [await send(submission, key), await send(submission, key)];
    expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
    const other = { ...submission, data: record() };
    expect(await refusedWith(send(other, key))).toEqual([409, ['E-00-25']]);
    expect(await refusedWith(send(other, 'k'.repeat(6000)))).toEqual([400, ['E-00-23']]);
  });

  test('NUL in an opinion is refused; past our door it does not stop the case', async () => {
    const id = await submitted();
    const opinion = '请\u0000补充';
    const refused = (await as(JIA)).post(`/api/cases/${id}/acts/CONFIRM`, {
      outcome: 'RETURNED',
      opinion,
    });
    expect(await refusedWith(refused)).toEqual([400, ['E-00-23']]);
    await completeInEngine(id, 'CONFIRM', JIA, { outcome: 'RETURNED', opinion });
    await waitStatus(id, 'RETURNED');
    const [said] = await sql<{ opinion: string }>(
      'select opinion from decision where case_id = $1',
      [id],
    );
    expect(said?.opinion).toBe('请补充');
  });
});
