import { z } from 'zod';
import { COVERAGE_ROLES, reviewCoverage } from '../cases/review-coverage';
import type { Deps } from '../deps';
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
  ];
}
