import type { ErrorRequestHandler, Request, Response } from 'express';
import type { z } from 'zod';
import { RELEASE_ROLES } from '../../cases/releases';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import { RefusedError } from '../../errors';
import { organisationNames } from '../../records/directory';
import { defineRoute, type Permission, type Route } from '../../route';
import { renderError, type UserView } from '../../web';

/** A page declares its permission and the schemas of its address, as every route does. */
export interface Page<P extends z.ZodType, Q extends z.ZodType> {
  path: string;
  summary: string;
  permission: Permission;
  params?: P;
  query?: Q;
  /** how long it may be kept (Cache-Control); without it that is left to the browser */
  cache?: string;
  /** @returns the page as HTML */
  show(call: {
    params: z.infer<P>;
    query: z.infer<Q>;
    /** who looks at it; nobody on a page with permission `public` */
    caller: Caller;
    requestId: string;
  }): Promise<string>;
}

/** Makes a route that answers with a page. */
export function definePage<P extends z.ZodType, Q extends z.ZodType>({
  cache,
  show,
  ...route
}: Page<P, Q>): Route {
  return defineRoute({
    ...route,
    method: 'get',
    async handle({ params, query, caller, requestId, res }) {
      const shown = await show({ params, query, caller, requestId });
      if (cache) res.set('Cache-Control', cache);
      res.send(shown);
      return undefined;
    },
  } as Route<P, Q>);
}

/**
 * Sends somebody who is not logged in to log in and come back, where a page asks for a person. Whoever
 * is turned away although Keycloak knows their session has it ended there first: Keycloak would send
 * them back with the same session, for ever.
 */
export const logInFirst: ErrorRequestHandler = async (error, req, res, next) => {
  if (!(error instanceof RefusedError && error.status === 401)) next(error);
  else if (req.isTurnedAway && req.oidc.isAuthenticated()) await res.oidc.logout();
  else await res.oidc.login({ returnTo: req.originalUrl });
};

/** What a page for somebody logged in knows besides its own content. */
export async function frame(
  deps: Pick<Deps, 'db' | 'config'>,
  caller: Caller,
): Promise<{ user: UserView; tasklistHref: string; releasesHref: string | undefined }> {
  const names = await organisationNames(deps.db, caller.organisations);
  const { name, username } = caller;
  return {
    user: { name, username, organisations: [...names.values()] },
    tasklistHref: '/tasklist',
    releasesHref: RELEASE_ROLES.some((role) => caller.roles.includes(role))
      ? '/releases'
      : undefined,
  };
}

/** An error as a page. */
export function errorPage(req: Request, res: Response, refused: RefusedError): void {
  const [first] = refused.refusals;
  res.status(refused.status).send(
    renderError({
      isPublic: /^\/public(\/|$)/.test(req.path),
      status: refused.status,
      title: first?.zh ?? '',
      code: first?.code,
      requestId: String(req.id),
    }),
  );
}
