import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { placeName } from '../../domain/regions';
import {
  addCalendarDays,
  firstDay,
  lastDay,
  shanghaiInstant,
  toShanghaiIso,
} from '../../domain/working-days';
import { keepPopulation } from '../../records/samples';
import { defineWorker } from '../define';
import { sampleName } from './name';

const instant = z.iso.datetime({ offset: true, local: false });

/** Which cases are meant: those with such a decision, made in a time. */
export const query = z.object({
  processes: z.array(z.string()).min(1).describe('哪些流程的案件'),
  act: z.string().min(1).describe('以哪一办理事项为准'),
  outcome: z.string().min(1).describe('办理结论'),
  from: instant.optional().describe('自（含），空为时段所指月份的开始'),
  to: instant.optional().describe('至（不含），空为该月的结束'),
  level: z.string().optional().describe('办理机关的层级'),
  where: z.record(z.string(), z.unknown()).default({}).describe('案件内容须包含'),
  withoutMarks: z.array(z.string()).default([]).describe('带这些标记的案件不计入'),
});

export const worker = defineWorker({
  type: 'sample.population',
  title: '确定抽查总体',
  description:
    '一段时间内办结某事项的案件作为抽查总体，每件一次，计在最近一次办结的时段；同一抽查只确定一次',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    ...sampleName,
    ...query.shape,
    places: z.array(z.string()).optional().describe('只计这些区县（名称）办结的，空为不限'),
  }),
  output: z.object({
    sampleId: z.string().describe('抽查'),
    count: z.number().int().describe('总体数量'),
    isNew: z.boolean().describe('新确定的（否：此前已有）'),
  }),
  async handle({ input, tx, now, requestId }) {
    const { caseId, kind, period, stratum } = input;
    const { places } = input;
    const asked = { ...inMonth(period, query.parse(input)), ...(places && { places }) };
    const { sample, isNew } = await keepPopulation(
      tx,
      { kind, period, stratum },
      async () => {
        const cases = await decidedCases(tx, asked);
        return cases.filter(({ place }) => !places || places.includes(place)).map(({ id }) => id);
      },
      asked,
      { caseId, now, requestId },
    );
    return { sampleId: sample.id, count: sample.population.length, isNew };
  },
});

const monthStart = (month: string) => toShanghaiIso(shanghaiInstant(firstDay(month)));
const monthEnd = (month: string) =>
  toShanghaiIso(shanghaiInstant(addCalendarDays(lastDay(month), 1)));

/** What is asked for, in the month of a period where it says no time. */
export function inMonth(period: string, given: z.infer<typeof query>): Asked {
  const { from = monthStart(period), to = monthEnd(period) } = given;
  return { ...given, from, to };
}

type Asked = z.infer<typeof query> & { from: string; to: string };

/**
 * Cases whose newest valid decision of that kind fell into the time asked for, and the place (区县) of
 * the organisation that decided, by its name; the organisation's id where it has none.
 */
export async function decidedCases(
  tx: EntityManager,
  { processes, act, outcome, from, to, level, where, withoutMarks }: Asked,
): Promise<{ id: string; place: string }[]> {
  const rows: { id: string; region: string | null; organisation: string }[] = await tx.query(
    `select distinct on (c.id) c.id, o.region_code as region, d.organisation from decision d
       join case_file c on c.id = d.case_id
       left join organisation o on o.id = d.organisation
     where d.valid and d.act = $1 and d.outcome = $2 and d.completed_at >= $3 and d.completed_at < $4
       and c.process_id = any($5) and c.data @> $6::jsonb and not c.marks && $7::text[]
       and ($8::text is null or o.level = $8)
       and not exists (select 1 from decision later where later.case_id = d.case_id and later.valid
         and later.act = $1 and later.outcome = $2 and later.completed_at >= $4)
     order by c.id, d.completed_at desc`,
    [act, outcome, from, to, processes, JSON.stringify(where), withoutMarks, level ?? null],
  );
  return rows.map(({ id, region, organisation }) => ({
    id,
    place: placeName(region) ?? organisation,
  }));
}
