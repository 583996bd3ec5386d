import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';

/** Where the generated table stands. */
export const FONT_TABLE = 'src/domain/fonts.generated.ts';

/** Fonts in the order in which they are asked for a character, each as a file within its package. */
const PACKAGES: { name: string; folder: string; files: RegExp; bold?: [string, string] }[] = [
  {
    name: '@expo-google-fonts/noto-sans-sc',
    folder: '400Regular',
    files: /^NotoSansSC_400Regular\.ttf$/,
    bold: ['400Regular', '700Bold'],
  },
  { name: '@fontsource/noto-sans-math', folder: 'files', files: /-400-normal\.woff$/ },
  { name: '@fontsource/noto-sans-symbols-2', folder: 'files', files: /-400-normal\.woff$/ },
  { name: 'hanamin', folder: '.', files: /^HanaMin.*\.woff2$/ },
];

/** What no font is asked for: private use, what is not seen, and pictures in colour (emoji). */
const NOT_TEXT = /[\s\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\p{Emoji_Presentation}]/u;

/**
 * The table of fonts as source text: their files and the characters each is to draw, i.e. those that
 * no font before it has. Reads every font. Same packages, same bytes.
 */
export function generateFontTable(): string {
  const taken = new Set<number>();
  const rows = fontFiles().flatMap(({ file, bold }) => {
    const characters = open(file).characterSet.filter((one) => isOurs(one) && !taken.has(one));
    for (const one of characters) taken.add(one);
    const row = JSON.stringify({ file, ...(bold && { bold }), characters: asRanges(characters) });
    return characters.length > 0 ? [`  ${row},`] : [];
  });
  return [
    '// Written by `npm run fonts` from the font packages; do not edit.',
    '/** A font of documents: its file, that of its bold weight, and the characters it draws, in ranges. */',
    'export const FONTS: readonly { file: string; bold?: string; characters: string }[] = [',
    ...rows,
    '];\n',
  ].join('\n');
}

const isOurs = (character: number) => !NOT_TEXT.test(String.fromCodePoint(character));

function fontFiles(): { file: string; bold?: string }[] {
  return PACKAGES.flatMap(({ name, folder, files, bold }) =>
    readdirSync(join(dirname(require.resolve(`${name}/package.json`)), folder))
      .filter((entry) => files.test(entry))
      .sort()
      .map((entry) => [name, folder, entry].filter((part) => part !== '.').join('/'))
      .map((file) => ({ file, ...(bold && { bold: file.replaceAll(...bold) }) })),
  );
}

const open = (file: string) => create(readFileSync(require.resolve(file))) as Font;

/** `4e00-9fef,a000`: in hexadecimal, from and to, both included. */
function asRanges(characters: number[]): string {
  const ranges: [number, number][] = [];
  for (const one of characters.sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === one - 1) last[1] = one;
    else ranges.push([one, one]);
  }
  return ranges.map((range) => [...new Set(range)].map((one) => one.toString(16)).join('-')).join();
}
