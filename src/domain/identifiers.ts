import { codeForm } from './normal-form';
import { lookupRegion } from './regions';

// Check digits and shapes of national identifiers. Written out because each is one line of arithmetic
// fixed by a national standard; the test vectors are those of the requirements (appendix A.2 to A.5).

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

/**
 * Whether `value` is an 18-digit citizen ID number (居民身份证号码), GB 11643-1999: check digit
 * right, birth date real and not after `today` (YYYY-MM-DD, Asia/Shanghai). A lower-case x is
 * accepted; 15-digit numbers are not.
 */
export function isResidentId(value: string, today: string): boolean {
  const id = codeForm(value);
  if (!RESIDENT_ID_SHAPE.test(id)) return false;
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  const checkDigit = residentIdCheckDigit(id.slice(0, 17));
  return isRealDay(birth) && birth <= today && checkDigit === id[17];
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

/** What a project number (项目编号) says: appendix A.2 of the requirements. */
export interface ProjectNumber {
  /** GB/T 2260 code of the authority that gave it. */
  regionCode: string;
  /** Day of registration, YYYY-MM-DD. */
  registeredOn: string;
  /** 01 building, 02 municipal, 99 other; 00 is met in the wild. */
  projectClass: string;
}

const PROJECT_NUMBER = /^(\d{6})(\d{2})(\d{2})(\d{2})(00|01|02|99)\d{2}$/;

/**
 * Reads a project number (项目编号): 16 digits, a region that exists, a real day, a known class.
 * @returns null for anything else
 */
export function readProjectNumber(value: string): ProjectNumber | null {
  const [, regionCode = '', year, month, day, projectClass = ''] = PROJECT_NUMBER.exec(value) ?? [];
  const registeredOn = `20${year}-${month}-${day}`;
  if (!isRegistrar(regionCode) || !isRealDay(registeredOn)) return null;
  return { regionCode, registeredOn, projectClass };
}

/** A place, or the districts of a city as a whole: 130101 is 石家庄市市辖区. */
function isRegistrar(code: string): boolean {
  const city = code.endsWith('01') ? lookupRegion(`${code.slice(0, 4)}00`) : undefined;
  return lookupRegion(code) !== undefined || city !== undefined;
}

/** What the letters in a stage record's number stand for: appendix A.3. */
const RECORD_STAGES: [RegExp, string][] = [
  [/^B[A-Z]$/, 'TENDER'],
  [/^TX$/, 'DRAWING'],
  [/^H[A-Z]$/, 'CONTRACT'],
  [/^SX$/, 'PERMIT'],
  [/^JX$/, 'ACCEPT'],
];

/**
 * Reads the number of a stage record (环节记录编号): project number, letters of the stage, three
 * digits: `4408831511029901-BD-001`.
 * @returns null for anything else
 */
export function readStageRecordNumber(value: string): { projectNo: string; stage: string } | null {
  const [, projectNo = '', letters = ''] = /^(\d{16})-([A-Z]{2})-\d{3}$/.exec(value) ?? [];
  const stage = RECORD_STAGES.find(([shape]) => shape.test(letters))?.[1];
  return stage && readProjectNumber(projectNo) ? { projectNo, stage } : null;
}

/**
 * Whether `value` has the shape of a printed permit number (施工许可证编号): region, real day,
 * serial, class, 18 digits. Older local numbers look different and are no mistake (appendix A.3).
 */
export function isPermitNumber(value: string): boolean {
  const [, region = '', year, month, day] = /^(\d{6})(\d{4})(\d{2})(\d{2})\d{4}$/.exec(value) ?? [];
  return isRegistrar(region) && isRealDay(`${year}-${month}-${day}`);
}

/** Is it the number by which a person is known here (`Vault.personNumber`), and no ID number? */
export function isPersonNumber(value: string): boolean {
  return /^P-[0-9A-F]{20}$/.test(value);
}

const READERS: Record<string, ((value: string) => object | null) | undefined> = {
  'project-number': readProjectNumber,
  'record-number': readStageRecordNumber,
  'permit-number': (value) => (isPermitNumber(value) ? {} : null),
};

/** What a number tells by itself, by the name that a form gives it (component property `ref`). */
export function numberFacts(kind: string, value: string): { valid: boolean } {
  const facts = READERS[kind]?.(value) ?? null;
  return { valid: facts !== null, ...facts };
}

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
