import { z } from 'zod';
import { COVERAGE_ROLES, reviewCoverage } from '../cases/review-coverage';
import { STUCK_ROLES, stuckTasks } from '../cases/stuck';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import { defineRoute, type Route } from '../route';

const count = z.number().int();
const coverage = {
  received: count.describe('不含审查前撤回的'),
  withdrawn: count.describe('审查前由申请人撤回'),
  reviewed: count,
  percent: z.number().nullable().describe('已审查 ÷ 收到，只舍不入；没有收到的为空'),
};

/** Figures over many cases. */
export function reportRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/reports/review-coverage',
      summary: '审查覆盖率：期间收到的申请中已由主管部门审查的（本单位及下级）',
      permission: COVERAGE_ROLES,
      query: z.object({
        from: z.iso.date().describe('收到的第一日'),
        to: z.iso.date().describe('收到的最后一日'),
      }),
      answer: z.object({
        rows: z.array(
          z.object({
            process: z.string(),
            processName: z.string(),
            organisation: z.string(),
            organisationName: z.string(),
            ...coverage,
          }),
        ),
        total: z.object(coverage),
      }),
      handle: ({ query, caller }) => reviewCoverage(deps, caller, query),
    }),
    defineRoute({
      method: 'get',
      path: '/api/reports/stuck-tasks',
      summary: '没有人能办的任务：指定或认领的人员不能办，或者单位没有在用的账号（案件管理员）',
      permission: STUCK_ROLES,
      answer: z.object({
        items: z.array(
          z.object({
            ...{ key: z.string(), name: z.string(), caseId: z.uuid(), number: z.string() },
            ...{ title: z.string(), organisations: z.array(z.string()), href: z.string() },
            why: z
              .enum(['NAMED', 'CLAIMED', 'NOBODY'])
              .describe('指定的人员、认领的人员不能办；单位没有人'),
            person: z.string().nullable().describe('登录账号'),
            createdAt: z.string(),
          }),
        ),
      }),
      async handle({ caller }) {
        const items = await stuckTasks(deps, caller);
        return {
          items: items.map((one) => {
            return { ...one, createdAt: toShanghaiIso(one.createdAt) };
          }),
        };
      },
    }),
  ];
}
