import { z } from 'zod';
import type { Organisation } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { AuthorityUnclear, findOrganisation, resolveAuthority } from '../../records/directory';
import { defineWorker, NeedsPeople } from '../define';

/** Which office is wanted, as a table of routing gives it. */
const wanted = {
  regionCode: z.string().nullish().describe('行政区划代码'),
  organisation: z.string().nullish().describe('已知的机关（优先）'),
  duty: z.string().nullish().describe('职责，空为建设主管'),
};
const CONSTRUCTION = 'CONSTRUCTION';

export const worker = defineWorker({
  type: 'authority.resolve',
  title: '确定办理机关',
  description:
    '按分办表的结果（层级、地区、职责，或已知的机关）从机关目录中查出唯一的办理机关；查不到或不唯一即为故障，不作猜测',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    party: z.string().min(1).default('authority').describe('该机关在案件中的身份'),
    authority: z
      .looseObject({ level: z.string().min(1), ...wanted })
      .optional()
      .describe('分办表的结果 {level, regionCode, organisation, duty}'),
    // in diagrams of older releases, one by one
    level: z.string().min(1).optional().describe('（旧版流程图）层级'),
    ...wanted,
  }),
  output: z.object({ authorityGroup: z.string().describe('办理机关') }),
  async handle({ input, tx, now, requestId, job }) {
    const { level, regionCode, organisation, duty } = input.authority ?? input;
    if (!level) throw new NeedsPeople('routing gives no level');
    const asked = { level, regionCode: regionCode ?? null, duty: duty ?? CONSTRUCTION };
    const authority: Organisation | null = organisation
      ? await findOrganisation(tx, organisation)
      : await resolveAuthority(tx, asked);
    if (!authority) throw new AuthorityUnclear(`authority directory has no ${organisation}`);
    await tx.query(
      `update case_file set parties = parties || jsonb_build_object($2::text, $3::text) where id = $1`,
      [input.caseId, input.party, authority.id],
    );
    await appendAudit(tx, {
      caseId: input.caseId,
      at: now,
      actor: SYSTEM,
      action: 'case.routed',
      entity: `case:${input.caseId}`,
      detail: {
        party: input.party,
        authority: authority.id,
        element: job.elementId,
        wanted: { ...asked, organisation },
      },
      requestId,
    });
    return { authorityGroup: authority.id };
  },
});
