import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { actRoute } from './act';
import { reassignmentRoute, terminationRoute } from './administer';
import {
  correctionCheckRoute,
  correctionRoute,
  correctionsRoute,
  withdrawalRoute,
} from './applicant';
import { documentRoute } from './document';
import { personalDataRoute } from './personal-data';
import { caseRoute, listRoute } from './read';
import { checkRoute, submitRoute } from './submit';

/** Everything about one case, from its submission to its documents. */
export function caseRoutes(deps: Deps): Route[] {
  return [
    submitRoute(deps),
    checkRoute(deps),
    listRoute(deps),
    caseRoute(deps),
    correctionsRoute(deps),
    correctionRoute(deps),
    correctionCheckRoute(deps),
    withdrawalRoute(deps),
    reassignmentRoute(deps),
    terminationRoute(deps),
    actRoute(deps),
    personalDataRoute(deps),
    documentRoute(deps),
  ];
}
