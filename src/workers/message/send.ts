import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { appendAudit, SYSTEM } from '../../records/audit';
import { enqueue } from '../../records/outbox';
import { defineWorker } from '../define';

/** Long enough for a case on its way to where it waits; it is not meant for one that comes later. */
const TTL_SECONDS = 60;

const input = z.object({
  caseId: z.uuid().describe('案件'),
  message: z.string().min(1).describe('消息名称'),
  variables: z.record(z.string(), z.unknown()).default({}).describe('带给对方的变量'),
  toCase: z.uuid().optional().describe('发给这一案件'),
  toSubject: z.string().min(1).optional().describe('发给同一事项的其他在办案件'),
  toProcesses: z.array(z.string()).optional().describe('只发给这些流程的案件'),
  ttlSeconds: z.number().int().positive().default(TTL_SECONDS).describe('对方尚未等待时保留的秒数'),
});

export const worker = defineWorker({
  type: 'message.send',
  title: '通知其他案件的流程',
  description: '把流程消息发给一个案件或同一事项的其他在办案件；都不填则发给本案件',
  input,
  output: z.object({ sent: z.number().int().describe('发给了几个案件') }),
  async handle({ input, tx, now, requestId, job }) {
    const receivers = await openReceivers(tx, input);
    for (const receiver of receivers)
      await enqueue(tx, {
        message: input.message,
        correlationKey: receiver,
        variables: { ...input.variables, sentBy: input.caseId },
        now,
        ttlSeconds: input.ttlSeconds,
      });
    await appendAudit(tx, {
      caseId: input.caseId,
      at: now,
      actor: SYSTEM,
      action: 'message.sent',
      entity: `case:${input.caseId}`,
      detail: {
        message: input.message,
        receivers,
        variables: input.variables,
        element: job.elementId,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { sent: receivers.length };
  },
});

/** The cases under way that are meant, oldest first. */
async function openReceivers(
  tx: EntityManager,
  { caseId, toCase, toSubject, toProcesses }: z.infer<typeof input>,
): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select id from case_file
     where closed_at is null and ($4::text[] is null or process_id = any($4))
       and case when $3::text is null then id = coalesce($2::uuid, $1::uuid)
                else subject = $3 and id <> $1::uuid and ($2::uuid is null or id = $2) end
     order by created_at, number`,
    [caseId, toCase ?? null, toSubject ?? null, toProcesses ?? null],
  );
  return rows.map(({ id }) => id);
}
