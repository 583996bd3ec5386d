import { z } from 'zod';
import { defineWorker } from '../define';
import { sampleName } from './name';
import { decidedCases, inMonth, query } from './population';

export const worker = defineWorker({
  type: 'sample.places',
  title: '统计各区县数量',
  description: '一段时间内办结某事项的案件，按办结单位所在区县计数，供按区县查抽查比例；不作记录',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    period: sampleName.period,
    ...query.shape,
  }),
  output: z.object({
    places: z
      .array(z.object({ place: z.string(), count: z.number().int() }))
      .describe('各区县（名称）的数量，按名称排列'),
  }),
  async handle({ input, tx }) {
    const counts = new Map<string, number>();
    for (const { place } of await decidedCases(tx, inMonth(input.period, query.parse(input))))
      counts.set(place, (counts.get(place) ?? 0) + 1);
    const places = [...counts].map(([place, count]) => ({ place, count }));
    return { places: places.sort((a, b) => (a.place < b.place ? -1 : 1)) };
  },
});
