import { z } from 'zod';
import type { Organisation } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { findOrganisation, resolveAuthority } from '../../records/directory';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'authority.resolve',
  title: '确定办理机关',
  description: '按层级和地区从机关目录中查出唯一的办理机关；查不到或不唯一即为故障，不作猜测',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    party: z.string().min(1).describe('该机关在案件中的身份'),
    level: z.string().min(1).describe('层级'),
    regionCode: z.string().optional().describe('行政区划代码'),
    organisation: z.string().optional().describe('已知的机关（优先）'),
    duty: z.string().default('CONSTRUCTION').describe('职责'),
  }),
  output: z.object({ authorityGroup: z.string().describe('办理机关') }),
  async handle({ input, tx, now, requestId, job }) {
    let authority: Organisation | null;
    if (input.organisation) authority = await findOrganisation(tx, input.organisation);
    else
      authority = await resolveAuthority(tx, {
        level: input.level,
        regionCode: input.regionCode ?? null,
        duty: input.duty,
      });
    if (!authority) throw new Error(`authority directory has no ${input.organisation}`);
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
        wanted: input,
      },
      requestId,
    });
    return { authorityGroup: authority.id };
  },
});
