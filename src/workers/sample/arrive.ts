import { z } from 'zod';
import { shanghaiMonth } from '../../domain/working-days';
import { SampleBlock } from '../../entities';
import { arrive } from '../../records/samples';
import { defineWorker } from '../define';
import { sampleName } from './name';

export const worker = defineWorker({
  type: 'sample.arrive',
  title: '到件编号并判定是否抽中',
  description:
    '按种类、时段、层给到件依次编号，每段随机抽取若干位置（开段时即已抽定）；同一事项再次到件沿用原编号',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    ...sampleName,
    period: sampleName.period.optional().describe('时段，空为本月（YYYY-MM）'),
    item: z.string().min(1).optional().describe('到件的标识，空为案件'),
    blockSize: z.number().int().positive().describe('每段件数'),
    positions: z.number().int().nonnegative().describe('每段抽取位置数'),
  }),
  output: z.object({
    number: z.number().int().describe('编号'),
    drawn: z.boolean().describe('抽中'),
    period: z.string().describe('编号所在的时段'),
  }),
  async handle({ input, tx, now, requestId }) {
    const { caseId, kind, stratum, item, blockSize, positions } = input;
    const period = input.period ?? shanghaiMonth(now);
    const arrival = await arrive(
      tx,
      { kind, period, stratum },
      item ?? caseId,
      { blockSize, positions },
      { caseId, now, requestId },
    );
    const block = await tx.findOneByOrFail(SampleBlock, { id: arrival.blockId });
    return { number: arrival.number, drawn: arrival.drawn, period: block.period };
  },
});
