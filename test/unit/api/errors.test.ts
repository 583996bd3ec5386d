import express from 'express';
import type { Logger } from 'pino';
import request from 'supertest';
import { QueryFailedError } from 'typeorm';
import { errorHandler } from '../../../src/api/http';

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
