/** The pages people see besides Tasklist. */
export {
  assetsDir,
  formViewerPath,
  formViewerScript,
  type StaticMapping,
  staticMappings,
} from './assets';
export { renderCaseFile } from './case-file';
export { renderCaseList } from './case-list';
export { renderError } from './error';
export { renderHome } from './home';
export { renderSubmitPage } from './submit-page';
export type * from './views';
