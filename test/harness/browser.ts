import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

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

/** The folder with the unpacked browser; made once a user and version, safe against a race. */
async function unpackedChromium(): Promise<string> {
  const version = packageVersion('@sparticuz/chromium');
  const home = join(tmpdir(), `zhujian-chromium-${version}-${process.getuid?.() ?? 'user'}`);
  if (existsSync(home)) return home;
  const { default: chromium } = await import('@sparticuz/chromium');
  const staging = mkdtempSync(`${home}-`);
  // The package unpacks to the temporary folder, and its libraries only where it sees AL2023.
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  try {
    process.env.TMPDIR = staging;
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
    await chromium.executablePath();
  } finally {
    restoreEnv(before);
  }
  try {
    renameSync(staging, home);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

function restoreEnv(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
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
  const file = join(home, 'fonts.conf');
  const cache = join(home, 'fonts-cache');
  mkdirSync(cache, { recursive: true });
  writeFileSync(
    file,
    `<?xml version="1.0"?>
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
`,
  );
  return file;
}
