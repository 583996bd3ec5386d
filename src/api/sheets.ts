import { createHash } from 'node:crypto';
import multer, { MulterError } from 'multer';
import { z } from 'zod';
import {
  type SentSheet,
  sheetCases,
  sheetOfCase,
  sheetProcess,
  submitSheet,
  templateOf,
  trySheet,
} from '../cases/sheet';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import { refuse } from '../errors';
import { defineRoute, type Route } from '../route';
import { SHEET_LIMITS } from '../sheets';
import { label } from '../wording/labels';
import { attachedAs, parse, refusalSchema } from './http';
import { withProgress } from './progress';
import { requireSound } from './sound';

const params = z.object({ process: z.string() });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A row may name several files. */
const FILES_AT_MOST = 2000;

/** Spreadsheets: the template, what is wrong with a filled one, handing one in, what came of it. */
export function sheetRoutes(deps: Deps): Route[] {
  return [templateRoute(deps), sheetCheckRoute(deps), sheetRoute(deps), sheetCasesRoute(deps)];
}

/** The spreadsheet that people fill in, made from the start form of the release in force. */
function templateRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/cases/{process}/sheet',
    summary: '批量申报的表格模板（.xlsx，按现行启动表单生成）',
    permission: 'person',
    params,
    async handle({ params, caller, res }) {
      const of = await sheetProcess(deps, params.process, caller);
      const bytes = await templateOf(of);
      res
        .type(XLSX)
        .set('Content-Disposition', attachedAs(`${of.process.name}.xlsx`))
        .send(bytes);
      return undefined;
    },
  });
}

const filled = z
  .strictObject({
    attachments: z
      .array(z.uuid())
      .max(FILES_AT_MOST)
      .default([])
      .describe('表格各行写明文件名的附件（已由 POST /api/attachments 上传），JSON 数组'),
  })
  .describe('另有一个文件 part，名为 sheet：填好的 .xlsx 模板');

/** Says what every row would be refused for; stores nothing. */
function sheetCheckRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{process}/sheet/check',
    summary:
      '试检表格：逐行列出会被拒绝的理由及其行、列（不保存）；Accept: application/x-ndjson 时逐行返回进度',
    permission: 'person',
    judges: true,
    params,
    body: filled,
    bodyType: 'multipart/form-data',
    answer: z.object({
      columns: z.array(
        z.object({ path: z.string(), label: z.string(), column: z.string().optional() }),
      ),
      rows: z.array(
        z.object({ row: z.number(), cells: z.array(z.string()), refusals: z.array(refusalSchema) }),
      ),
      unused: z.array(z.string()).describe('没有任何一行写明的文件'),
    }),
    async handle(call) {
      const { params, caller } = call;
      await sheetProcess(deps, params.process, caller);
      const sent = await sentSheet(call);
      return withProgress(deps.log, call, (say) =>
        trySheet(deps, params.process, caller, sent, say),
      );
    },
  });
}

const takenSchema = z.object({
  id: z.uuid(),
  href: z.string(),
  cases: z.array(z.object({ row: z.number(), id: z.uuid(), number: z.string(), href: z.string() })),
});

/** Takes every row as a case of its own, all of them or none. */
function sheetRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{process}/sheet',
    summary:
      '按表格批量提交：全部行通过则每行一件，否则一件也不提交；Accept: application/x-ndjson 时逐行返回进度',
    permission: 'person',
    judges: true,
    params,
    body: filled,
    bodyType: 'multipart/form-data',
    answer: takenSchema,
    status: 201,
    once: {
      kind: 'sheet',
      async again({ taken, caller, res }) {
        const id = (await sheetOfCase(deps, taken.caseId ?? '')) ?? '';
        const lines = await sheetCases(deps, id, caller);
        // nothing was created this time
        if (!res.headersSent) res.locals.status = 200;
        return presentTaken(id, lines);
      },
    },
    async handle(call) {
      const { params, caller, requestId } = call;
      await sheetProcess(deps, params.process, caller);
      const sent = await sentSheet(call);
      const sha256 = createHash('sha256').update(sent.bytes).digest('hex');
      return withProgress(deps.log, call, (say) =>
        call.once({ params, sha256, files: [...sent.files].sort() }, async (sending) => {
          const origin = { requestId, sending };
          const { id, lines } = await submitSheet(deps, params.process, caller, sent, origin, say);
          return presentTaken(id, lines);
        }),
      );
    },
  });
}

