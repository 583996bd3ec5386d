import type { NextFunction, Request, Response, Router } from 'express';
import type { Logger } from 'pino';
import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import 'pino-http';
import { z } from 'zod';
import { named, undrawable } from '../domain/drawable';
import type { Caller } from '../domain/identity';
import { tidied } from '../domain/normal-form';
import {
  isEngineAway,
  type Part,
  PartAway,
  type Refusal,
  RefusedError,
  refuse,
  refuseAway,
} from '../errors';
import type { Permission, Route } from '../route';
import type { Repeats } from './repeats';
import { requireSound } from './sound';
import type { Turns } from './turns';

/**
 * Adds a route: permission first, then whether the caller sees it, then schemas, then the handler.
 * @param turns where people wait for their turn, for routes that judge
 * @param repeats what knows a repeat, for routes that take a key
 */
export function mount(
  router: Router,
  route: Route,
  authenticate: (req: Request) => Promise<Caller>,
  turns?: Turns,
  repeats?: Repeats,
): void {
  router[route.method](
    route.path.replace(/\{(\w+)\}/g, ':$1'),
    async (req, res, next) => {
      if (route.permission !== 'public') {
        // what somebody logged in is shown stays in no cache, for whoever sits there next
        res.set('Cache-Control', 'no-store');
        const caller = await authenticate(req);
        req.caller = caller;
        requireRole(route.permission, caller);
        // what the same act ended is to be seen no more
        if (route.visible && !(await repeats?.isKnown(route, req))) {
          requireSound(req.params, 'params');
          await route.visible({ params: parse(route.params, req.params, 'path'), caller });
        }
      }
      next();
    },
    ...(route.before ?? []),
    async (req: Request, res: Response) => {
      for (const part of ['params', 'query', 'body'] as const) requireSound(req[part], part);
      const call: Parameters<Route['handle']>[0] = {
        params: parse(route.params, req.params, 'path'),
        query: parse(route.query, req.query, 'query'),
        body: route.bodyType ? req.body : parse(route.body, req.body, 'body'),
        caller: req.caller as Caller,
        callerNow: () => authenticate(req),
        once: repeats?.onceFor(route, req, res) ?? ((_, first) => first(undefined)),
        requestId: String(req.id),
        req,
        res,
      };
      const handle = () => route.handle(call);
      // where nobody is logged in, an address is who asks
      const who = req.caller ? `person ${req.caller.username}` : `address ${req.ip}`;
      const answer = route.judges && turns ? await turns.take(who, handle) : await handle();
      const status = res.locals.status ?? route.status ?? res.statusCode;
      if (!res.headersSent) res.status(status).json(answer);
    },
  );
}

/** @throws E-00-21 for somebody without one of the roles that a route asks for */
export function requireRole(permission: Permission, { roles }: Caller): void {
  if (permission === 'person' || permission === 'public') return;
  if (!permission.some((role) => roles.includes(role))) throw refuse('E-00-21');
}

/** Content-Disposition that shows a file under its name, which may be Chinese (RFC 8187). */
export const inlineAs = (name: string): string => `inline; ${named8187(name)}`;

/** Content-Disposition that has a file saved under its name. */
export const attachedAs = (name: string): string => `attachment; ${named8187(name)}`;

