import express from 'express';
import type { Logger } from 'pino';
import request from 'supertest';
import { QueryFailedError } from 'typeorm';
import { errorHandler } from '../../../src/api/http';
import { naming } from '../../../src/errors';

const failing = (error: Error) => {
  const app = express();
  app.get('/api/x', () => {
    throw error;
  });
  return app.use(errorHandler({ error: () => undefined } as unknown as Logger, () => undefined));
};

test('a search that took too long is refused with a code of its own, and may be asked again', async () => {
  const cancelled = Object.assign(new Error('canceling statement'), { code: '57014' });
  const answer = await request(failing(new QueryFailedError('select 1', [], cancelled))).get(
    '/api/x',
  );
  expect([answer.status, answer.body.code]).toEqual([503, 'E-00-74']);
  expect(answer.headers['retry-after']).toBe('5');
});

test('an engine that has too much to do is no fault of the request, which may be sent again', async () => {
  const answer = await request(failing(Object.assign(new Error('busy'), { code: 14 }))).get(
    '/api/x',
  );
  expect([answer.status, answer.body.code]).toEqual([503, 'E-00-51']);
  expect(answer.headers['retry-after']).toBe('5');
});

test('what another system answered us is not told as if the request were malformed', async () => {
  const foreign = Object.assign(new Error('Bad Request'), { status: 400 });
  const answer = await request(failing(foreign)).get('/api/x');
  expect([answer.status, answer.body.code]).toEqual([500, 'E-00-50']);
});

const refusedBy = async (error: Error) => {
  const { status, body, headers } = await request(failing(error)).get('/api/x');
  return [status, body.code, headers['retry-after']];
};
const errno = (code: string, more: object = {}) =>
  Object.assign(new Error(`connect ${code}`), { code, ...more });
const thrownBy = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => new Error('nothing was thrown'),
    (error: Error) => error,
  );

describe('[D15] a part that is away is called by its name', () => {
  test.each<['engine' | 'identity', string, Error]>([
    ['engine', 'E-00-51', errno('ECONNREFUSED')],
    ['engine', 'E-00-51', errno('ECONNRESET')],
    [
      'identity',
      'E-00-53',
      Object.assign(new TypeError('fetch failed'), { cause: errno('ECONNREFUSED') }),
    ],
    ['identity', 'E-00-53', Object.assign(new Error('bad gateway'), { response: { status: 502 } })],
    ['identity', 'E-00-53', new DOMException('too slow', 'TimeoutError')],
  ])('%s: %s', async (part, code, error) => {
    const client = naming(part, { ask: () => Promise.reject(error) });
    expect(await refusedBy(await thrownBy(client.ask()))).toEqual([503, code, '5']);
  });

  test('its refusal of something is none of being away', async () => {
    const refused = Object.assign(new Error('no such user'), { response: { status: 404 } });
    const client = naming('identity', { ask: () => Promise.reject(refused), name: () => 'x' });
    expect(await thrownBy(client.ask())).toBe(refused);
    expect(client.name()).toBe('x');
  });

  test.each([
    ['the database', 'E-00-52', errno('ECONNREFUSED', { syscall: 'connect' })],
    ['the disk', 'E-00-55', errno('ENOSPC', { syscall: 'write' })],
    ['the folder of the attachments', 'E-00-55', errno('EACCES', { syscall: 'open' })],
  ])('%s: %s', async (_, code, error) => {
    expect(await refusedBy(error)).toEqual([503, code, '5']);
  });
});
