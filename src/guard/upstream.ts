import { Agent } from 'node:http';
import type { Request, Response } from 'express';
import proxy from 'express-http-proxy';
import type { Config } from '../config';
import { isUnreachable, naming, PartAway, refuse } from '../errors';
import { serviceTokens } from '../people';

/** What is asked of Tasklist; nothing else of the request reaches it, least of all its cookies. */
export interface Question {
  method: 'GET' | 'POST';
  /** made from what the route's schemas let through */
  path: string;
  /** sent as JSON */
  body?: object;
}

/** Tasklist as only the guard reaches it. */
export interface Upstream {
  /**
   * Answers a request with what Tasklist answers to the question.
   * @param change what becomes of the answer on its way
   * @throws RefusedError E-00-22 where Tasklist knows of no such thing; PartAway where it, or Keycloak,
   *   does not answer
   */
  pass(
    call: { req: Request; res: Response },
    question: Question,
    change?: (answer: Buffer) => Promise<string | Buffer> | string | Buffer,
  ): Promise<void>;
}

const ANSWER_WITHIN_MS = 30_000;

/** Talks to Tasklist as a client that may read every task: what of it a person sees is the guard's to say. */
export function createUpstream(config: Config): Upstream {
  const { KEYCLOAK_GUARD_CLIENT_ID: id, KEYCLOAK_GUARD_CLIENT_SECRET: secret } = config;
  const tokens = naming('identity', { token: serviceTokens(config, id, secret) });
  const agent = new Agent({ keepAlive: true });
  return {
    pass: ({ req, res }, { method, path, body }, change = (answer) => answer) =>
      new Promise((resolve, reject) => {
        const sent = Buffer.from(body ? JSON.stringify(body) : '');
        const ours = { ...res.getHeaders() };
        res.once('close', resolve);
        proxy(config.TASKLIST_URL, {
          timeout: ANSWER_WITHIN_MS,
          proxyReqPathResolver: () => path,
          proxyReqBodyDecorator: () => sent,
          async proxyReqOptDecorator(options) {
            const authorization = `Bearer ${await tokens.token()}`;
            const type = body ? { 'content-type': 'application/json' } : {};
            options.headers = { accept: '*/*', authorization, ...type } as never;
            return { ...options, method, agent };
          },
          // policies, caching and cookies are ours to say
          userResHeaderDecorator: (_all, _req, _res, _proxied, { headers }) => ({
            ...ours,
            'content-type': headers['content-type'],
          }),
          userResDecorator({ statusCode = 500 }, answer) {
            if (statusCode === 404) throw refuse('E-00-22');
            if (statusCode >= 300)
              throw new PartAway('tasklist', new Error(`it answers ${statusCode}`));
            return change(answer);
          },
          proxyErrorHandler: (error) =>
            reject(isUnreachable(error) ? new PartAway('tasklist', error) : error),
        })(withoutBody(req), res, reject);
      }),
  };
}

/** The proxy would read what was read already; what it sends is the question's. */
function withoutBody(req: Request): Request {
  req.body = Buffer.alloc(0);
  return req;
}
