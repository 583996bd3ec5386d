/** The pages people see besides Tasklist. */
export {
  assetsDir,
  formViewerPath,
  formViewerScript,
  proofWorkerPath,
  proofWorkerScript,
  type StaticMapping,
  staticMappings,
} from './assets';
export { renderCalendar } from './calendar';
export { renderCaseFile } from './case-file';
export { renderCaseList } from './case-list';
export { renderDoor } from './door-page';
export { renderDossier } from './dossier';
export { renderError } from './error';
export { renderHome } from './home';
export { renderInbox } from './inbox';
export { renderPublicList } from './public-list';
export { renderPublicRecord } from './public-record';
export { renderRegister } from './register';
export { renderRelease, renderReleases } from './release';
export type * from './release/views';
export { renderReviewCoverage } from './review-coverage';
export { renderSheetCases, renderSheetPage } from './sheet-page';
export { renderStatistics, renderStatisticsCases } from './statistics';
export { renderStuckTasks } from './stuck-tasks';
export { renderSubmitPage } from './submit-page';
export { renderTask } from './task-page';
export { renderVerdicts } from './verdicts';
export type * from './views';
