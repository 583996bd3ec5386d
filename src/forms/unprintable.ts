import { named, undrawable } from '../domain/drawable';
import type { Misfit, ValuePath } from './misfits';

const CANNOT_PRINT = 'Characters that documents cannot print: {came}. Please write them otherwise.';
/** So many characters are named. */
const TOLD = 10;

/**
 * A text with characters that none of our fonts has, and that would come out as boxes in a document.
 * @returns undefined for a text that can be printed
 */
export function notPrintable(text: string, at: ValuePath): Misfit | undefined {
  const odd = undrawable(text);
  if (odd.length === 0) return undefined;
  const told = odd.slice(0, TOLD).map(named);
  const more = odd.length > told.length;
  return {
    ...{ at, message: CANNOT_PRINT, structural: false, kept: true },
    values: {
      came: {
        en: `${told.map(({ sign, code }) => `${sign} (${code})`.trim()).join(', ')}${more ? ', …' : ''}`,
        zh: `${told.map(({ sign, code }) => `${sign}（${code}）`).join('、')}${more ? `等 ${odd.length} 个` : ''}`,
      },
    },
  };
}
