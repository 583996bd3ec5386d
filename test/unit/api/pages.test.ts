import express, { type Request } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { mount } from '../../../src/api/http';
import { listQuery } from '../../../src/api/pages/case-list';
import { definePage, errorPage, logInFirst } from '../../../src/api/pages/page';
import type { Caller } from '../../../src/domain/identity';
import { RefusedError, refuse } from '../../../src/errors';

/** Who calls is what the header `who` says; log-in goes to an address of its own. */
const callerOf = async (req: Request): Promise<Caller> => {
  const username = req.get('who');
  if (!username) throw refuse('E-00-20');
  return { username, name: username, organisations: [], roles: username === 'chief' ? ['c'] : [] };
};

function serve(permission: 'person' | 'public' | string[]) {
  const page = definePage({
    path: '/greetings/{word}',
    summary: '问候',
    permission,
    params: z.object({ word: z.string() }),
    query: z.object({ times: z.coerce.number().default(1) }),
    cache: 'no-cache',
    show: async ({ params, query, caller }) =>
      `${params.word.repeat(query.times)} ${caller?.username ?? 'anybody'}`,
  });
  const app = express();
  app.use((_req, res, next) => {
    const login = async ({ returnTo }: { returnTo: string }) => res.redirect(`/login?${returnTo}`);
    Object.assign(res, { oidc: { login } });
    next();
  });
  const pages = express.Router();
  mount(pages, page, callerOf);
  app.use(pages.use(logInFirst));
  const onError: express.ErrorRequestHandler = (error, req, res, next) =>
    error instanceof RefusedError ? errorPage(req, res, error) : next(error);
  return request(app.use(onError));
}

describe('a page', () => {
  test('is shown to a person, with what its address says', async () => {
    const answer = await serve('person').get('/greetings/hi?times=2').set('who', 'li');
    expect([answer.status, answer.text]).toEqual([200, 'hihi li']);
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.type).toBe('text/html');
  });

  test('sends who is not logged in to log in and come back to it', async () => {
    const answer = await serve('person').get('/greetings/hi?times=2');
    expect([answer.status, answer.headers.location]).toEqual([302, '/login?/greetings/hi?times=2']);
  });

  test('asks nobody to log in where it is for everyone', async () => {
    expect((await serve('public').get('/greetings/hi')).text).toBe('hi anybody');
  });

  test('is refused to people without its roles, and an address that does not fit is too', async () => {
    const asked = serve(['c']);
    const other = await asked.get('/greetings/hi').set('who', 'li');
    expect([other.status, other.text]).toEqual([403, expect.stringContaining('E-00-21')]);
    const wrong = await serve(['c']).get('/greetings/hi?times=x').set('who', 'chief');
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('E-00-23')]);
  });
});

test.each([
  [{}, {}],
  [{ q: '', status: ['A', 'B'] }, {}],
  [{ q: '井冈', after: 'x' }, { q: '井冈' }],
  [{ after: ['x', 'y'] }, {}],
])('the list of cases takes %j as %j', (address, taken) => {
  expect(listQuery.parse(address)).toEqual(taken);
});
