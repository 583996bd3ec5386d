/** The kinds of personal data that a form field can be marked with (component property `pii`). */
export type PersonalData = 'id-number' | 'name' | 'phone' | 'birth-date';

/** Hides the middle: an ID number as `330***********1234`. */
export function maskIdNumber(value: string): string {
  return hideMiddle(value, 3, 4);
}

/** Keeps the first character; always two stars, so that the length of the name is not told. */
export function maskName(value: string): string {
  const [first] = value;
  return first === undefined ? '' : `${first}**`;
}

/** Hides the middle: a telephone number as `138****5678`. */
export function maskPhone(value: string): string {
  return hideMiddle(value, 3, 4);
}

/** Keeps the year: a birth date as `1988-**-**`. */
export function maskBirthDate(value: string): string {
  return `${value.slice(0, 4)}-**-**`;
}

/** Masks a value by its kind. Takes the plain text; gives what anyone but the reviewer may see. */
export function mask(kind: PersonalData, value: string): string {
  const masks = {
    'id-number': maskIdNumber,
    name: maskName,
    phone: maskPhone,
    'birth-date': maskBirthDate,
  };
  return masks[kind](value);
}

/** Is a value masked, as `mask` gives it for its kind? Nobody is called so, and has no such number. */
export function isMasked(kind: PersonalData, value: unknown): boolean {
  return typeof value === 'string' && value.includes('*') && mask(kind, value) === value;
}

function hideMiddle(value: string, head: number, tail: number): string {
  const characters = [...value];
  const hidden = characters.length - head - tail;
  // Too short to hide at least three characters: hide all rather than show most of it.
  if (hidden < 3) return '*'.repeat(characters.length);
  return [...characters.slice(0, head), '*'.repeat(hidden), ...characters.slice(-tail)].join('');
}
