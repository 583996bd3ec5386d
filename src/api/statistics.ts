import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import { z } from 'zod';
import { STATISTICS_ROLES, statistics, statisticsLines } from '../cases/statistics';
import type { Deps } from '../deps';
import { factCursors } from '../records/statistics';
import { defineRoute, type Route } from '../route';
import { after, next } from './after';

/** A list of what a number counts has at most so many lines as a file. */
const LINES_AT_MOST = 5000;

const days = {
  from: z.iso.date().describe('第一日'),
  to: z.iso.date().describe('最后一日'),
  below: z
    .enum(['0', '1'])
    .default('0')
    .transform((text) => text === '1')
    .describe('1：各单位连同其下级合计'),
};
const asked = z.object({
  ...days,
  under: z.string().max(60).optional().describe('列出该单位和它的直接下级；空为本单位'),
});
const askedLines = z.object({
  ...days,
  measure: z.string().max(40).describe('指标代码'),
  authority: z.string().max(60).describe('单位'),
});

const named = z.object({ code: z.string(), label: z.string() });
const answer = z.object({
  measures: z.array(named).describe('指标，哪些计入由决策表 common-statistics 规定'),
  rates: z
    .array(named.extend({ part: z.array(named), whole: z.array(named) }))
    .describe('比率：part 之和 ÷ whole 之和，由决策表 common-statistics-rates 规定'),
  rows: z.array(
    z.object({
      authority: z.string(),
      authorityName: z.string(),
      hasBelow: z.boolean(),
      counts: z.record(z.string(), z.number().int()).describe('指标代码 → 件数'),
      medianDays: z.number().int().nullable().describe('从收到到办理的日历天数，中位数'),
      rates: z
        .record(z.string(), z.number().nullable())
        .describe('比率代码 → 百分比，只舍不入；分母为零的为 null'),
    }),
  ),
});

/** ZJ-31: how authorities do, in numbers, as tables for programs and for spreadsheets. */
export function statisticsRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/reports/statistics',
      summary: '主管部门考核统计（ZJ-31）：本单位及下级，审计员看全部',
      permission: STATISTICS_ROLES,
      query: asked,
      answer,
      handle: ({ query, caller }) => statistics(deps, caller, query),
    }),
    defineRoute({
      method: 'get',
      path: '/api/reports/statistics.csv',
      summary: '主管部门考核统计，电子表格用的 CSV',
      permission: STATISTICS_ROLES,
      query: asked,
      async handle({ query, caller, res }) {
        const { measures, rates, rows } = await statistics(deps, caller, query);
        const heads = measures.map(({ label }) => label);
        sendCsv(res, `statistics-${query.from}-${query.to}`, [
          ['单位', ...heads, '办理天数中位数', ...rates.map(({ label }) => `${label}%`)],
          ...rows.map((row) => [
            row.authorityName,
            ...measures.map(({ code }) => row.counts[code] ?? 0),
            row.medianDays,
            ...rates.map(({ code }) => row.rates[code]),
          ]),
        ]);
        return undefined;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/reports/statistics/cases',
      summary: '考核统计中一个数字所计的各件（ZJ-31）；看不到的案件只有编号',
      permission: STATISTICS_ROLES,
      query: askedLines.extend({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        after: after(factCursors),
      }),
      answer: z.object({
        next,
        items: z.array(
          z.object({
            ...{ number: z.string(), processName: z.string(), authorityName: z.string() },
            ...{ caseId: z.uuid().nullable(), title: z.string().nullable() },
            day: z.string().describe('收到、办理、下发或逾期之日'),
            what: z.string().describe('办理及结果、文书、标志或状态'),
          }),
        ),
      }),
      async handle({ query, caller }) {
        const { lines, next: more } = await statisticsLines(deps, caller, query, query);
        return { items: lines, next: more };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/reports/statistics/cases.csv',
      summary: `考核统计中一个数字所计的各件，电子表格用的 CSV（最多 ${LINES_AT_MOST} 行）`,
      permission: STATISTICS_ROLES,
      query: askedLines,
      async handle({ query, caller, res }) {
        const page = { limit: LINES_AT_MOST };
        const { lines } = await statisticsLines(deps, caller, query, page);
        sendCsv(res, `statistics-cases-${query.from}-${query.to}`, [
          ['编号', '名称', '流程', '单位', '日期', '事项'],
          ...lines.map((one) => [
            ...[one.number, one.title, one.processName, one.authorityName, one.day, one.what],
          ]),
        ]);
        return undefined;
      },
    }),
  ];
}

/** Sends rows as a file that spreadsheets open as text: nothing in it becomes a formula. */
function sendCsv(res: Response, name: string, rows: unknown[][]): void {
  res
    .attachment(`${name}.csv`)
    .type('text/csv; charset=utf-8')
    .set('Cache-Control', 'no-store')
    // the mark of UTF-8 in front, without which Excel takes it for another encoding
    .send(stringify(rows, { bom: true, escape_formulas: true }));
}
