import { residentIdCheckDigit } from '../src/domain/identifiers';

/** What stands on somebody's identity card (二代身份证). */
export interface Card {
  idNumber: string;
  name: string;
  sex: 'MALE' | 'FEMALE';
  birthDate: string;
}

/** A card with the right check digit. @param first17 the digits before it: place, birth date, order */
export function cardOf(first17: string, name: string): Card {
  const birthDate = `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`;
  const sex = Number(first17[16]) % 2 === 1 ? 'MALE' : 'FEMALE';
  return { idNumber: first17 + residentIdCheckDigit(first17), name, sex, birthDate };
}
