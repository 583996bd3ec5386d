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
    { path: `${assetsPath}/chart.js`, folder: dirname(require.resolve('chart.js')) },
    { path: `${assetsPath}/form-js`, folder: formJsAssets() },
  ];
}

/** Address of the script made by `formViewerScript`. */
export const formViewerPath = `${assetsPath}/form-viewer.js`;

/** Address of the script made by `proofWorkerScript`. */
export const proofWorkerPath = `${assetsPath}/proof-worker.js`;

/**
 * form-js for the browser: its package has no browser build, so it is bundled once a start
 * (about half a second) into the global `FormViewer`, from the same version the API checks with; and
 * with it the normal form in which the API will take a value, so that people see what becomes of it.
 */
export const formViewerScript = bundledOnce({
  contents: `export { Form } from '@bpmn-io/form-js-viewer';
export { normalIn } from ${JSON.stringify(require.resolve('../domain/normal-field'))};`,
  resolveDir: packageFolder('@bpmn-io/form-js-viewer'),
});

/** The worker that solves a proof of work, of the package that also makes and checks them. */
export const proofWorkerScript = bundledOnce({
  contents: `import { handler } from 'altcha-lib/workers/shared';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
handler({ deriveKey });`,
  resolveDir: __dirname,
});

/** Bundles a script for the browser when it is first asked for. */
function bundledOnce(stdin: { contents: string; resolveDir: string }): () => Promise<Buffer> {
  let bundled: Promise<Buffer> | undefined;
  return () => {
    bundled ??= bundle(stdin).catch((error: unknown) => {
      bundled = undefined;
      throw error;
    });
    return bundled;
  };
}

async function bundle(stdin: { contents: string; resolveDir: string }): Promise<Buffer> {
  const result = await build({
    stdin,
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
