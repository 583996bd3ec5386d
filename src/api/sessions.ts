import { Router } from 'express';
import { auth } from 'express-openid-connect';
import type { Deps } from '../deps';
import { isUnreachable, PartAway } from '../errors';
import { endSession } from '../records/ended-sessions';

/** A browser session ends so long after its last request; the realm says the same (ssoSessionIdleTimeout). */
export const SESSION_IDLE_SECONDS = 30 * 60;
/** And so long after its log-in, whatever happens (ssoSessionMaxLifespan). */
export const SESSION_LONGEST_SECONDS = 10 * 60 * 60;

/**
 * Log-in with Keycloak for the pages; the session is an encrypted, http-only cookie. What ends it is
 * kept in the record: a log-out here (`/logout`), or one that Keycloak tells of (`/backchannel-logout`):
 * at another application, or by an administrator. From then on no copy of the cookie, and no token of
 * the session, is good for anything (`createAuthenticator`).
 */
export function sessions({ config, db }: Pick<Deps, 'config' | 'db'>): Router {
  const end = (id: string) => endSession(db, id, SESSION_LONGEST_SECONDS);
  const router = Router();
  const session = auth({
    issuerBaseURL: `${config.KEYCLOAK_URL}/realms/${config.KEYCLOAK_REALM}`,
    baseURL: config.PUBLIC_URL,
    clientID: config.KEYCLOAK_WEB_CLIENT_ID,
    clientSecret: config.KEYCLOAK_WEB_CLIENT_SECRET,
    secret: config.SESSION_SECRET,
    authRequired: false,
    idpLogout: true,
    authorizationParams: { response_type: 'code', scope: 'openid profile email' },
    routes: { logout: false },
    backchannelLogout: {
      // one place judges sessions and bearer tokens alike
      isLoggedOut: false,
      onLogin: false,
      async onLogoutToken({ sid }: { sid?: string }) {
        if (!sid) throw new Error('the log-out names no session');
        await end(sid);
      },
    },
    session: {
      rollingDuration: SESSION_IDLE_SECONDS,
      absoluteDuration: SESSION_LONGEST_SECONDS,
      cookie: { sameSite: 'Lax' },
    },
  });
  router.use((req, res, next) =>
    session(req, res, (error?: unknown) =>
      next(isUnreachable(error) ? new PartAway('identity', error) : error),
    ),
  );
  router.get('/logout', async (req, res) => {
    const sid = req.oidc.idTokenClaims?.sid;
    if (typeof sid === 'string') await end(sid);
    res.set('Cache-Control', 'no-store');
    await res.oidc.logout();
  });
  return router;
}
