import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import swaggerUi from 'swagger-ui-express';
import { z } from 'zod';
import {
  type Acknowledge,
  type Answer,
  acknowledgeSchema,
  type Behaviour,
  behaviourSchema,
  listQuerySchema,
  openApi,
  PATHS,
  PLATFORMS,
  type PlatformName,
  PROJECTS,
  PROJECTS_PATH,
  projectSchema,
  pushSchema,
  type Stored,
  selectionSchema,
} from './contract';
import { Memory, type Push } from './memory';
import { peopleOutside } from './people';

/** What came of an acknowledgement that the stand-in brought. */
export interface Delivered {
  status: number;
  body: unknown;
}

export interface NationalPlatformOptions {
  /** 0: any free one. */
  port?: number;
  /** What it stored, kept over restarts. */
  file?: string;
  /** Bearer token that pushes must carry. */
  token?: string;
  /** Brings an acknowledgement to the platform that pushed. */
  deliver?: (
    platform: PlatformName,
    idempotencyKey: string,
    acknowledgement: unknown,
  ) => Promise<Delivered>;
}

/** A running stand-in. */
export interface RunningPlatform {
  url: string;
  close(): Promise<void>;
}

/** By this key behaviours order what to do with the list. */
const LIST = 'list';

/** The request makes no sense. */
class BadRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Plays the national platform and the ministry's desk for errata, on loopback. */
export async function startNationalPlatform(
  options: NationalPlatformOptions = {},
): Promise<RunningPlatform> {
  const server = createServer(createApp(options));
  await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // whoever waits for an answer that never comes
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
}

function createApp(options: NationalPlatformOptions): Express {
  const memory = new Memory(options.file);
  const app = express()
    .disable('x-powered-by')
    .use(express.json({ limit: '5mb' }));
  const api = openApi();
  app.get('/health', (_req, res) => void res.json({ status: 'up' }));
  app.get('/openapi.json', (_req, res) => void res.json(api));
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(api as swaggerUi.JsonObject));

  const { deliver = nobodyToTell } = options;
  for (const platform of PLATFORMS)
    app.post(PATHS[platform], async (req, res) => {
      authorize(req, options.token);
      await take(memory, readPush(platform, req), res, deliver);
    });

  app.get(PATHS.NATIONAL, (req, res) => {
    authorize(req, options.token);
    const { mode } = memory.behaviourFor({ platform: 'NATIONAL', key: LIST });
    if (!say(mode, res)) res.json(memory.list(parse(listQuerySchema, req.query)));
  });

  app.get(`${PROJECTS_PATH}/:permitNo`, async (req, res) => {
    authorize(req, options.token);
    await tell(memory, req.params.permitNo, res);
  });

  app.use(peopleOutside((authorization) => requireToken(authorization, options.token)));

  app.put('/control/records', (req, res) => {
    for (const body of parse(z.array(pushSchema), req.body))
      memory.store({ ...named(body), idempotencyKey: 'planted' }, 'ACCEPTED');
    res.status(204).end();
  });
  app.delete('/control/records', (req, res) => {
    memory.lose(parse(z.array(z.string()), req.body));
    res.status(204).end();
  });
  app.put('/control/projects', (req, res) => {
    memory.keepProjects(parse(z.array(projectSchema), req.body));
    res.status(204).end();
  });
  app.get('/control/stored', (req, res) => {
    res.json(memory.listStored(parse(selectionSchema, req.query)));
  });
  app.get('/control/received', (req, res) => {
    res.json(memory.listReceived(parse(selectionSchema, req.query)));
  });
  app.put('/control/behaviours', (req, res) => {
    memory.behave(parse(z.array(behaviourSchema), req.body));
    res.status(204).end();
  });
  app.delete('/control/behaviours', (_req, res) => {
    memory.forgetBehaviours();
    res.status(204).end();
  });
  app.post('/control/acknowledgements', async (req, res) => {
    res.json(await acknowledge(memory, parse(acknowledgeSchema, req.body), deliver));
  });
  app.use(problem);
  return app;
}

type Deliver = NonNullable<NationalPlatformOptions['deliver']>;

async function nobodyToTell(): Promise<never> {
  throw new BadRequest(501, 'nobody to acknowledge to was given');
}

function authorize(req: Request, token: string | undefined): void {
  requireToken(req.get('Authorization'), token);
}

function requireToken(authorization: string | undefined, token: string | undefined): void {
  if (token && authorization !== `Bearer ${token}`) throw new BadRequest(401, 'wrong token');
}

function readPush(platform: PlatformName, req: Request): Push {
  const idempotencyKey = req.get('Idempotency-Key');
  if (!idempotencyKey) throw new BadRequest(400, 'header Idempotency-Key is missing');
  return { ...named(parse(pushSchema, req.body), platform), idempotencyKey };
}

