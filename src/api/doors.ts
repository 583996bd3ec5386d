import { z } from 'zod';
import { askDoor, requireDoor } from '../cases/door';
import type { Deps } from '../deps';
import { defineRoute, type Route } from '../route';

/** Says beforehand which flow a matter goes through. */
export function doorRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/doors/{decision}',
      summary: '问该走哪个业务入口（不保存）；没有可走的，说明理由',
      permission: 'person',
      judges: true,
      params: z.object({ decision: z.string() }),
      body: z.strictObject({
        data: z.record(z.string(), z.unknown()).describe('入口表单的字段'),
      }),
      answer: z.object({
        process: z.string().describe('业务'),
        title: z.string().describe('业务名称'),
        href: z.string().describe('填报页面；已知的内容随地址带入'),
        step: z.string().describe('业务要求中的环节'),
      }),
      async handle({ params, body, caller }) {
        const release = await deps.releases.current();
        const door = requireDoor(release, params.decision, caller);
        const { flow, ...way } = await askDoor(deps, release, door, caller, body.data);
        return { process: flow, ...way };
      },
    }),
  ];
}
