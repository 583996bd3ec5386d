import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Route } from '../route';
import { problemSchema } from './http';

/** Taken by routes with `once`. */
const keyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .describe(
      '本次提交的标识（自定，最长 200 个字符，免登录的至少 128 位随机数）；未收到答复时以同一标识再发，得到首次的答复',
    ),
});

/** The OpenAPI document of these routes: the same objects that serve them. */
export function openApiDocument(routes: Route[]): object {
  const registry = new OpenAPIRegistry();
  const security = registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const route of routes) {
    const { permission, params, query, body } = route;
    const headers = route.once ? keyHeader.extend(route.headers?.shape ?? {}) : route.headers;
    const type = route.bodyType ?? 'application/json';
    registry.registerPath({
      method: route.method,
      path: route.path,
      summary: route.summary,
      description:
        permission === 'public' || permission === 'person'
          ? undefined
          : `角色：${permission.join('、')}`,
      ...(permission === 'public' ? {} : { security: [{ [security.name]: [] }] }),
      request: {
        ...(params ? { params: params as z.ZodObject } : {}),
        ...(query ? { query: query as z.ZodObject } : {}),
        ...(headers ? { headers } : {}),
        ...(body ? { body: { content: { [type]: { schema: body } } } } : {}),
      },
      responses: {
        [route.status ?? 200]: {
          description: '成功',
          ...(route.answerHeaders ? { headers: route.answerHeaders } : {}),
          ...(route.answer ? { content: { 'application/json': { schema: route.answer } } } : {}),
        },
        default: {
          description: '拒绝或故障（RFC 9457，errors 中列出全部代码）',
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Zhujian Flow 住建审批流', version: '1' },
  });
}
