import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { CaseFile } from '../../entities';
import { referredTo } from '../../facts/related';
import { startFormOf } from '../../models/start-form';
import { appendAudit, SYSTEM } from '../../records/audit';
import { nextNumber } from '../../records/case-number';
import { caseSearch } from '../../records/search';
import { defineWorker } from '../define';

/** Whose case it is where nobody handed it in; no person can have a name with a colon. */
const PLATFORM = { organisation: SYSTEM.organisation, user: `:${SYSTEM.user}` };

export const worker = defineWorker({
  type: 'case.open',
  title: '立案',
  description:
    '为自行启动的流程（定时），或流程产生的事项，建立案卷；同一流程、同一业务键只有一个案卷',
  input: z.object({
    caseId: z.uuid().optional().describe('由哪一案件产生'),
    process: z.string().min(1).optional().describe('案件的流程，空为本流程'),
    key: z.string().min(1).describe('业务键'),
    title: z.string().min(1).describe('标题'),
    status: z.string().min(1).default('OPENED').describe('状态'),
    parties: z.record(z.string(), z.string()).default({}).describe('参与单位（身份 → 单位）'),
    data: z.record(z.string(), z.unknown()).default({}).describe('内容，不含个人信息'),
    subject: z.string().min(1).optional().describe('事项，与同一事项的其他案件相关联'),
  }),
  output: z.object({
    caseId: z.string().describe('案件'),
    caseNumber: z.string().describe('编号'),
    isNew: z.boolean().describe('新建的（否：此前已有）'),
  }),
  async handle({ input, tx, deps, now, requestId, job }) {
    const release = await deps.releases.byDefinition(job.processDefinitionKey);
    const processId = input.process ?? job.processId;
    const process = release.models.processes[processId];
    if (!process) throw new Error(`release ${release.id} has no process ${processId}`);
    const known = await heldCase(tx, processId, input.key);
    if (known) return { caseId: known.id, caseNumber: known.number, isNew: false };

    // an instance of another process is known by its first job
    const own = processId === job.processId;
    const id = randomUUID();
    const number = await nextNumber(tx, process, now);
    const { title, status, parties, data } = input;
    const form = startFormOf(release.models, processId);
    await tx.insert(CaseFile, {
      ...{ id, number, processId, title, status, parties, data },
      flow: process.flow ?? processId,
      releaseId: release.id,
      processInstanceKey: own ? job.processInstanceKey : null,
      naturalKey: input.key,
      subject: input.subject ?? null,
      // as of what somebody hands in
      refersTo: form ? referredTo(form, data) : [],
      search: caseSearch({ title, number, subject: input.subject ?? null, naturalKey: input.key }),
      applicantOrganisation: PLATFORM.organisation,
      applicantUser: PLATFORM.user,
      statusReason: null,
      createdAt: now,
      closedAt: null,
    } as never);
    await appendAudit(tx, {
      caseId: id,
      at: now,
      actor: SYSTEM,
      action: 'case.opened',
      entity: `case:${id}`,
      detail: {
        number,
        after: { data, title, parties },
        key: input.key,
        subject: input.subject ?? null,
        openedBy: input.caseId ?? null,
        release: release.id,
        element: job.elementId,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { caseId: id, caseNumber: number, isNew: true };
  },
});

/** The case of a process and key, which no other transaction can make before this one ends. */
async function heldCase(
  tx: EntityManager,
  processId: string,
  key: string,
): Promise<{ id: string; number: string } | undefined> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${processId}|${key}`]);
  const [row]: { id: string; number: string }[] = await tx.query(
    `select id, number from case_file where process_id = $1 and natural_key = $2
     order by created_at, number limit 1`,
    [processId, key],
  );
  return row;
}
