/** What is taken, by its media type: the endings a name may have. */
const ENDINGS: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
};

/**
 * Endings of what a computer runs or a browser shows as a page. Inside a name they are there to
 * deceive whoever hides endings. `com` is left out: pages are printed under their address.
 */
const RUNNABLE = new Set(
  (
    'exe bat cmd scr pif msi msp cpl dll lnk reg hta jar apk dmg js jse mjs vbs vbe wsf wsh ps1 psm1 ' +
    'sh bash py pl php asp aspx jsp jspx htm html xhtml shtml mht mhtml svg swf docm xlsm pptm'
  ).split(' '),
);

/** Why a name cannot be taken: its last ending, or one in it that runs. */
export type WrongName = { ending: string; why: 'unknown' | 'runnable' };

/**
 * Judges a file by its name alone, before anything of it is read.
 * @param name the name as it came
 * @returns what is wrong with it, or null
 */
export function wrongName(name: string): WrongName | null {
  const [, ...endings] = name.toLowerCase().split('.');
  const last = endings.at(-1) ?? '';
  if (!Object.values(ENDINGS).flat().includes(last)) return { ending: last, why: 'unknown' };
  const runnable = endings.slice(0, -1).find((ending) => RUNNABLE.has(ending.trim()));
  return runnable === undefined ? null : { ending: runnable.trim(), why: 'runnable' };
}

/** Does the last ending of a name say what the content is? */
export function suitsContent(name: string, contentType: string): boolean {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  return ENDINGS[contentType]?.includes(ending) ?? false;
}

/** Is this a kind of file that is taken? */
export function isTaken(contentType: string): boolean {
  return contentType in ENDINGS;
}
