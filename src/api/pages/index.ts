import express, { type Request, Router } from 'express';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import type { Route } from '../../route';
import { staticMappings } from '../../web';
import { mount } from '../http';
import { assetRoutes } from './assets';
import { calendarPage } from './calendar';
import { caseFilePage } from './case-file';
import { caseListPage } from './case-list';
import { correctionPage } from './correct';
import { doorPage } from './door';
import { enterprisePage, personPage, projectPage } from './dossier';
import { homePage } from './home';
import { logInFirst } from './page';
import { publicListPage, publicRecordPage } from './public';
import { publicSubmitPage } from './public-submit';
import { registerPage } from './register';
import { releasePage, releasesPage } from './releases';
import { reviewCoveragePage } from './review-coverage';
import { sheetCasesPage, sheetPage } from './sheets';
import { statisticsCasesPage, statisticsPage } from './statistics';
import { stuckTasksPage } from './stuck-tasks';
import { submitPage } from './submit';
import { inboxPage, taskPage, verdictsPage } from './tasks';

export { errorPage } from './page';

/** The pages for people who are logged in, and what they load. */
export function pageRoutes(deps: Deps): Route[] {
  return [
    ...assetRoutes(deps),
    homePage(deps),
    doorPage(deps),
    inboxPage(deps),
    // before what would take its name for a key
    verdictsPage(deps),
    taskPage(deps),
    caseListPage(deps),
    projectPage(deps),
    enterprisePage(deps),
    personPage(deps),
    reviewCoveragePage(deps),
    statisticsPage(deps),
    statisticsCasesPage(deps),
    stuckTasksPage(deps),
    releasesPage(deps),
    releasePage(deps),
    calendarPage(deps),
    caseFilePage(deps),
    submitPage(deps),
    sheetPage(deps),
    sheetCasesPage(deps),
    correctionPage(deps),
  ];
}

/** The pages for everyone: no log-in, no cookie, nothing that is not published. */
export function publicPageRoutes(deps: Deps): Route[] {
  // before what would take its name for a number
  return [publicListPage(deps), registerPage(deps), publicRecordPage(deps), publicSubmitPage(deps)];
}

/** Serves pages; whoever is not logged in where one asks for it is sent to log in. */
export function pageRouter(
  routes: Route[],
  authenticate: (req: Request) => Promise<Caller>,
): Router {
  const router = Router();
  for (const { path, folder } of staticMappings())
    router.use(path, express.static(folder, { maxAge: '1h', index: false }));
  for (const route of routes) mount(router, route, authenticate);
  router.use(logInFirst);
  return router;
}

/** Serves the pages for everyone. */
export function publicPages(deps: Deps): Router {
  const router = Router();
  const nobody = () => Promise.reject(new Error('public pages ask nobody to log in'));
  for (const route of publicPageRoutes(deps)) mount(router, route, nobody);
  return router;
}
