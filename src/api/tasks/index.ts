import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { claimRoute, completionRoute, giveBackRoute } from './act';
import { taskEventsRoute } from './events';
import { taskListRoute, taskRoute } from './read';
import { verdictsRoute } from './verdicts';

/** The inbox: the open tasks of one's own organisations. */
export function taskRoutes(deps: Deps): Route[] {
  return [
    taskListRoute(deps),
    // before what would take its name for a key
    taskEventsRoute(deps),
    taskRoute(deps),
    verdictsRoute(deps),
    claimRoute(deps),
    giveBackRoute(deps),
    completionRoute(deps),
  ];
}