function presentTaken(id: string, lines: Awaited<ReturnType<typeof sheetCases>>) {
  return {
    ...{ id, href: `/sheets/${id}` },
    cases: lines.map(({ row, file }) => {
      return { row, id: file.id, number: file.number, href: `/cases/${file.id}` };
    }),
  };
}

/** What came of the rows of a sheet, for who handed it in. */
function sheetCasesRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/sheets/{sheet}',
    summary: '一次批量提交的各件案件及其状态',
    permission: 'person',
    params: z.object({ sheet: z.uuid() }),
    answer: z.object({
      id: z.uuid(),
      process: z.string(),
      at: z.string(),
      statuses: z.array(z.object({ status: z.string(), label: z.string(), count: z.number() })),
      cases: z.array(
        z.object({
          row: z.number(),
          id: z.uuid(),
          number: z.string(),
          title: z.string(),
          status: z.string(),
          statusLabel: z.string(),
          href: z.string(),
        }),
      ),
    }),
    handle: async ({ params, caller }) =>
      presentSheet(deps, params.sheet, await sheetCases(deps, params.sheet, caller)),
  });
}

/** A sheet and its cases, each in the words of its release. */
export async function presentSheet(
  { releases }: Pick<Deps, 'releases'>,
  id: string,
  lines: Awaited<ReturnType<typeof sheetCases>>,
) {
  const cases = await Promise.all(
    lines.map(async ({ row, file }) => {
      const { number, title, status, processId, releaseId } = file;
      const words = label(await releases.labels(releaseId), 'status', status, processId);
      return {
        ...{ row, id: file.id, number, title, status, statusLabel: words },
        href: `/cases/${file.id}`,
      };
    }),
  );
  const labels = new Map(cases.map(({ status, statusLabel }) => [status, statusLabel]));
  const [first] = lines;
  return {
    id,
    process: first?.file.processId ?? '',
    at: first ? toShanghaiIso(first.file.createdAt) : '',
    statuses: [...labels].map(([status, words]) => {
      const count = cases.filter((one) => one.status === status).length;
      return { status, label: words, count };
    }),
    cases,
  };
}

/**
 * The spreadsheet of a multipart request, which is read into memory: it is small, and nobody keeps it.
 * @throws E-00-13 for one that is too large, E-00-23 for a request without one
 */
async function sentSheet({
  req,
  res,
}: Pick<Parameters<Route['handle']>[0], 'req' | 'res'>): Promise<SentSheet> {
  const read = multer({
    storage: multer.memoryStorage(),
    limits: {
      ...{ fileSize: SHEET_LIMITS.bytes, files: 1, fields: 1 },
      fieldSize: FILES_AT_MOST * 50,
    },
    defParamCharset: 'utf8',
  }).single('sheet');
  await new Promise<void>((resolve, reject) =>
    read(req, res, (error: unknown) => (error ? reject(toRefused(error)) : resolve())),
  );
  if (!req.file) throw refuse('E-00-23', { zh: '没有名为 sheet 的文件', en: 'no file sheet' });
  const { attachments = '[]' } = (req.body ?? {}) as { attachments?: unknown };
  const files = jsonOf(attachments);
  requireSound(files, 'attachments');
  const body = parse(filled, { attachments: files }, 'body') as z.infer<typeof filled>;
  return { bytes: req.file.buffer, files: body.attachments };
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : '');
  } catch {
    const [zh, en] = ['attachments 不是有效的 JSON', 'part attachments is not valid JSON'];
    throw refuse('E-00-23', { zh, en });
  }
}

function toRefused(error: unknown): unknown {
  const mostMB = SHEET_LIMITS.bytes / 1024 / 1024;
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE')
    return refuse('E-00-13', { zh: `上限 ${mostMB} MB`, en: `at most ${mostMB} MB` });
  return refuse('E-00-23', { en: (error as Error).message });
}
