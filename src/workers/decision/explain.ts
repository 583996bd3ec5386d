import { z } from 'zod';
import { CaseFile } from '../../entities';
import { annotated, noteHits } from '../../records/rule-hits';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'decision.explain',
  title: '记录依据（业务规则任务结束监听器）',
  description: '把命中的决策表行及其批注记到案件上，说明为何这样分办',
  input: z.looseObject({ caseId: z.uuid().describe('案件') }),
  wholeScope: true,
  output: z.object({}),
  /** The engine keeps what matched to itself; asked again with the same facts it says the same. */
  async gather({ deps, job }) {
    const release = await deps.releases.byDefinition(job.processDefinitionKey);
    const task = release.models.processes[job.processId]?.decisions.find(
      (t) => t.id === job.elementId,
    );
    if (!task) throw new Error(`${job.elementId} of ${job.processId} calls no decision`);
    const { matches } = await release.evaluate(task.decisionId, job.variables);
    return annotated(release, matches);
  },
  async handle({ input, gathered, tx, now, job }) {
    await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    const step = { caseId: input.caseId, at: now, elementId: job.elementId };
    await noteHits(tx, step, gathered);
    return {};
  },
});
