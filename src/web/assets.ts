import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { assetsPath } from './layout';

/** A folder served as it is. */
export interface StaticMapping {
  path: string;
  folder: string;
}

/** The pages' own style sheet and scripts. */
export const assetsDir = join(__dirname, 'static');

/** What to give to `express.static`, so that no page needs anything from elsewhere. */
export function staticMappings(): StaticMapping[] {
  return [
    { path: `${assetsPath}/app`, folder: assetsDir },
    { path: `${assetsPath}/bpmn-js`, folder: join(packageFolder('bpmn-js'), 'dist') },
    { path: `${assetsPath}/form-js`, folder: formJsAssets() },
  ];
}

/** Address of the script made by `formViewerScript`. */
export const formViewerPath = `${assetsPath}/form-viewer.js`;

let formViewer: Promise<Buffer> | undefined;

/**
 * form-js for the browser: its package has no browser build, so it is bundled once a start
 * (about half a second) into the global `FormViewer`, from the same version the API checks with.
 */
export function formViewerScript(): Promise<Buffer> {
  formViewer ??= bundle().catch((error: unknown) => {
    formViewer = undefined;
    throw error;
  });
  return formViewer;
}

async function bundle(): Promise<Buffer> {
  const result = await build({
    stdin: {
      contents: `export { Form } from '@bpmn-io/form-js-viewer';`,
      resolveDir: packageFolder('@bpmn-io/form-js-viewer'),
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'FormViewer',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

function formJsAssets(): string {
  return join(packageFolder('@bpmn-io/form-js-viewer'), 'dist', 'assets');
}
