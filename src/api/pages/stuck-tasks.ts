import { STUCK_ROLES, stuckTasks } from '../../cases/stuck';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import type { Route } from '../../route';
import { renderStuckTasks } from '../../web';
import { definePage, frame } from './page';

/** Is this list for this person? */
export const maySeeStuck = ({ roles }: Caller) => STUCK_ROLES.some((role) => roles.includes(role));

/** The open tasks that nobody can do, for who reassigns them. */
export function stuckTasksPage(deps: Deps): Route {
  return definePage({
    path: '/reports/stuck-tasks',
    summary: '没有人能办的任务（案件管理员）',
    permission: STUCK_ROLES,
    async show({ caller }) {
      const tasks = await stuckTasks(deps, caller);
      return renderStuckTasks({ ...(await frame(deps, caller)), tasks });
    },
  });
}
