import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium as playwright } from 'playwright-core';
import { ROOT, readSettings } from '../../stack/lib/settings';

/**
 * Starts the Chromium that comes inside an npm package, with Chinese fonts from another: nothing
 * has to be installed on the machine. Works as root and not; close it with `browser.close()`.
 */
export async function launchBrowser(): Promise<Browser> {
  const home = await unpackedChromium();
  const executablePath = join(home, 'chromium');
  const env: Record<string, string> = { ...definedEnv(), FONTCONFIG_FILE: fontsConf(home) };
  if (lacksLibraries(executablePath)) {
    env.LD_LIBRARY_PATH = [join(home, 'al2023', 'lib'), env.LD_LIBRARY_PATH]
      .filter(Boolean)
      .join(':');
  }
  return playwright.launch({
    executablePath,
    env,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
    ],
  });
}

/**
 * The folder with the unpacked browser; made once a user and version, safe against a race. Not in
 * the folder for temporary files: systems clear that file by file, or let no program run there.
 */
async function unpackedChromium(): Promise<string> {
  const version = packageVersion('@sparticuz/chromium');
  const { cacheDir } = readSettings();
  const home = join(cacheDir, `chromium-${version}-${process.getuid?.() ?? 'user'}`);
  const isWhole = () => existsSync(join(home, 'chromium'));
  if (isWhole()) return home;
  mkdirSync(cacheDir, { recursive: true });
  const staging = mkdtempSync(`${home}-`);
  // The package unpacks to the temporary folder, and its libraries only where it sees AL2023. In a
  // process of its own: what Jest lets a test set in process.env does not reach os.tmpdir().
  const unpack = `import('@sparticuz/chromium').then((m) => m.default.executablePath())`;
  await promisify(execFile)(process.execPath, ['-e', unpack], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  try {
    renameSync(staging, home);
  } catch {
    // somebody was faster, or left half of it
    if (isWhole()) rmSync(staging, { recursive: true, force: true });
    else {
      rmSync(home, { recursive: true, force: true });
      renameSync(staging, home);
    }
  }
  return home;
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

/** True on a machine without NSS (a bare container): then the package's own libraries are used. */
function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}

function packageFolder(name: string): string {
  const marker = join('node_modules', ...name.split('/'));
  const main = require.resolve(name);
  return main.slice(0, main.lastIndexOf(marker) + marker.length);
}

function packageVersion(name: string): string {
  return (require(join(packageFolder(name), 'package.json')) as { version: string }).version;
}

/** Writes a fontconfig file that knows Noto Sans SC and takes it for every sans-serif. */
function fontsConf(home: string): string {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const cache = join(home, 'fonts-cache');
  mkdirSync(cache, { recursive: true });
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(fonts, '400Regular')}</dir>
  <dir>${join(fonts, '700Bold')}</dir>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`;
  // one a checkout, and whole from the first moment: other runs may share the folder
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const file = join(home, `fonts-${hash}.conf`);
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
