import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import type { z } from 'zod';
import type { Route } from '../route';
import { problemSchema } from './http';

/** The OpenAPI document of these routes: the same objects that serve them. */
export function openApiDocument(routes: Route[]): object {
  const registry = new OpenAPIRegistry();
  const security = registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const route of routes) {
    const { permission, params, query, headers, body } = route;
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
