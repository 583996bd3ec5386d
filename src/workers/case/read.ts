import { z } from 'zod';
import { CaseFile } from '../../entities';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'case.read',
  title: '查另一案件',
  description: '读出一个案件的编号、事项、状态和办理单位，供流程办理与它有关的事',
  input: z.object({
    caseId: z.uuid().describe('本案件'),
    read: z.uuid().describe('要查的案件'),
  }),
  output: z.object({
    number: z.string().describe('编号'),
    process: z.string().describe('流程'),
    status: z.string().describe('状态'),
    subject: z.string().nullable().describe('事项'),
    parties: z.record(z.string(), z.string()).describe('当事单位，按身份'),
  }),
  async handle({ input, tx }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.read });
    const parties = Object.entries(file.parties as Record<string, unknown>).filter(
      (party): party is [string, string] => typeof party[1] === 'string',
    );
    return {
      number: file.number,
      process: file.processId,
      status: file.status,
      subject: file.subject,
      parties: Object.fromEntries(parties),
    };
  },
});
