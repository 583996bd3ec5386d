import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

// What the stand-in takes and answers. `/records`, `/erratum-applications` and `/projects` are the
// contract that a real platform has to keep; `/control` exists in the stand-in only.

/** The two who take pushes here: the national platform, and the ministry's desk for errata. */
export const PLATFORMS = ['NATIONAL', 'MINISTRY'] as const;
export type PlatformName = (typeof PLATFORMS)[number];

/** The path on which each takes them. */
export const PATHS: Record<PlatformName, string> = {
  NATIONAL: '/records',
  MINISTRY: '/erratum-applications',
};

/** Where the national platform is asked for a project by the number of its construction permit. */
export const PROJECTS_PATH = '/projects';
/** By this name behaviours order what to do with such questions. */
export const PROJECTS = 'PROJECTS';

export const projectSchema = z
  .looseObject({ permitNo: z.string().min(1).max(200).describe('施工许可证编号') })
  .describe('全国平台上的项目；其余字段原样答复');
export type Project = z.infer<typeof projectSchema>;

export const pushSchema = z
  .looseObject({
    key: z.string().min(1).max(300).describe('记录键：同一记录始终相同'),
    version: z.number().int().positive().describe('版本：内容变化时加一；同键同版本只存一次'),
  })
  .describe('推送的记录；其余字段原样保存');

export const listQuerySchema = z.object({
  prefix: z.string().max(200).default('').describe('记录键以此开头的'),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  after: z.string().max(700).optional().describe('接着取：上一页的 next'),
});
export const listSchema = z
  .object({
    items: z.array(
      z.object({
        key: z.string(),
        version: z.number().int().describe('所存的最新版本'),
        hash: z.string().describe('所存内容（不含 hash 字段）的 SHA-256，按 RFC 8785 排列'),
      }),
    ),
    next: z.string().nullable(),
  })
  .describe('所存的记录，按键排列');

export const answerSchema = z.object({
  accepted: z.boolean().describe('是否接收'),
  receipt: z.string().nullable().describe('回执号（部批复的文号）'),
  reason: z.string().nullable().describe('不接收的理由（部的意见）'),
});
export type Answer = z.infer<typeof answerSchema>;

