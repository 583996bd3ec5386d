import { z } from 'zod';
import { visibleCase } from '../cases/visibility';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import { Sample } from '../entities';
import { refuse } from '../errors';
import { defineRoute, type Route } from '../route';

/** The record of a draw, for anybody who may see its case and wants to repeat it. */
export function sampleRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/samples/{id}',
      summary: '一次随机抽取的记录：凭此可重算（docs/sampling.md）',
      permission: 'person',
      params: z.object({ id: z.uuid() }),
      answer: z.object({
        id: z.uuid(),
        caseId: z.uuid(),
        kind: z.string(),
        period: z.string(),
        stratum: z.string(),
        algorithm: z.string(),
        query: z.record(z.string(), z.unknown()).describe('总体的条件'),
        population: z.array(z.string()).describe('总体，已排序'),
        populationHash: z.string(),
        excluded: z.array(z.string()).nullable().describe('计入总体但不抽取'),
        size: z.number().nullable(),
        seed: z.string().nullable(),
        drawn: z.array(z.string()).nullable(),
        drawnAt: z.string().nullable(),
      }),
      async handle({ params, caller }) {
        const sample = await deps.db.getRepository(Sample).findOneBy({ id: params.id });
        if (!sample) throw refuse('E-00-22');
        await visibleCase(deps.db.manager, sample.caseId, caller);
        const { createdAt: _, drawnAt, ...rest } = sample;
        return { ...rest, drawnAt: drawnAt && toShanghaiIso(drawnAt) };
      },
    }),
  ];
}
