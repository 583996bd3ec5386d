import { z } from 'zod';
import { CaseFile } from '../../entities';
import { sendNotices } from '../../records/notices';
import { wordMessage } from '../../wording/messages';
import { defineWorker } from '../define';
import { recipients, recipientsOf } from './recipients';

export const worker = defineWorker({
  type: 'notify',
  title: '发送站内消息',
  description: '按消息代码（决策表 common-messages）给各单位发送站内消息',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    message: z.string().min(1).describe('消息代码'),
    recipients,
  }),
  output: z.object({}),
  async gather({ input, deps }) {
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    return wordMessage(await deps.releases.byId(file.releaseId), file, input.message);
  },
  async handle({ input, gathered, tx, deps, now }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    const to = recipientsOf(file, input.recipients);
    await sendNotices(tx, file, input.message, gathered, to, now, deps.config);
    return {};
  },
});
