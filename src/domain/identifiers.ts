// Check digits of national identifiers. Written out because each is one line of arithmetic fixed by
// a national standard; the test vectors are those of the requirements (appendix A.4, A.5).

const USCC_SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const RESIDENT_ID_SHAPE = /^[1-9]\d{16}[\dX]$/;
const RESIDENT_ID_CHECKS = '10X98765432';

/**
 * Whether `value` is a unified social credit code (统一社会信用代码) with a right check digit,
 * GB 32100-2015. Upper case only, as the standard prints it. The inner organisation code's own
 * check digit is not looked at: the contract with the models promises GB 32100 only.
 */
export function isCreditCode(value: string): boolean {
  return USCC_SHAPE.test(value) && creditCodeCheckDigit(value.slice(0, 17)) === value[17];
}

/** The 18th character for the first 17 (GB 32100-2015: weights 3^i mod 31). */
export function creditCodeCheckDigit(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const symbol of first17) {
    sum += USCC_SYMBOLS.indexOf(symbol) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_SYMBOLS.charAt((31 - (sum % 31)) % 31);
}

/** A resident ID number as it is stored and looked up: no blanks, X in upper case. */
export function normalizeResidentId(value: string): string {
  return value.replace(/\s/g, '').toUpperCase();
}

/**
 * Whether `value` is an 18-digit citizen ID number (居民身份证号码), GB 11643-1999: check digit
 * right, birth date real and not after `today` (YYYY-MM-DD, Asia/Shanghai). A lower-case x is
 * accepted; 15-digit numbers are not.
 */
export function isResidentId(value: string, today: string): boolean {
  const id = normalizeResidentId(value);
  if (!RESIDENT_ID_SHAPE.test(id)) return false;
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  const time = Date.parse(`${birth}T00:00:00Z`);
  const realDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(birth);
  return realDay && birth <= today && residentIdCheckDigit(id.slice(0, 17)) === id[17];
}

/** The 18th character for the first 17 digits (ISO 7064 MOD 11-2). */
export function residentIdCheckDigit(first17: string): string {
  let remainder = 0;
  for (const digit of first17) remainder = ((remainder + Number(digit)) * 2) % 11;
  return RESIDENT_ID_CHECKS.charAt(remainder);
}

/** Whether `value` has the shape of a GB/T 2260 code: six digits, a province part that can be. */
export function isRegionCode(value: string): boolean {
  return /^[1-8]\d{5}$/.test(value);
}