function named(body: z.infer<typeof pushSchema>, platform: PlatformName = 'NATIONAL') {
  return { platform, key: body.key, version: body.version, body };
}

/** Takes a push: a repeated one gets the answer it got before, a new one what was ordered. */
async function take(memory: Memory, push: Push, res: Response, deliver: Deliver): Promise<void> {
  const seen = () => {
    const known = memory.find(push.platform, push.key, push.version);
    // asked once more under another key, what was refused is judged anew
    const isAnew = known?.state === 'REJECTED' && known.idempotencyKey !== push.idempotencyKey;
    return isAnew ? undefined : known;
  };
  const behaviour = memory.behaviourFor(push);
  const { mode, delayMs = 0 } = behaviour;
  const works = ['ACCEPT', 'REJECT', 'LATER', 'LOST'].includes(mode);
  memory.note(push, seen() && works ? 'REPEATED' : mode);
  if (mode !== 'LATER' && delayMs) await sleep(delayMs);
  if (say(mode, res)) return;
  const known = seen();
  if (known) return repeat(known, push, res);
  if (mode === 'LATER') return takeForLater(memory, push, behaviour, res, deliver);
  const rejected = mode === 'REJECT';
  const reason = rejected ? (behaviour.reason ?? '数据不符合要求') : null;
  const stored = memory.store(push, rejected ? 'REJECTED' : 'ACCEPTED', reason);
  if (mode === 'LOST') return void res.destroy();
  answer(res, stored);
}

/** Tells of a project what it has, or does what was ordered. */
async function tell(memory: Memory, permitNo: string, res: Response): Promise<void> {
  const { mode, delayMs = 0 } = memory.behaviourFor({ platform: PROJECTS, key: permitNo });
  if (delayMs) await sleep(delayMs);
  if (say(mode, res)) return;
  const project = memory.project(permitNo);
  if (project) res.json(project);
  else res.status(404).json({ title: 'no such project' });
}

/** Says nothing of use, where that was ordered. @returns whether it was */
function say(mode: Behaviour['mode'], res: Response): boolean {
  if (mode === 'NONSENSE') res.type('html').send('<html>系统维护中</html>');
  if (mode === 'DOWN') res.status(503).json({ title: 'not available' });
  return ['SILENT', 'NONSENSE', 'DOWN'].includes(mode);
}

/** The same record in the same version has one content, and one answer. */
function repeat(known: Stored, push: Push, res: Response): void {
  if (!isDeepStrictEqual(known.body, push.body)) {
    const reason = '同一记录同一版本的内容与已收到的不同';
    res.status(422).json({ accepted: false, receipt: null, reason } satisfies Answer);
  } else if (known.state === 'PENDING') res.status(202).json({});
  else answer(res, known);
}

function answer(res: Response, { state, receipt, reason }: Stored): void {
  const accepted = state === 'ACCEPTED';
  res.status(accepted ? 200 : 422).json({ accepted, receipt, reason } satisfies Answer);
}

function takeForLater(
  memory: Memory,
  push: Push,
  { delayMs }: Behaviour,
  res: Response,
  deliver: Deliver,
): void {
  memory.store(push, 'PENDING');
  res.status(202).json({});
  if (delayMs === undefined) return;
  const { platform, key, version } = push;
  setTimeout(async () => {
    const order = { platform, key, version, accepted: true, times: 1 };
    await acknowledge(memory, order, deliver).catch((error: Error) => console.error(error.message));
  }, delayMs).unref();
}

/** Brings an acknowledgement; what it says is remembered, however often it is brought. */
async function acknowledge(
  memory: Memory,
  { platform, key, version, accepted, reason, times, nonsense }: Acknowledge,
  deliver: Deliver,
): Promise<Delivered[]> {
  const known = version ? memory.find(platform, key, version) : memory.newest(platform, key);
  if (!known) throw new BadRequest(404, `${platform} was never sent ${key}`);
  const { receipt } = known;
  const said = nonsense ?? ({ accepted, receipt, reason: reason ?? null } satisfies Answer);
  if (nonsense === undefined) memory.store(known, accepted ? 'ACCEPTED' : 'REJECTED', reason);
  const delivered: Delivered[] = [];
  for (let time = 0; time < times; time += 1)
    delivered.push(await deliver(platform, known.idempotencyKey, said));
  return delivered;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  throw new BadRequest(400, issues.join('; '));
}

function problem(error: Error, _req: Request, res: Response, _next: NextFunction): void {
  // the body parser's errors carry a status, too
  const { status = 500 } = error as { status?: number };
  res.status(status).type('application/problem+json').json({ status, title: error.message });
}
