import { z } from 'zod';
import type { Deps } from '../../deps';
import type { Job } from '../../engine';
import { CaseFile } from '../../entities';
import { factsRead } from '../../facts/read';
import type { ReleaseView } from '../../records/releases';
import { defineWorker, NeedsPeople } from '../define';

export const worker = defineWorker({
  type: 'case.facts',
  title: '提供案件事实（业务规则任务开始监听器）',
  description:
    '把决策表所读的案件事实（data、case、refs、applicant 等，见“Facts”）放入该业务规则任务，只在该任务内可见；表不读的不交给引擎，个人信息一律脱敏',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    table: z.string().min(1).optional().describe('决策表，任务写明决策表的不用填'),
  }),
  output: z.looseObject({}),
  async gather({ input, deps, job }) {
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const decisionId = await decisionOf(deps, release, job, input.table);
    return factsRead(deps, release, file, decisionId);
  },
  async handle({ gathered }) {
    return gathered;
  },
});

/**
 * The decision that the job's business rule task is about to ask. Releases that say the same of a
 * diagram share its definition: of these the case's own has the word.
 */
async function decisionOf(
  { releases }: Pick<Deps, 'releases'>,
  own: ReleaseView,
  job: Job,
  table: string | undefined,
): Promise<string> {
  const key = job.processDefinitionKey;
  const { models } = key in own.processes ? own : await releases.byDefinition(key);
  const task = models.processes[job.processId]?.decisions.find(({ id }) => id === job.elementId);
  const decisionId = task?.decisionId.startsWith('=') ? table : task?.decisionId;
  if (!decisionId || !models.decisions[decisionId])
    throw new NeedsPeople(`${job.processId}, ${job.elementId}: there is no decision ${decisionId}`);
  return decisionId;
}
