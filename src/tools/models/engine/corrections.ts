/** What Chinese keyboards type, and what FEEL reads. Full-width digits and letters are done by NFKC. */
const FULL_WIDTH: [RegExp, string][] = [
  [/[“”„‟「」『』]/g, '"'],
  [/[‘’]/g, '"'],
  [/，|、/g, ', '],
  [/；/g, ', '],
  [/。/g, '.'],
  [/[【〔]/g, '['],
  [/[】〕]/g, ']'],
  [/[—–－]+/g, '-'],
  [/≥/g, '>='],
  [/≤/g, '<='],
  [/×/g, '*'],
];

/**
 * What somebody may have meant who typed FEEL that the engine does not read, most likely first; whether the
 * engine reads it is for the caller to ask. What stands between straight quotes is left as it is.
 */
export function corrections(text: string, unary: boolean): string[] {
  const narrow = outsideStrings(text, narrowed).trim();
  const candidates = [
    narrow,
    quoted(narrow),
    narrow.replace(/'([^']*)'/g, '"$1"'),
    outsideStrings(narrow, (part) => part.replaceAll('==', '=').replaceAll('&&', ' and ')),
    outsideStrings(narrow, (part) => part.replaceAll('||', ' or ')),
    // `some` and `every` reach to the end: after `and` they need parentheses
    narrow.replace(/\b(and|or)\s+((?:some|every)\b[\s\S]*)$/, '$1 ($2)'),
    ...(unary
      ? [narrow.replace(/^=+\s*/, ''), narrow.replace(/^(?:!=|<>)\s*([\s\S]+)$/, 'not($1)')]
      : [narrow.replace(/^=+\s*/, '')]),
  ];
  return [...new Set(candidates)].filter((one) => one !== text && one !== '');
}

function narrowed(part: string): string {
  const plain = FULL_WIDTH.reduce((done, [wide, narrow]) => done.replace(wide, narrow), part);
  return plain.normalize('NFKC');
}

/** A bare word, or a text with one quote only: a string that somebody began or forgot. */
function quoted(text: string): string {
  if ((text.match(/["']/g)?.length ?? 0) > 1) return text;
  const bare = text.replaceAll('"', '').replaceAll("'", '').trim();
  return /^[\p{L}\p{N}_ -]+$/u.test(bare) ? JSON.stringify(bare) : text;
}

function outsideStrings(text: string, change: (part: string) => string): string {
  return text
    .split(/("(?:\\.|[^"\\])*")/)
    .map((part, at) => (at % 2 === 1 ? part : change(part)))
    .join('');
}
