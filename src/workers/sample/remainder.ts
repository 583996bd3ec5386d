import { z } from 'zod';
import { keepPopulation, lastBlock } from '../../records/samples';
import { defineWorker } from '../define';
import { sampleName } from './name';

export const worker = defineWorker({
  type: 'sample.remainder',
  title: '确定补抽总体',
  description: '到件抽查的最后一段中未抽中的案件作为补抽总体；同一抽查只确定一次',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    ...sampleName,
    arrivals: z.string().min(1).describe('到件抽查的种类'),
  }),
  output: z.object({
    sampleId: z.string().describe('抽查'),
    count: z.number().int().describe('总体数量'),
    isNew: z.boolean().describe('新确定的（否：此前已有）'),
  }),
  async handle({ input, tx, now, requestId }) {
    const { caseId, kind, period, stratum, arrivals } = input;
    const last = await lastBlock(tx, { kind: arrivals, period, stratum });
    const { sample, isNew } = await keepPopulation(
      tx,
      { kind, period, stratum },
      async () => {
        const rows: { case_id: string }[] = await tx.query(
          'select case_id from sample_arrival where block_id = $1 and not drawn',
          [last?.block.id ?? null],
        );
        return rows.map((row) => row.case_id);
      },
      { arrivals, block: last?.block.id ?? null },
      { caseId, now, requestId },
    );
    return { sampleId: sample.id, count: sample.population.length, isNew };
  },
});