function named8187(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename*=UTF-8''${encoded}`;
}

/** Checks a part of a request. @throws E-00-23 naming what does not fit */
export function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((i) => `${[where, ...i.path].join('.')}: ${i.message}`);
  throw refuse('E-00-23', { zh: problems.join('；'), en: problems.join('; ') });
}

/** Of what is wrong with a text, so many characters are named. */
const CHARACTERS_TOLD = 10;

/**
 * A text that people enter outside of forms: without what nobody sees, so that a blank one is empty, and
 * of characters that documents can print.
 */
export const enteredText = () =>
  z
    .string()
    .overwrite(tidied)
    .refine((text) => undrawable(text).length === 0, {
      error: ({ input }) =>
        `cannot be printed: ${undrawable(String(input))
          .slice(0, CHARACTERS_TOLD)
          .map((one) => named(one).code)
          .join(', ')}`,
    });

/** A refusal as callers get it. */
export const refusalSchema = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  field: z.string().optional(),
  label: z.string().optional().describe('what the field is called on the form'),
  came: z.string().optional().describe('what stood in the field; personal data masked'),
  row: z.number().optional().describe('of a spreadsheet: the row, as Excel counts'),
  column: z.string().optional().describe('of a spreadsheet: the letter of the column'),
  instead: z
    .object({
      flow: z.string().describe('process id'),
      title: z.string().describe('its name, and what is to be chosen there'),
      href: z.string().describe('its page in the portal'),
    })
    .optional()
    .describe('the flow that fits, where another one does'),
  about: z
    .object({ title: z.string(), href: z.string().describe('its page in the portal') })
    .optional()
    .describe('what it is about, where the caller may see that'),
  changed: z
    .object({
      by: z.string(),
      at: z.string(),
      etag: z.string().describe('of the draft as it is now'),
      fields: z.array(z.object({ label: z.string(), theirs: z.string(), mine: z.string() })),
    })
    .optional()
    .describe('how a draft was changed meanwhile'),
});

/** RFC 9457 problem with our codes; every refusal at once in `errors`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(refusalSchema),
});

/** What callers are told of an error; null for one that nothing is told of. */
export function toRefused(error: unknown): RefusedError | null {
  if (error instanceof RefusedError) return error;
  // what reads a request says that its error may be told, or is Express at its address; a status code
  // alone may be what another system answered us
  const { status, expose = error instanceof URIError } = error as {
    status?: number;
    expose?: boolean;
  };
  if (status === 413) return refuse('E-00-14');
  if (expose && typeof status === 'number' && status >= 400 && status < 500)
    return refuse('E-00-23', { en: (error as Error).message });
  if (error instanceof QueryFailedError && /invalid input syntax|out of range/.test(error.message))
    return refuse('E-00-22');
  if (error instanceof QueryFailedError && error.driverError.code === TIMED_OUT)
    return refuse('E-00-74');
  const part = partAway(error);
  return part ? refuseAway(part) : null;
}

/** Which part does an error say is away? */
function partAway(error: unknown): Part | null {
  if (error instanceof PartAway) return error.part;
  if (isEngineAway(error)) return 'engine';
  if (isDatabaseGone(error)) return 'database';
  return areFilesGone(error) ? 'files' : null;
}

/** The folder of the attachments cannot be read or written, or is full. */
function areFilesGone(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return (
    /^(open|read|write|mkdir|rename|link|unlink|fsync|stat)$/.test(syscall ?? '') &&
    /^(EACCES|EPERM|EIO|EROFS|ENOSPC|EDQUOT|EMFILE|ENFILE|ESTALE|ENOTDIR)$/.test(code ?? '')
  );
}

/** PostgreSQL's code for a query that took longer than it may (only searches have such a limit). */
const TIMED_OUT = '57014';

/** TypeORM's words for a connection that broke inside a transaction. */
const BROKEN_OFF = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/**
 * PostgreSQL refuses connections, breaks them off, is shutting down or starting up. Every other part
 * is reached through a client that names it (`naming`), so a connection nobody names is PostgreSQL's.
 */
function isDatabaseGone(error: unknown): boolean {
  if (BROKEN_OFF.some((kind) => error instanceof kind)) return true;
  const { code, message = '' } = (
    error instanceof QueryFailedError ? error.driverError : error
  ) as { code?: unknown; message?: string };
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|08\w{3})$/.test(String(code)) ||
    /^Connection terminated|not queryable|timeout exceeded when trying to connect/.test(message)
  );
}

/** Answers every error as problem+json (or by `page` for people's browsers); no internals leak. */
export function errorHandler(
  log: Logger,
  page: (req: Request, res: Response, refused: RefusedError) => void,
) {
  return (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    const refused = toRefused(error) ?? refuse('E-00-50');
    if (refused.status >= 500) log.error({ err: error, requestId: req.id }, 'request failed');
    if (res.headersSent) {
      res.end();
      return;
    }
    if (refused.status === 503) res.setHeader('Retry-After', '5');
    if (refused.status === 429 && !res.hasHeader('Retry-After')) res.setHeader('Retry-After', '1');
    if (!/^\/(api|v1)\//.test(req.path) && req.accepts(['html', 'json']) === 'html') {
      page(req, res, refused);
      return;
    }
    const [first] = refused.refusals as [Refusal];
    if (first.changed) res.setHeader('ETag', first.changed.etag);
    res
      .status(refused.status)
      .type('application/problem+json')
      .json(problemOf(refused, String(req.id)));
  };
}

/** A refusal in the shape of `problemSchema`. */
export function problemOf({ status, refusals }: RefusedError, requestId: string) {
  const [first] = refusals as [Refusal];
  return {
    type: 'about:blank',
    title: first.zh,
    status,
    code: first.code,
    detail: refusals.map((r) => `${r.code} ${r.zh}`).join('；'),
    requestId,
    errors: refusals,
  };
}

declare global {
  namespace Express {
    interface Request {
      caller?: Caller;
    }
  }
}
