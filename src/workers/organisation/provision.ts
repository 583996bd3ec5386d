import { z } from 'zod';
import { enterpriseGroup } from '../../domain/identity';
import { CaseFile, Organisation } from '../../entities';
import { appendAudit, SYSTEM } from '../../records/audit';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'organisation.provision',
  title: '建立企业组织和首个账号',
  description: '企业信息确认后建立企业组织（Keycloak 组），申请人成为其首个账号',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    creditCode: z.string().min(1).describe('统一社会信用代码'),
    roles: z.array(z.string()).default([]).describe('首个账号的角色'),
  }),
  output: z.object({ group: z.string().describe('企业组织') }),
  async handle({ input, tx, deps, now, requestId }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    const id = enterpriseGroup(input.creditCode);
    const { name, regPlace } = file.data;
    await tx.upsert(
      Organisation,
      {
        id,
        kind: 'ENTERPRISE',
        level: 'ENTERPRISE',
        regionCode: typeof regPlace === 'string' ? regPlace : null,
        parentId: null,
        postOf: null,
        name: String(name ?? id),
        documentPrefix: null,
        duties: [],
      },
      ['id'],
    );
    // both are "make sure that": after a crash they are simply done again
    await deps.people.ensureGroups([id]);
    await deps.people.join(file.applicantUser, id, input.roles);
    await appendAudit(tx, {
      caseId: file.id,
      at: now,
      actor: SYSTEM,
      action: 'organisation.provisioned',
      entity: `organisation:${id}`,
      detail: { group: id, firstAccount: file.applicantUser, roles: input.roles },
      requestId,
    });
    return { group: id };
  },
});
