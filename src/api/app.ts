import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import pinoHttp from 'pino-http';
import type { Registry } from 'prom-client';
import swaggerUi from 'swagger-ui-express';
import type { Deps } from '../deps';
import { refuse } from '../errors';
import type { Route } from '../route';
import { attachmentRoutes } from './attachments';
import { createAuthenticator } from './auth';
import { calendarRoutes } from './calendar';
import { caseRoutes } from './cases';
import { doorRoutes } from './doors';
import { dossierRoutes } from './dossiers';
import { draftRoutes } from './drafts';
import { exchangeRoutes } from './exchange';
import { extractionRoutes } from './extraction';
import { gateRoutes } from './gates';
import { errorHandler, mount } from './http';
import { openApiDocument } from './openapi';
import { errorPage, pageRouter, pageRoutes, publicPageRoutes, publicPages } from './pages';
import { healthRoutes, platformRoutes } from './platform';
import { publicRoutes } from './public';
import { pushRoutes } from './pushes';
import { registerRoutes } from './register';
import { releaseRoutes } from './releases';
import { createRepeats } from './repeats';
import { reportRoutes } from './reports';
import { sampleRoutes } from './samples';
import { securityRoutes } from './security-events';
import { sessions } from './sessions';
import { sheetRoutes } from './sheets';
import { statisticsRoutes } from './statistics';
import { noteStrangers } from './strangers';
import { taskRoutes } from './tasks';
import { createTurns } from './turns';

/** Requests a minute from one address before it is asked to wait. */
const REQUESTS_A_MINUTE = 3000;

/** Gates have limits of their own: other systems ask them a thousand times a second. */
const isOfGates = (path: string) => path === '/api/gates' || path.startsWith('/api/gates/');

/** Every route of the API. */
export function allRoutes(deps: Deps, metrics: Registry): Route[] {
  return [
    ...healthRoutes(deps, metrics),
    ...attachmentRoutes(deps),
    ...caseRoutes(deps),
    ...sheetRoutes(deps),
    ...taskRoutes(deps),
    ...publicRoutes(deps),
    ...registerRoutes(deps),
    ...doorRoutes(deps),
    ...draftRoutes(deps),
    ...platformRoutes(deps),
    ...securityRoutes(deps),
    ...calendarRoutes(deps),
    ...pushRoutes(deps),
    ...exchangeRoutes(deps),
    ...extractionRoutes(deps),
    ...gateRoutes(deps),
    ...dossierRoutes(deps),
    ...sampleRoutes(deps),
    ...reportRoutes(deps),
    ...statisticsRoutes(deps),
    ...releaseRoutes(deps),
  ];
}

/** Every route there is: API, pages and Tasklist's, as they are declared. */
export function declaredRoutes(deps: Deps, metrics: Registry, tasklist: TasklistRoutes): Route[] {
  const pages = [...publicPageRoutes(deps), ...pageRoutes(deps)];
  return [...allRoutes(deps, metrics), ...pages, ...tasklist.calls, ...tasklist.pages];
}

/** Tasklist's pages and calls, as the guard lets them through (src/guard). */
export interface TasklistRoutes {
  pages: Route[];
  calls: Route[];
}

/** So many requests a minute from one address. */
function limited(limit: number, options: Partial<Options>) {
  return rateLimit({
    ...{ windowMs: 60_000, limit, standardHeaders: 'draft-8', legacyHeaders: false },
    handler: (_req, _res, next) => next(refuse('E-00-24')),
    ...options,
  });
}

/** Builds the Express application. */
export function createApp(deps: Deps, metrics: Registry, tasklist: TasklistRoutes): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.config.TRUSTED_PROXIES);
  app.use(
    pinoHttp({
      logger: deps.log,
      genReqId: (req, res) => {
        const given = req.headers['x-request-id'];
        const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
        res.setHeader('X-Request-Id', id);
        return id;
      },
      autoLogging: { ignore: (req) => /^\/(health|metrics|assets)/.test(req.url ?? '') },
      customLogLevel(req, res, err) {
        if (err || res.statusCode >= 500) return 'error';
        // what a gate answered is an audit event with this number of the request
        return res.statusCode < 400 && isOfGates(req.url ?? '') ? 'silent' : 'info';
      },
      serializers: {
        // no headers, no query text: they can carry tokens and names
        req: (req) => ({ id: req.id, method: req.method, url: String(req.url).split('?')[0] }),
        res: (res) => ({ statusCode: res.statusCode }),
      },
    }),
    helmet({
      contentSecurityPolicy: {
        directives: {
          // the pages' own files only; form-js and bpmn-js set styles on elements
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'", 'data:'],
          formAction: ["'self'", deps.config.KEYCLOAK_URL],
          upgradeInsecureRequests: deps.config.PUBLIC_URL.startsWith('https') ? [] : null,
        },
      },
    }),
    // who is turned away by a gate is as any other
    limited(REQUESTS_A_MINUTE, {
      requestWasSuccessful: (req, res) => isOfGates(req.path) && res.statusCode < 400,
      skipSuccessfulRequests: true,
    }),
    limited(deps.config.GATE_QUESTIONS_A_MINUTE, { skip: (req) => !isOfGates(req.path) }),
    express.json({ limit: '1mb' }),
  );
  const authenticate = createAuthenticator(deps);
  const turns = createTurns(deps.config.JUDGED_AT_ONCE, deps.config.JUDGED_WAITING);
  const repeats = createRepeats(deps);
  const routes = allRoutes(deps, metrics);
  const document = openApiDocument(routes);
  app.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(document));
  const health = express.Router();
  for (const route of healthRoutes(deps, metrics)) mount(health, route, authenticate);
  const gates = express.Router();
  for (const route of routes.filter((r) => isOfGates(r.path))) mount(gates, route, authenticate);
  // before the sessions: what everyone reads sets no cookie, so that it can be cached; systems have none
  app.use(health, publicPages(deps), gates, sessions(deps));
  const api = express.Router();
  for (const route of routes.filter((r) => r.path.startsWith('/api/') && !isOfGates(r.path)))
    mount(api, route, authenticate, turns, repeats);
  for (const route of tasklist.calls) mount(api, route, authenticate, turns);
  app.use(api, pageRouter([...pageRoutes(deps), ...tasklist.pages], authenticate));
  app.use((_req, _res, next) => next(refuse('E-00-22')));
  app.use(noteStrangers(deps));
  app.use(errorHandler(deps.log, errorPage));
  return app;
}
