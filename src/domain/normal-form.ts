/**
 * One normal form for what people type, paste and send, at every door. What is shown is what was typed
 * (`tidied`); what is compared, searched and keyed is its normal form (`comparable`, `codeForm`). These
 * are conventions of writing, for every province alike; what is required or allowed is said by forms and
 * tables. Numbers and days have one form only, and that is what is stored.
 */

/** Characters that nobody sees: zero-width ones, marks of direction, controls that are no blanks. */
const UNSEEN =
  /(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\p{Cs}\uFFF9-\uFFFB]|(?!\p{White_Space})\p{Cc}/gu;
/** The same, and the signs that only choose how the character before them is drawn. */
const NOTHING = /[\p{Default_Ignorable_Code_Point}\p{Cs}\uFFF9-\uFFFB]|(?!\p{White_Space})\p{Cc}/gu;
const LINE_END = /\r\n?|[\v\u0085\u2028\u2029]/g;
/** Blanks of every kind; of those no property of Unicode names, only the empty pattern of Braille. */
const BLANK = '[\\p{White_Space}\\u2800]';
const BLANKS = new RegExp(`${BLANK}+`, 'gu');
const EDGES = new RegExp(`^${BLANK}+|${BLANK}+$`, 'gu');
/** Every dash, the minus and the hyphen bullet. */
const DASHES = /[\p{Pd}\u02D7\u2043\u2212\u2796]/gu;
/** The middle dot of names (间隔号), as keyboards of all kinds write it. */
const MIDDLE_DOTS = /[\u00B7\u0387\u16EB\u2022\u2027\u2219\u22C5\u2e31\u2e33\u30FB\uA78F\uFF65]/gu;

/**
 * A text as it is kept and shown: as it was typed, without what nobody sees, with one kind of line end
 * and no blanks at its edges.
 * @returns '' for a text in which there is nothing to be seen
 */
export function tidied(text: string): string {
  const kept = text.replace(LINE_END, '\n').replace(UNSEEN, '').replace(EDGES, '');
  return kept.replace(NOTHING, '').replace(BLANKS, '') === '' ? '' : kept;
}

/**
 * A text as it is compared and searched: two texts that people read alike have the same. One width
 * (NFKC), one case (upper), one dash, one middle dot, one blank between words.
 */
export function comparable(text: string): string {
  let before: string;
  let form = text;
  // folding the case can bring up something to compose, and the other way round
  do {
    before = form;
    form = form
      .replace(NOTHING, '')
      .normalize('NFKC')
      .toUpperCase()
      .replace(DASHES, '-')
      .replace(MIDDLE_DOTS, '·')
      .replace(BLANKS, ' ')
      .replace(EDGES, '');
  } while (form !== before);
  return form;
}

/** A number or code as it is written: as it is compared, without any blank. `ＨＴ－2026 01` is `HT-202601`. */
export function codeForm(text: string): string {
  // what the blanks kept apart may compose
  return comparable(comparable(text).replace(BLANKS, ''));
}

/** The name of an account, as it is looked up: as a code, in small letters. */
export const accountForm = (text: string): string => codeForm(text).toLowerCase();

/** ASCII in the width of Chinese characters, and how far it is from ASCII. */
const WIDE = /[\uFF01-\uFF5E]/g;
const WIDER_BY = 0xfee0;

/** Text in the width of ASCII; unlike by NFKC, `²` and `①` do not become digits. */
const narrow = (text: string) =>
  text.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDER_BY));

const DECIMAL = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;

/**
 * The decimal number that a text writes, exactly: digits of any width, with or without commas at the
 * thousands. No exponents, no other bases, no units: those are the field's.
 * @returns plain digits without needless zeros (`-1234.5`), or null
 */
export function decimalOf(text: string): string | null {
  const written = narrow(tidied(text)).replace(DASHES, '-');
  if (!DECIMAL.test(written)) return null;
  const [whole = '', fraction = ''] = written.replace(/[+,-]/g, '').split('.');
  const kept = fraction.replace(/0+$/, '');
  const digits = `${whole.replace(/^0+(?=\d)/, '')}${kept && `.${kept}`}`;
  return written.startsWith('-') && digits !== '0' ? `-${digits}` : digits;
}

/** So many digits every number of ours holds exactly, before and after the point together. */
export const EXACT_DIGITS = 15;

/**
 * The number that a text writes or that came as one, if it is held exactly.
 * @returns null for what is no decimal number or has more than `EXACT_DIGITS` digits
 */
export function exactNumber(value: string | number): number | null {
  const decimal = decimalOf(String(value));
  if (decimal === null || decimal.replace(/^-?0?\.?0*|\D/g, '').length > EXACT_DIGITS) return null;
  return Number(decimal);
}

const DAY = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/;

/**
 * The day that a text writes: year first, as people and spreadsheets write it here.
 * @returns YYYY-MM-DD, or null for what is no day of the calendar
 */
export function dayOf(text: string): string | null {
  const [, year, , ...parts] = DAY.exec(codeForm(text)) ?? [];
  const [month, day] = parts.filter((part) => part !== undefined);
  if (!year || !month || !day) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : null;
}

const graphemes = new Intl.Segmenter('zh');

/** The beginning of a text, at most so many code points of it, ending with a whole character and `…`. */
export function shortened(text: string, atMost: number): string {
  if (text.length <= atMost || [...text].length <= atMost) return text;
  let kept = '';
  let room = atMost;
  for (const { segment } of graphemes.segment(text)) {
    room -= [...segment].length;
    if (room < 0) break;
    kept += segment;
  }
  return `${kept || [...text].slice(0, atMost).join('')}…`;
}
