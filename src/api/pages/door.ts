import { z } from 'zod';
import { requireDoor } from '../../cases/door';
import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { renderDoor } from '../../web';
import { label } from '../../wording/labels';
import { definePage, frame } from './page';

/** The questions of a door, before anything is filled in. */
export function doorPage(deps: Deps): Route {
  return definePage({
    path: '/door/{decision}',
    summary: '该走哪个业务入口',
    permission: 'person',
    params: z.object({ decision: z.string() }),
    async show({ params, caller }) {
      const release = await deps.releases.current();
      const { id, form } = requireDoor(release, params.decision, caller);
      return renderDoor({
        ...(await frame(deps, caller)),
        title: label(release.models.labels, 'doors', id),
        schema: form.schema as object,
        action: `/api/doors/${id}`,
      });
    },
  });
}
