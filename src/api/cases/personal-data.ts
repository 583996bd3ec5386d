import { z } from 'zod';
import { openTasks } from '../../cases/open-tasks';
import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { refuse } from '../../errors';
import { appendAudit } from '../../records/audit';
import { defineRoute, type Route } from '../../route';
import { requireRole } from '../http';
import { caseParams } from './present';

/** Personal data unmasked, for the organisation that has an open task on the case; audited. */
export function personalDataRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/cases/{id}/personal-data',
    summary: '查看未脱敏的个人信息（仅限正在办理的机关，留痕）',
    // which role it takes is told to those only who see the case
    permission: 'person',
    params: caseParams,
    answer: z.record(z.string(), z.string()),
    async handle({ params, caller, requestId }) {
      const file = await visibleCase(deps.db.manager, params.id, caller);
      requireRole(['reviewer'], caller);
      const release = await deps.releases.byId(file.releaseId);
      const open = await openTasks(deps, file, release);
      const organisation = open
        .flatMap((t) => t.task.candidateGroups)
        .find((group) => caller.organisations.includes(group));
      if (!organisation) throw refuse('E-00-21');
      await deps.db.transaction(async (tx) =>
        appendAudit(tx, {
          caseId: file.id,
          at: await deps.clock.now(),
          actor: { user: caller.username, name: caller.name, organisation },
          action: 'personal-data.viewed',
          entity: `case:${file.id}`,
          detail: { fields: Object.keys(file.secrets) },
          requestId,
        }),
      );
      return Object.fromEntries(
        Object.entries(file.secrets).map(([field, sealed]) => [field, deps.vault.decrypt(sealed)]),
      );
    },
  });
}
