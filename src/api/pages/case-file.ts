import { z } from 'zod';
import { caseFileView } from '../../cases/case-file';
import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { renderCaseFile } from '../../web';
import { definePage, frame } from './page';

/** The file of a case; one that the caller may not see, or that there is none of, is refused. */
export function caseFilePage(deps: Deps): Route {
  return definePage({
    path: '/cases/{id}',
    summary: '案卷',
    permission: 'person',
    params: z.object({ id: z.string() }),
    async show({ params, caller }) {
      const file = await visibleCase(deps.db.manager, params.id, caller);
      return renderCaseFile({
        ...(await frame(deps, caller)),
        ...(await caseFileView(deps, file, caller)),
      });
    },
  });
}
