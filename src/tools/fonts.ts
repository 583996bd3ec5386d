import { writeFileSync } from 'node:fs';
import { FONT_TABLE, generateFontTable } from './fonts/font-table';

/** `npm run fonts`: writes which font of documents draws which characters, after a font package changed. */
writeFileSync(FONT_TABLE, generateFontTable());
console.log(`written  ${FONT_TABLE}`);
