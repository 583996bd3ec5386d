import { z } from 'zod';
import { placeName } from '../../domain/regions';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'sample.arrivals',
  title: '汇总到件和抽中数',
  description: '一个时段内各层的到件数和抽中数，用于时段末的补抽',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    kind: z.string().min(1).describe('抽查种类'),
    period: z.string().min(1).describe('时段'),
  }),
  output: z.object({
    strata: z
      .array(
        z.object({
          stratum: z.string(),
          place: z.string(),
          arrived: z.number().int(),
          drawn: z.number().int(),
        }),
      )
      .describe('各层的到件数、抽中数；层为单位的，place 为其所在区县的名称，否则为层'),
  }),
  async handle({ input, tx }) {
    const rows: { stratum: string; region: string | null; arrived: number; drawn: number }[] =
      await tx.query(
        `select b.stratum, o.region_code as region, count(*)::int as arrived,
           (count(*) filter (where a.drawn))::int as drawn
         from sample_arrival a join sample_block b on b.id = a.block_id
         left join organisation o on o.id = b.stratum
         where b.kind = $1 and b.period = $2 group by b.stratum, o.region_code order by b.stratum`,
        [input.kind, input.period],
      );
    const strata = rows.map(({ region, ...counted }) => ({
      ...counted,
      place: placeName(region) ?? counted.stratum,
    }));
    return { strata };
  },
});