/** What one who takes pushes does with the next ones. */
export const behaviourSchema = z.object({
  platform: z
    .enum([...PLATFORMS, PROJECTS])
    .describe('PROJECTS：查询项目；只用 SILENT、NONSENSE、DOWN，其余照常答复'),
  key: z.string().optional().describe('只对键（查询项目：施工许可证编号）以此开头的；缺省为全部'),
  mode: z
    .enum(['ACCEPT', 'REJECT', 'LATER', 'LOST', 'SILENT', 'NONSENSE', 'DOWN'])
    .describe(
      'ACCEPT 接收；REJECT 不接收；LATER 先答 202，之后另送回执；LOST 已存但答复丢失（连接断开）；' +
        'SILENT 不存也不答；NONSENSE 不存，答非所问；DOWN 不存，503',
    ),
  delayMs: z
    .number()
    .int()
    .nonnegative()
    .max(600_000)
    .optional()
    .describe('先等多少毫秒；LATER：多少毫秒后自行送回执，缺省为等 /control/acknowledgements'),
  times: z.number().int().positive().optional().describe('只对这么多次；缺省为一直'),
  reason: z.string().optional().describe('REJECT 的理由'),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

/** Makes the stand-in acknowledge, of its own accord, what it was sent before. */
export const acknowledgeSchema = z.object({
  platform: z.enum(PLATFORMS),
  key: z.string().describe('记录键'),
  version: z.number().int().positive().optional().describe('缺省为最新版本'),
  accepted: z.boolean().default(true).describe('部：是否同意'),
  reason: z.string().optional().describe('理由、意见'),
  times: z.number().int().positive().max(20).default(1).describe('送几次'),
  nonsense: z.unknown().optional().describe('以此代替回执内容，照送不误'),
});
export type Acknowledge = z.infer<typeof acknowledgeSchema>;

export const storedSchema = z.object({
  platform: z.enum(PLATFORMS),
  key: z.string(),
  version: z.number().int(),
  idempotencyKey: z.string(),
  body: z.record(z.string(), z.unknown()),
  receipt: z.string(),
  state: z.enum(['ACCEPTED', 'REJECTED', 'PENDING']),
  reason: z.string().nullable(),
  at: z.string(),
});
export type Stored = z.infer<typeof storedSchema>;

export const receivedSchema = z.object({
  platform: z.enum(PLATFORMS),
  key: z.string(),
  version: z.number().int(),
  idempotencyKey: z.string(),
  mode: z.string().describe('如何处理；REPEATED：同键同版本已有'),
  at: z.string(),
});
export type Received = z.infer<typeof receivedSchema>;

export const selectionSchema = z.object({
  platform: z.enum(PLATFORMS).optional(),
  key: z.string().optional().describe('键以此开头'),
});

/** The OpenAPI document of the stand-in. */
export function openApi(): object {
  const registry = new OpenAPIRegistry();
  const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
  const problem = { description: '请求有误', content: { 'application/problem+json': {} } };
  const bearer = registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
  });
  const pushes: [PlatformName, string][] = [
    ['NATIONAL', '接收推送的记录（全国平台）'],
    ['MINISTRY', '接收书面勘误申请（住房和城乡建设部）；批复另送'],
  ];
  for (const [platform, summary] of pushes)
    registry.registerPath({
      method: 'post',
      path: PATHS[platform],
      summary,
      security: [{ [bearer.name]: [] }],
      request: {
        headers: z.object({ 'Idempotency-Key': z.string().describe('同一推送重发时不变') }),
        body: json(pushSchema),
      },
      responses: {
        200: { description: '已接收；重发得到同一回执', ...json(answerSchema) },
        202: { description: '已收到，回执另送 POST /api/pushes/{key}/acknowledgement' },
        422: { description: '不接收', ...json(answerSchema) },
        default: problem,
      },
    });
  registry.registerPath({
    method: 'get',
    path: PATHS.NATIONAL,
    summary: '所存记录的清单，供对账（全国平台）',
    security: [{ [bearer.name]: [] }],
    request: { query: listQuerySchema },
    responses: { 200: { description: '一页清单', ...json(listSchema) }, default: problem },
  });
  const control = (
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    summary: string,
    request: object,
    answer?: z.ZodType,
  ) =>
    registry.registerPath({
      method,
      path,
      summary,
      tags: ['control'],
      request,
      responses: {
        [answer ? 200 : 204]: { description: '成功', ...(answer && json(answer)) },
        default: problem,
      },
    });
  const selection = { query: selectionSchema };
  registry.registerPath({
    method: 'get',
    path: `${PROJECTS_PATH}/{permitNo}`,
    summary: '按施工许可证编号查询项目（全国平台）',
    security: [{ [bearer.name]: [] }],
    request: { params: z.object({ permitNo: z.string() }) },
    responses: {
      200: { description: '项目信息', ...json(projectSchema) },
      404: { description: '没有该项目' },
      default: problem,
    },
  });
  control('put', '/control/projects', '增加或更新可查询的项目', {
    body: json(z.array(projectSchema)),
  });
  control('get', '/control/stored', '存有的记录', selection, z.array(storedSchema));
  control('get', '/control/received', '收到过的每次推送', selection, z.array(receivedSchema));
  control('put', '/control/records', '直接存入记录（全国平台），如同收到过', {
    body: json(z.array(pushSchema)),
  });
  control('delete', '/control/records', '丢失这些记录（全国平台）', {
    body: json(z.array(z.string())),
  });
  control('put', '/control/behaviours', '规定如何处理；后说的先用', {
    body: json(z.array(behaviourSchema)),
  });
  control('delete', '/control/behaviours', '恢复缺省：全国平台接收，部另送批复', {});
  control(
    'post',
    '/control/acknowledgements',
    '自行送回执（部：批复）',
    { body: json(acknowledgeSchema) },
    z.array(z.object({ status: z.number(), body: z.unknown() })),
  );
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: '全国平台与住房和城乡建设部（演示替身）', version: '1' },
  });
}
