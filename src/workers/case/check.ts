import { z } from 'zod';
import { CaseFile } from '../../entities';
import { refusalsOf } from '../../errors';
import { hearing, withoutRules } from '../../facts/judging';
import { factsAnew } from '../../facts/recheck';
import { keepJudgement } from '../../records/judgements';
import { annotated, noteHits } from '../../records/rule-hits';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'case.check',
  title: '复查案件',
  description:
    '按现在的事实（库内记录、同一事项的其他案件、当日）重新作一次检查，并把命中的行记为依据',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    decision: z.string().min(1).describe('检查决策表，给出拒绝理由的清单'),
  }),
  output: z.object({ refusals: z.array(z.string()).describe('拒绝理由的代码，没有即为通过') }),
  async gather({ input, deps }) {
    const file = await deps.db.manager.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const { release: asking, said } = hearing(release);
    const facts = await factsAnew(deps, asking, file);
    const { output, matches } = await asking.evaluate(input.decision, facts);
    const codes = refusalsOf(output).map(({ code }) => code);
    const { round, processId, flow, releaseId } = file;
    const heard = { asked: [input.decision], facts: withoutRules(facts), said };
    const judged = { round, processId, flow, releaseId, refused: codes.length > 0, ...heard };
    return { refusals: [...new Set(codes)], matches: annotated(release, matches), judged };
  },
  async handle({ input, gathered, tx, now, job }) {
    const step = { caseId: input.caseId, at: now, elementId: job.elementId };
    await noteHits(tx, step, gathered.matches);
    await keepJudgement(tx, { kind: 'CHECK', at: now, caseId: input.caseId, ...gathered.judged });
    return { refusals: gathered.refusals };
  },
});
